"""Documents in; columns by which a search is narrowed out."""

from collections.abc import Generator, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from backfile.model import TAG_KINDS, SearchDocument
from backfile.search.facets import Facets, facet_shards
from backfile.search.numbering import known_date, numbered
from backfile.search.shards import File, Shards
from backfile.slugs import slug
from tests.search.decoding import Reader, finished
from tests.search.documents import archives, document


def columns(documents: Sequence[SearchDocument]) -> Reader:
    def steps() -> Generator[File, None, Any]:
        facets = Facets()
        numbers = [number for number, _ in numbered(documents)]
        for _, one in numbered(documents):
            facets.add(one)
        return (yield from facet_shards(Shards(), facets.worn, np.array(numbers, np.int64)))

    files, names = finished(steps())
    return Reader(files, {"facets": names})


@settings(max_examples=30)
@given(archives())
def test_each_value_has_its_documents(documents: list[SearchDocument]) -> None:
    reader = columns(documents)
    for kind in (*TAG_KINDS, "source"):
        wanted: dict[str, list[int]] = {}
        for number, one in numbered(documents):
            values = {value for own, value, _ in one.tags if own == kind}
            values |= {slug(one.source)} if kind == "source" and one.source else set()
            for value in values:
                wanted.setdefault(value, []).append(number)
        assert {value: found for value, (_, found) in reader.column(kind).items()} == wanted


@settings(max_examples=30)
@given(archives())
def test_each_known_date_is_a_number(documents: list[SearchDocument]) -> None:
    dates = {number: known_date(one.date) for number, one in numbered(documents)}
    wanted = {n: int(date.replace("-", "").ljust(8, "0")) for n, date in dates.items() if date}
    assert columns(documents).days() == wanted


def test_values_stand_in_order_of_their_slugs_each_with_its_first_name() -> None:
    tags = [("topic", "b", "B"), ("topic", "a", "A"), ("topic", "b", "b")]
    reader = columns([document(at, tags=(tag,)) for at, tag in enumerate(tags)])
    assert list(reader.column("topic").items()) == [("a", ("A", [1])), ("b", ("B", [0, 2]))]


def test_a_tag_given_twice_counts_once() -> None:
    tags = (("topic", "war", "War"), ("topic", "war", "war"))
    assert columns([document(0, tags=tags)]).column("topic") == {"war": ("War", [0])}


@pytest.mark.parametrize("number", [4_096, 12_000])
def test_a_block_without_a_value_has_no_column(number: int) -> None:
    names = columns([document(0, source="A"), document(number)]).root["facets"]["source"]
    assert [bool(name) for name in names] == [True] + [False] * (number >> 12)


def test_a_block_whose_last_documents_have_nothing_counts_too() -> None:
    facets = columns([document(0, source="A"), document(4_096)]).root["facets"]
    assert {kind: len(names) for kind, names in facets.items()} == dict.fromkeys(facets, 2)


def test_the_column_of_dates_ends_with_the_last_dated_document() -> None:
    reader = columns([document(1, date="2025"), document(2, date="2025-05-11"), document(3)])
    assert reader.payload(f"f/{reader.root['facets']['date'][0]}") == [None, 20250000, 511]
