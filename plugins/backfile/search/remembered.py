"""Named texts and arrays in, files out that hold them for the next build; and the other way round.

A file is a line of JSON that tells where each part stands, then the parts. Each
has a checksum, and the whole the key of the code that wrote it: what is
damaged, cut short or another program's is as good as not there.
"""

import json
import os
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from backfile.search.chunks import Numbers

Part = bytes | Numbers
_KIND = "Backfile search state 1"


class Damaged(Exception):  # noqa: N818 - it is no mistake: what was remembered is made anew
    """What was remembered can't be used."""


@lru_cache(maxsize=1)
def code_key() -> str:
    """Give the digest of the code that makes the index."""
    own = sorted(Path(__file__).parent.glob("*.py"))
    digests = [sha256(file.read_bytes()).digest() for file in own]
    return sha256(b"".join(digests)).hexdigest()


def lines(texts: Sequence[str]) -> bytes:
    """Write texts that hold no line end, one a line."""
    return "".join([f"{text}\n" for text in texts]).encode("utf-8", "surrogatepass")


def write_parts(path: Path, parts: Mapping[str, Part], key: str) -> None:
    """Write a file of parts in place of the one that is there."""
    told, data = {}, []
    at = 0
    for name, part in parts.items():
        raw = part if isinstance(part, bytes) else _bytes_of(part)
        kind = part.dtype.str if isinstance(part, np.ndarray) else ""
        told[name] = (kind, at, len(raw), zlib.crc32(raw))
        data.append(raw)
        at += len(raw)
    head = json.dumps({"kind": _KIND, "key": key, "parts": told}).encode()
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(b"%08x%08x" % (len(head), zlib.crc32(head)))
        file.write(head)
        file.writelines(data)
    new.replace(path)


def _bytes_of(array: Numbers) -> memoryview | bytes:
    return memoryview(np.ascontiguousarray(array).data).cast("B") if array.size else b""


class Parts:
    """The parts of a file; each is read, and checked, when it is asked for."""

    def __init__(self, path: Path, key: str) -> None:
        """Open a file that was written with this key.

        Raises:
            Damaged: there is none, or it is another program's, or it is damaged.
        """
        self._path = path
        try:
            with path.open("rb") as file:
                size, check = (int(file.read(8), 16) for _ in range(2))
                head = file.read(size)
            told = json.loads(head) if zlib.crc32(head) == check else {}
        except (OSError, ValueError) as fault:
            raise Damaged from fault
        if told.get("kind") != _KIND or told.get("key") != key:
            raise Damaged
        self._told, self._begun = told["parts"], 16 + size

    def raw(self, name: str) -> bytes:
        """Read a part.

        Raises:
            Damaged: it is not as it was written.
        """
        _, at, size, check = self._told[name]
        try:
            with self._path.open("rb") as file:
                file.seek(self._begun + at)
                data = file.read(size)
        except OSError as fault:
            raise Damaged from fault
        if len(data) != size or zlib.crc32(data) != check:
            raise Damaged
        return data

    def array(self, name: str) -> Numbers:
        """Read an array."""
        return np.frombuffer(self.raw(name), self._told[name][0])

    def lines(self, name: str) -> list[str]:
        """Read texts."""
        return self.raw(name).decode("utf-8", "surrogatepass").split("\n")[:-1]

    def value(self, name: str) -> Any:
        """Read a value that was written as JSON."""
        return json.loads(self.raw(name))


@dataclass(frozen=True, slots=True)
class Places:
    """Where entries stand in a log: the first byte, how many, and their checksum."""

    at: Numbers
    sizes: Numbers
    checks: Numbers

    def spread(self, count: int, where: Numbers) -> "Places":
        """Give places for more entries; those that were stand at `where`, the others are empty."""
        spread = (np.zeros(count, part.dtype) for part in (self.at, self.sizes, self.checks))
        places = Places(*spread)
        places.at[where], places.sizes[where], places.checks[where] = (
            self.at,
            self.sizes,
            self.checks,
        )
        return places


class Log:
    """A file of entries, one after another; what is behind its end a killed build left."""

    def __init__(self, path: Path, end: int = 0) -> None:
        """Open the log, whose entries end there."""
        self.path, self.end = path, end
        self._file: BinaryIO | None = None

    def add(self, entries: Sequence[bytes]) -> Places:
        """Put entries at the end."""
        if self._file is None:
            self._file = self.path.open("r+b" if self.end else "w+b")
            self._file.truncate(self.end)
            self._file.seek(self.end)
        sizes = np.array([len(entry) for entry in entries], np.int64)
        at = self.end + np.cumsum(sizes) - sizes
        self._file.seek(self.end)
        self._file.writelines(entries)
        self.end += int(sizes.sum())
        return Places(at, sizes, np.array([zlib.crc32(entry) for entry in entries], np.uint32))

    def read(self, places: Places, first: int, end: int) -> list[bytes]:
        """Read the entries from one to before another.

        Raises:
            Damaged: one is not as it was written.
        """
        if self._file is None:
            try:
                self._file = self.path.open("r+b")
            except OSError as fault:
                raise Damaged from fault
        self._file.flush()
        number = self._file.fileno()
        some = slice(first, end)
        ats, sizes = places.at[some], places.sizes[some]
        found: list[bytes] = []
        # Most stand one behind another as they were first written.
        breaks = np.flatnonzero(ats[1:] != ats[:-1] + sizes[:-1]) + 1
        edges = [0, *breaks.tolist(), len(ats)] if len(ats) else []
        for start, stop in pairwise(edges):
            begun, total = int(ats[start]), int(sizes[start:stop].sum())
            data = os.pread(number, total, begun)
            for at, size in zip(
                (ats[start:stop] - begun).tolist(), sizes[start:stop].tolist(), strict=True
            ):
                found.append(data[at : at + size])
        if list(map(zlib.crc32, found)) != places.checks[some].tolist():
            raise Damaged
        return found

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
