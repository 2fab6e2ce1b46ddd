"""The corpus in, the views of the front page and of the index of tags out."""

from backfile.model import TAG_KINDS
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import date_parts
from backfile.site.views import HomeView, Link, TagGroup, TagIndexView

_GROUPS = {
    "person": "People",
    "place": "Places",
    "organisation": "Organisations",
    "topic": "Topics",
}
_MOST_TAGS_ON_HOME = 12


def home_view(shelf: Shelf) -> HomeView:
    """The front page; it names the articles without a date apart from the latest."""
    corpus, most = shelf.corpus, shelf.settings.latest
    dated = [article.id for article in corpus.articles if article.date]
    undated = [article.id for article in corpus.articles if not article.date]
    years: dict[str, int] = {}
    for article in corpus.articles:
        for year in date_parts(article.date.value if article.date else "")[:1]:
            years[year] = years.get(year, 0) + 1
    return HomeView(
        path="index.html",
        title=shelf.settings.title,
        articles=len(corpus.articles),
        digests=len(corpus.digests),
        latest=shelf.newest_first(dated)[:most],
        undated=shelf.newest_first(undated)[:most],
        digest_cards=shelf.newest_first(digest.id for digest in corpus.digests)[:most],
        years=tuple(Link(y, f"dates/{y}.html", n) for y, n in sorted(years.items(), reverse=True)),
        groups=tuple(_largest(group) for group in (*tag_groups(shelf), *source_group(shelf))),
    )


def _largest(group: TagGroup) -> TagGroup:
    largest = sorted(group.links, key=lambda link: (-link.count, link.text))[:_MOST_TAGS_ON_HOME]
    return TagGroup(group.title, group.anchor, tuple(largest))


def tag_groups(shelf: Shelf) -> tuple[TagGroup, ...]:
    """The tags that have a page, by kind; kinds without any are left out."""
    groups: list[TagGroup] = []
    for kind in TAG_KINDS:
        links = tuple(
            Link(page.name, page.path, len(page.members))
            for page in shelf.corpus.tag_pages
            if page.kind == kind
        )
        if links:
            groups.append(TagGroup(_GROUPS[kind], _GROUPS[kind].lower(), links))
    return tuple(groups)


def source_group(shelf: Shelf) -> tuple[TagGroup, ...]:
    """The sources by address; nothing where none is known."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for one in shelf.corpus.published:
        if path := shelf.source_path(one.source):
            names.setdefault(path, one.source)
            counts[path] = counts.get(path, 0) + 1
    sources = tuple(Link(names[path], path, counts[path]) for path in sorted(counts))
    return (TagGroup("Sources", "sources", sources),) if sources else ()


def tag_index_view(shelf: Shelf) -> TagIndexView:
    """All tags by kind, A to Z, and the sources."""
    return TagIndexView("tags.html", "Tags", (*tag_groups(shelf), *source_group(shelf)))
