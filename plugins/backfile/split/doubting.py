"""What tells how doubtful drafts are in, the chance that something is wrong with each out.

A logistic regression for dumps and one for saved pages: few numbers, each with
the name of what it weighs, so that split/weights/doubts.json can be read.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from backfile.model import Document, Draft, Label, Mark
from backfile.split.evidence import NAMES, evidence_of
from backfile.split.weights import shipped

Floats = npt.NDArray[np.float64]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Weighing:
    """What each column of evidence weighs: the column less its mean over its spread, times weight.

    pairs: columns that are multiplied with each other after that, as one more column each.
    """

    mean: tuple[float, ...]
    spread: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float

    def chances(self, rows: Floats) -> Floats:
        """The chance of each row, 0 to 1."""
        scaled = np.clip((rows - np.array(self.mean)) / np.array(self.spread), -FAR, FAR)
        return np.asarray(1 / (1 + np.exp(-(scaled @ np.array(self.weights) + self.bias))))


# Evidence that lies further off than so many spreads is no stronger.
FAR = 4.0


@dataclass(frozen=True, slots=True)
class DoubtModel:
    """A weighing for each medium; where there is none, nothing is doubted. digest: its file's."""

    weighings: Mapping[str, Weighing] = field(default_factory=dict)
    digest: str = ""

    def doubted(
        self,
        document: Document,
        labels: Sequence[Label],
        marks: Sequence[Mark],
        drafts: Sequence[Draft],
    ) -> tuple[Draft, ...]:
        """The drafts of a document, each with its doubt."""
        weighing = self.weighings.get(document.medium)
        if not weighing or not drafts:
            return tuple(drafts)
        chances = weighing.chances(evidence_of(document, labels, marks, drafts))
        told = zip(drafts, chances.round(_DIGITS).tolist(), strict=True)
        return tuple(replace(draft, doubt=chance) for draft, chance in told)


def load_doubt_model() -> DoubtModel:
    """The model that is shipped with the program."""
    return doubt_model_from(shipped("doubts.json"))


def doubt_model_from(data: bytes) -> DoubtModel:
    """The model in a file as training writes it.

    Raises:
        ValueError: it weighs other columns than there are.
    """
    told: dict[str, Any] = json.loads(data)
    weighings = {name: _weighing(rows) for name, rows in told["weights"].items()}
    return DoubtModel(weighings, hashlib.sha256(data).hexdigest())


def _weighing(told: Mapping[str, Any]) -> Weighing:
    columns = told["columns"]
    if sorted(columns) != sorted(NAMES):
        raise ValueError("doubts.json weighs other columns than there are")
    mean, spread, weights = (tuple(columns[name][n] for name in NAMES) for n in range(3))
    return Weighing(mean, spread, weights, told["bias"])
