"""A table in (CSV, TSV, or cells parted by semicolons or bars), a document of each row out.

The first row names the columns; records/names.py says which names are known.
"""

from collections.abc import Iterator
from dataclasses import replace

from backfile.model import Capture, Document, Place, Rejected
from backfile.read.opening import opened
from backfile.read.records.cells import Cell, rows
from backfile.read.records.entry import Entry, LeftOut, documents_of, shown
from backfile.read.records.fields import Field, entry_of
from backfile.read.records.fitting import Columns, Fitted, fitted
from backfile.read.records.header import Header, header_of
from backfile.read.records.names import TEXTS
from backfile.read.records.values import Source, Value
from backfile.settings import Settings

_ENDINGS = (".csv", ".tsv", ".tab", ".psv")
_NO_HEADER = (
    "has no first row that names a column of text ({}); "
    "try: name its columns there, such as title, text, date, author, url"
)


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file's ending says that it is a table."""
    del start
    return ending in _ENDINGS


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of a table, or why there are none."""
    decoded = opened(capture, data, settings)
    if isinstance(decoded, Rejected):
        return decoded
    header = header_of(decoded.text)
    if header is None:
        first = next(filter(str.strip, decoded.text.split("\n")), "")
        return Rejected(capture.path, _NO_HEADER.format(shown(first, 80)), capture.id)
    found = _found(decoded.text, header, Source(capture, settings))
    return documents_of(capture, found, decoded.repairs)


def _found(text: str, header: Header, source: Source) -> Iterator[Entry | LeftOut]:
    """What stands above the header, and what each row gives."""
    if header.above:
        place = Place(1, header.row.first - 1)
        yield LeftOut(place, header.above, "lines above the names of the columns: left out")
    columns = _columns(text, header)
    below = rows(text, header.grammar, header.row.end, header.row.last + 1, columns.count)
    for row in fitted(list(below), columns):
        yield row if isinstance(row, LeftOut) else _entry(row, header, source)


def _columns(text: str, header: Header) -> Columns:
    roles = [column.role for column in header.columns]
    story = [index for index, role in enumerate(roles) if role in {"title", *TEXTS}]
    delimiter = header.grammar.delimiter
    return Columns(
        count=len(roles),
        needed=max(2, story[-1] + 1),
        delimiter=delimiter,
        # Where commas part cells and nothing is quoted, a short row is most likely a broken one.
        quotes=delimiter != "," or '"' in text,
        ends_with_text=roles[-1] in TEXTS,
    )


def _entry(row: Fitted, header: Header, source: Source) -> Entry | LeftOut:
    fields = [
        Field(column.name, _value(cell), column.role, column.rank)
        for column, cell in zip(header.columns, row.cells, strict=True)
    ]
    origin = "tsv" if header.grammar.delimiter == "\t" else "csv"
    entry = entry_of(fields, origin, source, row.place)
    if isinstance(entry, LeftOut):
        return entry
    return replace(entry, repairs=row.repairs + entry.repairs)


def _value(cell: Cell) -> Value:
    line_ends = cell.text.count("\n")
    return Value(cell.text, Place(cell.line, cell.line + line_ends), by_line=line_ends > 0)
