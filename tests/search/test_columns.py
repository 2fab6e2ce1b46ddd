"""The stream of a field in; where each term stands in it out."""

from hypothesis import given
from hypothesis import strategies as st

from backfile.search.chunks import Chunks
from backfile.search.columns import column_of
from backfile.search.lexicon import lexicon_of

# Words with a hyphen are one chunk of two forms or more, "." is one of none.
archives = st.lists(st.lists(st.text("ab-. ", max_size=12), max_size=3), max_size=7)


def forms(chunk: str) -> list[str]:
    return [form for form in chunk.replace(".", "-").split("-") if form]


@given(archives, st.integers(1, 9))
def test_each_term_stands_where_it_stands_in_the_texts(
    archive: list[list[str]], block: int
) -> None:
    chunks = Chunks(1)
    for names in archive:
        chunks.add("", [names])
    lexicon = lexicon_of(chunks.distinct(), forms, str.upper)
    column = column_of(chunks.streams[0], lexicon, block)
    words = [
        [form.upper() for name in names for chunk in name.split() for form in forms(chunk)]
        for names in archive
    ]
    assert column.lengths.tolist() == [len(own) for own in words]
    for at, term in enumerate(lexicon.terms):
        some = slice(column.bounds[at], column.bounds[at + 1])
        found = zip(column.documents[some].tolist(), column.places[some].tolist(), strict=True)
        assert list(found) == [
            (document, place)
            for document, own in enumerate(words)
            for place, word in enumerate(own)
            if word == term
        ]


@given(archives, st.integers(1, 9))
def test_the_beginnings_of_names_are_known(archive: list[list[str]], block: int) -> None:
    chunks = Chunks(1)
    for names in archive:
        chunks.add("", [names])
    column = column_of(chunks.streams[0], lexicon_of(chunks.distinct(), forms, str.upper), block)
    starts: list[int] = []
    before: list[int] = []
    total = 0
    for names in archive:
        before.append(len(starts))
        for at, name in enumerate(names):
            starts += [total] if at else []
            total += sum(len(forms(chunk)) for chunk in name.split())
    assert column.name_starts.tolist() == starts
    assert column.names_before.tolist() == before


def test_a_field_without_terms_has_an_average_of_zero() -> None:
    chunks = Chunks(1)
    lexicon = lexicon_of(chunks.distinct(), forms, str.upper)
    assert column_of(chunks.streams[0], lexicon).average == 0
