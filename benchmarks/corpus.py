"""A number in, requests for `label` out: pages of a made-up newspaper, the same every time."""

import json
import random
from collections.abc import Iterator

_WORDS = """harbour ferry council winter bridge market letter engine captain island museum teacher
railway lantern orchard weather station village captain's parliament budget vessel compass glacier
concert library referee hospital minister quarter premium journey factory signal garden lighthouse
anchors carried opened returned repaired counted measured announced visited promised delayed joined
slowly early northern wooden narrow crowded quiet public second annual heavy modern former distant
the a of in to and for with on at from by after before under over between during without towards
Göteborg Łódź Tromsø Київ порту зимою""".split()
_MENU = ("Home", "News", "Weather", "Sport", "Harbour", "Contact us", "Subscribe")
_FOOT = ("All rights reserved", "Privacy policy", "Sign up for our newsletter", "Back to top")
_BOXES = ("Most Popular", "Related stories", "Read more")
_SOURCES = 12


def requests(lines: int, seed: int = 1) -> Iterator[str]:
    """JSON lines for `label` whose texts have so many lines together, or a few more."""
    # The same pages every time, so that two runs can be compared; no secret rests on it.
    chance = random.Random(seed)  # noqa: S311 - as said above
    made = number = 0
    while made < lines:
        page = list(_page(chance, number % _SOURCES))
        made += len(page)
        request = {"id": number, "source": f"paper {number % _SOURCES}", "text": "\n".join(page)}
        yield json.dumps(request, ensure_ascii=False)
        number += 1


def _page(chance: random.Random, source: int) -> Iterator[str]:
    """A page as it is pasted: a menu, a story or two with boxes of links in them, a foot."""
    yield from (*_MENU, f"Paper {source}", "")
    for _ in range(chance.choice((1, 1, 1, 2))):
        yield from (_headline(chance), f"By Reporter {chance.randrange(90)}", "")
        for _ in range(chance.randrange(3, 12)):
            yield from (_paragraph(chance), "")
        yield chance.choice(_BOXES)
        yield from (_headline(chance) for _ in range(4))
        yield ""
    yield from _FOOT


def _words(chance: random.Random, least: int, most: int) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))
    return words[:1].upper() + words[1:]


def _headline(chance: random.Random) -> str:
    return _words(chance, 5, 12)


def _paragraph(chance: random.Random) -> str:
    return " ".join(f"{_words(chance, 8, 22)}." for _ in range(chance.randint(1, 4)))
