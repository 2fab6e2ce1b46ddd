"""The bytes of a web archive in, runs of unpacked records out.

Usually each record is a gzip member of its own, so that damage stays within
one; some tools pack a whole file as one member. Both are read, and so are
plain files and Zstandard. Damaged stretches are told by their place, and
reading goes on at the next member that begins a record.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from backfile.read.webarchive.runs import Budget, Gathered, Run, Segment, Stretch
from backfile.read.webarchive.starts import (
    ARC_START,
    GZIP_MAGIC,
    WARC_START,
    ZSTD_MAGIC,
    begins_record,
)
from backfile.read.webarchive.unpacking import (
    GZIP,
    Unpacker,
    Unpacking,
    Zlib,
    Zstandard,
    dictionary_of,
    start_of,
)

_PLAIN = re.compile(rb"\n(?:" + WARC_START + b"|" + ARC_START + b")")
# Beside its content, unpacking a run again may take its packed size.
_SPARE = 20_000_000
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_MOST_DICTIONARY = 16_000_000
# So much of a member tells whether it begins a record.
_LOOK = 1_024
# What tools put between members and behind the last.
_PADDING = b"\0\r\n \t"
# A hostile file may be full of what looks like the start of a member.
_MOST_LOOKS = 100_000


def segments(data: bytes, budget: Budget) -> Iterator[Segment | Stretch]:
    """The runs of records of a file, and the stretches that can't be read, in order."""
    if data.startswith(_DICTIONARY):
        size = int.from_bytes(data[4:8], "little")
        words = dictionary_of(data[8 : 8 + size], _MOST_DICTIONARY)
        yield from _Packed(data, ZSTD_MAGIC, partial(Zstandard, words), budget).segments(8 + size)
    elif ZSTD_MAGIC.match(data):
        yield from _Packed(data, ZSTD_MAGIC, Zstandard, budget).segments(0)
    else:
        yield from _gzip_or_plain(data, budget)


def run_again(data: bytes, segment: Segment) -> Callable[[], Run] | None:
    """What unpacks a run of gzip members once more; None where it is better held.

    A large run waits outside memory anyway, and plain bytes are those of the file.
    """
    if not isinstance(segment.data, bytes) or not GZIP_MAGIC.match(data, segment.offset):
        return None
    most = 2 * len(segment.data) + _SPARE

    def again() -> Run:
        packed = _Packed(data, GZIP_MAGIC, partial(Zlib, GZIP), Budget(most))
        return packed.run_at(segment.offset)[0].data

    return again


def _gzip_or_plain(data: bytes, budget: Budget) -> Iterator[Segment | Stretch]:
    packed = _Packed(data, GZIP_MAGIC, partial(Zlib, GZIP), budget)
    # What stands before the first record hides neither it nor how it is packed.
    plain = len(data) if GZIP_MAGIC.match(data) else _first_plain(data)
    if plain < len(data) and packed.next_member(0, plain) == plain:
        yield Segment(0, data)
    else:
        yield from packed.segments(0)


def _first_plain(data: bytes) -> int:
    """Where the first record that is not packed begins, else the end."""
    if begins_record(data[:_LOOK]):
        return 0
    found = _PLAIN.search(data)
    return found.start() if found else len(data)


class _Packed:
    """A file of packed members."""

    def __init__(
        self,
        data: bytes,
        magic: re.Pattern[bytes],
        unpacker: Callable[[], Unpacker],
        budget: Budget,
    ) -> None:
        self._data, self._magic, self._unpacker, self._budget = data, magic, unpacker, budget
        self._looks = 0

    def segments(self, start: int) -> Iterator[Segment | Stretch]:
        """The runs of the members from a place on, and what stands between them."""
        place = start
        while place < len(self._data) and not self._budget.spent:
            begin = self.next_member(place, len(self._data))
            if begin == len(self._data) and not place and self._magic.match(self._data):
                # What is packed as one may hold other bytes before its first record.
                begin = 0
            if self._data[place:begin].strip(_PADDING):
                yield Stretch(place, begin - place, self._why(begin))
            if begin == len(self._data):
                return
            segment, place = self.run_at(begin)
            yield segment
        if place < len(self._data):
            yield Stretch(place, len(self._data) - place, self._budget.reason)

    def next_member(self, place: int, behind: int) -> int:
        """Where the next member that begins a record stands before a place, else that place."""
        for found in self._magic.finditer(self._data, place, behind):
            self._looks += 1
            if self._looks > _MOST_LOOKS:
                return behind
            if begins_record(start_of(self._data, found.start(), self._unpacker, _LOOK)):
                return found.start()
        return behind

    def _why(self, begin: int) -> str:
        if self._looks > _MOST_LOOKS and begin == len(self._data):
            return "can't be read: no record was found in too many tries"
        return "can't be read: they hold no start of a record"

    def run_at(self, begin: int) -> tuple[Segment, int]:
        """The run of a member, and of those behind it that go on with its records.

        With it the place where to go on.
        """
        run = Gathered(begin)
        place = begin
        while True:
            unpacking = Unpacking(self._data, place, self._unpacker)
            fault = self._gather(unpacking, run)
            self._budget.take(unpacking.end - place)
            if fault:
                # Damage may have been seen only behind the start of the next member.
                behind = self.next_member(place + 1, len(self._data))
                return run.segment(fault), unpacking.end if self._budget.spent else behind
            place = unpacking.end
            if not self._goes_on(place):
                return run.segment(""), place

    def _gather(self, unpacking: Unpacking, run: Gathered) -> str:
        for piece in unpacking:
            if not self._budget.take(len(piece)):
                return self._budget.reason
            run.add(piece)
        return unpacking.fault

    def _goes_on(self, place: int) -> bool:
        """Whether a member begins here in the midst of a record."""
        if not self._magic.match(self._data, place):
            return False
        start = start_of(self._data, place, self._unpacker, _LOOK)
        return bool(start) and not begins_record(start)
