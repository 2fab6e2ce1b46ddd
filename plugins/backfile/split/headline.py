"""A page's blocks, marks and claims in, its headline and title out."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from backfile.model import Block, Claim, Mark

# A headline and a claimed title this alike are the same (measured on news
# pages: a confirmed headline is right on 95 of 100).
_ALIKE = 0.9


def find_heading(
    blocks: Sequence[Block], marks: Sequence[Mark], claims: Sequence[Claim], prose: Sequence[int]
) -> int | None:
    """The block that is the headline: a heading that a claim confirms, else the first h1."""
    headings = [i for i, b in enumerate(blocks) if b.kind == "heading" and not marks[i].rule]
    confirmed = [i for i in headings if _is_claimed(blocks[i].text, _claimed(claims))]
    top = [i for i in headings if blocks[i].level == 1]
    above = [i for i in headings if prose and i < prose[0]]
    return next(iter([*confirmed, *top, *reversed(above)]), None)


def _claimed(claims: Sequence[Claim]) -> list[str]:
    """The titles that the page's data claims, apart from what it shows."""
    return [c.value for c in claims if c.field == "title" and c.origin not in {"h1", "title"}]


def _is_claimed(text: str, claimed: Sequence[str]) -> bool:
    return any(_alike(text, value) for value in claimed)


def choose_title(heading: str, claims: Sequence[Claim]) -> str:
    """The title of a page whose headline reads so; empty where nothing says one."""
    claimed = _claimed(claims)
    if heading and (not claimed or _is_claimed(heading, claimed)):
        return heading
    window = [c.value for c in claims if c.origin == "title"]
    named = [*claimed, heading, *(_without_site(value, claims) for value in window)]
    return next(filter(None, named), "")


def _without_site(title: str, claims: Sequence[Claim]) -> str:
    """The window's title without the site's name at its end."""
    for source in (claim.value for claim in claims if claim.field == "source"):
        for joint in (" - ", " | ", " – ", " — ", " :: "):
            title = title.removesuffix(joint + source)
    return title


def _alike(one: str, other: str) -> bool:
    one, other = (" ".join(text.casefold().split()) for text in (one, other))
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE
