"""What cleaning and splitting decide of blocks: marks, labels, removals, drafts."""

from dataclasses import dataclass
from typing import Literal

from backfile.model.documents import Block, LabelName, Place, Repair
from backfile.model.owner import Saying

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
    or a format says so. text and headline: how likely a model holds the block
    for a story's text and for its headline, 0 to 1, whatever it was taken for; 0
    where none was asked.
    """

    name: LabelName
    rule: str
    reason: str
    margin: float = 1.0
    text: float = 0.0
    headline: float = 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """An article or digest as splitting leaves it; annotation makes it whole.

    first and last are indexes of the document's blocks, inclusive. details are
    the byline and dateline blocks. doubts: why the owner should look, in words;
    doubt: how likely its headline or a boundary is wrong or a paragraph lost, 0 to 1.
    sayings: what the owner says of its fields.
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
    doubt: float = 0.0
    sayings: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True)
class Division:
    """A document divided: one label a block, the drafts in order, and what no draft holds."""

    labels: tuple[Label, ...]
    drafts: tuple[Draft, ...]
