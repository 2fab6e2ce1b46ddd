"""The rows of a table in, each with as many cells as the header out, or why it has not.

A row that does not fit is mended only where that is sure: a wrong author or a
paragraph as a headline would be worse than a row that is told as left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backfile.model import Place, Repair
from backfile.read.records.cells import Cell, Row
from backfile.read.records.entry import LeftOut

_BROKEN = "a line end in a cell without quotes taken as text"
_OPEN_QUOTE = "a quote that is never closed taken as text"
_SHORT = "cells missing at the end of a row taken as empty"
_PARTED = "what parts the cells taken as text in the last one"
# A cell without quotes was broken into so many rows at the most; longer texts have quotes.
_MOST_BROKEN = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """What fitting wants to know of a table.

    needed: how many cells hold headline and text. quotes: its writer puts
    quotes where a cell needs them. ends_with_text: the last column is the text.
    """

    count: int
    needed: int
    delimiter: str
    quotes: bool
    ends_with_text: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """A row with a cell for each column, and what was mended."""

    cells: tuple[Cell, ...]
    place: Place
    repairs: tuple[Repair, ...] = ()


def fitted(rows: Sequence[Row], columns: Columns) -> Iterator[Fitted | LeftOut]:
    """Each row that is not blank, in order."""
    index = 0
    while index < len(rows):
        taken = 1
        row = rows[index]
        # A row of one cell says nothing of where it belongs.
        if 1 < len(row.cells) < columns.count:
            taken = _broken(rows, index, columns.count)
        elif len(row.cells) == columns.count and columns.ends_with_text:
            taken = _going_on(rows, index)
        if taken > 1:
            yield _rejoined(rows[index : index + taken])
        elif any(cell.text.strip() for cell in row.cells):
            yield _fit(row, columns)
        index += taken


def _broken(rows: Sequence[Row], index: int, count: int) -> int:
    """How many rows are one that was broken at line ends; 1 where that is not sure."""
    cells = len(rows[index].cells)
    for taken, row in enumerate(rows[index + 1 : index + _MOST_BROKEN], 2):
        cells += len(row.cells) - 1
        if cells > count or len(row.cells) == count:
            break
        if cells == count:
            return taken
    return 1


def _going_on(rows: Sequence[Row], index: int) -> int:
    """How many rows are one whose last cell goes on below it; blank ones at its end are not."""
    taken = 1
    for number, row in enumerate(rows[index + 1 : index + _MOST_BROKEN], 2):
        if len(row.cells) > 1:
            break
        if row.cells[0].text.strip():
            taken = number
    return taken


def _rejoined(rows: Sequence[Row]) -> Fitted:
    cells = list(rows[0].cells)
    for row in rows[1:]:
        first, *others = row.cells
        cells = [*cells[:-1], Cell(f"{cells[-1].text}\n{first.text}", cells[-1].line), *others]
    place = Place(rows[0].first, rows[-1].last)
    repair = Repair(f"{len(rows)} rows", "1 row", _BROKEN, place)
    return Fitted(tuple(cells), place, (repair,))


def _fit(row: Row, columns: Columns) -> Fitted | LeftOut:
    place = Place(row.first, row.last)
    cells, count = row.cells, columns.count
    if len(cells) == count:
        is_mended = row.is_plain and any('"' in cell.text for cell in cells)
        return Fitted(cells, place, (Repair('"', '"', _OPEN_QUOTE, place),) if is_mended else ())
    fit, why = _mended(row, columns)
    if len(fit) == count:
        told = Repair(f"{len(cells)} cells", f"{count} cells", why, place)
        return Fitted(fit, place, (told,) if why else ())
    text = columns.delimiter.join(cell.text for cell in cells)
    why = f"a row of {len(cells)} cells where the header has {count}: left out"
    return LeftOut(place, text, why)


def _mended(row: Row, columns: Columns) -> tuple[tuple[Cell, ...], str]:
    """The cells of a row that has too few or too many, and what was done."""
    cells, count = row.cells, columns.count
    over = cells[count:]
    if over and not any(cell.text.strip() for cell in over):
        return cells[:count], ""
    if over and columns.ends_with_text:
        last = Cell(
            columns.delimiter.join(c.text for c in cells[count - 1 :]), cells[count - 1].line
        )
        return (*cells[: count - 1], last), _PARTED
    if columns.needed <= len(cells) < count and columns.quotes:
        return cells + (Cell("", row.last),) * (count - len(cells)), _SHORT
    return (), ""
