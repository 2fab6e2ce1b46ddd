"""A document in; what a hit shows of it out."""

import pytest

from backfile.search.records import record_of
from tests.search.documents import document


def test_a_record_is_a_row() -> None:
    one = document(
        3, title="A title", date="2025-05", source="The Gazette", summary="Short.", authors=("Bo",)
    )
    row = ["id3", "undated/id3.html", "A title", "2025-05", "The Gazette", "Short.", [], ["Bo"]]
    assert record_of(one) == row


def test_authors_are_left_off_where_there_are_none() -> None:
    assert len(record_of(document(0))) == 7


@pytest.mark.parametrize(
    ("slug", "name", "written"),
    [
        ("ada-quill", "Ada Quill", ""),
        ("zürich", "Zürich", ""),
        ("zurich", "Zürich", "zurich"),
        ("kyiv", "Київ", "kyiv"),
    ],
)
def test_a_slug_is_written_where_it_is_not_plain_from_the_name(
    slug: str, name: str, written: str
) -> None:
    assert record_of(document(0, tags=(("place", slug, name),)))[6] == [1, name, written]


def test_a_date_without_a_year_is_left_out() -> None:
    assert record_of(document(0, date="--03-29"))[3] == ""
