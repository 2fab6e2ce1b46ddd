"""The block of a record in, its HTTP message out: status, fields, body.

The body is taken out of its chunks and unpacked only when asked for. What was
wrong on the way is told; whatever of it can be read is given.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from backfile.model import Repair
from backfile.read.webarchive.fields import MOST_HEADER, fields_of, header_end, number_of
from backfile.read.webarchive.records import Record
from backfile.read.webarchive.unpacking import (
    EITHER,
    RAW,
    Brotli,
    Unpacker,
    Zlib,
    Zstandard,
    unpack,
)

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_UNPACKERS: Mapping[str, Callable[[], Unpacker]] = {
    "gzip": partial(Zlib, EITHER),
    "x-gzip": partial(Zlib, EITHER),
    "deflate": partial(Zlib, EITHER),
    "br": Brotli,
    "zstd": Zstandard,
}
# Bytes that are packed begin so; what does not was unpacked before it was archived.
_MAGIC = {"gzip": b"\x1f\x8b", "x-gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
# Servers pack once, some by mistake twice.
_MOST_CODINGS = 3
_PLAIN_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[<{\[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Message:
    """What a server answered.

    status: 0 where the record holds none. fields: of the HTTP header, by
    lower-case names. first: where its body begins in the record's data. faults:
    what is wrong with it.
    """

    record: Record
    status: int
    fields: Mapping[str, str]
    first: int
    faults: tuple[Repair, ...] = ()

    @property
    def size(self) -> int:
        """How many bytes its body has as it was sent."""
        return self.record.last - self.first

    def sent(self) -> bytes:
        """The body as it was sent."""
        return self.record.data[self.first : self.record.last]


@dataclass(frozen=True, slots=True)
class Body:
    """The body of an answer: as sent, out of its chunks, unpacked; and what is wrong with it."""

    sent: bytes
    joined: bytes
    content: bytes
    faults: tuple[Repair, ...] = ()


def message_of(record: Record) -> Message:
    """The HTTP message of a record; a record without one is all body."""
    first = record.first
    start = record.start(MOST_HEADER)
    status = _STATUS.match(start)
    # Before the answer a server may have said that one is on its way.
    while status and status[1].startswith(b"1"):
        body = header_end(start)[1]
        if body < 0 or not _STATUS.match(start, body):
            break
        first, start = first + body, start[body:]
        status = _STATUS.match(start)
    if status is None:
        kind = record.fields.get("content-type", "")
        return Message(record, 0, {"content-type": kind}, record.first)
    end, body = header_end(start)
    if end < 0:
        fault = Repair("", "", "its HTTP header has no end")
        return Message(record, int(status[1]), fields_of(start), record.last, (fault,))
    return Message(record, int(status[1]), fields_of(start[:end]), first + body)


def body_of(message: Message, most: int) -> Body:
    """The body of an answer, unpacked up to `most` bytes and a little more."""
    sent = message.sent()
    whys: list[str] = []
    joined = sent
    if "chunked" in message.fields.get("transfer-encoding", "").lower():
        joined, why = _joined(sent)
        whys.append(why)
    content = joined
    for coding in _codings(message, content):
        content, why = _unpacked(content, coding, most)
        whys.append(why)
    found = (Repair("", "", why) for why in whys if why)
    return Body(sent, joined, content, (*message.faults, *found, *_short(message, sent)))


def _codings(message: Message, content: bytes) -> list[str]:
    """How a body is packed, the last packing first."""
    named = message.fields.get("content-encoding", "").lower().split(",")
    codings = [name.strip() for name in reversed(named) if name.strip() in _UNPACKERS]
    if not codings and content.startswith(b"\x1f\x8b\x08"):
        codings = ["gzip"]
    return codings[:_MOST_CODINGS]


def _unpacked(content: bytes, coding: str, most: int) -> tuple[bytes, str]:
    if not content.startswith(_MAGIC.get(coding, b"")):
        return content, ""
    found, fault = unpack(content, _UNPACKERS[coding], most)
    if fault and not found and coding == "deflate":
        found, fault = unpack(content, partial(Zlib, RAW), most)
    if fault and not found:
        # Many archives keep the header of what they have unpacked.
        is_plain = _PLAIN_START.match(content) is not None
        return content if is_plain else b"", "" if is_plain else f"its {coding} packing {fault}"
    return found, f"its {coding} packing {fault}" if fault else ""


def _joined(sent: bytes) -> tuple[bytes, str]:
    """A body out of its chunks, and what is wrong with them."""
    if _CHUNK.match(sent) is None:
        # Many archives keep the header of what they have joined.
        return sent, ""
    parts: list[bytes] = []
    place = 0
    while found := _CHUNK.match(sent, place):
        size = int(found[1], 16)
        if not size:
            return b"".join(parts), ""
        parts.append(sent[found.end() : found.end() + size])
        place = found.end() + size
        place += len(sent[place : place + 2]) - len(sent[place : place + 2].lstrip(b"\r\n"))
    rest = sent[place:]
    why = "a chunk is damaged: what follows is read as it stands" if rest.strip() else (
        "the last chunk is missing"
    )  # fmt: skip
    return b"".join((*parts, rest)), why


def _short(message: Message, sent: bytes) -> Iterator[Repair]:
    """Whether the server had promised more than it sent."""
    if message.record.faults or {"content-encoding", "transfer-encoding"} & message.fields.keys():
        return
    promised = number_of(message.fields.get("content-length", ""))
    if message.status and promised > len(sent):
        what = f"{len(sent)} of {promised} bytes"
        yield Repair(what, "", "the server sent less than it had promised")
