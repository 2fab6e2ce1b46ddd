"""What cleaning and splitting decide of blocks: marks, labels, removals, drafts."""

from dataclasses import dataclass
from typing import Literal

from backfile.model.documents import Block, LabelName, Place, Repair

Role = Literal["", "heading", "headline", "line", "container", "keep"]


Shape = Literal["prose", "sentence", "short", "other"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What cleaning found of one block; rule empty: nothing, the block is kept.

    role: what the rule took it as; "keep" where a rule says that it stays.
    shape: prose (60 characters or more that end like a sentence), sentence
    (shorter, but ends like one), short (no sentence, not long), other.
    """

    rule: str = ""
    reason: str = ""
    role: Role = ""
    shape: Shape = "other"


@dataclass(frozen=True, slots=True)
class Removal:
    """A block taken out, with the rule and reason that took it."""

    text: str
    place: Place
    rule: str
    reason: str
    role: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a block was taken for, by which rule, why, and how surely.

    margin: how far the label is ahead of the next best, 0 to 1; 1 where a rule
    or a format says so.
    """

    name: LabelName
    rule: str
    reason: str
    margin: float = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """An article or digest as splitting leaves it; annotation makes it whole.

    first and last are indexes of the document's blocks, inclusive. details are
    the byline and dateline blocks. doubts: why the owner should look, in words.
    """

    kind: Literal["article", "digest"]
    title: str
    body: tuple[Block, ...]
    details: tuple[Block, ...]
    removals: tuple[Removal, ...]
    repairs: tuple[Repair, ...]
    first: int
    last: int
    start: Place
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """A document divided: one label a block, the drafts in order, and what no draft holds."""

    labels: tuple[Label, ...]
    drafts: tuple[Draft, ...]
