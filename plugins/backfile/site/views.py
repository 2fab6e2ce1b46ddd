"""The views: all the data that one output page shows, as frozen values.

A view's canonical JSON, hashed, decides whether its page is rendered again, so
a view holds nothing that its page does not show. Paths are relative to the
site's root, with forward slashes, and may end in an anchor; templates turn
them into relative links with the `link` filter.
"""

from dataclasses import dataclass

from backfile.site.correctionviews import Corrected, CorrectionsView
from backfile.site.evidenceviews import EvidenceView
from backfile.site.tombstoneviews import TombstoneView
from backfile.site.versionviews import CapturesNote, ChangesView, KinLine, VersionsView


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the site: what it says and where it leads; count 0 is not shown."""

    text: str
    path: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class TagLink:
    """A tag as an article shows it; path is empty where the tag has no page."""

    kind: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    """An article, digest or digest item as lists show it.

    date is ISO as far as known ("2025-05-11", "2025-05", "2025") or empty;
    date_words is the same for people ("11 May 2025"), or empty.
    """

    kind: str
    title: str
    path: str
    date: str
    date_words: str
    source: str
    summary: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the story: where its file stands, its words, its size in pixels."""

    path: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """A block of a text.

    kind is one of paragraph, heading, quote, list, ordered-list, table,
    preformatted, caption, figure (pictures alone). html, where there is any,
    is not yet sanitised. items are those of a list. level is a heading's, from
    2. pictures stand before its text.
    """

    kind: str
    text: str
    html: str = ""
    level: int = 0
    items: tuple["BodyBlock", ...] = ()
    pictures: tuple[Figure, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Where the pictures of the block and of its items stand."""
        inner = (path for item in self.items for path in item.files)
        return (*(picture.path for picture in self.pictures), *inner)


@dataclass(frozen=True, slots=True)
class Fact:
    """A named fact of an article's origin: "Captured" - "12 May 2025 (approximate)"."""

    name: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """A date that was found in the capture and where."""

    words: str
    evidence: str
    origin: str
    asserted: bool


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many blocks a rule took out of this article, and why such a rule exists."""

    rule: str
    count: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article's page; original: the address in the web that it is from, or ''."""

    path: str
    id: str
    title: str
    description: str
    language: str
    direction: str
    date: str
    date_words: str
    date_links: tuple[Link, ...]
    dates_found: tuple[DateEvidence, ...]
    byline: str
    details: tuple[str, ...]
    source: str
    source_path: str
    section: str
    minutes: int
    tags: tuple[TagLink, ...]
    body: tuple[BodyBlock, ...]
    earlier: Link | None
    later: Link | None
    origin: tuple[Fact, ...]
    original: str
    rights: str
    capture_id: str
    removed: tuple[RuleCount, ...]
    repaired: int
    removed_path: str
    citation: str
    doubts: tuple[str, ...]
    captures: CapturesNote | None
    kin: tuple[KinLine, ...]
    corrected: tuple[Corrected, ...] = ()
    template: str = "article.html"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a digest; anchor is its id on the page."""

    anchor: str
    text: str
    html: str
    tags: tuple[TagLink, ...]


@dataclass(frozen=True, slots=True)
class DigestView:
    """A digest's page: a run of short items of different stories."""

    path: str
    id: str
    title: str
    description: str
    language: str
    direction: str
    source: str
    source_path: str
    items: tuple[ItemView, ...]
    origin: tuple[Fact, ...]
    removed: tuple[RuleCount, ...]
    repaired: int
    removed_path: str
    doubts: tuple[str, ...]
    corrected: tuple[Corrected, ...] = ()
    template: str = "digest.html"


@dataclass(frozen=True, slots=True)
class ListingView:
    """A page that lists: a tag, a source, a day, a month, a year, or all dates.

    heading is the h1; kicker says what kind of list it is ("Person", "May
    2025"); trail leads up; children are the pages below it (days of a month);
    feed_path is empty where there is no feed.
    """

    path: str
    title: str
    kicker: str
    trail: tuple[Link, ...]
    note: str
    children: tuple[Link, ...]
    cards: tuple[Card, ...]
    feed_path: str = ""
    template: str = "listing.html"


@dataclass(frozen=True, slots=True)
class TagGroup:
    """The tags of one kind, by name: "People" and their links with counts."""

    title: str
    anchor: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TagIndexView:
    """All tags, by kind, A to Z, and the sources."""

    path: str
    title: str
    groups: tuple[TagGroup, ...]
    template: str = "tags.html"


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page: search first, the latest, dates and tags to browse by."""

    path: str
    title: str
    articles: int
    digests: int
    latest: tuple[Card, ...]
    undated: tuple[Card, ...]
    digest_cards: tuple[Card, ...]
    years: tuple[Link, ...]
    groups: tuple[TagGroup, ...]
    template: str = "index.html"


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; all it shows comes from the index in the reader's browser.

    index: the address of the index's first file, relative to the site's root.
    """

    path: str
    title: str
    years: tuple[str, ...]
    index: str = ""
    template: str = "search.html"


@dataclass(frozen=True, slots=True)
class RemovedBlock:
    """A block that was taken out: its text, its line, the rule and its reason.

    capture: the file of another capture of the article, whose block it was.
    """

    text: str
    line: int
    rule: str
    reason: str
    capture: str = ""


@dataclass(frozen=True, slots=True)
class RepairedText:
    """Text that was changed: before, after, why; line 0 for the whole capture.

    capture: the file of another capture of the article, whose text it was.
    """

    before: str
    after: str
    why: str
    line: int
    capture: str = ""


@dataclass(frozen=True, slots=True)
class RemovedFrom:
    """All that was taken out of, or repaired in, one article or digest.

    repeated: how often a block or repair of one of its captures came again,
    word for word, in another; those are not listed again.
    """

    anchor: str
    title: str
    path: str
    blocks: tuple[RemovedBlock, ...]
    repairs: tuple[RepairedText, ...]
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class RemovedView:
    """What was taken out of the articles of one month, or of the undated ones."""

    path: str
    title: str
    entries: tuple[RemovedFrom, ...]
    template: str = "removed.html"


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A cleanup rule: its name, why it exists, how many blocks it took."""

    name: str
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class CleaningView:
    """How this archive was cleaned: the counts, the rules, the rejected kinds."""

    path: str
    title: str
    counts: tuple[Fact, ...]
    rules: tuple[RuleUse, ...]
    rejects: tuple[RuleCount, ...]
    removed_pages: tuple[Link, ...]
    changes_pages: tuple[Link, ...]
    corrections_path: str = ""
    template: str = "cleaning.html"


@dataclass(frozen=True, slots=True)
class PageView:
    """A page that the owner wrote by hand; html is theirs and is trusted.

    is_linked: whether every page of the site links to it.
    """

    path: str
    title: str
    html: str
    is_linked: bool = True
    template: str = "page.html"


@dataclass(frozen=True, slots=True)
class MovedView:
    """The page at an address that has moved; target: where its text is now, '' for nowhere.

    text: what stands there.
    """

    path: str
    title: str
    target: str
    text: str
    template: str = "moved.html"


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """The page a host shows for an address that is not there."""

    path: str
    title: str
    template: str = "404.html"


View = (
    ArticleView
    | DigestView
    | ListingView
    | TagIndexView
    | HomeView
    | SearchView
    | RemovedView
    | CleaningView
    | EvidenceView
    | VersionsView
    | ChangesView
    | CorrectionsView
    | PageView
    | MovedView
    | TombstoneView
    | NotFoundView
)
