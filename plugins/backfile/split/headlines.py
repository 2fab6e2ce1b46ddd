"""The kept lines of a dump in, the indexes of the headlines of its stories out.

A headline is a short line that no sentence ends, with prose below it. What
tells it from a sub-heading is evidence added up: how it is set off, what
follows it, and whether its words are those of the text below.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backfile.details import is_detail
from backfile.model import Block, Mark

# The points a line needs to begin a story where one is under way. Found by
# trying 2, 3 and 4 on dumps of several stories: at 2 sub-headings split
# stories, at 4 stories run together.
_ENOUGH = 3.0
# Clutter between a headline and its text: 2 lines is usual, 12 the 90th percentile.
_FARTHEST_TEXT = 12
_OVERLAP_PARAGRAPHS = 4
_SHORTEST = 12
_SHORT_SUBHEADING = 40
_LONG_HEADLINE = 60
_WORD = re.compile(r"[^\W\d_]{4,}")
_SEPARATOR = re.compile(r"\W{3,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what is known of it; index is that of its block."""

    index: int
    text: str
    gap: int
    mark: Mark

    @property
    def kept(self) -> bool:
        """Whether no rule takes it."""
        return not self.mark.rule

    @property
    def stays(self) -> bool:
        """Whether a rule says that it stays, wherever it stands."""
        return self.mark.role == "keep"


def lines_of(blocks: Sequence[Block], marks: Sequence[Mark]) -> list[Line]:
    """Pair blocks with their marks."""
    return [
        Line(index, block.text.strip(), block.gap, mark)
        for index, (block, mark) in enumerate(zip(blocks, marks, strict=True))
    ]


def find_headlines(lines: Sequence[Line]) -> list[int]:
    """The indexes of the lines that begin a story, in order."""
    found: list[int] = []
    first = _first_headline(lines)
    if first is None:
        return found
    found.append(first)
    usual_gap = _usual_gap(lines)
    last_text = first
    for line in lines[first + 1 :]:
        if _is_text(line):
            last_text = line.index
        # A story needs text before the next one can begin.
        if last_text > found[-1] and _begins_story(lines, line, usual_gap):
            found.append(line.index)
    return found


def _is_text(line: Line) -> bool:
    return line.kept and line.mark.shape in {"prose", "other"}


def _could_begin(line: Line) -> bool:
    return (
        line.kept
        and line.mark.shape == "short"
        and len(line.text) >= _SHORTEST
        and not is_detail(line.text)
        and not _SEPARATOR.fullmatch(line.text)
    )


def _text_below(lines: Sequence[Line], index: int) -> list[Line]:
    """The paragraphs below a line, where they begin soon enough; else nothing."""
    below = lines[index + 1 : index + 1 + _FARTHEST_TEXT]
    start = next((line.index for line in below if _is_text(line)), None)
    if start is None:
        return []
    return [line for line in lines[start : start + 3 * _OVERLAP_PARAGRAPHS] if _is_text(line)][
        :_OVERLAP_PARAGRAPHS
    ]


def _overlap(line: Line, text: Sequence[Line]) -> float:
    """The share of a line's longer words that the text below it holds, by their first letters."""
    words = {word.casefold()[:6] for word in _WORD.findall(line.text)}
    below = {word.casefold()[:6] for part in text for word in _WORD.findall(part.text)}
    return len(words & below) / len(words) if words else 0.0


def _first_headline(lines: Sequence[Line]) -> int | None:
    """The best headline above the first text that has one.

    Lines of a menu may stand above it, details and captions below; of the
    short lines above the text the one whose words the text repeats wins.
    """
    for line in lines:
        if not _could_begin(line):
            continue
        text = _text_below(lines, line.index)
        if text:
            above = lines[line.index : text[0].index]
            candidates = [other for other in above if _could_begin(other)]
            return max(candidates, key=lambda other: _first_points(other, text)).index
    return None


def _first_points(line: Line, text: Sequence[Line]) -> float:
    distance = (text[0].index - line.index) / _FARTHEST_TEXT
    length = min(len(line.text), _LONG_HEADLINE) / _LONG_HEADLINE
    return 2 * _overlap(line, text) + length - 0.5 * distance


def _usual_gap(lines: Sequence[Line]) -> int:
    gaps = sorted(line.gap for line in lines if line.mark.shape == "prose")
    return gaps[len(gaps) // 2] if gaps else 0


def _begins_story(lines: Sequence[Line], line: Line, usual_gap: int) -> bool:
    if not _could_begin(line):
        return False
    text = _text_below(lines, line.index)
    if not text:
        return False
    between = lines[line.index + 1 : text[0].index]
    before = lines[line.index - 1]
    points = 2.0 * _overlap(line, text)
    points += 2.0 * (line.gap > usual_gap)
    points += 2.0 * any(is_detail(other.text) for other in between)
    points += _after(before)
    points += 1.0 * (len(line.text) >= _LONG_HEADLINE)
    points -= 1.0 * (len(line.text) < _SHORT_SUBHEADING)
    points -= 2.0 * line.text.endswith(":")
    return points >= _ENOUGH


def _after(before: Line) -> float:
    """What the line above says: a box or a rule ends a story, an advertisement may stand in it."""
    if before.mark.role in {"heading", "headline"} or _SEPARATOR.fullmatch(before.text):
        return 2.0
    return 0.0 if before.kept else 1.0
