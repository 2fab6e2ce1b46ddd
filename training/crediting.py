"""A story's lines in, the same with who wrote it, when and where, as newspapers put that, out."""

import random
from collections.abc import Sequence
from dataclasses import replace

from training import phrases
from training.noise import Line

# Chances: of a byline, of a day's line, of a dateline before the first paragraph, of a
# headline in capitals and of one in two lines.
_BYLINE, _DAYLINE, _DATELINE = 0.35, 0.3, 0.25
_CAPITALS, _TWO_LINES = 0.12, 0.12
# A headline of fewer words stands in one line.
_LEAST_WORDS = 6


def credited(lines: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines of one story, its headline first, with credits drawn by chance."""
    headline, *rest = lines
    gap = rest[0].gap if rest else 0
    is_whole = not rest or rest[0].label != "T2"
    above = [*_headline(headline, chance), *_credits(gap, chance)] if is_whole else [headline]
    first = next((i for i, line in enumerate(rest) if line.label == "B"), None)
    if first is not None and chance.random() < _DATELINE:
        rest[first] = replace(
            rest[first], text=_filled(chance.choice(phrases.DATELINES), chance) + rest[first].text
        )
    return [*above, *rest]


def _headline(line: Line, chance: random.Random) -> list[Line]:
    if chance.random() < _CAPITALS:
        line = replace(line, text=line.text.upper())
    words = line.text.split()
    if len(words) < _LEAST_WORDS or chance.random() >= _TWO_LINES:
        return [line]
    cut = chance.randint(len(words) // 3, 2 * len(words) // 3)
    return [replace(line, text=" ".join(words[:cut])), Line(" ".join(words[cut:]), "T2")]


def _credits(gap: int, chance: random.Random) -> list[Line]:
    found = []
    for share, forms in ((_BYLINE, phrases.BYLINES), (_DAYLINE, phrases.DAYLINES)):
        if chance.random() < share:
            found.append(Line(_filled(chance.choice(forms), chance), "M", gap))
            gap = 0 if chance.random() < share else gap
    return found


def _filled(form: str, chance: random.Random) -> str:
    place = chance.choice(phrases.PLACES)
    return form.format(
        name=f"{chance.choice(phrases.GIVEN_NAMES)} {chance.choice(phrases.SURNAMES)}",
        place=place,
        PLACE=place.upper(),
        day=chance.choice(phrases.DAYS),
        short=chance.choice(phrases.SHORT_DAYS),
        agency=chance.choice(phrases.AGENCIES),
    )
