"""Articles and digests, with the evidence of their dates, fields and tags."""

from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

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


class Text:
    """The text of an article, in memory or not."""

    __slots__ = ()

    @property
    def held(self) -> "ArticleText":
        """The text itself, fetched if it is not in memory."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ArticleText(Text):
    """What an article is made of and what was found in it: all that is large.

    pictures: those kept of its headline, details and body, in order; those that
    no block of its body names stand above it. dates: all the evidence.
    keywords: what the page itself files it under. fields: on what each field
    rests.
    """

    body: tuple[Block, ...] = ()
    details: tuple[Block, ...] = ()
    dates: tuple[DateFinding, ...] = ()
    claims: tuple[Claim, ...] = ()
    removals: tuple[Removal, ...] = ()
    repairs: tuple[Repair, ...] = ()
    pictures: tuple[Picture, ...] = ()
    keywords: tuple[str, ...] = ()
    fields: tuple[FieldFinding, ...] = ()

    @property
    def held(self) -> "ArticleText":
        """This."""
        return self


class Texts(Protocol):
    """Where texts wait that are not in memory."""

    def text(self, key: str, number: int) -> ArticleText:
        """The text of the article of a number in what is kept under a key."""


class KeptText(Text):
    """A text that is fetched each time it is asked for, so that an archive may outgrow memory."""

    __slots__ = ("_texts", "key", "number")

    def __init__(self, key: str, number: int, texts: Texts) -> None:
        """Know where it is: a key, a number under that, and the place that has both."""
        self.key = key
        self.number = number
        self._texts = texts

    def __eq__(self, other: object) -> bool:
        """Whether it is the same place."""
        if not isinstance(other, KeptText):
            return NotImplemented
        return (self.key, self.number) == (other.key, other.number)

    def __hash__(self) -> int:
        """By its place."""
        return hash((self.key, self.number))

    def __repr__(self) -> str:
        """Tells its place."""
        return f"KeptText({self.key!r}, {self.number})"

    @property
    def held(self) -> ArticleText:
        """The text, fetched."""
        return self._texts.text(self.key, self.number)


@dataclass(frozen=True, slots=True)
class Gist:
    """What lists, keys and reports need of a text, so that they do without it.

    digest: of the article as it was found, text and all. removed: how many
    blocks each rule took, by its name. repaired: how many repairs. accepted:
    the digests of its paragraphs as the register keeps them.
    pictures: the names of those that its page shows.
    """

    digest: str
    summary: str
    minutes: int
    removed: tuple[tuple[str, int], ...]
    repaired: int
    accepted: str
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Print:
    """What tells one text from another.

    key: digest of the words of headline and body, furniture left out. body: of
    the body's alone. words: how many the body has. numbers: digest of every run
    of digits, in order of size and number. stamps: of the days and hours that
    its details and "Updated" lines tell, '' where they tell none.
    """

    key: str
    body: str
    words: int
    numbers: str
    stamps: str


@dataclass(frozen=True, slots=True)
class Sketch:
    """What decides whether an article is the same as another, or nearly, without its text.

    days: every date on which it says that it appeared or was changed. signature:
    of MinHash, in base64; '' for a text that is too short to be told by it.
    """

    print: Print
    days: tuple[str, ...]
    signature: str


@dataclass(frozen=True, slots=True)
class Article:
    """A story made whole. date is asserted or None; its text's dates hold all the evidence.

    captured: when, as far as its record or capture says, ISO or empty. document:
    the number of its document. modified: when its text was last changed, as far
    as anything says so. doubt: how likely its headline or a boundary is wrong or
    a paragraph lost, 0 to 1. part and known: as of its document: which part of
    the capture it is, and what is known of where that came from, where it is
    known better than for the whole. gist: None until it is made; `gist_of`.
    """

    id: str
    capture_id: str
    title: str
    text: Text
    date: DateFinding | None
    authors: tuple[str, ...]
    language: str
    source: str
    section: str
    url: str
    tags: tuple[Tag, ...]
    first_line: int
    last_line: int
    doubts: tuple[str, ...]
    captured: str = ""
    document: int = 0
    modified: DateFinding | None = None
    doubt: float = 0.0
    part: str = ""
    known: Provenance | None = None
    gist: Gist | None = None

    @property
    def held(self) -> ArticleText:
        """Its text, fetched if it is not in memory."""
        return self.text.held

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks of its text."""
        return self.held.body

    @property
    def details(self) -> tuple[Block, ...]:
        """The blocks between headline and text: byline, dateline, updates."""
        return self.held.details

    @property
    def dates(self) -> tuple[DateFinding, ...]:
        """Every date that was found, with its evidence."""
        return self.held.dates

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What its capture says of itself."""
        return self.held.claims

    @property
    def removals(self) -> tuple[Removal, ...]:
        """What was taken out."""
        return self.held.removals

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """What was mended."""
        return self.held.repairs

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its pictures."""
        return self.held.pictures

    @property
    def keywords(self) -> tuple[str, ...]:
        """What its page files it under."""
        return self.held.keywords

    @property
    def fields(self) -> tuple[FieldFinding, ...]:
        """On what each of its fields rests."""
        return self.held.fields

    def with_text(self, **changed: Any) -> "Article":
        """The same with other parts of its text, and so without a gist."""
        return replace(self, text=replace(self.held, **changed), gist=None)


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
    """What one document gave; reason says why where it gave nothing.

    sketches: of each article, or none where they were not made.
    """

    articles: tuple[Article, ...] = ()
    digests: tuple[Digest, ...] = ()
    reason: str = ""
    sketches: tuple[Sketch, ...] = ()

    @property
    def made(self) -> tuple[Article | Digest, ...]:
        """Articles and digests together."""
        return (*self.articles, *self.digests)
