"""Examples in, what the networks see of each and what they shall say out, as arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backfile.model import Repeats
from backfile.pipeline import census_of
from backfile.split.lines.context import NAMES as STANDING
from backfile.split.lines.features import NAMES as LOOKS
from backfile.split.lines.voting import LABELS, described
from training.labelled import Example, chance_of
from training.pages import KIND as SAVED_PAGE
from training.plan import Plan

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

# The target of a line that is not learnt from.
UNKNOWN = -1
_TARGETS = {label: number for number, label in enumerate(LABELS)}
# Mark-up of exports is boilerplate too.
_TARGETS["S"] = _TARGETS["X"]
_RARE = ("T2", "D")
_NEWSWIRE = "reuters_plain"
# What tells one topic from the next, and a value of it that tells nothing.
_OF_TOPICS = [
    len(LOOKS) + STANDING.index(name) for name in ("shares-above", "shares-above-rare", "in-common")
]
_USUAL = 0.1
# Of a line's characters so many count.
_CHARACTERS = 400


@dataclass(frozen=True, slots=True)
class Table:
    """A document: a row a line.

    numbers: a column a feature. bags: numbers of known words, and for a saved
    page those of its path, 0 where there are no more. targets: the label's
    number or UNKNOWN. weights: how much a line counts, 0 for the unknown.
    """

    numbers: Floats
    bags: tuple[Integers, ...]
    targets: Integers
    weights: Floats


def tables_of(
    examples: Sequence[Example], known: Mapping[int, int], plan: Plan, seed: int
) -> Iterator[Table]:
    """A table of each example, of newswire several.

    seed: decides which are learnt as if they stood alone, or all on one topic.
    """
    chance = chance_of(seed)
    repeated = census_of((example.known, example.document) for example in examples)
    for example in examples:
        is_alone = chance.random() < plan.alone
        repeats = Repeats() if is_alone else repeated(example.known, example.document)
        numbers, words = described(example.document.blocks, example.marks, repeats, known)
        if chance.random() < plan.one_topic:
            numbers[:, _OF_TOPICS] = _USUAL
        turns = plan.newswire_turns if example.labelled.kind == _NEWSWIRE else 1
        yield from [_table(example, numbers, words, plan)] * turns


def _table(example: Example, numbers: Floats, words: Sequence[Sequence[int]], plan: Plan) -> Table:
    targets = [_TARGETS.get(label, UNKNOWN) for label in example.targets]
    weights = [
        _weight(label, block.text.strip(), plan) if label in _TARGETS else 0.0
        for label, block in zip(example.targets, example.document.blocks, strict=True)
    ]
    trust = plan.saved_page_weight if example.labelled.kind == SAVED_PAGE else 1.0
    return Table(
        numbers,
        (padded(words),),
        np.array(targets, np.int64),
        np.array(weights, np.float32) * np.float32(trust),
    )


def _weight(label: str, text: str, plan: Plan) -> float:
    if label == "T":
        return plan.headline_weight
    if label in _RARE:
        return plan.rare_weight
    root: float = min(len(text), _CHARACTERS) ** 0.5
    return plan.line_weight + plan.character_weight * root


def padded(words: Sequence[Sequence[int]]) -> Integers:
    """Numbers in rows of one length, with 0 behind them."""
    table = np.zeros((len(words), max(1, *map(len, words), 1)), np.int64)
    for row, numbers in enumerate(words):
        table[row, : len(numbers)] = numbers
    return table
