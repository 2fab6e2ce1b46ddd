"""Rows by number in; shards of eight out."""

from collections.abc import Generator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backfile.search.rows import Rows
from backfile.search.shards import File, Shards
from tests.search.decoding import Reader, finished


def written(rows: Mapping[int, object]) -> Reader:
    def steps() -> Generator[File, None, Any]:
        made = Rows("r", Shards())
        for number, row in sorted(rows.items()):
            yield from made.add(number, row)
        return (yield from made.finish())

    files, listing = finished(steps())
    return Reader(files, {"records": listing})


@given(st.dictionaries(st.integers(0, 60) | st.integers(1_100, 1_200), st.text("ab")))
def test_each_row_stands_at_its_number(rows: dict[int, str]) -> None:
    assert written(rows).rows("r", "records") == rows


def test_a_shard_is_given_out_as_soon_as_it_is_whole() -> None:
    rows = Rows("r", Shards())
    given_out = [len(list(rows.add(number, "a"))) for number in range(17)]
    assert given_out == [0] * 8 + [1] + [0] * 7 + [1]


def test_zeros_stand_for_gaps_but_not_at_the_end() -> None:
    reader = written({1: "a", 3: "b"})
    [(_, payload)] = reader.listed("r", reader.root["records"])
    assert payload == [0, "a", 0, "b"]


def test_a_shard_of_gaps_has_no_name() -> None:
    assert written({0: "a", 16: "b"}).root["records"]["names"][1] == ""


def test_an_empty_text_is_no_gap() -> None:
    assert written({0: ""}).rows("r", "records") == {0: ""}
