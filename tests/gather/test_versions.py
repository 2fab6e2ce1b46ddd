"""The versions of an article: their order, what changed, which is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Article, Corpus, FieldFinding, History
from tests.gather.captured import (
    FARES,
    FERRY,
    HOSPITAL,
    MAYOR,
    STORY,
    URL,
    captured,
    told,
    versions,
)
from tests.helpers import patient
from tests.site.builders import found

MORE = (*STORY, FARES)


def at(*texts: str, title: str = "Ferry sails again") -> Article:
    return told(*texts, url=URL, title=title)


def history(corpus: Corpus) -> History:
    assert len(corpus.articles) == 1
    (found,) = corpus.histories.values()
    return found


def numbers(corpus: Corpus) -> list[int]:
    return [sighting.version for sighting in history(corpus).sightings]


def test_versions_stand_in_the_order_of_their_captures() -> None:
    corpus = captured(at(*MORE), at(*STORY), dates=("2025-06-02", "2025-06-01"))
    assert versions(corpus) == [STORY, MORE]


def test_of_one_day_the_earlier_change_stands_first() -> None:
    changes = ("2025-05-12", "2025-05-11")
    finds = [
        told(*texts, url=URL, modified=found(day, "meta"))
        for texts, day in zip((MORE, STORY), changes, strict=True)
    ]
    assert versions(captured(*finds, dates=("2025-06-01",) * 2)) == [STORY, MORE]


def test_the_article_has_the_latest_text() -> None:
    corpus = captured(at(*STORY), at(*MORE))
    assert [block.text for block in corpus.articles[0].body] == list(MORE)


def test_a_teaser_after_the_whole_text_is_not_shown() -> None:
    corpus = captured(at(*MORE), at(FERRY))
    (one,) = corpus.articles
    assert history(corpus).versions[1].is_cut
    assert [block.text for block in one.body] == list(MORE)
    assert "holds only a part" in one.doubts[-1]


def test_a_first_report_before_the_whole_text_is_not_cut() -> None:
    assert not any(v.is_cut for v in history(captured(at(FERRY), at(*MORE))).versions)


def test_a_shorter_text_with_news_is_not_cut() -> None:
    shorter = (FERRY, "It sank an hour later with nobody aboard, the harbour master said at noon.")
    assert not history(captured(at(*MORE), at(*shorter))).versions[1].is_cut


def test_a_text_that_comes_back_is_no_new_version() -> None:
    corpus = captured(at(*STORY), at(*MORE), at(*STORY), at(*MORE), at(*MORE))
    assert numbers(corpus) == [1, 2, 1, 2, 2]
    assert [s.is_again for s in history(corpus).sightings] == [False, False, True, True, False]


def test_trivial_changes_are_marked_and_make_no_version() -> None:
    corpus = captured(at(*STORY), at(*STORY, "Updated 2 hours ago"), at(*STORY))
    assert numbers(corpus) == [1, 1, 1]
    assert [s.is_trivial for s in history(corpus).sightings] == [False, True, False]


def test_words_and_paragraphs_that_came_and_went_are_counted() -> None:
    corpus = captured(at(FERRY, MAYOR), at(FERRY.replace("Tuesday", "Monday"), MAYOR, FARES))
    second = history(corpus).versions[1]
    assert second.words == (1 + len(FARES.split()), 1)
    assert second.paragraphs == (1, 0, 1)


def test_a_changed_headline_alone_is_a_version() -> None:
    corpus = captured(at(*STORY), at(*STORY, title="Ferry sails on Tuesday"))
    assert numbers(corpus) == [1, 2]
    assert corpus.articles[0].title == "Ferry sails on Tuesday"


def test_what_the_shown_capture_does_not_tell_comes_from_an_earlier_one() -> None:
    first = told(*STORY, url=URL, date="2025-05-11", authors=("A. Writer",))
    (one,) = captured(first, told(*MORE, url=URL, authors=())).articles
    assert one.authors == ("A. Writer",)
    assert one.date is not None
    assert one.date.value == "2025-05-11"


def test_the_finding_of_a_field_is_of_the_capture_that_it_is_taken_from() -> None:
    one, other = FieldFinding("date", "2025-05-11", "meta"), FieldFinding("date", "", "")
    first = told(*STORY, url=URL, date="2025-05-11", fields=(one,))
    (article,) = captured(first, told(*MORE, url=URL, fields=(other,))).articles
    assert article.fields == (one,)


@pytest.mark.parametrize("count", [2, 30])
def test_removals_of_every_capture_stay_accountable(count: int) -> None:
    corpus = captured(*(at(*STORY) for _ in range(count)))
    assert len(corpus.found) == count


TEXTS = st.lists(st.sampled_from([MAYOR, HOSPITAL, FARES, "12 shares"]), max_size=4)


@patient
@given(st.lists(TEXTS, min_size=2, max_size=8))
def test_every_capture_holds_a_version_and_the_shown_one_is_whole(texts: list[list[str]]) -> None:
    story = history(captured(*(at(FERRY, FERRY, *some) for some in texts)))
    assert len(story.sightings) == len(texts)
    assert {s.version for s in story.sightings} == {v.number for v in story.versions}
    assert not story.versions[story.shown - 1].is_cut
    assert len({v.article.body for v in story.versions}) == len(story.versions)
