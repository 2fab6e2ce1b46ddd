"""All pages together: the front page, the tags, what was taken out, how it was cleaned."""

from pathlib import Path

import pytest

from backfile.model import Place, Rejected, Removal, Repair
from backfile.site.make.search import search_documents
from backfile.site.make.shelf import Shelf
from backfile.site.views import CleaningView, HomeView, RemovedView, TagIndexView
from tests.site.builders import CAPTURE, article, corpus_of, digest, ident_of, settings_in, tag
from tests.site.viewing import KNOWLEDGE, days, views, views_in

KYIV = tag("Kyiv")
REMOVAL = Removal("Sign up", Place(4, 4), "subscribe", "asks for money", "line")
REPAIR = Repair("donâ€™t", "don’t", "mojibake", Place(5, 5))


def test_every_kind_of_page_has_its_place() -> None:
    stories = [article(f"Story {n}", tags=(KYIV,), removals=(REMOVAL,)) for n in range(3)]
    assert sorted(views(stories, [digest()], site_url="https://example.org")) == [
        "2025/05/story-0.html",
        "2025/05/story-1.html",
        "2025/05/story-2.html",
        "404.html",
        "about/cleaning.html",
        "about/evidence.html",
        "dates/2025.html",
        "dates/2025/05.html",
        "dates/2025/05/11.html",
        "dates/index.html",
        "digests/front-page.html",
        "index.html",
        "places/kyiv.html",
        "removed/2025-05.html",
        "search.html",
        "sources/northern-post.html",
        "tags.html",
    ]


def test_a_removed_page_tells_all_that_was_taken_out_of_a_month() -> None:
    stories = [article("A", removals=(REMOVAL,)), article("B", repairs=(REPAIR,)), article("C")]
    view = views(stories)["removed/2025-05.html"]
    assert isinstance(view, RemovedView)
    assert view.title == "Taken out: May 2025"
    entries = sorted((e.title, len(e.blocks), len(e.repairs)) for e in view.entries)
    assert entries == [("A", 1, 0), ("B", 0, 1)]


@pytest.mark.parametrize("date", ["", "2025"])
def test_what_was_taken_out_of_undated_texts_stands_together(date: str) -> None:
    one, other = article(date=date, removals=(REMOVAL,)), digest(removals=(REMOVAL,))
    view = views([one], [other])["removed/undated.html"]
    assert isinstance(view, RemovedView)
    assert {entry.anchor for entry in view.entries} == {one.id, other.id}


def test_the_page_on_cleaning_accounts_for_every_capture() -> None:
    rejects = (
        Rejected("secret-source.pdf", "is of a format that is not read (.pdf); try: text"),
        Rejected("other-secret.pdf", "is of a format that is not read (.pdf); try: text"),
        Rejected("a.txt", "its sidecar secret.yaml line 3: is not YAML"),
        Rejected("a.zip", "holds nothing that is read: member secret.txt is no text"),
    )
    view = views_in(corpus_of([article(removals=(REMOVAL,))], rejected=rejects))[
        "about/cleaning.html"
    ]
    assert isinstance(view, CleaningView)
    assert [(kind.rule, kind.count) for kind in view.rejects] == [
        ("has a sidecar that can't be read", 1),
        ("holds nothing that is read", 1),
        ("is of a format that is not read", 2),
    ]
    assert "secret" not in repr(view)
    facts = {fact.name: fact.value for fact in view.counts}
    assert (facts["Captures"], facts["Articles"], facts["Captures that gave nothing"]) == (
        "5",
        "1",
        "4",
    )


def test_every_rule_that_took_something_says_why() -> None:
    removals = tuple(
        Removal("x", Place(1, 1), rule, "", "")
        for rule in (*KNOWLEDGE.reasons, "outside-story", "headline-again")
    )
    view = views([article(removals=removals)])["about/cleaning.html"]
    assert isinstance(view, CleaningView)
    assert [rule.name for rule in view.rules if not rule.why] == []


def test_the_front_page_shows_the_latest_first_and_the_undated_apart() -> None:
    stories = [*days(30), article("No date", "")]
    home = views(stories, [digest()], latest=2)["index.html"]
    assert isinstance(home, HomeView)
    assert [card.title for card in home.latest] == ["Story 29", "Story 28"]
    assert [card.title for card in home.undated] == ["No date"]
    assert [card.kind for card in home.digest_cards] == ["digest"]
    assert [(year.text, year.count) for year in home.years] == [("2020", 30)]


def test_the_front_page_shows_the_largest_tags() -> None:
    tags = [tuple(tag(f"Place {n:02}") for n in range(story, 20)) for story in range(20)]
    home = views([article(f"S{n}", tags=t) for n, t in enumerate(tags)])["index.html"]
    assert isinstance(home, HomeView)
    assert [link.text for link in home.groups[0].links][:2] == ["Place 19", "Place 18"]
    assert len(home.groups[0].links) == 12


def test_the_index_of_tags_holds_tags_and_sources() -> None:
    index = views([article(f"S{n}", tags=(KYIV,)) for n in range(3)])["tags.html"]
    assert isinstance(index, TagIndexView)
    assert [(group.title, group.links[0].text) for group in index.groups] == [
        ("Places", "Kyiv"),
        ("Sources", "Northern Post"),
    ]


def test_search_knows_each_article() -> None:
    one = article(tags=(KYIV,))
    (record,) = search_documents(Shelf(corpus_of([one]), settings_in(Path("/nowhere"))))
    assert (record.id, record.url) == (one.id, "2025/05/harbour-opens-again.html")
    assert record.tags == (("place", "kyiv", "Kyiv"),)
    assert (record.date, record.authors) == ("2025-05-11", ("A. Writer",))


def test_the_same_corpus_gives_the_same_views() -> None:
    stories = [article(f"S{n}", id=ident_of(n), tags=(KYIV,)) for n in range(9)]
    assert views(stories) == views(list(reversed(stories)))
    assert CAPTURE.id == stories[0].capture_id
