"""Articles and digests, with the evidence of their dates, fields and tags."""

from dataclasses import dataclass
from typing import Literal

from backfile.model.captures import Provenance
from backfile.model.divisions import Removal
from backfile.model.documents import Block, Claim, Picture, Repair

TagKind = Literal["person", "place", "organisation", "topic"]


TAG_KINDS: tuple[TagKind, ...] = ("person", "place", "organisation", "topic")


@dataclass(frozen=True, slots=True)
class DateFinding:
    """A date that was found, with its evidence.

    value: ISO, as far as it is known: "2025-05-11", "2025-05", "2025", or
    "--03-29" where the year is not stated. confidence: 0 to 1. origin: where
    it stands ("json-ld datePublished", "dateline", "text", "sidecar", ...).
    evidence: the words it was read from.
    """

    value: str
    evidence: str
    origin: str
    confidence: float


FieldName = Literal["title", "authors", "date", "language", "section", "source", "url", "keywords"]


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What an article says of itself in one field, and on what that rests.

    value: as text, authors and keywords parted by "; "; empty where nothing
    says any. origin: who says it ("json-ld headline", "byline", "sidecar").
    others: claims of the same field that say something else.
    """

    field: FieldName
    value: str
    origin: str
    others: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A person, place, organisation or topic that a text speaks of; score 0 to 1."""

    kind: TagKind
    name: str
    slug: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A story made whole. date is asserted or None; dates holds all the evidence.

    pictures: those kept of its headline, details and body, in order; those that
    no block of its body names stand above it. captured: when, as far as its
    record or capture says, ISO or empty. document: the number of its document.
    modified: when its text was last changed, as far as anything says so. keywords:
    what the page itself files it under. fields: on what each field rests. doubt: how
    likely its headline or a boundary is wrong or a paragraph lost, 0 to 1. part and
    known: as of its document: which part of the capture it is, and what is known
    of where that came from, where it is known better than for the whole.
    """

    id: str
    capture_id: str
    title: str
    body: tuple[Block, ...]
    details: tuple[Block, ...]
    date: DateFinding | None
    dates: tuple[DateFinding, ...]
    authors: tuple[str, ...]
    language: str
    source: str
    section: str
    url: str
    tags: tuple[Tag, ...]
    claims: tuple[Claim, ...]
    removals: tuple[Removal, ...]
    repairs: tuple[Repair, ...]
    first_line: int
    last_line: int
    doubts: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    captured: str = ""
    document: int = 0
    modified: DateFinding | None = None
    keywords: tuple[str, ...] = ()
    fields: tuple[FieldFinding, ...] = ()
    doubt: float = 0.0
    part: str = ""
    known: Provenance | None = None


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One paragraph of a digest, with its own id, tags and search record."""

    id: str
    block: Block
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A run of one-paragraph items of different stories, without a headline.

    document: the number of its document. doubt: how likely a story is hidden
    in it or a paragraph of it lost, 0 to 1. part, known, captured, url: as of
    an article.
    """

    id: str
    capture_id: str
    items: tuple[DigestItem, ...]
    language: str
    source: str
    removals: tuple[Removal, ...]
    repairs: tuple[Repair, ...]
    first_line: int
    last_line: int
    doubts: tuple[str, ...]
    document: int = 0
    doubt: float = 0.0
    part: str = ""
    known: Provenance | None = None
    captured: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document gave; reason says why where it gave nothing."""

    articles: tuple[Article, ...] = ()
    digests: tuple[Digest, ...] = ()
    reason: str = ""

    @property
    def made(self) -> tuple[Article | Digest, ...]:
        """Articles and digests together."""
        return (*self.articles, *self.digests)
