"""The corpus in, the views of all pages out: one module a kind of page."""

from collections.abc import Iterator

from backfile.model import Corpus
from backfile.pipeline import Knowledge
from backfile.settings import Settings
from backfile.site.make.about import cleaning_view, removed_views
from backfile.site.make.articles import article_views, digest_views
from backfile.site.make.corrections import (
    correction_views,
    corrections_path,
    with_corrections,
)
from backfile.site.make.evidence import evidence_view
from backfile.site.make.home import home_view, tag_index_view
from backfile.site.make.lists import date_views, source_views, tag_views
from backfile.site.make.moved import moved_views
from backfile.site.make.shelf import Shelf
from backfile.site.make.tombstones import tombstone_views
from backfile.site.make.versions import change_views, version_views
from backfile.site.views import NotFoundView, SearchView, View


def views_of(
    corpus: Corpus, knowledge: Knowledge, settings: Settings, index: str = ""
) -> Iterator[View]:
    """The views of every page that is made from the corpus, one after another.

    index: the address of the search index's first file.
    """
    shelf = Shelf(corpus, settings)
    home = home_view(shelf)
    yield home
    yield from with_corrections(shelf, article_views(shelf))
    yield from version_views(shelf)
    changes = tuple(change_views(shelf))
    yield from changes
    yield from with_corrections(shelf, digest_views(shelf))
    yield from tag_views(shelf)
    yield from source_views(shelf)
    yield from date_views(shelf)
    yield from removed_views(shelf)
    yield tag_index_view(shelf)
    yield SearchView("search.html", "Search", tuple(link.text for link in home.years), index)
    yield cleaning_view(shelf, knowledge.reasons, changes, corrections_path(shelf))
    decisions = [(entry.reason, entry.on) for entry in knowledge.withheld.entries]
    yield from correction_views(shelf, decisions)
    yield evidence_view(shelf, knowledge)
    yield from moved_views(shelf)
    yield from tombstone_views(shelf)
    if settings.site_url:
        yield NotFoundView("404.html", "Page not found")
