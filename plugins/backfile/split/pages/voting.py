"""A page as it is first read in, the chance of each block to be of the story out."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backfile.split.lines.words import numbers_of
from backfile.split.network import Matrix, Network, bag_of
from backfile.split.pages.features import Page, features_of, is_looked_at
from backfile.split.pages.steps import numbers_of_path
from backfile.split.weights import shipped, unpacked

# The networks' labels, in the order of their output's columns.
LABELS = ("B", "X")
# Of a page with more blocks only so many are judged; the rest is left to its containers.
MOST_BLOCKS = 20_000

Known = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PageModel:
    """Networks that vote, the words and the steps of paths they know, by checksum.

    digest: the SHA-256 of the weights' file.
    """

    networks: tuple[Network, ...]
    words: Known
    steps: Known
    digest: str

    def chances(self, page: Page) -> npt.NDArray[np.float64]:
        """The chance of each block to be of the story, the mean of the networks."""
        if not page.blocks:
            return np.zeros(0)
        numbers, words, steps = described_page(page, self.words, self.steps)
        bags = (bag_of(words), bag_of(steps))
        votes = [network.chances(numbers, *bags)[:, 0] for network in self.networks]
        return np.asarray(np.mean(votes, axis=0), np.float64)


def described_page(
    page: Page, words: Known, steps: Known
) -> tuple[Matrix, list[list[int]], list[list[int]]]:
    """What the networks see of each block: its numbers, its words' and its path's."""
    paths = dict.fromkeys(block.place.path for block in page.blocks)
    of_path = {path: numbers_of_path(path, steps) for path in paths}
    of_text = [
        numbers_of(block.text, words) if is_looked_at(block, mark) else []
        for block, mark in zip(page.blocks, page.marks, strict=True)
    ]
    return features_of(page), of_text, [of_path[block.place.path] for block in page.blocks]


def load_page_model() -> PageModel:
    """The model that is shipped with the program."""
    return page_model_from(shipped("pages.npz"))


def page_model_from(data: bytes) -> PageModel:
    """The model in a file as training writes it."""
    networks, known = unpacked(data)
    digest = hashlib.sha256(data).hexdigest()
    return PageModel(networks, known["checksums"], known["step-checksums"], digest)


def page_model_card() -> dict[str, object]:
    """What stands beside the weights: their data's digest, date and scores."""
    card: dict[str, object] = json.loads(shipped("pages.json"))
    return card
