"""The store's codec: every value of the model comes back as it was, in canonical text."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile import model
from backfile.store import dumps, key_of, pack, unpack

KINDS = [
    kind
    for kind in vars(model).values()
    # What holds a function is not for keeping.
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and kind is not model.Listed
]
# Captures hold anything: lone surrogates too.
TEXTS = st.text(st.characters(), max_size=8)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    type(None): st.none(),
    bytes: st.binary(max_size=8),
    Any: st.none(),
}


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type, as its annotations tell."""
    args = get_args(kind)
    match get_origin(kind):
        case None if kind in PLAIN:
            found = PLAIN[kind]
        case None if kind is model.Text:
            found = values_of(model.ArticleText)
        case None:
            hints = get_type_hints(kind)
            found = st.builds(kind, **{name: values_of(of) for name, of in hints.items()})
        case origin if origin is Literal:
            found = st.sampled_from(args)
        case origin if origin is Mapping:
            found = st.dictionaries(*map(values_of, args), max_size=1)
        case origin if origin is tuple and args[-1] is Ellipsis:
            found = st.lists(values_of(args[0]), max_size=1).map(tuple)
        case origin if origin is tuple:
            found = st.tuples(*map(values_of, args))
        case _:
            found = st.one_of(*map(values_of, args))
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_value_of_the_model_comes_back_as_it_was(kind: type) -> None:
    @settings(max_examples=10, suppress_health_check=list(HealthCheck))
    @given(values_of(kind))
    def check(value: object) -> None:
        assert unpack(kind, pack(value)) == value

    check()


@given(st.dictionaries(TEXTS, st.integers(), max_size=5))
def test_equal_values_are_equal_texts(counts: dict[str, int]) -> None:
    backwards = dict(reversed(counts.items()))
    assert dumps(model.Repeats(counts)) == dumps(model.Repeats(backwards))


@given(values_of(model.Rejected), values_of(model.Rejected))
def test_other_values_are_other_texts(one: model.Rejected, other: model.Rejected) -> None:
    assert (dumps(one) == dumps(other)) is (one == other)


def test_the_text_is_canonical_json() -> None:
    value = model.Mark("régle", "why")
    assert dumps(value) == '{"reason":"why","role":"","rule":"régle","shape":"other"}'


def test_a_key_tells_where_one_part_ends_and_the_next_begins() -> None:
    assert key_of("ab", "c") != key_of("a", "bc")


def test_what_is_no_value_is_refused() -> None:
    with pytest.raises(TypeError, match="can't be stored"):
        dumps({"path": object()})


@pytest.mark.parametrize("text", ["", "{", "[]", "1", "null", '{"name":"B"}'])
def test_another_text_is_refused_with_the_errors_it_names(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unpack(model.Label, text.encode())


def test_a_tuple_of_another_length_is_refused() -> None:
    document = model.SearchDocument("i", "u", "t", "", "", "", (("place", "a", "A"),), "")
    shorter = json.loads(dumps(document)) | {"tags": [["place", "a"]]}
    with pytest.raises(ValueError, match="zip"):
        unpack(model.SearchDocument, json.dumps(shorter).encode())
