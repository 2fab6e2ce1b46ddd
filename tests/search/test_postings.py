"""Columns in; the entries of terms and of positions out, as they are written."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.chunks import Chunks
from backfile.search.columns import column_of
from backfile.search.lexicon import lexicon_of
from backfile.search.postings import (
    document_frequencies,
    parts_of,
    position_entries,
    term_entries,
)

texts = st.text("abc ", max_size=12)
archives = st.lists(st.tuples(st.lists(texts, max_size=2), st.lists(texts, max_size=2)), max_size=6)
Archive = list[tuple[list[str], list[str]]]


def made(archive: Archive, numbers: list[int], block: int = 100) -> tuple[Any, Any, list[int]]:
    """The entries of terms, those of positions, and in how many documents each term stands."""
    chunks = Chunks(2)
    for fields in archive:
        chunks.add("", fields)
    lexicon = lexicon_of(chunks.distinct(), str.split, str)
    columns = [column_of(stream, lexicon) for stream in chunks.streams]
    terms, positions, counts = [], [], []
    for parts in parts_of(columns, block):
        keys = lexicon.terms[parts[0].first : parts[0].end]
        terms += term_entries(parts, keys, np.array(numbers))
        positions += position_entries(parts)
        counts += document_frequencies(parts, len(archive)).tolist()
    return [json.loads(one) for one in terms], [json.loads(one) for one in positions], counts


@pytest.mark.parametrize(
    ("archive", "entry"),
    [
        ([(["a"], [])], ["a", 0, [1, 1]]),
        ([(["b a"], [])], ["a", 1, [1, 2]]),
        ([(["a b a"], [])], ["a", 0, [-1, 2, 3]]),
        ([([], ["a"])], ["a", 0, 0, [1, 1]]),
        ([([], []), ([], []), (["a"], [])], ["a", 0, [3, 1]]),
        ([(["a"], []), ([], []), (["a a"], [])], ["a", 0, [1, 1, -2, 2, 2]]),
        ([(["b b"], ["b a"]), (["a"], [])], ["a", 1, [2, 1], [1, 2]]),
    ],
)
def test_an_entry_of_a_term(archive: Archive, entry: list[Any]) -> None:
    assert made(archive, list(range(len(archive))))[0][0] == entry


@pytest.mark.parametrize(
    ("archive", "entry"),
    [
        ([(["a"], [])], [[0]]),
        ([(["a b a"], [])], [[0, 2]]),
        ([(["b"], ["b a", "a"])], [0, [1, 1001]]),
        ([(["a"], []), (["b a a"], [])], [[0, 1, 1]]),
        ([([], ["b", "", "a"])], [0, [2001]]),
        ([([], ["b", ""]), ([], ["", "a"])], [0, [1000]]),
    ],
)
def test_an_entry_of_positions(archive: Archive, entry: list[Any]) -> None:
    assert made(archive, list(range(len(archive))))[1][0] == entry


def test_numbers_with_gaps_are_written_as_differences() -> None:
    assert made([(["a"], []), (["a"], [])], [7, 20_000])[0] == [["a", 0, [8, 1, 19_993, 1]]]


@given(archives, st.integers(1, 5))
def test_blocks_of_terms_make_no_difference(archive: Archive, block: int) -> None:
    numbers = list(range(len(archive)))
    assert made(archive, numbers, block) == made(archive, numbers)


@given(archives)
def test_a_document_counts_once_whatever_the_field(archive: Archive) -> None:
    entries, _, counts = made(archive, list(range(len(archive))))
    held = [{word for field in one for text in field for word in text.split()} for one in archive]
    assert counts == [sum(entry[0] in words for words in held) for entry in entries]
