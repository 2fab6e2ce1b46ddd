"""What reading a capture gives: documents of blocks, with what they claim and what was mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from backfile.model.captures import Provenance, Rejected

BlockKind = Literal[
    "line", "paragraph", "heading", "item", "quote", "caption", "table", "preformatted"
]


# T title, T2 its continuation, B body, M byline or dateline, X boilerplate,
# S record mark-up of an export, D digest item.
LabelName = Literal["T", "T2", "B", "M", "X", "S", "D"]


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

    @property
    def whole(self) -> "Document":
        """This."""
        return self

    @property
    def characters(self) -> int:
        """How many its blocks have."""
        return sum(len(block.text) for block in self.blocks)

    @property
    def begins(self) -> int:
        """The line of its first block, 0 where it has none."""
        return self.blocks[0].place.first_line if self.blocks else 0

    @property
    def shown(self) -> tuple[str, ...]:
        """The names of the pictures that it shows."""
        return tuple(picture.name for picture in self.pictures if picture.width)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that it gives itself."""
        return tuple(claim.value for claim in self.claims if claim.field == "url")


class Documents(Protocol):
    """Where documents wait that are not in memory."""

    def document(self, key: str) -> Document:
        """The document that is kept under a key."""

    def packed_document(self, key: str) -> bytes:
        """The same as bytes."""


@dataclass(frozen=True, slots=True)
class PackedDocument:
    """A document as it goes to another process; characters: how many its blocks have."""

    data: bytes
    characters: int


@dataclass(slots=True)
class KeptDocument:
    """A document that is fetched when its blocks are asked for; what else is known is here.

    key: under which the documents have it. digest: of all of it. lines: the
    marks of its lines, for the census. shown: names of the pictures that it
    shows. begins: the line of its first block, 0 where it has none.
    characters: how many its blocks have.
    """

    capture_id: str
    number: int
    digest: str
    lines: bytes
    addresses: tuple[str, ...]
    shown: tuple[str, ...]
    begins: int
    characters: int
    url: str
    captured: str
    part: str
    provenance: Provenance | None
    key: str
    documents: Any = None

    @property
    def whole(self) -> Document:
        """The document itself, fetched."""
        found: Document = self.documents.document(self.key)
        return found

    @property
    def packed(self) -> PackedDocument:
        """The document as bytes, fetched."""
        return PackedDocument(self.documents.packed_document(self.key), self.characters)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks, fetched."""
        return self.whole.blocks


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a capture gave: documents, or the reason there are none.

    lost: parts of it that could not be read; their source names capture and
    part ("crawl.warc.gz, record at byte 9120"). passed: how many parts are no
    story by their nature, by kind ("image": 12). files: the bytes of pictures
    that the capture holds itself, by their address or member path, asked for
    one by one; once kept, by the names of their files. They are not stored
    with a reading. cleared: of which state of withheld.yaml its texts are clear
    (a digest, '' for none); withheld: how often something was cut out, by the
    number of what is withheld ("0").
    """

    documents: tuple[Document, ...] = ()
    reason: str = ""
    lost: tuple[Rejected, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(
        default_factory=dict, compare=False, metadata={"stored": False}
    )
    cleared: str = ""
    withheld: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptReading:
    """A reading whose documents wait in the store."""

    documents: tuple[KeptDocument, ...] = ()
    reason: str = ""
    lost: tuple[Rejected, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    cleared: str = ""
    withheld: Mapping[str, int] = field(default_factory=dict)


def line_key(text: str) -> str:
    """What makes two lines the same: letters and digits, whatever case and spacing."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Repeats:
    """How many documents of one source hold a line: the census of that source, by line_key."""

    counts: Mapping[str, int] = field(default_factory=dict)
