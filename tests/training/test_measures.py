"""The scores: figures that counting by hand gives."""

from itertools import pairwise

import pytest

from benchmarks.missed import Row
from training.measures import Found, Kept, found, is_near, is_perfect, kept, window_difference
from training.scores import scores_of

PROSE = "The harbour was opened to ships again on Monday after a week of heavy storms."
TEXT = ["Menu", "One", PROSE, "Two", PROSE, "Links"]
RIGHT = "XTBTBX"


def row(labels: str, name: str = "made") -> Row:
    """Labels, an article from each headline to the line above the next."""
    starts = [line for line, label in enumerate(labels) if label == "T"]
    articles = [
        {"start_line": start, "end_line": end - 1, "doubtful": True}
        for start, end in pairwise([*starts, len(labels)])
    ]
    names = ["" if label == " " else label for label in labels]
    text = "\n".join(TEXT) + "\n"
    return {"id": name, "set": name, "text": text, "line_labels": names, "articles": articles}


GOLD = row(RIGHT)


def test_the_right_answer_is_perfect_and_near() -> None:
    assert is_perfect(GOLD, GOLD)
    assert is_near(GOLD, GOLD)


def test_lost_and_leaked_characters_are_counted() -> None:
    assert kept(GOLD, row("BTXTBX")) == Kept(2 * len(PROSE), len(PROSE), len(PROSE) + 10, 4)


def test_a_small_leak_is_near_but_not_perfect() -> None:
    many = {**GOLD, "text": GOLD["text"].replace(PROSE, PROSE * 9)}
    assert is_near(many, row("XTBTBB"))
    assert not is_perfect(many, row("XTBTBB"))


def test_another_headline_is_not_near() -> None:
    assert not is_near(GOLD, row("TBBTBX"))


def test_lines_found_wrong_and_lacking_are_counted() -> None:
    assert found("T", GOLD, row("TTBBBX")) == Found(1, 1, 1)


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    assert Found(3, 1, 2).f1 == pytest.approx(2 / (4 / 3 + 5 / 3))
    assert Found(0, 4, 0).f1 is None


def test_what_is_unknown_is_neither_lost_nor_leaked() -> None:
    unknown = row("?TBTB?")
    assert is_perfect(unknown, row("BTBTBB"))


@pytest.mark.parametrize(("labels", "share"), [(RIGHT, 0.0), ("XTBBBX", 0.5), ("XBBBBX", 0.75)])
def test_window_difference_is_the_share_of_windows_that_differ(labels: str, share: float) -> None:
    assert window_difference(GOLD, row(labels)) == share


def test_one_article_has_no_windows() -> None:
    assert window_difference(row("XTBBBX"), GOLD) is None


def test_scores_are_told_by_set_and_none_where_there_is_nothing_to_score() -> None:
    other = row("XTBBBX", "other")
    scores = scores_of([GOLD, other], [row("XTXTBX"), {**row("XTBBBX"), "id": "other"}])
    assert list(scores) == ["made", "other"]
    assert scores["made"]["body_lost"] == 0.5
    assert (scores["made"]["missed"], scores["made"]["doubtful"]) == (0.5, 1.0)
    assert scores["other"]["WindowDiff"] is scores["other"]["digest_F1"] is None
