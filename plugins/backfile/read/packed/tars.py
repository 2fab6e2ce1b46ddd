"""The bytes of a tar in, its members out; between damaged headers the next sound one is sought."""

import functools
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backfile.read.packed.members import Member, Pack, Unpacked, refused
from backfile.read.packed.names import decoded_name, shown_name

_BLOCK = tarfile.BLOCKSIZE
_MAGIC, _MAGIC_AT = b"ustar", 257
_LONG_NAME, _LONG_LINK, _OWN_FIELDS, _ALL_FIELDS = b"L", b"K", b"x", b"g"
# What is said of members that are no plain files.
_KINDS = {
    tarfile.SYMTYPE: "is a link; try: pack the file itself",
    tarfile.LNKTYPE: "is a link to another member, which is read by its own name",
    tarfile.GNUTYPE_SPARSE: "is a sparse file, which is not read; try: unpack it",
    tarfile.CHRTYPE: "is a device; try: take it away",
    tarfile.BLKTYPE: "is a device; try: take it away",
    tarfile.FIFOTYPE: "is a pipe; try: take it away",
}
# A pax record: its length, a name, a value (POSIX.1-2001, pax interchange format).
_RECORD = re.compile(rb"(\d{1,9}) ([^=\n]{1,100})=")
# A header may state more than any file holds.
_LARGEST = 2**62
_CUT = "is cut off; what stands before that is read"


@dataclass(slots=True)
class _Scan:
    """Where the reading of a tar stands, what is said of the next member, and what is lost."""

    at: int = 0
    said: dict[str, bytes] = field(default_factory=dict)
    damages: list[str] = field(default_factory=list)


def is_tar(start: bytes) -> bool:
    """Whether a file begins with the header of a tar's member."""
    magic = start[_MAGIC_AT : _MAGIC_AT + len(_MAGIC)] == _MAGIC
    return len(start) >= _BLOCK and (magic or isinstance(_header(start, 0), tarfile.TarInfo))


def tar_pack(data: bytes) -> Pack:
    """The members of a tar, folders apart."""
    scan = _Scan()
    found = tuple(_members(data, scan))
    return Pack(found, tuple(scan.damages))


def _members(data: bytes, scan: _Scan) -> Iterator[Member]:
    while scan.at < len(data):
        info = _header(data, scan.at)
        if info is None:
            _skip(data, scan)
            continue
        start = scan.at + _BLOCK
        size = _size(info, scan.said)
        # What holds no bytes may still state a size.
        scan.at = start + (-(-size // _BLOCK) * _BLOCK if info.type not in _KINDS else 0)
        if info.type in {_LONG_NAME, _OWN_FIELDS}:
            scan.said |= _fields(info.type, data[start : start + size])
        elif info.type not in {_LONG_LINK, _ALL_FIELDS}:
            if not info.isdir():
                yield _member(data, info, scan.said, range(start, start + size))
            scan.said = {}


def _header(data: bytes, at: int) -> tarfile.TarInfo | None:
    """The header at a place; None where there is none, or only zeros."""
    try:
        return tarfile.TarInfo.frombuf(data[at : at + _BLOCK], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return None


def _skip(data: bytes, scan: _Scan) -> None:
    """Go on to the next header, and tell where more than zeros stands before it."""
    start, said = scan.at, False
    while scan.at < len(data) and _header(data, scan.at) is None:
        said = said or any(data[scan.at : scan.at + _BLOCK])
        scan.at += _BLOCK
    if said:
        scan.said = {}
        end = min(scan.at, len(data))
        scan.damages.append(f"holds no sound header from byte {start} to {end}: left out")


def _fields(kind: bytes, content: bytes) -> Mapping[str, bytes]:
    """What stands in front of a member that does not fit into its header."""
    if kind == _LONG_NAME:
        return {"path": content.partition(b"\0")[0]}
    said: dict[str, bytes] = {}
    at = 0
    while found := _RECORD.match(content, at):
        end = at + int(found[1])
        said[found[2].decode("utf-8", "replace")] = content[found.end() : max(end - 1, found.end())]
        at = max(end, found.end())
    return said


def _size(info: tarfile.TarInfo, said: Mapping[str, bytes]) -> int:
    size = said.get("size", b"")
    is_own = info.type not in {_LONG_NAME, _LONG_LINK, _OWN_FIELDS, _ALL_FIELDS}
    stated = (
        int(size) if is_own and size.isdigit() and len(size) < len(str(_LARGEST)) else info.size
    )
    return min(max(stated, 0), _LARGEST)


def _member(data: bytes, info: tarfile.TarInfo, said: Mapping[str, bytes], place: range) -> Member:
    raw = said.get("path") or info.name.encode("utf-8", "surrogateescape")
    name = shown_name(decoded_name(raw))
    is_sparse = any(field.startswith("GNU.sparse") for field in said)
    kind = tarfile.GNUTYPE_SPARSE if is_sparse else info.type
    if kind in _KINDS:
        return Member(name, refused(_KINDS[kind]))
    return Member(name, functools.partial(_unpacked, data, place), is_packed=False)


def _unpacked(data: bytes, place: range, left: int) -> Unpacked:
    # Nothing gets larger by being taken out of a tar; its own bytes were counted already.
    del left
    found = data[place.start : place.stop]
    if len(found) == len(place):
        return Unpacked(found)
    return Unpacked(found, _CUT) if found else Unpacked(why_not="is cut off; try: fetch it again")
