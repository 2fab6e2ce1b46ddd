"""Pieces of unpacked bytes in, runs of them out; how many may be unpacked."""

import mmap
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO

# An unpacked run: in memory, or in a temporary file where it is large.
Run = bytes | mmap.mmap
# Larger runs wait in a temporary file.
_IN_MEMORY = 16_000_000


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of unpacked bytes that holds one record or more.

    offset: where it begins in the file. packed: whether offset is that of
    packed bytes. fault: why it ends where it ends; empty at its own end.
    """

    offset: int
    data: Run
    packed: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes of the file that no record could be read from, and why."""

    offset: int
    size: int
    reason: str


class Budget:
    """How many bytes may still be unpacked from a capture."""

    def __init__(self, most: int) -> None:
        """Begin with so many."""
        self.most = self._left = most

    @property
    def spent(self) -> bool:
        """Whether there are none left."""
        return self._left < 0

    def take(self, size: int) -> bool:
        """Whether so many more may be unpacked."""
        self._left -= size
        return not self.spent

    @property
    def reason(self) -> str:
        """Why reading ends where the budget is spent."""
        return (
            f"unpacks to more than {self.most} bytes: what follows is not read; "
            "try: split it, or raise max_archive_bytes"
        )


class Gathered:
    """A run while it is gathered."""

    def __init__(self, offset: int) -> None:
        """Begin at a place of the file."""
        self.offset = offset
        self._parts: list[bytes] = []
        self._size = 0
        self._file: BinaryIO | None = None

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        self._size += len(piece)
        if self._size > _IN_MEMORY and self._file is None:
            # Closed by `segment`, once the system holds it in memory's place.
            self._file = TemporaryFile()  # noqa: SIM115 - outlives this call
            self._file.writelines(self._parts)
        if self._file:
            self._file.write(piece)
        else:
            self._parts.append(piece)

    def segment(self, fault: str) -> Segment:
        """All that was gathered, and why there is no more.

        Raises:
            MemoryError: it can't be held.
        """
        if self._file is None:
            return Segment(self.offset, b"".join(self._parts), packed=True, fault=fault)
        with self._file as file:
            file.flush()
            try:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except OSError as error:
                raise MemoryError from error
        return Segment(self.offset, mapped, packed=True, fault=fault)
