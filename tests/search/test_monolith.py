"""Search documents in; an index that plain lunr.js can load out."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from backfile.model import SearchDocument
from backfile.search.fields import FIELDS
from backfile.search.index import build
from backfile.search.monolith import monolith
from backfile.search.numbering import numbered
from tests.search.decoding import Reader
from tests.search.documents import archives, by_chance, document


def read(documents: list[SearchDocument]) -> Any:
    return json.loads(monolith(documents))


@settings(max_examples=25)
@given(archives())
def test_it_holds_the_terms_of_the_sharded_index(documents: list[SearchDocument]) -> None:
    ids = {number: one.id for number, one in numbered(documents)}
    sharded = Reader.of(dict(build(documents))).terms()
    inverted = {
        term: {field: list(refs) for field, refs in fields.items() if field != "_index" and refs}
        for term, fields in read(documents)["invertedIndex"]
    }
    assert inverted == {
        term: {field: [ids[number] for number in found] for field, found in lists.items()}
        for term, (_, lists) in sharded.items()
    }


@settings(max_examples=25)
@given(archives())
def test_each_document_has_a_vector_for_each_field_in_order(
    documents: list[SearchDocument],
) -> None:
    refs = [f"{field}/{one.id}" for _, one in numbered(documents) for field, _ in FIELDS]
    assert [ref for ref, _ in read(documents)["fieldVectors"]] == refs


def test_weights_are_rounded_as_javascript_rounds_them() -> None:
    for _, vector in read(by_chance(20))["fieldVectors"]:
        for weight in vector[1::2]:
            assert weight == round(weight, 3)


def test_a_weight_is_that_of_bm25() -> None:
    vectors = dict(read([document(0, "war peace war"), document(1, "war")])["fieldVectors"])
    # idf of war ln(1 + .5 / 2.5) = .1823; length 3 against 2 on average, so 1.375 x 1.2 below.
    assert vectors["text/id0"][1] == pytest.approx(0.1823 * 2.2 * 2 / (1.2 * 1.375 + 2), abs=5e-4)


def test_terms_stand_in_the_order_that_lunr_js_demands() -> None:
    terms = [term for term, _ in read([document(0, "\U00010330 \ufa0e zebra")])["invertedIndex"]]
    assert terms == ["zebra", "\U00010330", "\ufa0e"]


def test_its_pipeline_is_empty() -> None:
    assert read([document(0)])["pipeline"] == []


def test_no_documents_give_an_index_that_can_be_loaded() -> None:
    whole = read([])
    assert whole["fields"] == [name for name, _ in FIELDS]
    assert whole["fieldVectors"] == whole["invertedIndex"] == []
