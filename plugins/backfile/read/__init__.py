"""The bytes of a capture in, its documents out: the door of the room.

The readers stand in readers.py. They bring parsers of many formats, which are
loaded when the first capture is read.
"""

from backfile.later import later
from backfile.model import Capture, Document, Reading
from backfile.settings import Settings

with later("backfile.read.readers", "backfile.read.text"):
    from backfile.read import readers, text

__all__ = ["read", "text_documents"]


def read(capture: Capture, data: bytes, settings: Settings) -> Reading:
    """The documents of a capture, or why there are none."""
    return readers.read(capture, data, settings)


def text_documents(decoded: str, capture_id: str) -> tuple[Document, ...]:
    """The documents of text that is decoded already, split at LF: one, or one a record."""
    return text.documents_of(decoded, capture_id)
