"""Packed bytes in (gzip, deflate, Brotli, Zstandard), their content out, as far as it goes.

What is damaged or cut gives all that stands before the damage. Content comes
in pieces, so that a few bytes that unpack to gigabytes can be stopped.
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Protocol

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Buffer = bytes | memoryview
# So many packed bytes are taken at once, and about so many unpacked ones are given.
_STEP, _PIECE = 16_384, 262_144
# The step in which damage was met is taken again in such steps, to come close to it.
_SMALLER_STEPS = (256, 1)
_DAMAGES = (zlib.error, brotli.error, zstd.ZstdError, EOFError)
# zlib: the way bytes are packed, by its number for it.
GZIP, EITHER, RAW = 31, 47, -15
_DICTIONARY = b"\x37\xa4\x30\xec"
ENDS_EARLY = "ends too early"
BAD_CHECKSUM = "has a wrong checksum"
DAMAGED = "is damaged"


class Unpacker(Protocol):
    """Unpacks what it is fed."""

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """The content of the next packed bytes."""

    @property
    def ended(self) -> bool:
        """Whether its end was seen."""

    @property
    def left(self) -> int:
        """How many of the last bytes fed stand behind its end."""


class Zlib:
    """Unpacks gzip or deflate."""

    def __init__(self, form: int) -> None:
        """Begin; form: GZIP, EITHER of gzip and zlib, or RAW deflate."""
        self._machine = zlib.decompressobj(form)

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """The content of the next packed bytes."""
        while True:
            piece = self._machine.decompress(packed, _PIECE)
            packed = self._machine.unconsumed_tail
            yield piece
            if not packed and len(piece) < _PIECE:
                break

    @property
    def ended(self) -> bool:
        """Whether its end was seen."""
        return self._machine.eof

    @property
    def left(self) -> int:
        """How many of the last bytes fed stand behind its end."""
        return len(self._machine.unused_data)


def _dictionary(words: bytes) -> zstd.ZstdDict | None:
    """A dictionary of Zstandard; None where it is none."""
    try:
        return zstd.ZstdDict(words, is_raw=not words.startswith(_DICTIONARY))
    except (zstd.ZstdError, ValueError):
        return None


class Zstandard:
    """Unpacks a frame of Zstandard."""

    def __init__(self, words: bytes = b"") -> None:
        """Begin; words: the dictionary that the frame was packed with."""
        self._machine = zstd.ZstdDecompressor(_dictionary(words))

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """The content of the next packed bytes."""
        yield self._machine.decompress(packed, _PIECE)
        while not (self._machine.needs_input or self._machine.eof):
            yield self._machine.decompress(b"", _PIECE)

    @property
    def ended(self) -> bool:
        """Whether its end was seen."""
        return self._machine.eof

    @property
    def left(self) -> int:
        """How many of the last bytes fed stand behind its end."""
        return len(self._machine.unused_data)


class Brotli:
    """Unpacks Brotli."""

    left = 0

    def __init__(self) -> None:
        """Begin."""
        self._machine = brotli.Decompressor()

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """The content of the next packed bytes."""
        yield self._machine.process(packed, output_buffer_limit=_PIECE)
        while not self._machine.can_accept_more_data():
            yield self._machine.process(b"", output_buffer_limit=_PIECE)

    @property
    def ended(self) -> bool:
        """Whether its end was seen."""
        return bool(self._machine.is_finished())


class Unpacking:
    """The content of what is packed from a place on; after the last piece, how it ended.

    end: the place behind it. fault: why there is no more, in words; empty
    where it came to its own end.
    """

    def __init__(self, data: Buffer, start: int, unpacker: Callable[[], Unpacker]) -> None:
        """Begin at a place of data."""
        self._data, self._start, self._unpacker = data, start, unpacker
        self.end = start
        self.fault = ""

    def __iter__(self) -> Iterator[bytes]:
        """The content in pieces, none of them much larger than a quarter of a megabyte."""
        machine = self._unpacker()
        given = 0
        while self.end < len(self._data) and not machine.ended:
            packed = bytes(self._data[self.end : self.end + _STEP])
            try:
                for piece in machine.pieces(packed):
                    given += len(piece)
                    yield piece
            except _DAMAGES as error:
                self.fault = BAD_CHECKSUM if "check" in str(error) else DAMAGED
                yield self._up_to_the_damage(given)
                return
            self.end += len(packed)
        self.end -= machine.left
        self.fault = "" if machine.ended else ENDS_EARLY

    def _up_to_the_damage(self, given: int) -> bytes:
        """What the step that failed holds before the damage: once more, in ever smaller steps."""
        content, place = b"", self.end
        for step in _SMALLER_STEPS:
            content, place = self._reached(place, step, given)
        return content

    def _reached(self, place: int, step: int, given: int) -> tuple[bytes, int]:
        """The content behind the first `given` bytes, and the place where it ends.

        Up to a place all is sound; from there it is unpacked in small steps.
        """
        machine = self._unpacker()
        last = min(self.end + _STEP, len(self._data))
        bounds = [*range(self._start, place, _STEP), *range(place, last, step), last]
        fresh, done = bytearray(), 0
        for first, behind in pairwise(bounds):
            try:
                for piece in machine.pieces(bytes(self._data[first:behind])):
                    done += len(piece)
                    fresh += piece[max(0, len(piece) - max(0, done - given)) :]
            except _DAMAGES:
                return bytes(fresh), first
        return bytes(fresh), last


def start_of(data: Buffer, start: int, unpacker: Callable[[], Unpacker], most: int) -> bytes:
    """The first bytes of what is packed from a place on; empty where it is damaged."""
    try:
        pieces = unpacker().pieces(bytes(data[start : start + most]))
        return next(pieces, b"")[:most]
    except _DAMAGES:
        return b""


def dictionary_of(frame: bytes, most: int) -> bytes:
    """The dictionary in the first frame of a Zstandard archive, which may itself be packed."""
    if not frame.startswith(b"\x28\xb5\x2f\xfd"):
        return frame
    words = bytearray()
    for piece in Unpacking(frame, 0, Zstandard):
        words += piece
        if len(words) > most:
            return b""
    return bytes(words)


def unpack(data: Buffer, unpacker: Callable[[], Unpacker], most: int) -> tuple[bytes, str]:
    """The content of packed bytes, at most one piece beyond `most`, and why it is not whole."""
    content = bytearray()
    place, fault = 0, ""
    # What was packed in several parts, one after the other, is one content.
    while place < len(data) and not fault and (not place or data[place : place + 2] == b"\x1f\x8b"):
        unpacking = Unpacking(data, place, unpacker)
        for piece in unpacking:
            content += piece
            if len(content) > most:
                return bytes(content), ""
        place, fault = unpacking.end, unpacking.fault
    return bytes(content), fault
