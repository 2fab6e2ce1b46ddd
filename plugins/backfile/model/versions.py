"""The captures of one article, the versions of its text, and its kin."""

from dataclasses import dataclass
from typing import Literal

from backfile.model.articles import Article

PieceKind = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring words of a paragraph that stayed, came or went."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph of two neighbouring versions: in both, in one, or changed within."""

    kind: Literal["same", "added", "removed", "changed"]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article had; number: from 1, as they were first captured.

    article: as it was found then, under its own id. changes: against the text
    that stood before, empty for the first. words: how many came, and went.
    paragraphs: how many came, went, and were changed within. is_cut: much
    shorter than an earlier one and with nothing new, as a paywall's teaser is.
    """

    number: int
    article: Article
    changes: tuple[Change, ...] = ()
    words: tuple[int, int] = (0, 0)
    paragraphs: tuple[int, int, int] = (0, 0, 0)
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """One capture of an article: which version of its text it holds.

    captured: ISO, or empty. is_again: another version stood between, and this
    one came back. is_trivial: differs from the version's text in spaces,
    marks, date lines or counts.
    """

    article: Article
    captured: str
    version: int
    is_again: bool = False
    is_trivial: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """All captures of one article, oldest first, and the texts they hold.

    shown: the number of the version that is the article's text: the latest
    that is not cut.
    """

    sightings: tuple[Sighting, ...]
    versions: tuple[Version, ...]
    shown: int


@dataclass(frozen=True, slots=True)
class Kin:
    """Another article with much of the same text; each of the two names the other.

    kind: "copy" where the text is the same, "alike" where nearly all of it is,
    "address" where it is another text of the same address.
    """

    id: str
    kind: Literal["copy", "alike", "address"]
