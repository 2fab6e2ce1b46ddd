"""Tags, sources and dates in, the views of the pages that list their articles out.

A list that grows past a size is parted by year, and past another by month, so
that one more article changes a page or two and not all of them.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from backfile.model import TagKind, TagPage
from backfile.site.make.plans import Plan
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import MONTHS, date_parts, has_day
from backfile.site.views import Card, Link, ListingView
from backfile.store import pack

# Measured on 20,000 articles: with these, one more changes 12 pages, where
# numbered pages, newest first, change 1,775.
PARTED_BY_YEAR_FROM = 200
PARTED_BY_MONTH_FROM = 2_400
KINDS: dict[TagKind, str] = {
    "person": "Person",
    "place": "Place",
    "organisation": "Organisation",
    "topic": "Topic",
}
_SHOWN = attrgetter("title", "kicker", "note", "feed_path")
_LINKED = attrgetter("text", "path", "count")
_TAGS = Link("Tags", "tags.html")
_DATES = Link("Dates", "dates/index.html")


def listing_plan(shelf: Shelf, view: ListingView) -> Plan:
    """The plan of a listing; of its cards the facts are made once, however many lists have them."""
    own = pack((_SHOWN(view), list(map(_LINKED, view.trail)), list(map(_LINKED, view.children))))
    return Plan(
        view.path,
        own + b"".join([shelf.card_facts(card) for card in view.cards]),
        lambda: view,
    )


def tag_views(shelf: Shelf) -> Iterator[ListingView]:
    """The page of each tag, and of its years and months where it is large."""
    for page in shelf.corpus.tag_pages:
        cards = shelf.newest_first(page.members)
        top = ListingView(
            path=page.path,
            title=page.name,
            kicker=KINDS[page.kind],
            trail=(_TAGS,),
            note=_count(cards),
            children=(),
            cards=cards,
            feed_path=feed_path(shelf, page),
        )
        yield from _parted(top)


def feed_path(shelf: Shelf, page: TagPage) -> str:
    """Where a tag's feed is, or '' where it has none, as without an article that has a day."""
    is_large = shelf.settings.site_url and len(page.members) >= shelf.settings.feed_from
    has_feed = is_large and any(has_day(shelf.card(ident).date) for ident in page.members)
    return f"feeds/{page.path.removesuffix('.html')}.xml" if has_feed else ""


def source_views(shelf: Shelf) -> Iterator[ListingView]:
    """The page of each source."""
    members: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for one in shelf.corpus.published:
        if path := shelf.source_path(one.source):
            members.setdefault(path, []).append(one.id)
            names.setdefault(path, one.source)
    for path, idents in sorted(members.items()):
        cards = shelf.newest_first(idents)
        yield from _parted(
            ListingView(path, names[path], "Source", (_TAGS,), _count(cards), (), cards)
        )


def _count(cards: Sequence[Card]) -> str:
    kinds = [card.kind for card in cards]
    articles = kinds.count("article")
    others = {"digest": kinds.count("digest"), "digest item": kinds.count("item")}
    parts = [f"{articles} article{'s' * (articles != 1)}"] if articles else []
    parts += [f"{n} {name}{'s' * (n != 1)}" for name, n in others.items() if n]
    return ", ".join(parts)


def _parted(view: ListingView) -> Iterator[ListingView]:
    """A listing as it is, or as a page that leads to its years, or years and months."""
    if len(view.cards) <= PARTED_BY_YEAR_FROM:
        yield view
        return
    months = len(view.cards) > PARTED_BY_MONTH_FROM
    buckets: dict[str, list[Card]] = {}
    for card in view.cards:
        buckets.setdefault(card.date[: 7 if months else 4] or "undated", []).append(card)
    stem = view.path.removesuffix(".html")
    children = tuple(Link(key, f"{stem}/{key}.html", len(held)) for key, held in buckets.items())
    yield ListingView(
        view.path, view.title, view.kicker, view.trail, view.note, children, (), view.feed_path
    )
    trail = (*view.trail, Link(view.title, view.path))
    for link in children:
        cards = tuple(buckets[link.text])
        title = f"{view.title}: {link.text}"
        yield ListingView(link.path, title, view.kicker, trail, _count(cards), (), cards)


def date_views(shelf: Shelf) -> Iterator[ListingView]:
    """dates/index.html, and a page for each year, month and day that has an article."""
    tree: dict[tuple[str, ...], list[str]] = {(): []}
    for article in shelf.corpus.articles:
        parts = date_parts(article.date.value) if article.date else ()
        for depth in range(len(parts) + 1):
            tree.setdefault(parts[:depth], []).append(article.id)
    below: dict[tuple[str, ...], list[tuple[str, ...]]] = {parts: [] for parts in sorted(tree)}
    for parts in below:
        if parts:
            below[parts[:-1]].append(parts)
    for parts, children in below.items():
        yield _date_view(shelf, parts, tree, children)


def _date_view(
    shelf: Shelf,
    parts: tuple[str, ...],
    tree: dict[tuple[str, ...], list[str]],
    below: list[tuple[str, ...]],
) -> ListingView:
    children = tuple([Link(date_title(p), date_path(p), len(tree[p])) for p in below])
    # While they are few all articles are shown; later those that no page below has.
    if parts and len(tree[parts]) <= PARTED_BY_YEAR_FROM:
        cards = shelf.newest_first(tree[parts])
    else:
        placed = {ident for p in below for ident in tree[p]}
        cards = shelf.newest_first(i for i in tree[parts] if i not in placed)
    trail = _trail(parts[:-1]) if parts else ()
    kicker = ("All dates", "Year", "Month", "Day")[len(parts)]
    count = len(tree[parts])
    note = f"{count} article{'s' * (count != 1)}"
    return ListingView(date_path(parts), date_title(parts), kicker, trail, note, children, cards)


@lru_cache(maxsize=1_024)
def _trail(parts: tuple[str, ...]) -> tuple[Link, ...]:
    """The way down to a year or month, itself the last; its pages share it."""
    above = _trail(parts[:-1]) if parts else ()
    return (*above, Link(date_title(parts), date_path(parts)))


def date_path(parts: tuple[str, ...]) -> str:
    """The address of a year's, month's or day's page; of all dates for ()."""
    return f"dates/{'/'.join(parts)}.html" if parts else _DATES.path


def date_title(parts: tuple[str, ...]) -> str:
    """`Dates`, `2025`, `May 2025`, `11 May 2025`."""
    if not parts:
        return _DATES.text
    day = f"{int(parts[2])} " if parts[2:] else ""
    month = f"{MONTHS[int(parts[1]) - 1]} " if parts[1:] else ""
    return f"{day}{month}{parts[0]}"
