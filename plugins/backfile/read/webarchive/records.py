"""A run of unpacked bytes in, its WARC or ARC records out.

A record states its length, but not always rightly: what stands behind it must
be the next record, else its end is searched for. Bytes that belong to no
record are told.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from backfile.model import Repair
from backfile.read.webarchive.fields import MOST_HEADER, fields_of, header_end, number_of
from backfile.read.webarchive.runs import Run, Segment
from backfile.read.webarchive.starts import ARC_START, WARC_START
from backfile.read.webarchive.unpacking import BAD_CHECKSUM

_START = re.compile(rb"\n(?:" + WARC_START + b"|" + ARC_START + b")")
_AT_START = re.compile(rb"(?:" + WARC_START + b"|" + ARC_START + b")")
_BLANKS = re.compile(rb"[\r\n]{0,16}")
# How a block is closed, and what stands before the next record.
_CLOSE = re.compile(rb"\r\n\r\n|\n\n")
_CLOSED = re.compile(rb"(?:\r?\n){1,2}\Z")
_BLANK = b"\0\r\n \t"
_ARC_FIELDS = {"filedesc": "warcinfo", "dns": "response"}


@dataclass(frozen=True, slots=True)
class Record:
    """A record of an archive.

    place: where it stands in its file, in words. fields: those of its header,
    by lower-case names; an ARC record's under the names that WARC has for them.
    first, last: the bounds of its block in data. faults: what is wrong with it,
    as repairs of the document that it gives. again: gives data once more, where
    it need not be held.
    """

    place: str
    fields: Mapping[str, str]
    data: Run
    first: int
    last: int
    faults: tuple[Repair, ...] = ()
    again: Callable[[], Run] | None = None

    @property
    def size(self) -> int:
        """How many bytes its block has."""
        return self.last - self.first

    def start(self, most: int) -> bytes:
        """The first bytes of its block."""
        return self.data[self.first : min(self.last, self.first + most)]

    def block(self) -> bytes:
        """All of its block."""
        return self.data[self.first : self.last]


@dataclass(frozen=True, slots=True)
class Damage:
    """A part of an archive that is no record that could be read, and why."""

    place: str
    reason: str


def records(segment: Segment) -> Iterator[Record | Damage]:
    """The records of a run, in order, and what of it belongs to none."""
    found = _found(segment)
    waiting = next(found, None)
    is_alone = True
    for following in found:
        if waiting is not None:
            yield waiting
        waiting, is_alone = following, False
    yield _last(segment, waiting)
    if segment.fault not in {"", BAD_CHECKSUM} and not is_alone:
        place = _place(segment, len(segment.data), "bytes from")
        yield Damage(place, f"can't be read: the packed data {segment.fault}; more may be lost")


def _last(segment: Segment, found: Record | Damage | None) -> Record | Damage:
    """The last record of a run, which is cut by what ends the run early."""
    if isinstance(found, Record) and segment.fault:
        fault = Repair("", "", f"the record's packed data {segment.fault}")
        return replace(found, faults=(*found.faults, fault))
    if found is not None:
        return found
    what = f"its packed data {segment.fault}" if segment.fault else "it is empty"
    return Damage(_place(segment, 0), f"can't be read: {what}")


def _found(segment: Segment) -> Iterator[Record | Damage]:
    data, place = segment.data, 0
    while place < len(data):
        place = _behind_blanks(data, place)
        begin = _next_start(data, place)
        if data[place : min(begin, place + MOST_HEADER)].strip(_BLANK):
            where = _place(segment, place, "bytes from")
            yield Damage(where, f"can't be read: {begin - place} bytes that belong to no record")
        if begin >= len(data):
            return
        record = _record(segment, begin)
        yield record
        place = record.last if isinstance(record, Record) else _following(data, begin + 1)


def _next_start(data: Run, place: int) -> int:
    """Where the next record begins, else the end of the data."""
    return place if _AT_START.match(data, place) else _following(data, place)


def _following(data: Run, place: int) -> int:
    """Where the first line behind a place that begins a record stands, else the end."""
    found = _START.search(data, place)
    return found.start() + 1 if found else len(data)


def _behind_blanks(data: Run, place: int) -> int:
    found = _BLANKS.match(data, place)
    return found.end() if found else place


def _place(segment: Segment, inner: int, what: str = "record at byte") -> str:
    """Where something stands in the file, in words."""
    if not segment.packed:
        return f"{what} {segment.offset + inner}"
    return f"{what} {segment.offset}" + (f", unpacked byte {inner}" if inner else "")


def _record(segment: Segment, begin: int) -> Record | Damage:
    data = segment.data
    if data[begin : begin + 5] != b"WARC/":
        return _arc_record(segment, begin)
    end, body = header_end(data, begin)
    if end < 0:
        return Damage(_place(segment, begin), "can't be read: its header has no end")
    return _bounded(segment, begin, body, fields_of(data[begin:end]))


def _arc_record(segment: Segment, begin: int) -> Record | Damage:
    line = _AT_START.match(segment.data, begin)
    if line is None:  # pragma: no cover - only called where it matches
        return Damage(_place(segment, begin), "can't be read: its header is no header")
    url = line["url"].decode("utf-8", "replace")
    scheme = url.partition(":")[0].lower()
    fields = {
        "warc-type": _ARC_FIELDS.get(scheme, "response"),
        "warc-target-uri": url,
        "warc-date": line["date"].decode(),
        "content-type": "application/http",
        "content-length": line["length"].decode(),
    }
    # Version 2 has more columns; the type is the first of either.
    kind = line["rest"].decode("latin-1").split(" ")[0]
    if not segment.data[line.end() : line.end() + 5].startswith(b"HTTP/"):
        fields["content-type"] = kind
    return _bounded(segment, begin, line.end(), fields)


def _bounded(segment: Segment, begin: int, body: int, fields: Mapping[str, str]) -> Record:
    """A record with the end that its block really has."""
    data, stated = segment.data, number_of(fields.get("content-length", ""))
    faults: tuple[Repair, ...] = ()
    last = body + stated
    if stated < 0 or last > len(data) or not _ends_well(data, body, last):
        last = _searched(data, body)
        faults = (_wrong_length(last - body, stated),)
    return Record(_place(segment, begin), fields, data, body, last, faults)


def _ends_well(data: Run, body: int, last: int) -> bool:
    """Whether a block ends where its stated length says: before a record, or the end."""
    behind = _behind_blanks(data, last)
    if behind == len(data) or _AT_START.match(data, behind):
        return True
    # Other bytes stand behind it, but it was closed as blocks are.
    return bool(_CLOSE.match(data, last)) and _START.search(data, body - 1, last) is None


def _searched(data: Run, body: int) -> int:
    """The end of a block whose stated length is wrong: where the next record begins."""
    found = _START.search(data, body - 1)
    if found is None:
        return len(data)
    last = found.start() + 1
    close = _CLOSED.search(data[max(body, last - 4) : last])
    return last - len(close[0]) if close else last


def _wrong_length(size: int, stated: int) -> Repair:
    if stated < 0:
        return Repair("", "", "the record states no length")
    how = "ends before" if size < stated else "goes on beyond"
    return Repair(f"{size} of {stated} bytes", "", f"the record {how} its stated length")
