"""Distinct chunks in; the terms that they hold out, in JavaScript's order."""

from hypothesis import given
from hypothesis import strategies as st

from backfile.search.analyser import Analyser
from backfile.search.forms import chunk_forms
from backfile.search.lexicon import in_order, lexicon_of

chunks = st.lists(
    st.sampled_from(
        ["", "war-time", "Wars,", "war", "…", "東京都", "\U00010330", "\ufa0e", "1,310"]
    ),
    unique=True,
)


@given(chunks, st.sampled_from([{}, {"war": "peac"}]))
def test_each_chunk_has_the_analysers_terms(some: list[str], redirects: dict[str, str]) -> None:
    analyser = Analyser(redirects)
    lexicon = lexicon_of(some, chunk_forms, analyser.term)
    for at, chunk in enumerate(some):
        found = lexicon.found[lexicon.bounds[at] : lexicon.bounds[at + 1]]
        assert tuple(lexicon.terms[t] for t in lexicon.term_of[found]) == analyser.terms(chunk)


@given(chunks)
def test_each_form_is_brought_to_its_term_once(some: list[str]) -> None:
    asked: list[str] = []

    def term_of(form: str) -> str:
        asked.append(form)
        return form

    lexicon = lexicon_of(some, chunk_forms, term_of)
    assert asked == list(lexicon.forms)
    assert len(asked) == len(set(asked))


@given(st.lists(st.text(), unique=True))
def test_keys_are_sorted_by_utf_16_units(keys: list[str]) -> None:
    assert in_order(keys) == sorted(keys, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
