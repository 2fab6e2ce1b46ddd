"""Training of the doubt model: the same rows give the same weights, and no part judges itself."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from backfile.errors import BackfileError
from backfile.split.doubting import doubt_model_from
from backfile.split.evidence import NAMES
from benchmarks.faults import Faults
from tests.helpers import MODELS, RULES, mistake_of
from training.doubting.fitting import fitted, held_out
from training.doubting.program import Origin, card
from training.doubting.rows import Row, line_file, networks_in, rows_of_examples
from training.labelled import Labelled, examples_of

PROSE = "The ferry will sail again when the ice has gone, the harbour office said on Monday."
TEXT = Labelled(
    "one",
    "made",
    ("paper.example",),
    ("Ferry to sail again", "", PROSE, PROSE),
    ("T", "", "B", "B"),
)
(EXAMPLE,) = examples_of([TEXT], RULES)
ORIGIN = Origin("2025-05-12", "d" * 64, "n" * 64)


def rows(count: int = 120) -> list[Row]:
    """Rows of which those with much of the first column are faulty; the other columns are noise."""
    dice = np.random.default_rng(7)
    made = []
    for number in range(count):
        evidence = dice.normal(size=len(NAMES))
        faults = Faults(headline=bool(evidence[0] > 1))
        medium = "text" if number % 2 else "page"
        made.append(Row("made", medium, number % 5, evidence, faults, 0, 1.0, 0.0))
    return made


def test_what_tells_of_faults_weighs_most() -> None:
    weights = fitted(rows()).weights
    assert max(range(len(weights)), key=lambda n: abs(weights[n])) == 0
    assert weights[0] > 0


def test_the_same_rows_give_the_same_weights() -> None:
    assert fitted(rows()) == fitted(rows())


def test_a_column_that_never_differs_weighs_nothing() -> None:
    same = [replace(row, evidence=np.r_[row.evidence[:-1], 3.0]) for row in rows()]
    assert fitted(same).weights[-1] == 0


def test_the_chances_are_as_many_in_all_as_there_are_faults() -> None:
    made = rows()
    chances = fitted(made).chances(np.array([row.evidence for row in made]))
    assert chances.sum() == pytest.approx(sum(bool(row.faults) for row in made), rel=0.01)


def test_no_part_is_judged_by_its_own_faults() -> None:
    made = rows()
    turned = [
        replace(row, faults=Faults(headline=not row.faults)) if row.part == 0 else row
        for row in made
    ]
    pairs = zip(made, held_out(made), held_out(turned), strict=True)
    assert all(one == other for row, one, other in pairs if row.part == 0)


def test_the_file_can_be_read_and_is_the_same_every_time() -> None:
    data = card(rows(), ORIGIN)
    assert data == card(rows(), ORIGIN)
    assert set(doubt_model_from(data).weighings) == {"text", "page"}
    assert json.loads(data)["data"]["articles"] == {"text": 60, "page": 60}


def test_networks_that_are_missing_are_told_with_what_makes_them(tmp_path: Path) -> None:
    told = mistake_of(BackfileError, lambda: networks_in(tmp_path, line_file(0)))
    assert told.endswith("lines-0-of-5.npz: is missing; try: python -m training.doubting makes it")


def test_a_dump_gives_a_row_for_each_draft_and_the_right_one_has_no_fault() -> None:
    told = list(rows_of_examples([EXAMPLE], MODELS, 3))
    assert [(row.part, row.medium, row.faults) for row in told] == [(3, "text", Faults())]
