"""A text dump's blocks and marks in, a label for each block out.

What no rule takes is kept, but for short lines outside any story: above the
first headline and below the last paragraph of a story. Prose is never taken.
"""

from collections.abc import Sequence

from backfile.details import is_detail
from backfile.model import Block, Label, Mark
from backfile.split.headlines import Line, find_headlines, lines_of

# A digest is a run of items; fewer paragraphs above a headline are a preface to it.
DIGEST_ITEMS = 3
# Short lines below the last paragraph: so many are the page's, fewer may be a list's end.
_TAIL_LINES = 3
# How far below a headline its byline may stand.
_DETAILS_WITHIN = 8

_BODY = Label("B", "", "text of the story")
_DETAIL = Label("M", "detail", "a byline, dateline or date by its form")
_TITLE = Label("T", "headline", "a short line, set off, with the story's text below it")
_ITEM = Label("D", "digest", "a paragraph above the first headline, with others")
_OUTSIDE = Label("X", "outside-story", "a short line outside any story")


def label_dump(blocks: Sequence[Block], marks: Sequence[Mark]) -> tuple[Label, ...]:
    """A label for each line of a dump."""
    lines = lines_of(blocks, marks)
    starts = find_headlines(lines)
    labels = [_first_label(line) for line in lines]
    if not starts:
        _label_story(labels, lines)
        return tuple(labels)
    _label_preface(labels, lines[: starts[0]])
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        labels[start] = _TITLE
        _label_story(labels, lines[start + 1 : end])
    return tuple(labels)


def _first_label(line: Line) -> Label:
    if line.stays:
        return Label("B", "", line.mark.reason)
    return _BODY if line.kept else Label("X", line.mark.rule, line.mark.reason)


def _label_preface(labels: list[Label], lines: Sequence[Line]) -> None:
    """What stands above the first headline: a digest, or a few lines of a page."""
    kept = [line for line in lines if line.kept]
    prose = [line for line in kept if line.mark.shape != "short"]
    is_digest = len(prose) >= DIGEST_ITEMS
    for line in kept:
        if line.mark.shape == "short" and not line.stays:
            labels[line.index] = _OUTSIDE
        elif is_digest:
            labels[line.index] = _ITEM


def _label_story(labels: list[Label], lines: Sequence[Line]) -> None:
    """What stands below a headline, up to the next."""
    kept = [line for line in lines if line.kept]
    for line in kept[:_DETAILS_WITHIN]:
        if line.mark.shape != "prose" and is_detail(line.text):
            labels[line.index] = _DETAIL
    tail = _tail(lines)
    shorts = [line.index for line in tail if line.kept]
    if len(tail) >= _TAIL_LINES and len(shorts) < len(kept):
        for index in shorts:
            labels[index] = _OUTSIDE


def _tail(lines: Sequence[Line]) -> list[Line]:
    """The short lines below a story's last paragraph, with what rules took from among them.

    What rules took below the last of them does not count: it is a box that
    follows a list, not the page's last lines.
    """
    tail: list[Line] = []
    for line in reversed(lines):
        if line.kept and (line.mark.shape != "short" or line.stays):
            break
        if line.kept or tail:
            tail.append(line)
    return tail
