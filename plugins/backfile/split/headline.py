"""A page's blocks, marks and claims in, its headline and title out.

The title is what a reader sees above the story. What the page's data says may
be cut, be written for search engines or carry the site's name: it tells which
of the headings is the headline, and speaks for itself only where none is.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from backfile.hosts import host_of
from backfile.model import Block, Claim, Mark

# A headline and a claimed title this alike are the same.
_ALIKE = 0.9
# Share of the words of a heading and a claimed title that both say, from which they are related.
_RELATED = 0.25
# Where a headline ends with a claimed title of such a share of it, a kicker stands before that.
_WITHOUT_KICKER = 0.5
_LEAST_WORD = 3
_JOINTS = re.compile(r"\s+[-|–—·:•»]+\s+|\s*\|\s*|\s+::\s+")
_COLON = re.compile(r":\s+")
_WORD = re.compile(r"\w+")
_LONGEST = 400
# A page claims a handful of titles, and its headline is among its first headings.
_MOST_TITLES = 12
_MOST_HEADINGS = 80


def find_heading(
    blocks: Sequence[Block], marks: Sequence[Mark], claims: Sequence[Claim], prose: Sequence[int]
) -> int | None:
    """The block that is the headline: the heading that the page's claims speak for most.

    Headings of first order go before others, and those above the text before
    those within it; one that is just the site's name is none.
    """
    headings = [i for i, b in enumerate(blocks) if b.kind == "heading" and not marks[i].rule]
    headings = headings[:_MOST_HEADINGS]
    if not headings:
        return None
    claimed = _claimed(claims)
    sources = _sources(claims)
    text = prose[0] if prose else len(blocks)
    ranked = {i: _weight(blocks[i], claimed, sources, above=i < text) for i in headings}
    best = max(headings, key=lambda i: (ranked[i], -i))
    return best if ranked[best] > 0 else None


def _weight(block: Block, claimed: Sequence[str], sources: Sequence[str], *, above: bool) -> float:
    """How much speaks for a heading being the headline."""
    if _names_site(block.text, sources):
        return 0
    likeness = max((_likeness(block.text, value) for value in claimed), default=0)
    # A heading below the first paragraph that no claim knows is a sub-heading.
    seen = (2 if block.level == 1 else 0) + (0.5 if above else 0)
    return seen + 3 * likeness if likeness or above or block.level == 1 else 0


def _likeness(heading: str, claimed: str) -> float:
    """1 for the same title, less for one of the same words, 0 for another."""
    if _alike(heading, claimed):
        return 1
    own, other = (_words(text) for text in (heading, claimed))
    shared = 2 * sum(word in other for word in own) / max(1, len(own) + len(other))
    return shared / 2 if shared >= _RELATED else 0


def _words(text: str) -> tuple[str, ...]:
    words = (word.casefold() for word in _WORD.findall(text[:_LONGEST]))
    return tuple(dict.fromkeys(word for word in words if len(word) >= _LEAST_WORD))


def choose_title(heading: str, claims: Sequence[Claim]) -> str:
    """The title of a page whose headline reads so; empty where nothing says one.

    A headline stands if the page shows it as its first heading, or if a claim
    says the same; another heading gives way to what the page claims.
    """
    claimed = _claimed(claims)
    if heading and (not claimed or _stands(heading, claims, claimed)):
        return _without_kicker(heading, claimed)
    return next(filter(None, [*claimed, heading]), "")


def _stands(heading: str, claims: Sequence[Claim], claimed: Sequence[str]) -> bool:
    """Whether a heading is a headline whatever the claims say, or one that they know."""
    shown = [_squashed(c.value) for c in claims if c.field == "title" and c.origin == "h1"]
    if _squashed(heading) in shown:
        words = _words(heading)
        known = any(word in _words(value) for value in claimed for word in words)
        return known or len(shown) == 1
    return any(_alike(heading, value) for value in claimed)


def _without_kicker(heading: str, claimed: Sequence[str]) -> str:
    """A headline without the kicker that a page keeps in the same element."""
    for value in claimed:
        has_kicker = heading.casefold().endswith(value.casefold())
        if has_kicker and len(value) >= _WITHOUT_KICKER * len(heading):
            return heading[len(heading) - len(value) :]
    return heading


def _claimed(claims: Sequence[Claim]) -> list[str]:
    """The titles that the page's data claims, without the site's name; the window's last."""
    sources = _sources(claims)
    titles = [c for c in claims if c.field == "title" and c.origin != "h1"]
    titles.sort(key=lambda claim: claim.origin == "title")
    said = (without_site(claim.value, sources) for claim in titles)
    whole = dict.fromkeys(title for title in said if _squashed(title) not in sources)
    return [*whole][:_MOST_TITLES]


def _sources(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The names of the site, as words that titles are compared by."""
    names = [_squashed(c.value) for c in claims if c.field == "source"]
    addresses = (c.value for c in claims if c.field == "url" and "://" in c.value)
    sites = [host_of(address).removeprefix("www.") for address in addresses]
    hosts = [_squashed(part) for site in sites for part in (site, site.rpartition(".")[0])]
    return tuple(dict.fromkeys(name for name in (*names, *hosts) if name))


def _squashed(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()[:_LONGEST]))


def without_site(title: str, sources: Sequence[str]) -> str:
    """A title without the site's name, and what follows it, at its end or before its start."""
    pieces = [*_JOINTS.finditer(title[:_LONGEST])]
    for joint in pieces:
        if _names_site(title[joint.end() :].rsplit(" | ", maxsplit=1)[-1], sources):
            return title[: joint.start()].strip()
    for joint in [*pieces, *_COLON.finditer(title[:_LONGEST])]:
        if _names_site(title[: joint.start()], sources):
            return title[joint.end() :].strip()
    return title


def _names_site(piece: str, sources: Sequence[str]) -> bool:
    squashed = _squashed(piece)
    forms = (squashed, f"the{squashed}", f"{squashed}com", squashed.removeprefix("the"))
    return bool(squashed) and any(form in sources for form in forms)


def _alike(one: str, other: str) -> bool:
    one, other = (" ".join(text.casefold().split())[:_LONGEST] for text in (one, other))
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other)
    # The quick bounds spare nearly every page the long comparison.
    is_near = matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE
    return is_near and matcher.ratio() >= _ALIKE
