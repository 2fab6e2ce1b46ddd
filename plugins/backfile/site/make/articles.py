"""Articles and digests in, the views of their pages out."""

from collections.abc import Iterator, Sequence

from backfile.hosts import is_web
from backfile.model import Article, Block, DateFinding, Digest, Picture
from backfile.pipeline import direction
from backfile.site.make.figures import Figures
from backfile.site.make.shelf import Shelf, digest_title, rule_counts
from backfile.site.make.versions import captures_note, kin_lines
from backfile.site.make.words import (
    MONTHS,
    date_parts,
    date_words,
    minutes,
    plain_text,
    shortened,
    summary,
)
from backfile.site.views import (
    ArticleView,
    BodyBlock,
    Card,
    DateEvidence,
    DigestView,
    ItemView,
    Link,
)

# A date as sure as this could be the article's own; `inv explain` tells all of them.
_RIVAL = 0.5
_MOST_DATES = 5
_LINES_AS_PARAGRAPHS = {"line": "paragraph"}


def article_views(shelf: Shelf) -> Iterator[ArticleView]:
    """The page of each article; earlier and later are its neighbours by date."""
    dated = [article for article in shelf.corpus.articles if article.date]
    undated = [article for article in shelf.corpus.articles if not article.date]
    cards = [shelf.card(article.id) for article in dated]
    for article in undated:
        yield _article_view(shelf, article, None, None)
    for article, earlier, later in zip(dated, [None, *cards], [*cards[1:], None], strict=False):
        yield _article_view(shelf, article, earlier, later)


def _article_view(
    shelf: Shelf, article: Article, earlier: Card | None, later: Card | None
) -> ArticleView:
    text = plain_text(article.body)
    date = article.date.value if article.date else ""
    return ArticleView(
        path=shelf.corpus.addresses[article.id],
        id=article.id,
        title=article.title,
        description=summary(article.body),
        language=article.language,
        direction=direction(article.language),
        date=date,
        date_words=date_words(date),
        date_links=date_links(date),
        dates_found=_dates_found(article),
        byline=", ".join(article.authors),
        details=tuple(block.text.strip() for block in article.details),
        source=article.source,
        source_path=shelf.source_path(article.source),
        section=article.section,
        minutes=minutes(text),
        tags=shelf.tag_links(article.tags),
        body=body_blocks(article.body, article.pictures),
        earlier=Link(earlier.title, earlier.path) if earlier else None,
        later=Link(later.title, later.path) if later else None,
        origin=shelf.origin(article),
        original=article.url if is_web(article.url) else "",
        rights=shelf.provenance(article).rights,
        capture_id=article.capture_id,
        removed=rule_counts(article.removals),
        repaired=len(article.repairs),
        removed_path=shelf.removed_path(article),
        citation=_citation(shelf, article, date),
        doubts=article.doubts,
        captures=captures_note(shelf, article),
        kin=kin_lines(shelf, article),
    )


def _dates_found(article: Article) -> tuple[DateEvidence, ...]:
    """Each date once, the most certain first; beside a sure one, only its rivals."""
    least = _RIVAL if article.date else 0.0
    once: dict[str, DateFinding] = {}
    for found in article.dates:
        if found == article.date or found.confidence >= least:
            once.setdefault(found.value, found)
    return tuple(_evidence(found, article.date) for found in [*once.values()][:_MOST_DATES])


def _evidence(found: DateFinding, asserted: DateFinding | None) -> DateEvidence:
    return DateEvidence(
        date_words(found.value), found.evidence, _where(found.origin), asserted=found == asserted
    )


_PLACES = {
    "json-ld": "in the page's data",
    "meta": "in the page's data",
    "time": "marked as a time on the page",
    "url": "in the address",
    "sidecar": "in the sidecar",
    "text": "in the text",
    "byline": "beside the headline",
    "dateline": "in the dateline",
    "address": "in the address",
}


def _where(origin: str) -> str:
    """Where a date stands, for people; origins begin with the kind of place."""
    return _PLACES.get(origin.partition(" ")[0], origin)


def date_links(date: str) -> tuple[Link, ...]:
    """A trail of links from the year to the day, as far as the date is known."""
    parts = date_parts(date)
    words = (parts[:1] + ((MONTHS[int(parts[1]) - 1],) if parts[1:] else ())) + tuple(
        str(int(day)) for day in parts[2:]
    )
    paths = (f"dates/{'/'.join(parts[: depth + 1])}.html" for depth in range(len(parts)))
    return tuple(Link(text, path) for text, path in zip(words, paths, strict=True))


def _citation(shelf: Shelf, article: Article, date: str) -> str:
    by = f"{', '.join(article.authors)}. " if article.authors else ""
    parts = (article.source, date_words(date) or "date not stated")
    where = ", ".join(part for part in parts if part)
    return f"{by}“{article.title}”. {where}. {shelf.settings.title}, article {article.id}."


def body_blocks(
    blocks: Sequence[Block], pictures: tuple[Picture, ...] = ()
) -> tuple[BodyBlock, ...]:
    """Blocks as templates show them: neighbouring list items become one list."""
    figures = Figures(pictures)
    shown: list[BodyBlock] = [*figures.opening(blocks)]
    levels = _levels(blocks)
    items: list[BodyBlock] = []
    is_ordered = False
    for block in [*blocks, None]:
        if block is not None and block.kind == "item":
            is_ordered = block.place.path.rfind(" > ol") > block.place.path.rfind(" > ul")
            own = figures.of(block)
            items.append(BodyBlock("item", block.text, block.html, pictures=own))
            continue
        if items:
            shown.append(BodyBlock(_list_kind(ordered=is_ordered), "", items=tuple(items)))
            items = []
        if block is not None:
            kind = _LINES_AS_PARAGRAPHS.get(block.kind, block.kind)
            level = next(levels) if block.kind == "heading" else 0
            own = figures.of(block)
            text = block.text.strip()
            shown.append(BodyBlock(kind, text, block.html, level, pictures=own))
    return tuple(shown)


def _list_kind(*, ordered: bool) -> str:
    return "ordered-list" if ordered else "list"


def _levels(blocks: Sequence[Block]) -> Iterator[int]:
    """The level each heading is shown at: from 2, below the headline, never skipping one."""
    found = [block.level for block in blocks if block.kind == "heading"]
    ranks = {level: 2 + rank for rank, level in enumerate(sorted(set(found)))}
    above = 1
    for level in found:
        above = min(6, ranks[level], above + 1)
        yield above


def digest_views(shelf: Shelf) -> Iterator[DigestView]:
    """The page of each digest; every item has an anchor."""
    for digest in shelf.corpus.digests:
        yield _digest_view(shelf, digest)


def _digest_view(shelf: Shelf, digest: Digest) -> DigestView:
    items = tuple(
        ItemView(item.id, item.block.text.strip(), item.block.html, shelf.tag_links(item.tags))
        for item in digest.items
    )
    return DigestView(
        path=shelf.corpus.addresses[digest.id],
        id=digest.id,
        title=digest_title(digest),
        description=shortened(items[0].text),
        language=digest.language,
        direction=direction(digest.language),
        source=digest.source,
        source_path=shelf.source_path(digest.source),
        items=items,
        origin=shelf.origin(digest),
        removed=rule_counts(digest.removals),
        repaired=len(digest.repairs),
        removed_path=shelf.removed_path(digest),
        doubts=digest.doubts,
    )
