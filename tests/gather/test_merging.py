"""Which finds become one article, and which stay two that are linked."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Article, Corpus
from tests.gather.captured import (
    FARES,
    FERRY,
    HOSPITAL,
    MAYOR,
    STORY,
    URL,
    captured,
    in_captures,
    told,
)
from tests.helpers import patient
from tests.site.builders import block, corpus_of, found

CURLY = tuple(text.replace("The", "The  “").replace(".", "!") for text in STORY)
OTHER_URL = "https://example.net/2025/05/ferry-sails-again"


def kinds(corpus: Corpus) -> list[str]:
    return sorted(kin.kind for links in corpus.kin.values() for kin in links)


def test_a_text_that_was_captured_twice_is_one_article() -> None:
    corpus = captured(told(), told())
    assert len(corpus.articles) == 1
    assert len(next(iter(corpus.histories.values())).sightings) == 2


@pytest.mark.parametrize(
    "texts",
    [
        CURLY,
        (*STORY, "Updated 3 hours ago"),
        ("12 shares", *STORY),
        (*STORY, "Last updated: 11 May 2025 10:30 GMT"),
        (*STORY, "Оновлено: 3 години тому"),
        (*STORY, "vor 5 Stunden aktualisiert"),
    ],
    ids=["quotes and marks", "passing time", "shares", "update", "Ukrainian", "German"],
)
def test_trivial_differences_make_no_second_article(texts: tuple[str, ...]) -> None:
    corpus = captured(told(), told(*texts))
    assert len(corpus.articles) == 1
    assert next(iter(corpus.histories.values())).sightings[1].is_trivial


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": "2025-05-11"}, {"date": "2025-05-12"}),
        ({"source": "Northern Post"}, {"source": "Harbour Gazette"}),
        ({"url": URL}, {"url": OTHER_URL}),
        ({"title": "Ferry sails again"}, {"title": "Ferry to sail"}),
        ({"title": "Day 512: ferry sails"}, {"title": "Day 513: ferry sails"}),
        ({"details": (block("No. 512"),)}, {"details": (block("No. 513"),)}),
    ],
    ids=["dates", "sources", "addresses", "headlines", "numbers", "issue numbers"],
)
def test_what_tells_two_apart_links_them_as_copies(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    corpus = captured(told(**one), told(**other))
    assert len(corpus.articles) == 2
    assert kinds(corpus) == ["copy", "copy"]


@pytest.mark.parametrize(
    ("before", "after"),
    [("5 percent up", "5 percent down"), ("-5 degrees", "5 degrees"), ("▲ 3", "▼ 3"),
     ("$5", "€5"), ("12 dead", "13 dead"), ("5 %", "5"), ("Updated: 12 dead", "Updated: 13 dead")],
)  # fmt: skip
def test_a_word_sign_or_number_that_differs_is_never_trivial(before: str, after: str) -> None:
    assert len(captured(told(*STORY, before), told(*STORY, after)).articles) == 2


def test_updates_of_two_days_without_an_address_are_two_articles() -> None:
    one, other = "Updated: 11 May 2025", "Updated: 12 May 2025"
    assert len(captured(told(*STORY, one), told(*STORY, other)).articles) == 2


@pytest.mark.parametrize(
    "variant",
    ["http://www.example.org/2025/05/ferry-sails-again/?utm_source=x#top", URL + "/amp"],
)
def test_a_changed_text_of_one_address_is_one_article_with_versions(variant: str) -> None:
    corpus = captured(told(url=URL), told(*STORY, FARES, url=variant))
    (history,) = corpus.histories.values()
    assert len(corpus.articles) == 1
    assert len(history.versions) == 2


def test_another_story_of_the_same_address_stays_another_article() -> None:
    other = ["Bread is dearer since Monday in all the bakeries of the town and its harbour."]
    corpus = captured(told(url=URL), told(*other, url=URL, title="Bread"))
    assert len(corpus.articles) == 2
    assert kinds(corpus) == ["address", "address"]


def test_a_page_that_rolls_on_makes_no_versions_of_its_days() -> None:
    url = "https://example.org/weather/today"
    days = [told(*STORY, f"It will be {n} degrees.", url=url) for n in (11, 12)]
    assert len(captured(*days).articles) == 2


def test_dates_that_contradict_part_one_address() -> None:
    one, other = told(url=URL, date="2025-05-11"), told(*STORY, FARES, url=URL, date="2025-05-12")
    assert len(captured(one, other).articles) == 2


def test_a_date_of_change_beside_the_first_date_is_no_contradiction() -> None:
    dates = (found("2025-05-12", "meta modified"), found("2025-05-11", "meta published"))
    one = told(url=URL, date="2025-05-11")
    other = told(*STORY, FARES, url=URL, date="2025-05-12", dates=dates)
    assert [a.date.value for a in captured(one, other).articles if a.date] == ["2025-05-11"]


def test_an_undated_copy_of_two_dated_ones_joins_neither() -> None:
    days = [told(date=day) for day in ("2025-05-11", "2025-05-12")]
    assert len(captured(*days, told()).articles) == 3


def test_an_undated_copy_does_not_bring_two_dates_together() -> None:
    texts = [(FERRY, MAYOR), (FERRY, MAYOR, HOSPITAL)]
    finds = [told(*texts[0], url=URL, date="2025-05-11"), told(*texts[0], url=URL)]
    finds += [told(*texts[1], url=URL), told(*texts[1], url=URL, date="2025-05-12")]
    corpus = captured(*finds)
    for history in corpus.histories.values():
        days = {s.article.date.value for s in history.sightings if s.article.date}
        assert len(days) <= 1


def test_stories_of_one_document_are_not_versions_of_each_other() -> None:
    one, other = told(FERRY, MAYOR, url=URL), told(FERRY, HOSPITAL, url=URL, id="zzzz")
    assert len(corpus_of([one, other]).articles) == 2


def test_the_first_capture_gives_id_and_address() -> None:
    first = captured(told(url=URL, date="2025-05-11"))
    title = "Ferry sails again on Tuesday, says the mayor"
    both = captured(told(url=URL, date="2025-05-11"), told(url=URL, date="2025-05-11", title=title))
    assert both.articles[0].title == title
    assert both.addresses == first.addresses


def test_a_copy_with_other_words_here_and_there_is_linked_as_alike() -> None:
    long = [f"Paragraph {w} tells what the {w} did in the harbour that day." for w in "abcdefghij"]
    corpus = captured(told(*long, source="A"), told(*long, FERRY, source="B"))
    assert kinds(corpus) == ["alike", "alike"]


def test_a_long_row_of_copies_links_each_with_a_few() -> None:
    corpus = captured(*(told(source=f"Paper {n}") for n in range(60)))
    assert len(corpus.articles) == 60
    assert max(len(links) for links in corpus.kin.values()) <= 8


PARAGRAPHS = st.sampled_from([FERRY, MAYOR, HOSPITAL, FARES, "12 shares", "Day 3", "Day 4"])
FINDS = st.builds(
    told,
    st.just(FERRY),
    PARAGRAPHS,
    PARAGRAPHS,
    url=st.sampled_from(["", URL, URL + "?utm_id=1", OTHER_URL, "https://example.org/weather"]),
    date=st.sampled_from(["", "2025-05-11", "2025-05-12", "2025-05"]),
    source=st.sampled_from(["Northern Post", "Harbour Gazette"]),
)
DAYS = st.sampled_from(["", "2025-06-01", "2025-06-02"])


@patient
@given(st.lists(st.tuples(FINDS, DAYS), max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_the_captures_changes_nothing(
    finds: Sequence[tuple[Article, str]], random: Random
) -> None:
    named = [(one, day, f"post/{n}.html") for n, (one, day) in enumerate(finds)] or [
        (told(), "", "a")
    ]
    shuffled = list(named)
    random.shuffle(shuffled)
    assert in_captures(named) == in_captures(shuffled)


@patient
@given(st.lists(st.tuples(FINDS, DAYS), min_size=1, max_size=10))
def test_every_article_in_is_an_article_out_or_a_capture_of_one(
    finds: Sequence[tuple[Article, str]],
) -> None:
    named = [(one, day, f"post/{n}.html") for n, (one, day) in enumerate(finds)]
    corpus = in_captures(named)
    texts = sorted(tuple(b.text for b in one.body) for one, _ in finds)
    out = [one for one in corpus.found if isinstance(one, Article)]
    assert sorted(tuple(b.text for b in one.body) for one in out) == texts
    assert len({one.id for one in out}) == len(texts)


@patient
@given(st.lists(st.tuples(FINDS, DAYS), min_size=2, max_size=10))
def test_no_article_holds_two_dates_or_two_addresses(
    finds: Sequence[tuple[Article, str]],
) -> None:
    named = [(one, day, f"post/{n}.html") for n, (one, day) in enumerate(finds)]
    for history in in_captures(named).histories.values():
        every = [sighting.article for sighting in history.sightings]
        assert len({a.date.value for a in every if a.date} - {"2025-05"}) <= 1
        assert len({a.url.partition("?")[0] for a in every if a.url}) <= 1


@patient
@given(st.lists(st.tuples(FINDS, DAYS), min_size=2, max_size=10))
def test_kin_name_each_other(finds: Sequence[tuple[Article, str]]) -> None:
    named = [(one, day, f"post/{n}.html") for n, (one, day) in enumerate(finds)]
    kin = in_captures(named).kin
    pairs = {(ident, link.id, link.kind) for ident, links in kin.items() for link in links}
    assert pairs == {(b, a, kind) for a, b, kind in pairs}
