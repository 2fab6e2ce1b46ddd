"""Documents in; the numbers of their pieces out."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backfile.search.chunks import NAME_END, Chunks

fields = st.lists(st.text("ab \n", max_size=9), max_size=3)
archives = st.lists(st.tuples(st.sampled_from(["", "en", "uk"]), fields, fields), max_size=6)
Archive = list[tuple[str, list[str], list[str]]]


def chunks_of(archive: Archive) -> Chunks:
    chunks = Chunks(2)
    for language, *texts in archive:
        chunks.add(language, texts)
    return chunks


@given(archives)
def test_a_stream_spells_the_texts(archive: Archive) -> None:
    chunks = chunks_of(archive)
    distinct = chunks.distinct()
    for field, stream in enumerate(chunks.streams, 1):
        spelled = [distinct[number] for number in stream.chunks]
        wanted = [
            [piece for at, text in enumerate(row[field]) for piece in ["", *text.split()][not at :]]
            for row in archive
        ]
        bounds = stream.bounds.tolist()
        assert [spelled[a:b] for a, b in pairwise(bounds)] == wanted


@given(archives)
def test_chunks_are_counted_by_language(archive: Archive) -> None:
    counts = {
        language: Counter(
            piece
            for own, *texts in archive
            for field in texts
            for text in field
            for piece in text.split()
            if own == language
        )
        for language, *_ in archive
    }
    assert chunks_of(archive).seen() == counts


@given(archives)
def test_the_counts_are_the_sum_over_languages(archive: Archive) -> None:
    chunks = chunks_of(archive)
    total = sum(map(Counter, chunks.seen().values()), Counter[str]())
    counted = zip(chunks.distinct(), chunks.counts().tolist(), strict=True)
    assert {piece: n for piece, n in counted if piece and n} == total


def test_the_end_of_a_name_is_no_chunk_of_a_text() -> None:
    assert chunks_of([("", ["a b"], [])]).distinct()[NAME_END] == ""
