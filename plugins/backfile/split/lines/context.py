"""The lines of a document in, numbers that say how each stands among the others out.

Where it stands, what is set off from what, which lines come again, and whether
the words of a short line are those of the paragraphs below it.
"""

import bisect
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backfile.model import Mark
from backfile.split.lines.features import words_in

Matrix = npt.NDArray[np.float32]

NAMES = (
    "prose sentence short other heading headline line keep gap-0 gap-1 gap-2 gap-more wide-gap "
    "gap-after repeats repeats-often repeats-long twice first-of-many place from-top from-end "
    "lines next-prose last-prose prose-below prose-above prose-below-far prose-above-far "
    "shares-below shares-below-rare shares-anywhere shares-above shares-above-rare in-common "
    "begins-alike "
    "longer-than-last longer-than-next indent"
).split()
# How many paragraphs below or above count as near: a story's lead is among them.
_NEAR = 6
_CLOSE = 3
_STEM = 6
_LEAST_WORD = 4
_PREFIX = 24
_WINDOWS = (4, 20)


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with what is known of it: blank lines above, its mark, how often it repeats."""

    text: str
    gap: int
    mark: Mark
    repeats: int = 0
    indent: int = 0


def standing_of(lines: Sequence[Placed]) -> Matrix:
    """How each line stands among the others: a row a line, columns as in NAMES."""
    own = np.array([_own(line) for line in lines], np.float32).reshape(len(lines), -1)
    lengths = np.log1p([len(line.text) for line in lines]).astype(np.float32)
    columns = (
        own,
        _gaps(lines),
        _repeated(lines),
        places(len(lines)),
        among_prose(lines),
        _shared(lines),
        _alike(lines),
        np.column_stack((steps_between(lengths, 1), steps_between(lengths, -1))),
        np.array([[min(line.indent, 8) / 8] for line in lines], np.float32),
    )
    return np.concatenate(columns, axis=1, dtype=np.float32)


def _own(line: Placed) -> tuple[float, ...]:
    shape, role = line.mark.shape, line.mark.role
    return (
        *(float(shape == name) for name in ("prose", "sentence", "short", "other")),
        *(float(role == name) for name in ("heading", "headline", "line", "keep")),
    )


def _gaps(lines: Sequence[Placed]) -> Matrix:
    gaps = np.array([line.gap for line in lines])
    usual = np.median(gaps[1:]) if len(gaps) > 1 else 0.0
    after = np.append(gaps[1:], 3)
    columns = [gaps == n for n in range(3)] + [gaps > 2, gaps > usual, after > usual]  # noqa: PLR2004
    return np.column_stack(columns).astype(np.float32)


def _repeated(lines: Sequence[Placed]) -> Matrix:
    texts = [line.text.casefold() for line in lines]
    counts = Counter(texts)
    seen: Counter[str] = Counter()
    rows = []
    for line, text in zip(lines, texts, strict=True):
        seen[text] += 1
        rows.append(
            (
                float(line.repeats > 1),
                float(line.repeats > 2),  # noqa: PLR2004 - the census counts up to 3
                float(line.repeats > 1 and line.mark.shape == "prose"),
                math.log(counts[text]) / 3,
                float(counts[text] > 1 and seen[text] == 1),
            )
        )
    return np.array(rows, np.float32)


def places(count: int) -> Matrix:
    """Where each line stands: from the top, from the end, and of how many."""
    index = np.arange(count)
    columns = (
        index / max(count, 1),
        np.log1p(index) / 6,
        np.log1p(count - 1 - index) / 6,
        np.full(count, math.log1p(count) / 6),
    )
    return np.column_stack(columns).astype(np.float32)


def among_prose(lines: Sequence[Placed]) -> Matrix:
    """How far the next and last paragraphs are, and how much prose stands around."""
    count = len(lines)
    prose = np.array([line.mark.shape in {"prose", "other"} for line in lines])
    places = np.flatnonzero(prose)
    index = np.arange(count)
    after = np.append(places, count + 50)[np.searchsorted(places, index, "right")] - index
    before = index - np.insert(places, 0, -50)[np.searchsorted(places, index, "left")]
    total = np.insert(np.cumsum(prose), 0, 0)
    columns = [np.log1p(after) / 4, np.log1p(before) / 4]
    for window in _WINDOWS:
        below = total[np.minimum(index + 1 + window, count)] - total[index + 1]
        above = total[index] - total[np.maximum(index - window, 0)]
        columns += [below / window, above / window]
    return np.column_stack(columns).astype(np.float32)


def _stems(text: str) -> list[str]:
    words = dict.fromkeys(
        word.casefold()[:_STEM] for word in words_in(text) if len(word) >= _LEAST_WORD
    )
    return list(words)


def _shared(lines: Sequence[Placed]) -> Matrix:
    """The share of a line's longer words that paragraphs near it hold, by their stems.

    The last column is how much the paragraphs above a line and those below it
    have in common, which is little where one story ends and another begins.
    """
    paragraphs = [i for i, line in enumerate(lines) if line.mark.shape in {"prose", "other"}]
    stems = [_stems(lines[i].text) for i in paragraphs]
    where: defaultdict[str, list[int]] = defaultdict(list)
    for number, found in enumerate(stems):
        for stem in found:
            where[stem].append(number)
    common = [_common(stems, number, where) for number in range(len(stems) + 1)]
    rows = []
    at = 0
    for i, line in enumerate(lines):
        is_paragraph = at < len(paragraphs) and paragraphs[at] == i
        words = stems[at] if is_paragraph else _stems(line.text)
        rows.append((*_shares(words, at, at + is_paragraph, where), common[at]))
        at += is_paragraph
    return np.array(rows, np.float32)


def _common(stems: Sequence[Sequence[str]], at: int, where: Mapping[str, Sequence[int]]) -> float:
    """What the few paragraphs above and below a boundary share, the rarer the word the more."""
    above = {stem for words in stems[max(0, at - _CLOSE) : at] for stem in words}
    below = {stem for words in stems[at : at + _CLOSE] for stem in words}
    shared = sum(1 / len(where[stem]) for stem in sorted(above & below))
    return shared / math.sqrt(max(1, min(len(above), len(below))))


def _shares(
    stems: Sequence[str], above_to: int, below_from: int, where: Mapping[str, Sequence[int]]
) -> tuple[float, float, float, float, float]:
    """Shares below, below and rare, anywhere else, above, above and rare.

    above_to, below_from: numbers of the paragraph that ends what is above and
    of the one that begins what is below.
    """
    below = rare_below = anywhere = above = rare_above = 0.0
    own = below_from - above_to
    for stem in stems:
        numbers = where.get(stem, ())
        if len(numbers) <= own:
            continue
        anywhere += 1
        rarity = 1 / len(numbers)
        following = bisect.bisect_left(numbers, below_from)
        if following < len(numbers) and numbers[following] < below_from + _NEAR:
            below += 1
            rare_below += rarity
        if following > own and numbers[following - 1 - own] >= above_to - _NEAR:
            above += 1
            rare_above += rarity
    whole = max(len(stems), 2)
    return (below / whole, rare_below / whole, anywhere / whole, above / whole, rare_above / whole)


def _alike(lines: Sequence[Placed]) -> Matrix:
    """How many other lines begin as a longer line does: copies of a headline, or teasers."""
    starts = Counter(line.text[:_PREFIX].casefold() for line in lines if len(line.text) >= _PREFIX)
    alike = [
        math.log(starts[line.text[:_PREFIX].casefold()]) / 2 if len(line.text) >= _PREFIX else 0.0
        for line in lines
    ]
    return np.array(alike, np.float32).reshape(-1, 1)


def steps_between(lengths: Matrix, by: int) -> Matrix:
    """How much longer each line is than its neighbour, as a difference of logarithms."""
    other = np.roll(lengths, by)
    if len(other):
        other[0 if by > 0 else -1] = 0
    return np.asarray((lengths - other) / 5, np.float32)
