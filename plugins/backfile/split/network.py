"""Numbers that describe a document's lines in, the chance of each label for each line out.

A small convolutional network over the sequence of lines, in plain numpy: each
line's numbers and words become a vector, which residual layers mix with those
of its neighbours, farther and farther away (dilated convolutions as in Bai,
Kolter and Koltun 2018, "An Empirical Evaluation of Generic Convolutional and
Recurrent Networks for Sequence Modeling").
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

# What a network may be told of a line beside its numbers: sets of things by their numbers, each
# with the weights of the things and of what they add to a line.
BAGS = ("words", "steps")
# Added to a variance before its root is taken, as in training.
_EPSILON = 1e-5


@dataclass(frozen=True, slots=True)
class Bag:
    """Sets of known things, one after the other: those of each row that has any.

    numbers: all, row after row. rows: the rows that have some; starts: where
    those of each begin; counts: how many it has.
    """

    size: int
    numbers: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]


def bag_of(sets: Sequence[Sequence[int]]) -> Bag:
    """The bag of each row's numbers, from 1."""
    counts = np.array([len(numbers) for numbers in sets], np.int64)
    rows = np.flatnonzero(counts)
    flat = np.fromiter(itertools.chain.from_iterable(sets), np.int64, int(counts.sum()))
    starts = np.cumsum(counts) - counts
    return Bag(len(sets), flat, rows, starts[rows], counts[rows])


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name, and the dilation of each layer.

    weights: mean, std (features); for each bag that it is told, words and
    steps, a table (known + 1, width) and of-words, of-steps; numbers,
    numbers-bias, second, second-bias; for each layer L norm-L, norm-L-bias,
    near-L (3, width, width), near-L-bias, mix-L, mix-L-bias; last-norm,
    last-norm-bias, out, out-bias.
    """

    weights: Mapping[str, Matrix]
    dilations: tuple[int, ...]

    def chances(self, numbers: Matrix, *bags: Bag) -> Matrix:
        """A row a line, a column a label; each row's sum is 1.

        numbers: a row a line, a column a feature. bags: of each line the
        numbers of its known words, from 1; then of the steps that lead to it.
        """
        lines = self._linear(self._scaled(numbers), "numbers")
        for name, bag in zip(BAGS, bags, strict=False):
            lines = lines + self._said(name, bag)
        lines = self._linear(np.maximum(lines, 0), "second")
        for layer, dilation in enumerate(self.dilations):
            near = self._near(self._norm(lines, f"norm-{layer}"), layer, dilation)
            lines = lines + self._linear(np.maximum(near, 0), f"mix-{layer}")
        scores = self._linear(self._norm(lines, "last-norm"), "out")
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(scores / scores.sum(axis=1, keepdims=True), np.float32)

    def _scaled(self, numbers: Matrix) -> Matrix:
        return np.asarray((numbers - self.weights["mean"]) / self.weights["std"], np.float32)

    def _linear(self, lines: Matrix, name: str) -> Matrix:
        return np.asarray(lines @ self.weights[name] + self.weights[f"{name}-bias"], np.float32)

    def _said(self, name: str, bag: Bag) -> Matrix:
        """What each line's words add: the sum of their vectors over the root of their count."""
        said = np.zeros((bag.size, self.weights[f"of-{name}"].shape[1]), np.float32)
        if len(bag.rows):
            summed = np.add.reduceat(self.weights[name][bag.numbers], bag.starts, axis=0)
            mean = summed / np.sqrt(bag.counts).reshape(-1, 1)
            said[bag.rows] = mean @ self.weights[f"of-{name}"]
        return said

    def _norm(self, lines: Matrix, name: str) -> Matrix:
        centred = lines - lines.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + _EPSILON)
        scaled = centred / spread * self.weights[name] + self.weights[f"{name}-bias"]
        return np.asarray(scaled, np.float32)

    def _near(self, lines: Matrix, layer: int, dilation: int) -> Matrix:
        """A convolution of width 3: each line with those `dilation` lines above and below."""
        kernel = self.weights[f"near-{layer}"]
        count = len(lines)
        nothing = np.zeros((dilation, lines.shape[1]), np.float32)
        padded = np.concatenate([nothing, lines, nothing])
        windows = [padded[shift * dilation : shift * dilation + count] for shift in range(3)]
        mixed = np.concatenate(windows, axis=1) @ kernel.reshape(-1, kernel.shape[-1])
        return np.asarray(mixed + self.weights[f"near-{layer}-bias"], np.float32)
