"""The lines of a text in, the records of the export that it is out; one module a format.

FORMATS says who is asked first. A format that is not sure says so by finding
no record, and the text is left to cleaning and to the line model.
"""

from collections.abc import Sequence

from backfile.read.formats import (
    factiva,
    factiva_tagged,
    markdown,
    named,
    nexis,
    nexis_uni,
    proquest,
    ruled,
)
from backfile.read.formats.record import Format, Piece, Record

__all__ = ["FORMATS", "Format", "Piece", "Record", "records_of"]

# Those that can be told by marks of their own come before those that look like other text.
FORMATS: tuple[Format, ...] = (
    proquest, nexis, nexis_uni, factiva, factiva_tagged, markdown, named, ruled,
)  # fmt: skip


def records_of(lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of the first format that is sure; none where none is."""
    return next(filter(None, (form.records(lines) for form in FORMATS)), ())
