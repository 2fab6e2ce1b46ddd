"""The containers of a page's blocks: who holds whom, and how much."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backfile.split.pages.boxes import Boxes
from tests.helpers import patient

PATHS = ["body > main > p", "body > main > p", "body > main > aside > p", "body > footer > p"]


def test_a_container_comes_before_what_it_holds() -> None:
    assert Boxes(PATHS).paths == ["body", "body > main", "body > main > aside", "body > footer"]


def test_each_container_holds_what_its_blocks_hold() -> None:
    assert Boxes(PATHS).sums(np.array([1.0, 2.0, 4.0, 8.0])).tolist() == [15, 7, 4, 8]


def test_the_containers_around_a_block_are_asked_for_from_within() -> None:
    boxes = Boxes(PATHS)
    assert [boxes.inner(2, depth) for depth in range(4)] == [2, 1, 0, -1]


def test_what_two_blocks_have_in_common_is_counted() -> None:
    boxes = Boxes(PATHS)
    assert [boxes.shared(0, other) for other in (1, 2, 3)] == [2, 2, 1]


def test_a_block_without_containers_is_in_none() -> None:
    boxes = Boxes(["body"])
    assert (boxes.chains, boxes.inner(0, 0), boxes.sums(np.ones(1)).tolist()) == ([()], -1, [])


STEPS = st.lists(st.sampled_from(["div", "main", "ul.a", "p"]), min_size=1, max_size=6)


@patient
@given(st.lists(STEPS.map(" > ".join), min_size=1, max_size=12))
def test_a_container_holds_no_less_than_any_within_it(paths: list[str]) -> None:
    boxes = Boxes(paths)
    held = dict(zip(boxes.paths, boxes.sums(np.ones(len(paths))).tolist(), strict=True))
    for path, count in held.items():
        outer = path.rpartition(" > ")[0]
        assert held.get(outer, len(paths)) >= count >= 1
