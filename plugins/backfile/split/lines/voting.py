"""A document's blocks, marks and repeats in, the chance of each label for each block out."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backfile.model import Block, Mark, Repeats, line_key
from backfile.split.lines.context import Placed, standing_of
from backfile.split.lines.features import look_of
from backfile.split.lines.words import numbers_of
from backfile.split.network import Matrix, Network, bag_of
from backfile.split.weights import shipped, unpacked

# The networks' labels, in the order of their output's columns.
LABELS = ("T", "T2", "B", "M", "X", "D")
# Beyond this a text is read in parts, so that memory stays bounded.
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class LineModel:
    """Networks that vote, and the words they know.

    digest: the SHA-256 of the weights' file. known: a word's number by its
    checksum, the same for every network.
    """

    networks: tuple[Network, ...]
    known: Mapping[int, int]
    digest: str

    def chances(
        self, blocks: Sequence[Block], marks: Sequence[Mark], repeats: Repeats
    ) -> npt.NDArray[np.float64]:
        """A row a block, a column for each of T, T2, B, M, X, D; the mean of the networks."""
        rows = [
            self._chances(blocks[start : start + MOST_LINES], marks[start:], repeats)
            for start in range(0, len(blocks), MOST_LINES)
        ]
        return np.concatenate(rows).astype(np.float64)

    def _chances(self, blocks: Sequence[Block], marks: Sequence[Mark], repeats: Repeats) -> Matrix:
        numbers, words = described(blocks, marks[: len(blocks)], repeats, self.known)
        bag = bag_of(words)
        votes = [network.chances(numbers, bag) for network in self.networks]
        return np.asarray(np.mean(votes, axis=0), np.float32)


def described(
    blocks: Sequence[Block], marks: Sequence[Mark], repeats: Repeats, known: Mapping[int, int]
) -> tuple[Matrix, list[list[int]]]:
    """What the networks see of each block: its numbers and the numbers of its words."""
    lines = [_placed(n, *pair, repeats) for n, pair in enumerate(zip(blocks, marks, strict=True))]
    texts = dict.fromkeys(line.text for line in lines)
    seen = {text: (look_of(text), numbers_of(text, known)) for text in texts}
    looks = np.array([seen[line.text][0] for line in lines], np.float32)
    numbers = np.concatenate([looks, standing_of(lines)], axis=1, dtype=np.float32)
    return numbers, [seen[line.text][1] for line in lines]


def _placed(index: int, block: Block, mark: Mark, repeats: Repeats) -> Placed:
    text = block.text.strip()
    indent = len(block.text) - len(block.text.lstrip())
    count = repeats.counts.get(line_key(text), 0)
    return Placed(text, block.gap if index else 0, mark, count, indent)


def load_line_model() -> LineModel:
    """The model that is shipped with the program."""
    return line_model_from(shipped("lines.npz"))


def line_model_from(data: bytes) -> LineModel:
    """The model in a file as training writes it."""
    networks, known = unpacked(data)
    return LineModel(networks, known["checksums"], hashlib.sha256(data).hexdigest())


def model_card() -> dict[str, object]:
    """What stands beside the weights: their data's digest, date and scores."""
    card: dict[str, object] = json.loads(shipped("lines.json"))
    return card
