"""A table as text in (cells parted by a comma, semicolon, tab or bar), its rows out.

The standard library's reader gives up on a cell beyond a bound that is global
to the process, and does not tell on which line a cell stands; both matter
here. Quotes count where they open and close a cell; all others are text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A row with so many times the cells of the header is none: a quote was left open.
_TOO_MANY = 4
# Quotes inside a quoted cell that were not doubled: a headline or sentence, no story.
_LONGEST_SLOPPY = 5_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, and the line that it begins on."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells, the lines that it stands on, and where the next one begins.

    is_plain: its quotes were taken as text, because one of them is never closed.
    """

    cells: tuple[Cell, ...]
    first: int
    last: int
    end: int
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Grammar:
    """How the cells of a text are written: what parts them, how a quote stands in one."""

    delimiter: str
    quote: str
    cell: re.Pattern[str]


def grammar_of(text: str, delimiter: str) -> Grammar:
    """Learn whether quotes inside quoted cells are doubled, or have a backslash before them."""
    d = re.escape(delimiter)
    is_doubled = re.search(rf'[^{d}\n"]""[^{d}\n"]', text) is not None
    is_escaped = not is_doubled and re.search(rf'[^\\]\\"(?!["{d}\n])', text) is not None
    inside = r'[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+' if is_escaped else r'[^"]*+(?:""[^"]*+)*+'
    ends = rf"(?= *(?:{d}|\n|\Z))"
    sloppy = rf'(?:[^"\n]|"(?! *(?:{d}|\n|\Z))){{0,{_LONGEST_SLOPPY}}}+'
    cell = re.compile(
        rf'(?: *+"({inside})"{ends} *+| *+"({sloppy})"{ends} *+|([^{d}\n]*+))({d}|\n|\Z)', re.DOTALL
    )
    return Grammar(delimiter, '\\"' if is_escaped else '""', cell)


def rows(text: str, grammar: Grammar, start: int, line: int, columns: int) -> Iterator[Row]:
    """The rows from a place in a text, whose line is given, to its end."""
    while start < len(text):
        row = _row(text, grammar, start, line, columns)
        if len(row.cells) != columns and row.last > row.first:
            # A quote that opens a cell, but is text, has swallowed the rows below.
            plain = _plain_row(text, grammar, start, line)
            row = plain if len(plain.cells) == columns else row
        yield row
        start, line = row.end, row.last + 1


def _row(text: str, grammar: Grammar, start: int, first: int, columns: int) -> Row:
    cells: list[Cell] = []
    at, line = start, first
    while found := grammar.cell.match(text, at):
        quoted, sloppy, plain, end = found.groups()
        cell = plain if quoted is None else quoted.replace(grammar.quote, '"')
        cells.append(Cell(sloppy if sloppy is not None else cell, line))
        line += quoted.count("\n") if quoted else 0
        at = found.end()
        if len(cells) > _TOO_MANY * columns:
            return _plain_row(text, grammar, start, first)
        if end != grammar.delimiter:
            break
    return Row(tuple(cells), first, line, at)


def _plain_row(text: str, grammar: Grammar, start: int, line: int) -> Row:
    """One line of the text as a row, its quotes taken as text."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    cells = text[start:end].split(grammar.delimiter)
    return Row(tuple(Cell(cell, line) for cell in cells), line, line, end + 1, is_plain=True)
