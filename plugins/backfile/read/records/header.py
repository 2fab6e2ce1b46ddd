"""The first lines of a table in, the row that names its columns out, and what parts its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backfile.model import Place
from backfile.read.records.cells import Grammar, Row, grammar_of, rows
from backfile.read.records.fields import Field, field
from backfile.read.records.names import TEXTS, role_of
from backfile.read.records.values import Value

# In the order of how seldom they stand inside a cell.
_DELIMITERS = ("\t", ";", ",", "|")
# Programs write a title, a date and a blank line above the names.
_LINES_ABOVE = 10
_START_CHARACTERS = 20_000
_SURE_ALONE = ("text", "content", "body", "article", "fulltext")
# A spreadsheet's own first line: what parts the cells.
_SEP = re.compile(r"\Asep=(.)\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """The row of names, the text above it, and the grammar of the table below it.

    columns: for each cell of a row an empty field, which says what it is.
    """

    row: Row
    above: str
    columns: tuple[Field, ...]
    grammar: Grammar


def header_of(text: str) -> Header | None:
    """The first row that names a column of text; None where there is none."""
    told = _SEP.match(text)
    delimiters = (told[1],) if told else _DELIMITERS
    start, line = (told.end(), 2) if told else (0, 1)
    for _ in range(_LINES_ABOVE):
        found = [h for d in delimiters if (h := _header(text, d, start, line)) is not None]
        if found:
            best = max(found, key=lambda header: len(header.columns))
            grammar = grammar_of(text, best.grammar.delimiter)
            return replace(best, grammar=grammar)
        end = text.find("\n", start)
        if end < 0:
            break
        start, line = end + 1, line + 1
    return None


def _header(text: str, delimiter: str, start: int, line: int) -> Header | None:
    sample = text[start : start + _START_CHARACTERS]
    grammar = grammar_of(sample, delimiter)
    row = next(rows(sample, grammar, 0, line, _START_CHARACTERS), None)
    names = tuple(" ".join(cell.text.split()) for cell in row.cells) if row else ()
    if row is None or not _names_text(names):
        return None
    empty = Value("", Place(row.first, row.last))
    columns = tuple(field(name or f"column {n}", empty) for n, name in enumerate(names, 1))
    above = _SEP.sub("", text[:start], count=1).strip()
    return Header(replace(row, end=start + row.end), above, columns, grammar)


def _names_text(names: Sequence[str]) -> bool:
    """Whether cells are names, one of them that of a text; one word alone is no table's head."""
    roles = [role_of(name) for name in names]
    is_known = len(names) > 1 or names[0].casefold() in _SURE_ALONE
    return is_known and any(role in roles for role in TEXTS)
