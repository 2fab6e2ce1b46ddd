"""True and extracted texts of articles in, how alike they are and what is missed out.

F1 is that of runs of four words, as in the article extraction benchmark of
Zyte (2020): of each page the precision and recall of the runs, then the F1 of
their means over all pages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from backfile.clean.shapes import is_prose

_WORD = re.compile(r"\w+")
_RUN = 4
# A paragraph is there when so many of its runs are: both may differ by a word.
_THERE = 0.5

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extracted:
    """The true text of an article, what was extracted, and whether that was called doubtful."""

    truth: str
    text: str
    doubtful: bool = False


def runs_of(text: str) -> Counter[Run]:
    """The runs of four words of a text; of a shorter one all its words."""
    words = _WORD.findall(text)
    count = max(1, len(words) - _RUN + 1)
    return Counter(run for n in range(count) if (run := tuple(words[n : n + _RUN])))


def f1_of(pairs: Sequence[Extracted]) -> tuple[float, float, float]:
    """F1, precision and recall over all pages."""
    precisions, recalls = [], []
    for pair in pairs:
        true, found = runs_of(pair.truth), runs_of(pair.text)
        shared = (true & found).total()
        if found:
            precisions.append(shared / found.total())
        if true:
            recalls.append(shared / true.total())
    precision, recall = mean(precisions or [0.0]), mean(recalls or [0.0])
    whole = precision + recall
    return (2 * precision * recall / whole if whole else 0.0), precision, recall


def missed_prose(pair: Extracted) -> list[str]:
    """The true paragraphs of prose that the extracted text does not hold."""
    found = frozenset(runs_of(pair.text.casefold()))
    return [p for p in _paragraphs(pair.truth) if _held(p, found) < _THERE]


def _paragraphs(text: str) -> Iterable[str]:
    return (line for line in text.split("\n") if is_prose(line))


def _held(paragraph: str, found: frozenset[Run]) -> float:
    runs = frozenset(runs_of(paragraph.casefold()))
    return len(runs & found) / max(1, len(runs))


@dataclass(frozen=True, slots=True)
class Scores:
    """Of a set: F1, precision, recall; shares of pages that miss prose, and are doubtful.

    warned: the share of the pages that miss prose that are called doubtful.
    """

    pages: int
    f1: float
    precision: float
    recall: float
    missed: float
    warned: float | None
    doubtful: float


def scores_of(pairs: Sequence[Extracted]) -> Scores:
    """The scores of a set."""
    missing = [pair for pair in pairs if missed_prose(pair)]
    warned = sum(pair.doubtful for pair in missing) / len(missing) if missing else None
    doubtful = sum(pair.doubtful for pair in pairs)
    whole = max(1, len(pairs))
    return Scores(len(pairs), *f1_of(pairs), len(missing) / whole, warned, doubtful / whole)
