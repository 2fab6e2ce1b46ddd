"""A page's blocks and its article's true text in, how much of each block is of it out.

Blocks and text run in the same order, so of all places where a block's words
occur in the text, those are taken that follow each other and hold most words:
a teaser that says a sentence of the story once more is none of it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
# Runs of so many words are looked for; shorter blocks as a whole.
_RUN = 4
# From this share of its runs on a block may be of the text.
_LEAST_SHARE = 0.5
# A run that stands at more places says nothing of where a block stands.
_MOST_PLACES = 20
_MOST_STARTS = 4
# A whole short block counts a little less than a long one of as many words.
_SHORT = 0.99
# Of a block's words so many are taken before another may begin: both may differ a little.
_TAKEN = 0.8

Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """A block may stand at a word of the text; gain: the words that are gained by it."""

    start: int
    block: int
    gain: float
    words: int


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(text.casefold())


def shares_of(texts: Sequence[str], truth: str) -> list[float]:
    """The share of each block's words that are of the true text, 0 to 1."""
    true = words_of(truth)
    shares = [0.0] * len(texts)
    for found in _chain(list(_candidates([words_of(text) for text in texts], true)), len(true)):
        shares[found.block] = found.gain / max(1, found.words)
    return shares


def covered(texts: Sequence[str], shares: Sequence[float], truth: str) -> float:
    """The share of the true text that is found in the blocks."""
    counts = [len(words_of(text)) for text in texts]
    held = sum(count * share for count, share in zip(counts, shares, strict=True))
    return held / max(1, len(words_of(truth)))


def _candidates(blocks: Sequence[Words], true: Words) -> Iterator[_Found]:
    runs: defaultdict[Words, list[int]] = defaultdict(list)
    first: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(true):
        runs[tuple(true[place : place + _RUN])].append(place)
        first[word].append(place)
    for block, words in enumerate(blocks):
        if len(words) >= _RUN:
            yield from _long(block, words, runs)
        elif words:
            count = len(words)
            for place in first.get(words[0], ()):
                if true[place : place + count] == words:
                    yield _Found(place, block, _SHORT * count, count)


def _long(block: int, words: Words, runs: Mapping[Words, Sequence[int]]) -> Iterator[_Found]:
    hits = [runs.get(tuple(words[n : n + _RUN]), ()) for n in range(len(words) - _RUN + 1)]
    share = sum(map(bool, hits)) / len(hits)
    if share < _LEAST_SHARE:
        return
    starts = Counter(
        place - offset for offset, places in enumerate(hits) for place in places[:_MOST_PLACES]
    )
    for start, _ in starts.most_common(_MOST_STARTS):
        yield _Found(max(0, start), block, share * len(words), len(words))


def _chain(found: Sequence[_Found], length: int) -> Iterator[_Found]:
    """The candidates that follow each other in both and gain most words, last one first."""
    best = _Best(length + 2)
    before: list[int] = []
    gains: list[float] = []
    waiting: list[int] = []
    for number, one in enumerate(found):
        if waiting and found[waiting[0]].block != one.block:
            _settle(waiting, found, gains, best)
            waiting = []
        gain, previous = best.until(one.start + 1)
        gains.append(gain + one.gain)
        before.append(previous)
        waiting.append(number)
    number = max(range(len(found)), key=gains.__getitem__, default=-1)
    while number >= 0:
        yield found[number]
        number = before[number]


def _settle(
    waiting: Sequence[int], found: Sequence[_Found], gains: Sequence[float], best: "_Best"
) -> None:
    """Let later blocks follow the candidates of one block."""
    for number in waiting:
        end = found[number].start + max(1, int(found[number].words * _TAKEN)) + 1
        best.put(end, (gains[number], number))


class _Best:
    """The most that was gained up to a place, and by which candidate (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tree = [(0.0, -1)] * (size + 1)

    def until(self, place: int) -> tuple[float, int]:
        found = (0.0, -1)
        while place > 0:
            found = max(found, self._tree[place], key=lambda pair: pair[0])
            place -= place & -place
        return found

    def put(self, place: int, value: tuple[float, int]) -> None:
        place = min(place, self._size)
        while place <= self._size:
            if value[0] > self._tree[place][0]:
                self._tree[place] = value
            place += place & -place
