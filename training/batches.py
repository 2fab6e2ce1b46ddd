"""Documents' lengths in, which are learnt from together at each step out; and put together."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from training.plan import Plan
from training.tables import UNKNOWN, Floats, Integers, Table


def steps(lengths: Sequence[int], plan: Plan, chance: random.Random) -> Iterator[list[int]]:
    """The documents of each step of one pass, by their places: alike in length, in random order."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    for start in range(0, len(order), plan.batch_pool):
        pool = sorted(order[start : start + plan.batch_pool], key=lambda place: lengths[place])
        step: list[int] = []
        for place in pool:
            if step and lengths[place] * (len(step) + 1) > plan.batch_lines:
                yield step
                step = []
            step.append(place)
        yield step


@dataclass(frozen=True, slots=True)
class Batch:
    """Tables put together, the first axis a document; `there` is 0 where it has no more lines."""

    numbers: Floats
    bags: tuple[Integers, ...]
    targets: Integers
    weights: Floats
    there: Floats


def together(tables: Sequence[Table]) -> Batch:
    """Tables filled up to the longest of them."""
    by_bag = zip(*(table.bags for table in tables), strict=True)
    batch = _blank(
        (len(tables), max(len(table.targets) for table in tables)),
        features=tables[0].numbers.shape[1],
        places=[max(bag.shape[1] for bag in bags) for bags in by_bag],
    )
    for row, table in enumerate(tables):
        count = len(table.targets)
        batch.numbers[row, :count] = table.numbers
        for whole, bag in zip(batch.bags, table.bags, strict=True):
            whole[row, :count, : bag.shape[1]] = bag
        batch.targets[row, :count] = table.targets
        batch.weights[row, :count] = table.weights
        batch.there[row, :count] = 1
    return batch


def _blank(shape: tuple[int, int], features: int, places: Sequence[int]) -> Batch:
    """A batch without a line. shape: documents, lines; places: of words in a line, by bag."""
    return Batch(
        np.zeros((*shape, features), np.float32),
        tuple(np.zeros((*shape, most), np.int64) for most in places),
        np.full(shape, UNKNOWN, np.int64),
        np.zeros(shape, np.float32),
        np.zeros((*shape, 1), np.float32),
    )
