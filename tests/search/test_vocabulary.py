"""Terms and forms in; the lists that mend mistyped words out."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.chunks import Chunks
from backfile.search.forms import chunk_forms
from backfile.search.lexicon import in_order, lexicon_of
from backfile.search.shards import Shards
from backfile.search.vocabulary import (
    Spelled,
    by_length,
    form_counts,
    least_documents,
    length_shards,
    spelled_of,
    usual_forms,
    vocabulary,
)
from tests.search.decoding import Reader, finished

# Words without halves of surrogate pairs, which no term holds.
words = st.lists(
    st.text(st.sampled_from("abc\U00010330\U00010331\ufa0e"), min_size=1, max_size=20), unique=True
).map(in_order)


@given(words)
def test_a_vocabulary_is_read_again(terms: list[str]) -> None:
    files, names = finished(vocabulary(Shards(), terms))
    assert Reader(files, {"vocabulary": names}).words("vocabulary", 2) == {t: [] for t in terms}


@given(words)
def test_spellings_are_read_again_with_their_weights(forms: list[str]) -> None:
    rows = [(form, at + 1) for at, form in enumerate(forms)]
    files, names = finished(length_shards(Shards(), "s", by_length(rows)))
    read = Reader(files, {"spelling": names}).words("spelling", 3)
    assert read == {form: [weight] for form, weight in rows}


def test_all_long_words_are_one_shard() -> None:
    _, names = finished(vocabulary(Shards(), ["a", "b" * 16, "c" * 40]))
    assert list(names) == ["1", "16"]


def test_a_word_is_what_it_shares_with_the_one_before_and_the_rest() -> None:
    files, names = finished(vocabulary(Shards(), ["drone", "drove"]))
    assert Reader(files, {}).payload(f"v/{names['5']}") == [0, "drone", 3, "ve"]


def spelled(texts: Sequence[str], frequency: int = 1, documents: int = 1) -> list[Spelled]:
    chunks = Chunks(1)
    for text in texts:
        chunks.add("", [[text]])
    lexicon = lexicon_of(chunks.distinct(), chunk_forms, lambda form: form[:4])
    frequencies = np.full(len(lexicon.terms), frequency)
    usual = usual_forms(lexicon, form_counts(lexicon, chunks.counts()))
    lengths = spelled_of(lexicon.forms, usual, frequencies, least_documents(documents))
    return [row for rows in lengths.values() for row in zip(*rows, strict=True)]


def test_a_term_is_spelled_as_it_is_written_most() -> None:
    assert spelled(["dronen drones drones", "droner"]) == [("drones", 1)]


def test_of_equals_the_first_in_order_is_taken() -> None:
    assert spelled(["drones dronen"]) == [("dronen", 1)]


def test_short_words_and_numbers_are_not_offered() -> None:
    assert spelled(["un 2019 东京 b52 war"]) == [("b52", 1), ("war", 1)]


def test_a_weight_is_the_logarithm_of_the_frequency() -> None:
    weights = [spelled(["war"], frequency)[0][1] for frequency in (1, 2, 3, 4, 1_000)]
    assert weights == [1, 2, 2, 3, 10]


def test_what_stands_in_one_of_many_documents_is_not_offered() -> None:
    assert spelled(["war"], 1, 999) == [("war", 1)]
    assert spelled(["war"], 1, 1_000) == []
    assert spelled(["war"], 2, 1_000) == [("war", 2)]
