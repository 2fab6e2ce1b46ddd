"""Documents in; their numbers, and their order, out."""

import pytest
from hypothesis import given

from backfile.model import SearchDocument
from backfile.search.numbering import known_date, numbered
from tests.search.documents import archives, document


@given(archives())
def test_numbers_rise_and_no_document_goes(documents: list[SearchDocument]) -> None:
    pairs = numbered(documents)
    numbers = [number for number, _ in pairs]
    assert numbers == sorted(set(numbers))
    assert {one.id for _, one in pairs} == {one.id for one in documents}


@given(archives())
def test_a_registered_document_keeps_its_number(documents: list[SearchDocument]) -> None:
    for number, one in numbered(documents):
        assert one.number in (None, number)


def test_others_follow_oldest_first_and_the_undated_before_all() -> None:
    dates = {"a": "2024", "bb": "", "ccc": "2025-05-11", "dddd": "2025-05-11", "eeeee": "--03-29"}
    others = [document(None, text, date=date) for text, date in dates.items()]
    pairs = numbered([*others, document(4, date="2026")])
    assert [(number, one.text) for number, one in pairs[1:]] == [
        (5, "bb"),
        (6, "eeeee"),
        (7, "a"),
        (8, "ccc"),
        (9, "dddd"),
    ]


def test_no_number_is_given_twice() -> None:
    with pytest.raises(ValueError, match="two documents have the number 7"):
        numbered([document(7), document(7)])


@pytest.mark.parametrize("date", ["2025", "2025-05", "2025-05-11"])
def test_a_day_a_month_and_a_year_are_dates(date: str) -> None:
    assert known_date(date) == date


@pytest.mark.parametrize("date", ["", "--03-29", "2025-05-11T10:00", "٢٠٢٥"])
def test_what_has_no_plain_year_is_no_date(date: str) -> None:
    assert known_date(date) == ""
