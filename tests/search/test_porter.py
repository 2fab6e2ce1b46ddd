"""English words in; their stems out. That they are lunr.js's own is proved in tests/js."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.stemmer import PorterStemmer

from backfile.search.porter import stem_word

ENDINGS = "s es ies sses ed eed ing ational tional izer bli ement ment ion tion sion e ll ful ness"
words = st.tuples(
    st.text("abeioultsrnz", min_size=1, max_size=5),
    st.lists(st.sampled_from(ENDINGS.split()), max_size=3).map("".join),
).map("".join)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("agreed", "agre"),
        ("hopping", "hop"), ("falling", "fall"), ("filing", "file"), ("sized", "size"),
        ("relational", "relat"), ("hopefulness", "hope"), ("adoption", "adopt"),
        ("controll", "control"), ("rate", "rate"), ("cease", "ceas"), ("yes", "ye"),
    ],
)  # fmt: skip
def test_endings_go(word: str, stem: str) -> None:
    assert stem_word(word) == stem


@pytest.mark.parametrize(("word", "stem"), [("turkey", "turkey"), ("by", "by"), ("city", "citi")])
def test_a_y_after_a_vowel_stays(word: str, stem: str) -> None:
    assert stem_word(word) == stem


@given(words)
def test_without_a_y_a_stem_is_that_of_lunr_for_python(word: str) -> None:
    # Of words that end so lunr.py leaves what lunr.js does not.
    if word not in {"eed", "sses", "ies"}:
        assert stem_word(word) == PorterStemmer().stem(word)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_no_stem_is_empty_or_longer_than_its_word(word: str) -> None:
    assert 0 < len(stem_word(word)) <= len(word) + 1
