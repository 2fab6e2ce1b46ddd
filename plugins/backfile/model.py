"""What flows between the rooms: frozen values, nothing but data.

The words are those of the archive: a capture is read into documents of
blocks; blocks are kept or removed; what is kept becomes articles and digests.
Line numbers count from 1 and are inclusive. Block indexes count from 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Literal

BlockKind = Literal[
    "line", "paragraph", "heading", "item", "quote", "caption", "table", "preformatted"
]
# T title, T2 its continuation, B body, M byline or dateline, X boilerplate,
# S record mark-up of an export, D digest item.
LabelName = Literal["T", "T2", "B", "M", "X", "S", "D"]
TagKind = Literal["person", "place", "organisation", "topic"]
Role = Literal["", "heading", "headline", "line", "container", "keep"]
Shape = Literal["prose", "sentence", "short", "other"]
TAG_KINDS: tuple[TagKind, ...] = ("person", "place", "organisation", "topic")


@dataclass(frozen=True, slots=True)
class Provenance:
    """What is known of where a capture came from; empty strings mean not known."""

    source: str = ""
    url: str = ""
    captured: str = ""
    captured_precision: Literal["exact", "approximate", "unknown"] = "unknown"
    by: str = ""
    method: str = ""
    language: str = ""
    rights: str = ""

    def joined(self, nearer: "Provenance") -> "Provenance":
        """What is known once a nearer word is heard: it wins, field by field."""
        said = {f.name: getattr(nearer, f.name) for f in fields(nearer)}
        if not nearer.captured:
            said.pop("captured_precision")
        return replace(self, **{name: word for name, word in said.items() if word})


@dataclass(frozen=True, slots=True)
class Capture:
    """One input file as it was received.

    id: SHA-256 of its bytes, hexadecimal. path: relative to the captures
    folder, with forward slashes. copies: other paths that hold the same bytes.
    companions: the files of a saved page. pictured: tells one state of the
    pictures among them from another; empty where there are none.
    """

    id: str
    path: str
    size: int
    provenance: Provenance
    companions: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    pictured: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands in its capture.

    path is the tag path of a saved page's block with class words, such as
    "body > main > aside.links > ul > li"; empty in a text dump.
    """

    first_line: int
    last_line: int
    path: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A line, paragraph, heading, list item, caption or table of a document.

    text is plain; html, where a page had mark-up worth keeping, is its inner
    HTML and is sanitised where it is shown, never before. level is that of a
    heading (1 to 6), else 0. gap: blank lines before it (text dumps).
    link_share: share of its characters that stand in links, 0 to 1. given:
    what its format says that it is (exports); empty where it says nothing.
    votes: who else takes it for the story ("articleBody"). pictures: names of
    the pictures that a reader sees before its text.
    """

    kind: BlockKind
    text: str
    place: Place
    html: str = ""
    level: int = 0
    gap: int = 0
    link_share: float = 0.0
    given: LabelName | Literal[""] = ""
    votes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a story.

    name: as the page refers to it, or, once its bytes are kept, that of its
    file. others: further addresses of the same picture, best first. width and
    height: in pixels as shown; 0 where its bytes are not kept.
    """

    name: str
    alt: str = ""
    others: tuple[str, ...] = ()
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """What a page or sidecar says of itself: a field, a value, and who says so."""

    field: Literal[
        "title", "author", "date", "modified", "language", "section", "source", "url", "keyword"
    ]
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Repair:
    """Text that was changed: before, after and why; place None for the whole document."""

    before: str
    after: str
    why: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One logical page or dump read from a capture.

    number tells the documents of one capture apart, from 0. url and captured
    are the record's own (web archives), else empty. part says which part of
    its capture it is: a member's path, a record's place; empty for the whole.
    provenance: what a sidecar inside of a packed capture says of it; None
    where the capture's own speaks for it.
    """

    capture_id: str
    number: int
    medium: Literal["text", "page"]
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...] = ()
    repairs: tuple[Repair, ...] = ()
    url: str = ""
    captured: str = ""
    part: str = ""
    pictures: tuple[Picture, ...] = ()
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gave no article: its path and the reason, with what to try."""

    source: str
    reason: str
    capture_id: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a capture gave: documents, or the reason there are none.

    lost: parts of it that could not be read; their source names capture and
    part ("crawl.warc.gz, record at byte 9120"). passed: how many parts are no
    story by their nature, by kind ("image": 12). files: the bytes of pictures
    that the capture holds itself, by their address or member path, asked for
    one by one; once kept, by the names of their files. They are not stored
    with a reading.
    """

    documents: tuple[Document, ...] = ()
    reason: str = ""
    lost: tuple[Rejected, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(
        default_factory=dict, compare=False, metadata={"stored": False}
    )


def line_key(text: str) -> str:
    """What makes two lines the same: letters and digits, whatever case and spacing."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many documents of one source hold a line: the census of that source, by line_key."""

    counts: Mapping[str, int] = field(default_factory=dict)


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
    what the page itself files it under. fields: on what each field rests.
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


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One paragraph of a digest, with its own id, tags and search record."""

    id: str
    block: Block
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A run of one-paragraph items of different stories, without a headline."""

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one document gave; reason says why where it gave nothing."""

    articles: tuple[Article, ...] = ()
    digests: tuple[Digest, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What search knows of an article or digest item.

    url is relative to the site's root. date is ISO or empty. tags: (kind,
    slug, name). text is the body's plain text, paragraphs parted by newlines.
    """

    id: str
    url: str
    title: str
    date: str
    source: str
    summary: str
    tags: tuple[tuple[TagKind, str, str], ...]
    text: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TagPage:
    """A tag with a page of its own; members are ids of articles and digest items."""

    kind: TagKind
    name: str
    slug: str
    path: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that is published, and what was not.

    captures: by id. articles: oldest first, the undated first of all, then by
    id. addresses: of each article and digest by its id, relative to the site's
    root. inputs: files offered; each gave articles or digests, is a companion
    or is rejected. empty_records: parts of captures that gave nothing, or could
    not be read, while others of their capture did; their source names the part.
    passed: parts of captures that are no story by their nature, by kind.
    histories: of articles that were captured more than once, by id: that of the
    first captured. kin: other articles of much the same text, by id.
    """

    captures: Mapping[str, Capture]
    articles: tuple[Article, ...]
    digests: tuple[Digest, ...]
    addresses: Mapping[str, str]
    tag_pages: tuple[TagPage, ...]
    rejected: tuple[Rejected, ...]
    inputs: int
    companions: int
    empty_records: tuple[Rejected, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    histories: Mapping[str, History] = field(default_factory=dict)
    kin: Mapping[str, tuple[Kin, ...]] = field(default_factory=dict)

    @property
    def published(self) -> tuple[Article | Digest, ...]:
        """Articles and digests together."""
        return (*self.articles, *self.digests)

    @property
    def found(self) -> tuple[Article | Digest, ...]:
        """All that captures gave: of an article captured more than once, each find."""
        once = tuple(one for one in self.articles if one.id not in self.histories)
        finds = (s.article for story in self.histories.values() for s in story.sightings)
        return (*once, *finds, *self.digests)
