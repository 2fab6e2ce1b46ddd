"""The corpus in, the plans and views of all pages out: one module a kind of page."""

from collections.abc import Iterator
from itertools import chain

from backfile.model import Corpus
from backfile.pipeline import Knowledge
from backfile.settings import Settings
from backfile.site.make.about import cleaning_view, removed_plans
from backfile.site.make.articles import article_plans, digest_plans
from backfile.site.make.corrections import (
    correction_views,
    corrections_path,
    notes_of,
)
from backfile.site.make.evidence import evidence_view
from backfile.site.make.home import home_view, tag_index_view
from backfile.site.make.lists import date_views, listing_plan, source_views, tag_views
from backfile.site.make.moved import moved_views
from backfile.site.make.plans import Plan, planned
from backfile.site.make.shelf import Shelf
from backfile.site.make.tombstones import tombstone_views
from backfile.site.make.versions import change_views, version_plans
from backfile.site.views import NotFoundView, SearchView, View


def plans_of(shelf: Shelf, knowledge: Knowledge, index: str = "") -> Iterator[Plan]:
    """The plan of every page that is made from the corpus, one after another.

    index: the address of the search index's first file.
    """
    home, notes = home_view(shelf), notes_of(shelf)
    yield planned(home)
    yield from article_plans(shelf, notes)
    yield from version_plans(shelf)
    changes = tuple(change_views(shelf))
    yield from map(planned, changes)
    yield from digest_plans(shelf, notes)
    for view in chain(tag_views(shelf), source_views(shelf), date_views(shelf)):
        yield listing_plan(shelf, view)
    yield from removed_plans(shelf)
    yield planned(tag_index_view(shelf))
    years = tuple(link.text for link in home.years)
    yield planned(SearchView("search.html", "Search", years, index))
    yield planned(cleaning_view(shelf, knowledge.reasons, changes, corrections_path(shelf)))
    decisions = [(entry.reason, entry.on) for entry in knowledge.withheld.entries]
    yield from map(planned, correction_views(shelf, decisions))
    yield planned(evidence_view(shelf, knowledge))
    yield from map(planned, moved_views(shelf))
    yield from map(planned, tombstone_views(shelf))
    if shelf.settings.site_url:
        yield planned(NotFoundView("404.html", "Page not found"))


def views_of(
    corpus: Corpus, knowledge: Knowledge, settings: Settings, index: str = ""
) -> Iterator[View]:
    """The view of every page that is made from the corpus, one after another."""
    return (plan.view() for plan in plans_of(Shelf(corpus, settings), knowledge, index))
