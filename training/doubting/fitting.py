"""Rows of drafts in, how their evidence is weighed out: a logistic regression, fitted by Newton.

The same rows give the same weights; nothing is drawn by chance.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from backfile.split.doubting import FAR, Weighing
from training.doubting.rows import Row

Floats = npt.NDArray[np.float64]
# How dear large weights are; found by cross-validation over sites, any from 10 to 100 is as good.
RIDGE = 30.0
_ROUNDS = 30
_ENOUGH = 1e-9
_LEAST_SPREAD = 1e-3


def fitted(rows: Sequence[Row]) -> Weighing:
    """The weighing of some rows of one medium."""
    evidence = np.array([row.evidence for row in rows])
    wrong = np.array([bool(row.faults) for row in rows], np.float64)
    mean, spread = evidence.mean(axis=0), evidence.std(axis=0)
    # What is the same for all rows weighs nothing.
    spread = np.where(spread < _LEAST_SPREAD, np.inf, spread)
    scaled = np.clip((evidence - mean) / spread, -FAR, FAR)
    weights = _newton(np.column_stack([np.ones(len(rows)), scaled]), wrong)
    return Weighing(
        tuple(mean.tolist()),
        tuple(np.where(np.isinf(spread), 1.0, spread).tolist()),
        tuple(np.where(np.isinf(spread), 0.0, weights[1:]).tolist()),
        float(weights[0]),
    )


def _newton(columns: Floats, wrong: Floats) -> Floats:
    """The weights at which the penalised likelihood is greatest; the first is the bias."""
    ridge = np.full(columns.shape[1], RIDGE)
    ridge[0] = 0.0
    weights = np.zeros(columns.shape[1])
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-(columns @ weights)))
        slope = columns.T @ (chances - wrong) + ridge * weights
        spread = chances * (1 - chances) + 1e-6
        bend = (columns * spread[:, None]).T @ columns + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < _ENOUGH:
            break
    return weights


def held_out(rows: Sequence[Row]) -> list[float]:
    """The doubt of each row by weights that were fitted to the other parts' rows of its medium."""
    doubts = np.zeros(len(rows))
    for medium in dict.fromkeys(row.medium for row in rows):
        own = [n for n, row in enumerate(rows) if row.medium == medium]
        for part in dict.fromkeys(rows[n].part for n in own):
            inside = [n for n in own if rows[n].part == part]
            others = [rows[n] for n in own if rows[n].part != part]
            found = fitted(others).chances(np.array([rows[n].evidence for n in inside]))
            doubts[inside] = found
    return [float(doubt) for doubt in doubts]
