"""Readers and the bytes of a capture in, what the first that knows its format reads out."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Protocol

from backfile.model import Capture, Document, Reading, Rejected
from backfile.settings import Settings

# So many bytes at the start tell what a file is.
START_BYTES = 1024
_BOTH = 2


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


def read_by(
    readers: Iterable[Reader], capture: Capture, data: bytes, settings: Settings
) -> Reading:
    """What the first reader that accepts a capture reads of it, or why none does."""
    ending = _ending(capture.path)
    for reader in readers:
        if reader.accepts(ending, data[:START_BYTES]):
            return _reading(reader.read(capture, data, settings))
    reason = f"is of a format that is not read ({ending}); try: save it as text or HTML"
    return Reading(reason=reason)


def _ending(path: str) -> str:
    """The last ending of a name in lower case; of a packed web archive the last two."""
    endings = PurePosixPath(path).suffixes[-2:]
    is_archive = len(endings) == _BOTH and endings[0].lower() in {".warc", ".arc"}
    return "".join(endings if is_archive else endings[-1:]).lower()


def _reading(found: tuple[Document, ...] | Reading | Rejected) -> Reading:
    if isinstance(found, Rejected):
        return Reading(reason=found.reason)
    return found if isinstance(found, Reading) else Reading(found)
