"""The bytes of a capture in, its documents out; one module a format.

READERS says who is asked first; a new format is one module and its name there.
"""

from pathlib import PurePosixPath
from typing import Protocol

from backfile.model import Capture, Document, Reading, Rejected
from backfile.read import jsonlines, mail, page, reuters, tables, text
from backfile.read.text import documents_of as text_documents
from backfile.settings import Settings

__all__ = ["READERS", "read", "text_documents"]


class Reader(Protocol):
    """A module that reads one format."""

    def accepts(self, ending: str, start: bytes) -> bool:
        """Whether a file is of this format, by its ending or its first bytes."""

    def read(
        self, capture: Capture, data: bytes, settings: Settings
    ) -> tuple[Document, ...] | Reading | Rejected:
        """The documents of a capture, or why there are none.

        A format whose parts can be lost or passed over one by one gives a Reading.
        """


READERS: tuple[Reader, ...] = (page, mail, reuters, tables, jsonlines, text)
# So many bytes at the start tell what a file is.
_START_BYTES = 1024


def read(capture: Capture, data: bytes, settings: Settings) -> Reading:
    """The documents of a capture, or why there are none."""
    ending = PurePosixPath(capture.path).suffix.lower()
    for reader in READERS:
        if reader.accepts(ending, data[:_START_BYTES]):
            return _reading(reader.read(capture, data, settings))
    reason = f"is of a format that is not read ({ending}); try: save it as text or HTML"
    return Reading(reason=reason)


def _reading(found: tuple[Document, ...] | Reading | Rejected) -> Reading:
    if isinstance(found, Rejected):
        return Reading(reason=found.reason)
    return found if isinstance(found, Reading) else Reading(found)
