"""The lines of a PDF's pages in, its paragraphs out, with what was joined.

A line goes on in the next one where that stands right below it, in letters of
the same size, and its first word had no room left above. A sentence may also
go on at the top of the next column or page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from backfile.read.portable.pages import HYPHEN, Line, Page

# Measures are in heights of a letter's box, by trying on pages that browsers and TeX set.
_SAME_SIZE = 0.12
_INDENT = 0.6
_MORE_SPACE = 0.35
_OVERLAP = 0.1
_DROP_CAP = 1.8
_OVERFULL = 10
_FEW_LINES = 3
_SHORT = 0.4
_SENTENCE_END = re.compile(r"[.!?…:。]['\"”’»)\]]*\s*\Z")
_BULLET = re.compile(r"(?:[-–—*•·▪►■]|\d{1,3}[.)])\s")
# A line of a table of contents: dots that lead to a number.
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\w{1,5}\s*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines that stand below each other in one column.

    space: what usually stands between two lines of its page, in points.
    """

    lines: tuple[Line, ...]
    space: float

    @property
    def left(self) -> float:
        """Where the column begins."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Where the column ends; a line in ten may stand out over its edge."""
        edges = sorted(line.right for line in self.lines)
        return edges[-1 - len(edges) // _OVERFULL]


def paragraphs_of(pages: Sequence[Page]) -> list[list[str]]:
    """The lines of each paragraph, in order."""
    found: list[list[str]] = []
    above: Run | None = None
    for run in _runs(pages):
        goes_on = above is not None and _goes_on_elsewhere(above, run.lines[0])
        for index, line in enumerate(run.lines):
            begins = _begins(run, index) if index else not goes_on
            if begins or not found:
                found.append([line.text])
            else:
                found[-1].append(line.text)
        above = run
    return found


def _runs(pages: Sequence[Page]) -> Iterator[Run]:
    for page in pages:
        columns: list[list[Line]] = []
        for line in _without_drop_caps(page.lines):
            if columns and _is_below(columns[-1][-1], line):
                columns[-1].append(line)
            else:
                columns.append([line])
        pairs = (pair for lines in columns for pair in pairwise(lines))
        spaces = sorted(one.bottom - other.top for one, other in pairs)
        # Fields of an export stand further apart than the lines of its paragraphs.
        space = spaces[len(spaces) // 4] if spaces else 0.0
        yield from (Run(tuple(lines), space) for lines in columns)


def _without_drop_caps(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines with the large letter that a story begins with put back before its word."""
    cap = ""
    for line, following in zip_longest(lines, lines[1:]):
        is_cap = (
            following is not None
            and len(line.text) == 1
            and line.text.isalpha()
            and line.size > following.size * _DROP_CAP
            and following.text[:1].isalpha()
        )
        if is_cap:
            cap = line.text
            continue
        text = cap + line.text
        cap = ""
        yield Line(text, line.left, line.right, line.bottom, line.top)


def _is_below(one: Line, other: Line) -> bool:
    """Whether a line stands right below another, in letters of the same size."""
    size = max(one.size, other.size, 1.0)
    same = abs(one.size - other.size) <= size * _SAME_SIZE
    overlap = min(one.right, other.right) - max(one.left, other.left)
    is_lower = other.top < one.top - size * _OVERLAP
    return same and is_lower and overlap > 0 and one.bottom - other.top < size * 2


def _begins(run: Run, index: int) -> bool:
    """Whether a paragraph begins with a line of a run."""
    one, other = run.lines[index - 1], run.lines[index]
    if one.bottom - other.top > run.space + _MORE_SPACE * other.size or _LEADER.search(one.text):
        return True
    if _BULLET.match(other.text) or (_is_indented(run, one, other) and not _BULLET.match(one.text)):
        return True
    word = other.text.split(None, 1)[0]
    width = (other.right - other.left) / max(1, len(other.text)) * (len(word) + 1)
    return one.text[-1] != HYPHEN and one.right + width < run.right


def _is_indented(run: Run, one: Line, other: Line) -> bool:
    indent = _INDENT * other.size
    is_centred = abs(one.left + one.right - other.left - other.right) < indent
    return not is_centred and other.left > max(one.left, run.left) + indent


def _goes_on_elsewhere(above: Run, other: Line) -> bool:
    """Whether a sentence goes on in another column or on the next page."""
    one = above.lines[-1]
    same = abs(one.size - other.size) <= max(one.size, 1.0) * _SAME_SIZE
    if not same or _SENTENCE_END.search(one.text):
        return False
    if one.text[-1] in f"{HYPHEN},;":
        return True
    left = above.right - one.right
    is_full = len(above.lines) > _FEW_LINES and left < one.size
    is_long = left < (above.right - above.left) * _SHORT
    return is_full or (is_long and other.text[0].islower())


def joined(lines: Sequence[str], words: frozenset[str]) -> str:
    """A paragraph in one line; words: those of the whole text, for hyphens that are to stay."""
    text = ""
    for line in lines:
        text = _with_next(text, line.strip(), words) if text else line.strip()
    return text.replace(HYPHEN, "-")


def _with_next(text: str, line: str, words: frozenset[str]) -> str:
    if text[-1] not in f"{HYPHEN}-‐" or not text[:-1][-1:].isalnum():
        return f"{text} {line}"
    if not line[:1].islower():
        # "North-West", "1914-18": no program parts a word before a capital or a figure.
        return f"{text[:-1]}-{line}"
    parted = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*\Z", text[:-1])
    following = _WORD.match(line)
    if parted and following:
        whole = f"{parted[0]}{following[0]}".casefold()
        with_hyphen = f"{parted[0]}-{following[0]}".casefold()
        if with_hyphen in words and whole not in words:
            return f"{text[:-1]}-{line}"
    return f"{text[:-1]}{line}"


def words_of(pages: Sequence[Page]) -> frozenset[str]:
    """The words of a text as they stand inside its lines."""
    return frozenset(
        word.casefold()
        for page in pages
        for line in page.lines
        for word in _WORD.findall(line.text)[:-1]
    )
