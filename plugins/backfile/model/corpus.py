"""What is published as a whole, and what the pages and the search take of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from backfile.model.articles import Article, Digest, TagKind
from backfile.model.captures import Capture, Rejected
from backfile.model.owner import Corrected, Gone, Reached, TextChange, Tombstone
from backfile.model.versions import History, Kin


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What search knows of an article or digest item.

    url is relative to the site's root. date is ISO or empty. tags: (kind,
    slug, name). text is the body's plain text, paragraphs parted by newlines.
    language: ISO 639-1, '' unknown. number: its row in the register, if any.
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
    language: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that search shall know, before it is loaded.

    id, number and date are those of the document that load() gives. digest:
    of all else that the document holds, so that one with the id and digest of
    the last build need not be loaded again.
    """

    id: str
    number: int | None
    date: str
    digest: str
    load: Callable[[], SearchDocument]


@dataclass(frozen=True, slots=True)
class SearchFile:
    """A file of the search index, relative to the site's root.

    sha256: of its bytes, in hexadecimal. data: None where it is the file that
    the last build gave.
    """

    path: str
    sha256: str
    data: bytes | None


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
    histories: of articles that were captured more than once, by id: that
    which was promised first, else that of the first captured. kin: other
    articles of much the same text, by id.
    numbers: of each registered article, digest and digest item by its id.
    tombstones: what stands where something is withheld. withheld: by kind, how
    many captures give nothing for it, how many articles, digests and items are
    withheld, and at how many places passages and names were cut out. gone: what
    is withheld by its id. reached: what each entry of withheld.yaml reaches.
    moved: addresses that were promised and have moved, with those that they
    lead on to; '' where nothing is behind them any more. corrections: as the
    public may read them. decisions: what the owner has to decide, a line each.
    changed: accepted articles whose text is not what was accepted.
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
    numbers: Mapping[str, int] = field(default_factory=dict)
    tombstones: tuple[Tombstone, ...] = ()
    withheld: Mapping[str, int] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
    reached: tuple[Reached, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    corrections: tuple[Corrected, ...] = ()
    decisions: tuple[str, ...] = ()
    changed: tuple[TextChange, ...] = ()

    @property
    def published(self) -> tuple[Article | Digest, ...]:
        """Articles and digests together."""
        return (*self.articles, *self.digests)

    @property
    def published_ids(self) -> dict[str, str]:
        """The id under which each find of an article that was captured again is published."""
        stories = self.histories.items()
        return {s.article.id: ident for ident, story in stories for s in story.sightings}

    @property
    def found(self) -> tuple[Article | Digest, ...]:
        """All that captures gave: of an article captured more than once, each find."""
        once = tuple(one for one in self.articles if one.id not in self.histories)
        finds = (s.article for story in self.histories.values() for s in story.sightings)
        return (*once, *finds, *self.digests)
