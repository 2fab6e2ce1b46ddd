"""The course of a text: stories begin with a headline and have text, whatever the chances."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.split.lines.path import _FOLLOWS, State, best_course
from backfile.split.lines.voting import LABELS
from tests.helpers import patient

SURE = 0.95


def chances(names: list[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rest = (1 - SURE) / (len(LABELS) - 1)
    return np.array([[SURE if label == name else rest for label in LABELS] for name in names])


def course(names: str) -> list[State]:
    found = chances(names.split())
    return best_course(found, np.array([name in "BD" for name in names.split()]), 0.1)


@patient
@given(st.lists(st.lists(st.floats(0.01, 1), min_size=6, max_size=6), min_size=1, max_size=25))
def test_every_state_may_follow_the_one_before_it(rows: list[list[float]]) -> None:
    found = np.array(rows) / np.array(rows).sum(axis=1, keepdims=True)
    states = best_course(found, np.zeros(len(rows), bool), 0.1)
    pairs = pairwise(states)
    assert all(after in _FOLLOWS[before] for before, after in pairs)


def test_a_story_runs_from_its_headline_to_its_last_paragraph() -> None:
    states = course("X T M B B X")
    assert states[:4] == [State.OUTSIDE, State.HEADLINE, State.OPENING, State.FIRST]
    assert states[4] == State.STORY


def test_a_headline_without_text_below_it_is_none() -> None:
    assert course("T X T B").count(State.HEADLINE) == 1


def test_a_digest_stands_above_a_headline() -> None:
    assert course("D D D T B B")[:4] == [State.DIGEST] * 3 + [State.HEADLINE]


def test_a_line_alone_has_a_course() -> None:
    assert len(course("B")) == 1


@pytest.mark.parametrize("chance", [0.2, 0.5])
def test_a_paragraph_that_may_be_text_does_not_end_its_story(chance: float) -> None:
    found = chances(["T", "B", "X", "B"])
    found[2] = [0.01, 0.01, chance, 0.01, 0.96 - chance, 0.01]
    states = best_course(found, np.array([False, True, True, True]), 0.1)
    assert states[2:] == [State.STORY, State.STORY]
