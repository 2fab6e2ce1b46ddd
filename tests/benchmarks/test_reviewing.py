"""The benchmark of reviewing: what is faulty, what an order finds of it, what could be found."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import reviewing
from benchmarks.bodies import Extracted
from benchmarks.faults import Faults, Found, faults_in, faults_of_page
from benchmarks.reviewing import found_in_worst, most_possible
from tests.conftest import ROOT

DATA = ROOT.parent / "shared" / "eval"
PROSE = "The ferry will sail again when the ice has gone, the harbour office said."
TEXT = f"Menu\nFerry to sail\n{PROSE}\n{PROSE}\nRailway reaches the border\n{PROSE}\n"
GOLD = {
    "text": TEXT,
    "line_labels": ["X", "T", "B", "B", "T", "B"],
    "articles": [{"start_line": 1, "end_line": 3}, {"start_line": 4, "end_line": 5}],
}
RIGHT = ["X", "T", "B", "B", "T", "B"]
FIRST, SECOND = Found(0, 3, 1), Found(4, 5, 4)
faulty_ones = st.lists(st.booleans(), min_size=1, max_size=60)


def test_what_is_right_has_no_fault() -> None:
    assert faults_in(GOLD, RIGHT, [FIRST, SECOND]) == [Faults(), Faults()]


def test_a_headline_with_other_words_is_wrong() -> None:
    found = faults_in(GOLD, ["T", "X", "B", "B", "T", "B"], [Found(0, 3, 0), SECOND])
    assert found[0] == Faults(headline=True)


def test_a_story_that_lies_in_another_is_a_boundary_lost() -> None:
    assert faults_in(GOLD, ["X", "T", "B", "B", "B", "B"], [Found(0, 5, 1)])[0].boundary


def test_a_story_that_is_none_is_a_wrong_boundary() -> None:
    text = f"{TEXT}\n\nMore\nto\nread\n{PROSE}\n"
    gold = GOLD | {"text": text, "line_labels": [*RIGHT, "", "", "X", "X", "X", "X"]}
    labels = [*RIGHT, "", "", "X", "X", "T", "B"]
    finds = [FIRST, Found(4, 7, 4), Found(8, 11, 10)]
    assert [one.boundary for one in faults_in(gold, labels, finds)] == [False, False, True]


def test_the_same_headline_further_down_is_no_wrong_boundary() -> None:
    again = ["Ferry to sail", "Menu", "News", "Sport", "Ferry to sail", PROSE]
    gold = {
        "text": "\n".join(again),
        "line_labels": ["T", "X", "X", "X", "X", "B"],
        "articles": [{"start_line": 0, "end_line": 5}],
    }
    labels = ["X", "X", "X", "X", "T", "B"]
    assert faults_in(gold, labels, [Found(0, 5, 4)]) == [Faults()]


def test_a_paragraph_taken_out_is_lost() -> None:
    found = faults_in(GOLD, ["X", "T", "B", "X", "T", "B"], [FIRST, SECOND])
    assert found == [Faults(paragraph=True), Faults()]


def test_a_story_hidden_in_a_digest_is_a_boundary_lost() -> None:
    digest = Found(0, 3, 0, is_digest=True)
    found = faults_in(GOLD, ["D", "D", "D", "D", "T", "B"], [digest, SECOND])
    assert found == [Faults(boundary=True), Faults()]


def test_a_pages_headline_may_differ_in_marks_and_capitals() -> None:
    pair = Extracted(PROSE, PROSE)
    assert not faults_of_page("Ferry to sail", "FERRY: to sail!", pair)
    assert faults_of_page("Ferry to sail", "Railway reaches the border", pair).headline


def test_a_page_without_a_known_headline_is_judged_by_its_text() -> None:
    assert not faults_of_page("", "Anything", Extracted(PROSE, PROSE))
    assert faults_of_page("", "Anything", Extracted(PROSE, "Other words.")).paragraph


def test_a_perfect_order_finds_all_that_can_be_found() -> None:
    faulty = [True] * 10 + [False] * 90
    order = [float(wrong) + n / 1000 for n, wrong in enumerate(faulty)]
    assert found_in_worst(faulty, order, 0.05) == most_possible(faulty, 0.05) == 0.5


def test_no_order_at_all_finds_its_share() -> None:
    assert found_in_worst([True, False] * 50, [0.0] * 100, 0.05) == pytest.approx(0.05)


@given(faulty_ones, st.randoms(use_true_random=False), st.sampled_from([0.05, 0.1, 0.2]))
def test_no_order_finds_more_than_is_possible(
    faulty: list[bool], chance: random.Random, share: float
) -> None:
    order = [chance.random() for _ in faulty]
    assert 0 <= found_in_worst(faulty, order, share) <= most_possible(faulty, share) + 1e-9


def test_data_that_are_missing_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"reviewing\.py: .*missing"):
        reviewing.main(["--data", str(tmp_path), "dumps"])
