"""The lines of a text in, the spans of its paragraphs out, where its lines were wrapped by machine.

Mail programs, news wires and databases break paragraphs at a width. A line is
joined to the next only where that line's first word would not have fitted on
it, at a width that whole paragraphs of the text keep to.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

WRAPPED = "hard-wrapped lines joined"
# What begins a line of a list, which is never the rest of a sentence.
_BEGINS = re.compile(r"[-–—*•·▪►■#>|]\s|\d{1,3}[.)]\s|_{3,}|={3,}")
# Most lines of wrapped text break off in the middle of a sentence.
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*\s*$")
# Widths that text is wrapped at: narrower ones are tables and verses.
_NARROWEST, _WIDEST = 45, 110
# So many full lines must keep to a width before it counts: by chance a few lists do.
_LEAST_JOINTS = 8
_LEAST_RUN = 3
# Share of a text's long lines that must be within the width; what was pasted
# beside wrapped mail is longer.
_MOST_LONGER = 0.4


def paragraphs(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The first and last line of each paragraph of two or more lines, in order."""
    width = _width(lines)
    if not width:
        return []
    found: list[tuple[int, int]] = []
    for index in range(len(lines) - 1):
        if not _is_broken(lines[index], lines[index + 1], width):
            continue
        if found and found[-1][1] == index:
            found[-1] = (found[-1][0], index + 1)
        else:
            found.append((index, index + 1))
    return found


def _is_broken(line: str, following: str, width: int) -> bool:
    """Whether a line is full, so that the next one goes on with its sentence."""
    words = following.split(None, 1)
    if not words or not line.strip() or not width * 0.5 <= len(line) <= width:
        return False
    if _indent(following) > _indent(line) or _BEGINS.match(following.lstrip()):
        return False
    # A headline in capitals stands below or above text, never in it.
    if line.isupper() != following.isupper() and (line.isupper() or len(words) > 1):
        return False
    return len(line) + 1 + len(words[0]) > width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _width(lines: Sequence[str]) -> int:
    """The width that the text's paragraphs are wrapped at; 0 where they are not."""
    widths: Counter[int] = Counter()
    for run in _runs(lines):
        width = max(map(len, run[:-1]))
        whole = sum(bool(_SENTENCE_END.search(line)) for line in run[:-1])
        is_full = all(_is_broken(a, b, width) for a, b in pairwise(run))
        if _NARROWEST <= width <= _WIDEST and is_full and whole * 2 < len(run):
            widths[width] += len(run) - 1
    if sum(widths.values()) < _LEAST_JOINTS:
        return 0
    # A wrapped line may end short of the width, so the widest well-kept one is it.
    width = max(w for w, joints in widths.items() if joints >= max(widths.values()) / 10)
    long = [line for line in lines if len(line) >= _NARROWEST]
    return width if sum(len(line) > width for line in long) <= len(long) * _MOST_LONGER else 0


def _runs(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    """Stretches of three lines or more without a blank one or an indented one among them."""
    start = 0
    for index in range(len(lines) + 1):
        ends = index == len(lines) or not lines[index].strip()
        if ends or (index > start and _indent(lines[index]) > _indent(lines[index - 1])):
            if index - start >= _LEAST_RUN:
                yield lines[start:index]
            start = index + 1 if ends else index
