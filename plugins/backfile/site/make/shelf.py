"""The corpus as pages look things up in it: cards, links, sources, by id.

Every card and link is made once, however many pages show it.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter

from backfile.model import (
    Article,
    Corpus,
    Digest,
    DigestItem,
    Gist,
    Provenance,
    Removal,
    Tag,
    TagPage,
)
from backfile.pipeline import direction, gist_of
from backfile.settings import Settings
from backfile.site.make.origins import known_of, origin_of
from backfile.site.make.plans import Facts, digest_of
from backfile.site.make.words import date_words
from backfile.site.views import Card, Fact, RuleCount, TagLink
from backfile.slugs import slug
from backfile.store import key_of
from backfile.summaries import shortened

_ITEM_TITLE_CHARACTERS = 90
_SHOWN_BY_CARD = attrgetter(
    "kind", "title", "path", "date", "source", "summary", "language"
)  # fmt: skip
_KNOWN = attrgetter(
    "source", "url", "captured", "captured_precision", "by", "method", "language", "rights"
)  # fmt: skip
_OF_ORIGIN = attrgetter(
    "id", "capture_id", "url", "captured", "part", "first_line", "last_line"
)  # fmt: skip


class Shelf:
    """Looks up what pages show of a corpus, without any of its texts."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        """Make the cards of all articles, digests and digest items."""
        self.corpus = corpus
        self.settings = settings
        self._tag_pages = {(page.kind, page.slug): page for page in corpus.tag_pages}
        self._sources: dict[str, str] = {}
        cards = {article.id: self._article_card(article) for article in corpus.articles}
        for digest in corpus.digests:
            cards[digest.id] = self._digest_card(digest)
            for item in digest.items:
                cards[item.id] = self._item_card(digest, item)
        by_path = sorted(cards.items(), key=lambda one: one[1].path)
        # Newest first, the undated last; ties by address. Every list is a part of this one.
        self._cards = dict(sorted(by_path, key=lambda one: one[1].date, reverse=True))
        self._ranks = {ident: rank for rank, ident in enumerate(self._cards)}
        self._facts: dict[str, Facts] = {}

    def card(self, ident: str) -> Card:
        """The card of an article, digest or digest item."""
        return self._cards[ident]

    def card_facts(self, card: Card) -> Facts:
        """Tells a card from any other, made once."""
        facts = self._facts.get(card.path)
        if facts is None:
            facts = self._facts[card.path] = digest_of(_SHOWN_BY_CARD(card))
        return facts

    def newest_first(self, idents: Iterable[str]) -> tuple[Card, ...]:
        """Cards by date, newest first, the undated last; ties by address."""
        cards = self._cards
        return tuple([cards[ident] for ident in sorted(idents, key=self._ranks.__getitem__)])

    def provenance(self, one: Article | Digest) -> Provenance:
        """What is known of where an article or digest came from."""
        return known_of(one, self.corpus.captures[one.capture_id])

    def origin_facts(self, one: Article | Digest) -> tuple[object, ...]:
        """All that its page may say of where an article or digest came from."""
        capture = self.corpus.captures[one.capture_id]
        known = _KNOWN(known_of(one, capture))
        return (*_OF_ORIGIN(one), *known, capture.path, capture.copies)

    def tag_page(self, tag: Tag) -> TagPage | None:
        """A tag's page, where it has one."""
        return self._tag_pages.get((tag.kind, tag.slug))

    def tag_links(self, tags: Sequence[Tag]) -> tuple[TagLink, ...]:
        """Tags as a page shows them."""
        facts = self.tag_facts(tags)
        return tuple(map(TagLink, facts[::3], facts[1::3], facts[2::3]))

    def tag_facts(self, tags: Sequence[Tag]) -> tuple[str, ...]:
        """All that pages show of tags."""
        facts: list[str] = []
        for tag in tags:
            page = self._tag_pages.get((tag.kind, tag.slug))
            facts += (tag.kind, tag.name, page.path if page else "")
        return tuple(facts)

    def source_path(self, source: str) -> str:
        """The address of a source's page, or '' where no source is known."""
        if source not in self._sources:
            self._sources[source] = f"sources/{slug(source)}.html" if source else ""
        return self._sources[source]

    def removed_path(self, one: Article | Digest) -> str:
        """Where it stands what was taken out of, or repaired in, an article or digest."""
        return f"{removed_page(one)}#{one.id}" if any(map(has_changes, self.finds(one))) else ""

    def finds(self, one: Article | Digest) -> tuple[Article | Digest, ...]:
        """What each capture of an article gave, that of the shown text first."""
        history = self.corpus.histories.get(one.id)
        if history is None or not isinstance(one, Article):
            return (one,)
        others = (sighting.article for sighting in history.sightings)
        return (one, *(other for other in others if _place(other) != _place(one)))

    def origin(self, one: Article | Digest) -> tuple[Fact, ...]:
        """Where an article or digest came from, as far as it is known."""
        return origin_of(one, self.corpus.captures[one.capture_id])

    def _article_card(self, article: Article) -> Card:
        date = article.date.value if article.date else ""
        return Card(
            "article",
            article.title,
            self.corpus.addresses[article.id],
            date,
            date_words(date),
            article.source,
            gist(article).summary,
            article.language,
            direction(article.language),
        )

    def _digest_card(self, digest: Digest) -> Card:
        first = digest.items[0].block.text if digest.items else ""
        return self._undated("digest", digest_title(digest), digest, first)

    def _item_card(self, digest: Digest, item: DigestItem) -> Card:
        title = shortened(item.block.text, _ITEM_TITLE_CHARACTERS)
        return self._undated("item", title, digest, item.block.text, f"#{item.id}")

    def _undated(self, kind: str, title: str, digest: Digest, text: str, anchor: str = "") -> Card:
        return Card(
            kind=kind,
            title=title,
            path=self.corpus.addresses[digest.id] + anchor,
            date="",
            date_words="",
            source=digest.source,
            summary=shortened(text),
            language=digest.language,
            direction=direction(digest.language),
        )


def gist(article: Article) -> Gist:
    """What is known of an article's text without it; where nothing gathered it, by reading it."""
    return article.gist or gist_of(article)


def has_changes(one: Article | Digest) -> bool:
    """Whether anything was taken out of an article or digest, or repaired in it."""
    if isinstance(one, Article):
        told = gist(one)
        return bool(told.removed or told.repaired)
    return bool(one.removals or one.repairs)


def text_facts(one: Article | Digest) -> str:
    """Tells the text of an article or digest, and what was found in it, from any other."""
    return gist(one).digest if isinstance(one, Article) else key_of(one)


def digest_title(digest: Digest) -> str:
    """What a digest is called: it has no headline of its own."""
    source = f" from {digest.source}" if digest.source else ""
    return f"{len(digest.items)} short items{source}"


def removed_page(one: Article | Digest) -> str:
    """The page that tells what was taken out: by month, or of the undated."""
    return month_page("removed", one)


def month_page(folder: str, one: Article | Digest) -> str:
    """The page of a folder for the month of an article, or for the undated."""
    day = one.date.value if isinstance(one, Article) and one.date else ""
    return f"{folder}/{day[:7] if len(day) >= len('2025-05') else 'undated'}.html"


def _place(article: Article) -> tuple[str, int, int]:
    return article.capture_id, article.document, article.first_line


def rule_counts(removals: Iterable[Removal]) -> tuple[RuleCount, ...]:
    """How many blocks each rule took and why, by name."""
    counts: dict[str, int] = {}
    whys: dict[str, str] = {}
    for removal in removals:
        counts[removal.rule] = counts.get(removal.rule, 0) + 1
        # Of a headline in a box the reason names its heading; the heading's is the rule's own.
        if removal.role != "headline":
            whys.setdefault(removal.rule, removal.reason)
    return tuple(RuleCount(rule, n, whys.get(rule, "")) for rule, n in sorted(counts.items()))
