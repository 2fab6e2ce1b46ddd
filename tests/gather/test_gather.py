"""Gathering: the order of the corpus, its counts, and which tags have a page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.gather import ABOUT_FROM, gather
from backfile.model import Outcome, Rejected, Tag
from tests.site.builders import CAPTURE, article, corpus_of, digest, settings_in, tag

KYIV = tag("Kyiv")
CAPTURE_FOLDER = Path("/nowhere")


def test_articles_stand_oldest_first_after_the_undated() -> None:
    dates = ["2025-05-11", "", "2024", "2025-05", "2024-12-31"]
    corpus = corpus_of([article(f"Story {date}", date) for date in dates])
    values = [one.date.value if one.date else "" for one in corpus.articles]
    assert values == ["", "2024", "2024-12-31", "2025-05", "2025-05-11"]


@given(st.permutations(range(6)))
def test_the_order_does_not_depend_on_that_of_the_captures(order: list[int]) -> None:
    stories = [article(f"Story {number}", "2025-05-11") for number in range(6)]
    assert corpus_of([stories[i] for i in order]) == corpus_of(stories)


def test_rejects_stand_by_path_and_reason() -> None:
    rejects = (Rejected("b", "x"), Rejected("a", "z"), Rejected("a", "y"))
    corpus = corpus_of([article()], rejected=rejects)
    assert [(r.source, r.reason) for r in corpus.rejected] == [("a", "y"), ("a", "z"), ("b", "x")]


def test_every_published_text_has_an_address() -> None:
    corpus = corpus_of([article()], [digest("One item.")])
    assert set(corpus.addresses) == {one.id for one in corpus.published}


def test_the_counts_are_those_of_the_inventory() -> None:
    outcomes = {CAPTURE.id: (Outcome((article(),)),)}
    corpus = gather([CAPTURE], outcomes, (), (7, 3), settings_in(CAPTURE_FOLDER))
    assert (corpus.inputs, corpus.companions) == (7, 3)


def test_a_tag_that_is_only_mentioned_is_left_out() -> None:
    mentioned = tag("Paris", score=ABOUT_FROM - 0.01)
    about = tag("Kyiv", score=ABOUT_FROM)
    corpus = corpus_of([article(tags=(about, mentioned))])
    assert corpus.articles[0].tags == (about,)


@pytest.mark.parametrize(("carriers", "pages"), [(2, 0), (3, 1), (4, 1)])
def test_a_tag_has_a_page_from_three_articles_on(carriers: int, pages: int) -> None:
    corpus = corpus_of([article(f"Story {n}", tags=(KYIV,)) for n in range(carriers)])
    assert len(corpus.tag_pages) == pages


def test_digest_items_count_for_a_tags_page() -> None:
    item = digest("One.", "Two.", tags=(KYIV,))
    corpus = corpus_of([article(tags=(KYIV,))], [item])
    assert corpus.tag_pages[0].members == (corpus.articles[0].id, *(i.id for i in item.items))


def test_the_owner_chooses_how_many_articles_a_tag_page_needs() -> None:
    settings = settings_in(CAPTURE_FOLDER, tag_page_from=1)
    corpus = corpus_of([article(tags=(KYIV,))], settings=settings)
    assert [page.path for page in corpus.tag_pages] == ["places/kyiv.html"]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("person", "people/tusk.html"),
        ("place", "places/tusk.html"),
        ("organisation", "organisations/tusk.html"),
        ("topic", "topics/tusk.html"),
    ],
)
def test_each_kind_of_tag_has_its_folder(kind: str, path: str) -> None:
    stories = [article(f"Story {n}", tags=(tag("Tusk", kind),)) for n in range(3)]
    assert corpus_of(stories).tag_pages[0].path == path


def test_one_name_as_a_person_and_as_a_place_has_two_pages() -> None:
    both = (tag("Washington", "person"), tag("Washington", "place"))
    stories = [article(f"Story {n}", tags=both) for n in range(3)]
    assert [p.path for p in corpus_of(stories).tag_pages] == [
        "people/washington.html",
        "places/washington.html",
    ]


def test_tag_pages_stand_by_kind_and_name() -> None:
    tags: tuple[Tag, ...] = (tag("b", "topic"), tag("a", "topic"), tag("z", "person"))
    stories = [article(f"Story {n}", tags=tags) for n in range(3)]
    assert [p.name for p in corpus_of(stories).tag_pages] == ["z", "a", "b"]
