"""The bytes of a capture in, its documents out; one module a format.

READERS says who is asked first; a new format is one module and its name there.
"""

from backfile.model import Capture, Reading
from backfile.read import (
    docx,
    epub,
    feed,
    jsonlines,
    mail,
    mhtml,
    odt,
    page,
    pdf,
    reuters,
    rtf,
    tables,
    text,
    webarchive,
)
from backfile.read.packed import with_packs
from backfile.read.reader import Reader, read_by
from backfile.settings import Settings

READERS: tuple[Reader, ...] = (
    webarchive, epub, docx, odt, rtf, pdf, feed, mhtml, page, mail, reuters, tables, jsonlines,
    text,
)  # fmt: skip
# A pack holds captures of all these, and packs.
_ALL = with_packs(READERS, page)


def read(capture: Capture, data: bytes, settings: Settings) -> Reading:
    """The documents of a capture, or why there are none."""
    return read_by(_ALL, capture, data, settings)
