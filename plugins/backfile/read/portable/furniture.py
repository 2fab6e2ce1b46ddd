"""The pages of a PDF in, the same without what is printed on many of them out.

Running heads, page numbers and what browsers print around a page stand at the
same height on page after page, alone at the edge. Nothing else is taken for
furniture, and each line that is taken is given back, to be told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from backfile.read.portable.pages import Line, Page

# Furniture is looked for in this share of a page's height at its top and foot.
_MARGIN = 0.15
# Lines within so many points of height stand at the same one.
_SAME_HEIGHT = 12
# So many pages with the same line at the same place are no chance; a print of a page has two.
_LEAST, _LEAST_OF_FEW, _FEW_PAGES = 3, 2, 4
# A headline is larger than the page's text; a running head is not.
_LARGE = 1.8
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")

# "1 of 20 DOCUMENTS" is how a database begins a story, on a page of its own.
_RECORD = re.compile(r"\d of \d+ documents?|documents? \d+ of \d", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,6}")

_Mark = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Cleared:
    """Pages without furniture, and the lines that were taken, with how often each stood there."""

    pages: tuple[Page, ...]
    taken: tuple[tuple[str, int], ...]


def cleared(pages: Sequence[Page]) -> Cleared:
    """The pages without the lines that repeat at their tops and feet."""
    stands: Counter[_Mark] = Counter()
    for page in pages:
        stands.update({mark for line in page.lines for mark in _marks(line, page)})
    least = _LEAST_OF_FEW if len(pages) <= _FEW_PAGES else _LEAST
    furniture = frozenset(mark for mark, count in stands.items() if count >= least)
    taken: Counter[str] = Counter()
    kept: list[Page] = []
    for page in pages:
        found = list(_furniture(page, furniture))
        taken.update(line.text for line in found)
        kept.append(replace(page, lines=tuple(line for line in page.lines if line not in found)))
    return Cleared(tuple(kept), tuple(taken.items()))


def _furniture(page: Page, furniture: frozenset[_Mark]) -> Iterator[Line]:
    """The lines of a page from its edges inwards, up to the first that is the text's.

    What stands at one height stands or goes together: the foot of a column
    may read like that of another page, but hardly so do all the feet.
    """
    downwards = sorted(page.lines, key=_middle, reverse=True)
    for lines in (downwards, downwards[::-1]):
        for row in _rows(lines):
            if not all(furniture.intersection(_marks(line, page)) for line in row):
                break
            yield from row


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand at one height, in order."""
    row: list[Line] = []
    for line in lines:
        if row and abs(_middle(line) - _middle(row[0])) > line.size / 2:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _marks(line: Line, page: Page) -> tuple[_Mark, ...]:
    """The marks of a line at a page's edge: its words, and its height by two rulers."""
    middle = _middle(line)
    if min(middle, page.height - middle) > page.height * _MARGIN:
        return ()
    if line.size > _LARGE * median(other.size for other in page.lines) or _RECORD.search(line.text):
        return ()
    words = _words(line, page)
    # At the foot of a page, lines stand at the same height from there, at its top from there.
    from_edge = middle if middle < page.height / 2 else -(page.height - middle)
    ruler = round(from_edge)
    half = (ruler + _SAME_HEIGHT // 2) // _SAME_HEIGHT
    return (words, ruler // _SAME_HEIGHT), (f"{words}~", half)


def _words(line: Line, page: Page) -> str:
    """What makes lines of two pages the same: their words; of a bare number, that it counts on."""
    words = " ".join(_DIGITS.sub("#", line.text.casefold()).split())
    number = _NUMBER.search(line.text)
    if number is None or any(map(str.isalpha, line.text)):
        return words
    return f"# {int(number[0]) - page.number}"
