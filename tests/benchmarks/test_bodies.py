"""Extracted texts held against the true ones: how alike they are, and what is missed out."""

import pytest

from benchmarks.bodies import Extracted, f1_of, missed_prose, scores_of

FIRST = "The ferry from the old harbour was late on every single day of that long week."
SECOND = "Its captain blamed the tide, and also the tide tables of the year before last."
BOTH = f"{FIRST}\n{SECOND}"


def test_the_same_text_is_wholly_alike() -> None:
    assert f1_of([Extracted(BOTH, BOTH)]) == (1, 1, 1)


def test_text_that_is_none_lowers_precision_and_a_loss_recall() -> None:
    _, precision, recall = f1_of([Extracted(FIRST, BOTH)])
    assert (precision < 0.6, recall) == (True, 1)
    _, precision, recall = f1_of([Extracted(BOTH, FIRST)])
    assert (precision, recall < 0.6) == (1, True)


@pytest.mark.parametrize("text", ["", "Something else entirely."])
def test_a_paragraph_that_is_not_there_is_missed(text: str) -> None:
    assert missed_prose(Extracted(FIRST, text)) == [FIRST]


def test_a_paragraph_that_differs_by_a_word_is_there() -> None:
    assert missed_prose(Extracted(FIRST, FIRST.replace("long", "short"))) == []


def test_short_lines_are_no_prose() -> None:
    assert missed_prose(Extracted("By Jane Roe\nFerry is late", "")) == []


def test_doubt_is_counted_over_all_pages_and_over_those_that_miss_prose() -> None:
    scores = scores_of([Extracted(BOTH, FIRST, doubtful=True), Extracted(BOTH, BOTH)])
    assert (scores.missed, scores.warned, scores.doubtful) == (0.5, 1, 0.5)
