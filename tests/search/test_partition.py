"""Sorted keys and sizes in; ranges out that hang on their own keys alone."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backfile.search.partition import ranges

keys = st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=60).map(sorted)


@given(keys, st.integers(1, 20))
def test_ranges_cover_all_keys_in_order(some: list[str], most: int) -> None:
    found = ranges(some, [1] * len(some), most)
    assert [at for first, end in found for at in range(first, end)] == list(range(len(some)))


@given(keys, st.data())
def test_no_range_is_too_large_unless_it_is_one_key(some: list[str], data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(0, 50), min_size=len(some), max_size=len(some)))
    for first, end in ranges(some, sizes, 60):
        assert end - first == 1 or sum(sizes[first:end]) <= 60


@given(keys, st.integers(1, 20))
def test_no_cut_is_made_that_is_not_needed(some: list[str], most: int) -> None:
    found = ranges(some, [1] * len(some), most)
    assert len(found) <= 1 or len(some) > most


def test_no_keys_make_no_range() -> None:
    assert ranges([], [], 10) == []


def test_the_cut_stands_before_the_smallest_hash() -> None:
    # SHA-256 of b begins with 3e, of c with 2e, of d with 18; that of a does not count.
    assert ranges(["a", "b", "c", "d"], [1] * 4, 3) == [(0, 3), (3, 4)]


@given(keys, st.text(min_size=1, max_size=6))
def test_a_key_added_moves_boundaries_of_its_neighbours_alone(some: list[str], key: str) -> None:
    more = sorted({*some, key})
    before = {tuple(some[a:b]) for a, b in ranges(some, [1] * len(some), 8)}
    after = {tuple(more[a:b]) for a, b in ranges(more, [1] * len(more), 8)}
    gone = sorted(before - after)
    assert all(a[-1] < b[0] for a, b in pairwise(gone))
    # Those that went stood side by side, around the key.
    joined = [one for part in gone for one in part]
    assert joined == [one for one in some if gone and gone[0][0] <= one <= gone[-1][-1]]
