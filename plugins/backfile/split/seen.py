"""A divided document in, what is known of its blocks as columns out, an entry a block."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from backfile.model import Block, Document, Draft, Label, Mark, line_key

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# Chances beyond this and its opposite are all the same.
_SURE = 0.002
_LINKED = 0.5


def logit(chance: float) -> float:
    """The logarithm of the odds of a chance."""
    return math.log((chance + _SURE) / (1 - chance + _SURE))


def count(number: float) -> float:
    """A number so that ten more of many tell less than one of none."""
    return math.log1p(number)


def most(chances: Floats) -> float:
    """The greatest of some chances, as logit has it."""
    return logit(float(chances.max())) if len(chances) else logit(0.0)


@dataclass(frozen=True)
class Seen:
    """A document as columns, an entry a block."""

    document: Document
    labels: Sequence[Label]
    marks: Sequence[Mark]

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The blocks themselves."""
        return self.document.blocks

    @cached_property
    def text(self) -> Floats:
        """How likely each is text; what a format or the owner says is certain."""
        pairs = zip(self.labels, self.kept.tolist(), strict=True)
        return np.array([float(is_kept) if _is_given(one) else one.text for one, is_kept in pairs])

    @cached_property
    def headline(self) -> Floats:
        """How likely each is a headline; what a format or the owner says is certain."""
        return np.array(
            [float(one.name == "T") if _is_given(one) else one.headline for one in self.labels]
        )

    @cached_property
    def margin(self) -> Floats:
        """How far each label is ahead of the next best."""
        return np.array([label.margin for label in self.labels])

    @cached_property
    def length(self) -> Floats:
        """Characters."""
        return np.array([len(block.text.strip()) for block in self.blocks], np.float64)

    @cached_property
    def kept(self) -> Flags:
        """Whether each is in the body."""
        return np.array([label.name in {"B", "D"} for label in self.labels], bool)

    @cached_property
    def removed(self) -> Flags:
        """Whether each was taken out."""
        return np.array([label.name == "X" for label in self.labels], bool)

    @cached_property
    def ruled(self) -> Flags:
        """Whether a rule took each."""
        return np.array([bool(mark.rule) for mark in self.marks], bool)

    @cached_property
    def prose(self) -> Flags:
        """Whether each is a paragraph, and no teaser."""
        pairs = zip(self.blocks, self.marks, strict=True)
        return np.array([m.shape == "prose" and b.link_share < _LINKED for b, m in pairs], bool)

    @cached_property
    def voted(self) -> Flags:
        """Whether others take each for the story."""
        return np.array([bool(block.votes) for block in self.blocks], bool)

    @cached_property
    def lines(self) -> Counter[str]:
        """How often each text stands in the document."""
        return Counter(line_key(block.text) for block in self.blocks)

    def title_block(self, draft: Draft) -> int:
        """The block of a draft's headline; -1 where there is none."""
        inside = range(draft.first, draft.last + 1)
        return next((i for i in inside if self.labels[i].name == "T"), -1)


def _is_given(label: Label) -> bool:
    """Whether no model was asked."""
    return not label.text and not label.headline
