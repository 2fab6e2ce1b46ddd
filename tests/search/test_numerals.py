"""Whole numbers in; their digits out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.numerals import numerals

EDGE = 1 << 14
numbers = st.integers(-(10**12), 10**12) | st.integers(-30, 30)
edges = st.sampled_from([-EDGE - 1, -EDGE, -EDGE + 1, EDGE - 1, EDGE])


@given(st.lists(numbers | edges))
def test_numbers_are_written_as_python_writes_them(values: list[int]) -> None:
    text, begins = numerals(np.array(values, np.int64))
    spans = zip(begins.tolist(), begins.tolist()[1:], strict=False)
    assert [text[first:end].decode() for first, end in spans] == [f"{value}," for value in values]
