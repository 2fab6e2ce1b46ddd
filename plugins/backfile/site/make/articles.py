"""Articles and digests in, the views of their pages out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TypeAlias

from backfile.hosts import is_web
from backfile.model import Article, Block, DateFinding, Digest, Picture
from backfile.pipeline import direction
from backfile.site.correctionviews import Corrected
from backfile.site.make.figures import Figures, media_path
from backfile.site.make.plans import Facts, Plan, planned
from backfile.site.make.shelf import Shelf, digest_title, gist, rule_counts
from backfile.site.make.versions import captures_note, kin_lines, version_facts
from backfile.site.make.words import MONTHS, date_parts, date_words
from backfile.site.views import (
    ArticleView,
    BodyBlock,
    Card,
    DateEvidence,
    DigestView,
    ItemView,
    Link,
)
from backfile.store import pack
from backfile.summaries import shortened

# A date as sure as this could be the article's own; `inv explain` tells all of them.
_RIVAL = 0.5
_MOST_DATES = 5
_Beside: TypeAlias = tuple[Card | None, Card | None]
_SHOWN = attrgetter("title", "authors", "language", "source", "section", "doubts")
_LINES_AS_PARAGRAPHS = {"line": "paragraph"}


def article_plans(shelf: Shelf, notes: Mapping[str, tuple[Corrected, ...]]) -> Iterator[Plan]:
    """The page of each article; earlier and later are its neighbours by date.

    notes: what was corrected in an article, by its id.
    """
    dated = [article for article in shelf.corpus.articles if article.date]
    undated = [article for article in shelf.corpus.articles if not article.date]
    cards = [shelf.card(article.id) for article in dated]
    for article in undated:
        yield _article_plan(shelf, article, (None, None), notes)
    for article, *beside in zip(dated, [None, *cards], [*cards[1:], None], strict=False):
        yield _article_plan(shelf, article, (beside[0], beside[1]), notes)


def _article_plan(
    shelf: Shelf, article: Article, beside: _Beside, notes: Mapping[str, tuple[Corrected, ...]]
) -> Plan:
    corrected = notes.get(article.id, ())
    told = gist(article)
    return Plan(
        shelf.corpus.addresses[article.id],
        _facts(shelf, article, beside, corrected),
        lambda: _article_view(shelf, article, beside, corrected),
        tuple(map(media_path, told.pictures)),
    )


def _facts(
    shelf: Shelf, article: Article, beside: _Beside, corrected: tuple[Corrected, ...]
) -> Facts:
    """All that the page shows beside the text, and the digest of that."""
    date, ident = article.date, article.id
    facts = [
        gist(article).digest,
        _SHOWN(article),
        (date.value, date.evidence, date.origin, date.confidence) if date else None,
        shelf.tag_facts(article.tags),
        [(card.title, card.path) if card else None for card in beside],
        shelf.origin_facts(article),
        shelf.source_path(article.source),
        shelf.settings.title,
    ]
    if corrected:
        facts.append(corrected)
    if ident in shelf.corpus.histories or ident in shelf.corpus.kin:
        facts.append(version_facts(shelf, article))
    return pack(facts)


def _article_view(
    shelf: Shelf, article: Article, beside: _Beside, corrected: tuple[Corrected, ...]
) -> ArticleView:
    earlier, later = beside
    text, told = article.held, gist(article)
    date = article.date.value if article.date else ""
    return ArticleView(
        path=shelf.corpus.addresses[article.id],
        id=article.id,
        title=article.title,
        description=told.summary,
        language=article.language,
        direction=direction(article.language),
        date=date,
        date_words=date_words(date),
        date_links=date_links(date),
        dates_found=_dates_found(article.date, text.dates),
        byline=", ".join(article.authors),
        details=tuple(block.text.strip() for block in text.details),
        source=article.source,
        source_path=shelf.source_path(article.source),
        section=article.section,
        minutes=told.minutes,
        tags=shelf.tag_links(article.tags),
        body=body_blocks(text.body, text.pictures),
        earlier=Link(earlier.title, earlier.path) if earlier else None,
        later=Link(later.title, later.path) if later else None,
        origin=shelf.origin(article),
        original=article.url if is_web(article.url) else "",
        rights=shelf.provenance(article).rights,
        capture_id=article.capture_id,
        removed=rule_counts(text.removals),
        repaired=told.repaired,
        removed_path=shelf.removed_path(article),
        citation=_citation(shelf, article, date),
        doubts=article.doubts,
        captures=captures_note(shelf, article),
        kin=kin_lines(shelf, article),
        corrected=corrected,
    )


def _dates_found(
    asserted: DateFinding | None, dates: Iterable[DateFinding]
) -> tuple[DateEvidence, ...]:
    """Each date once, the most certain first; beside a sure one, only its rivals."""
    least = _RIVAL if asserted else 0.0
    once: dict[str, DateFinding] = {}
    for found in dates:
        if found == asserted or found.confidence >= least:
            once.setdefault(found.value, found)
    return tuple(_evidence(found, asserted) for found in [*once.values()][:_MOST_DATES])


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
    above = _date_links(parts[:2])
    return (
        (*above, Link(str(int(parts[2])), f"dates/{'/'.join(parts)}.html")) if parts[2:] else above
    )


@lru_cache(maxsize=1_024)
def _date_links(parts: tuple[str, ...]) -> tuple[Link, ...]:
    """The links to a year and its month, which the pages of a month share."""
    words = (*parts[:1], *(MONTHS[int(month) - 1] for month in parts[1:]))
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


def digest_plans(shelf: Shelf, notes: Mapping[str, tuple[Corrected, ...]]) -> Iterator[Plan]:
    """The page of each digest; every item has an anchor."""
    for digest in shelf.corpus.digests:
        yield planned(_digest_view(shelf, digest, notes.get(digest.id, ())))


def _digest_view(shelf: Shelf, digest: Digest, corrected: tuple[Corrected, ...]) -> DigestView:
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
        corrected=corrected,
    )
