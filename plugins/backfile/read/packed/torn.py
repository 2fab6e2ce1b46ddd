"""The bytes of a zip without its list of members (cut off, most often) in, what can be found out.

Before each member of a zip stands a header of its own; they are looked for one by one.
"""

import functools
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from backfile.read.packed.members import Member, Pack, Unpacked, limit_of, refused
from backfile.read.packed.names import decoded_name, shown_name

_LOCAL = b"PK\x03\x04"
# That of a member, what stands behind one, and the list of all: searched at once, as
# one that never comes would be sought to the end again and again.
_ANY_MARK = re.compile(rb"PK(?:\x03\x04|\x07\x08|\x01\x02)")
# APPNOTE.TXT 4.3.7: mark, version, flags, method, time, date, CRC-32, packed size, size,
# length of name, length of extra field.
_HEADER = struct.Struct("<4sHHHHHIIIHH")
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_IN_EXTRA = 0xFFFFFFFF
_TORN = (
    "is cut off or damaged, its list of members is missing: they were looked for one by one; "
    "try: fetch it again"
)
_CUT = "is cut off; what stands before that is read"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A header, and where in the zip its packed bytes are; crc 0: not known."""

    name: str
    flags: int
    method: int
    crc: int
    start: int
    end: int
    is_cut: bool


def torn_pack(data: bytes) -> Pack:
    """The members whose headers are found."""
    entries = [entry for entry in _entries(data) if not entry.name.endswith("/")]
    return Pack(tuple(_member(data, entry) for entry in entries), (_TORN,))


def _entries(data: bytes) -> Iterator[_Entry]:
    at = data.find(_LOCAL)
    while 0 <= at <= len(data) - _HEADER.size:
        entry = _entry(data, at)
        yield entry
        at = data.find(_LOCAL, max(entry.end, at + len(_LOCAL)))


def _entry(data: bytes, at: int) -> _Entry:
    _, _, flags, method, _, _, crc, packed, _, name_size, extra_size = _HEADER.unpack_from(data, at)
    name_at = at + _HEADER.size
    start = min(name_at + name_size + extra_size, len(data))
    raw = data[name_at : name_at + name_size]
    name = raw.decode("utf-8", "replace") if flags & _UTF8 else decoded_name(raw)
    if flags & _SIZES_BEHIND or packed == _IN_EXTRA:
        end = _next(data, start)
        return _Entry(shown_name(name), flags, method, 0, start, end, end == len(data))
    end = min(start + packed, len(data))
    return _Entry(shown_name(name), flags, method, crc, start, end, start + packed > len(data))


def _next(data: bytes, start: int) -> int:
    """Where the next header of any kind stands; the end where none does."""
    found = _ANY_MARK.search(data, start)
    return found.start() if found else len(data)


def _member(data: bytes, entry: _Entry) -> Member:
    if entry.flags & _ENCRYPTED:
        return Member(entry.name, refused("is encrypted; try: unpack it with its password"))
    if entry.method not in {_STORED, _DEFLATED}:
        return Member(entry.name, refused("is packed by a method that is not read from torn zips"))
    return Member(entry.name, functools.partial(_unpacked, data, entry))


def _unpacked(data: bytes, entry: _Entry, left: int) -> Unpacked:
    packed = data[entry.start : entry.end]
    limit = limit_of(len(packed), left)
    found, is_whole = packed, not entry.is_cut
    if entry.method == _DEFLATED:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            found = stream.decompress(packed, limit.most + 1)
        except zlib.error as error:
            return Unpacked(why_not=f"is damaged ({error}); try: fetch the pack again")
        is_whole = stream.eof
    if len(found) > limit.most:
        return Unpacked(why_not=limit.why)
    if is_whole and entry.crc and zlib.crc32(found) != entry.crc:
        return Unpacked(why_not="is damaged (wrong CRC-32); try: fetch the pack again")
    if is_whole:
        return Unpacked(found)
    return Unpacked(found, _CUT) if found else Unpacked(why_not="is cut off; try: fetch it again")
