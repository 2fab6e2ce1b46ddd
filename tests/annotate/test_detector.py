"""The detector: what py3langid says, in less time."""

import py3langid
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate.detector import detector

MIXED = (
    "The council voted on Monday to repair the old bridge before the winter comes. "
    "El ayuntamiento decidió reparar el viejo puente. Міська рада вирішила відремонтувати міст. "
    "市議会は月曜日に古い橋を修理することを決めた。"
)
PIECES = st.sampled_from([*MIXED.split(" "), "\x00", "\ud800", "ß", "ﬁ", "\n", "ÄÖÜ", "2025"])


@given(st.lists(PIECES, max_size=120), st.sampled_from(["", " "]))
@settings(deadline=None, max_examples=60)
def test_any_text_is_ranked_as_py3langid_ranks_it(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    assert detector().rank(text) == py3langid.rank(text)


@pytest.mark.parametrize("length", range(190, 230))
def test_a_text_of_any_length_is_ranked_as_py3langid_ranks_it(length: int) -> None:
    text = (MIXED * 2)[:length]
    assert detector().rank(text) == py3langid.rank(text)


def test_a_text_without_a_feature_is_ranked_as_py3langid_ranks_it() -> None:
    assert detector().rank("\x00" * 500) == py3langid.rank("\x00" * 500)
