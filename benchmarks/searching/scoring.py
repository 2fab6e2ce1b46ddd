"""The rank at which each query's document was found in, success and mean reciprocal rank out."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from benchmarks.searching.known import KnownItem

DEPTH = 10  # results that an engine is asked for


@dataclass(frozen=True, slots=True)
class Success:
    """The share of queries whose document is among the first 1, 5, 10, and the mean of 1/rank."""

    queries: int
    at_1: float
    at_5: float
    at_10: float
    reciprocal: float


def rank(wanted: str, found: Sequence[str]) -> int:
    """The place of a document among those found, from 1; 0 when it is not there."""
    return found.index(wanted) + 1 if wanted in found else 0


def ranks(items: Sequence[KnownItem], answers: Sequence[Sequence[str]]) -> list[int]:
    """The rank of each query's document in its answer, a list of urls."""
    return [rank(item.wanted, found) for item, found in zip(items, answers, strict=True)]


def success(places: Sequence[int]) -> Success:
    """The figures of some queries, from the ranks of their documents."""
    at_1, at_5, at_10 = (mean([0 < place <= k for place in places] or [0]) for k in (1, 5, 10))
    reciprocal = mean([1 / place if place else 0 for place in places] or [0])
    return Success(len(places), at_1, at_5, at_10, reciprocal)
