"""The bytes of an MHTML file in, its parts out, as far as they can be told apart.

RFC 2557: the parts of a page, each with its own address, in one message. What
browsers and add-ons write is read, and files that were cut off or edited.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from backfile.read.singlefile.fields import Fields, fields_of, header_end

_MOST_PARTS, _DEEPEST = 20_000, 4
_SAID_BY_ITSELF = re.compile(
    rb"^--([^\r\n]{1,200})\r?\n(?=content-[a-z-]{1,40}:)", re.IGNORECASE | re.MULTILINE
)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_LOOKS_LIKE_HTML = re.compile(rb"<(?:!doctype html|html|body|head)\b", re.IGNORECASE)
_NO_BOUNDARY = "its parts are not parted as its header says: they were told apart by their look"
_NO_END = "ends without its last boundary: it may be cut off"
_TOO_MANY = f"holds more than {_MOST_PARTS} parts: the rest was left out"
_MORE = "its base64 goes on behind its end: what stands there is left out"
_CUT = "its base64 is cut off: what stands before that is read"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a saved page: its type, address, id and bytes, and what is wrong with these."""

    type: str
    charset: str
    location: str
    ident: str
    data: bytes
    damage: str = ""


@dataclass(slots=True)
class _Parting:
    """The parts found so far, and what is wrong with the file as a whole."""

    parts: list[Part] = field(default_factory=list)
    damages: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Message:
    """A saved page: the header of the file, its parts in order, and what is wrong with it."""

    header: Fields
    parts: tuple[Part, ...]
    damages: tuple[str, ...]


def message_of(data: bytes) -> Message:
    """The parts of an MHTML file; a part in which others stand is these."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    end, start = header_end(data)
    header = fields_of(data[:end])
    parting = _Parting()
    _take_apart(header, data[start:], parting, 0)
    return Message(header, tuple(parting.parts), tuple(parting.damages))


def _take_apart(header: Fields, body: bytes, parting: _Parting, depth: int) -> None:
    is_many = header.type.startswith("multipart/") and depth < _DEEPEST
    pieces = _pieces(header.parameter("boundary"), body, parting) if is_many else []
    if not pieces:
        parting.parts.append(_part(header, body))
    for start, stop in pieces:
        if len(parting.parts) >= _MOST_PARTS:
            parting.damages[_TOO_MANY] = None
            return
        piece = body[start:stop]
        # A part may have no fields at all.
        end, below = (0, 0) if piece[:1] in b"\r\n" else header_end(piece)
        _take_apart(fields_of(piece[:end]), piece[below:], parting, depth + 1)


def _pieces(boundary: str, body: bytes, parting: _Parting) -> list[tuple[int, int]]:
    """Where the parts of a body begin and end; none where nothing parts them."""
    mark = boundary.encode("utf-8", "surrogateescape")
    found = list(_marks(mark, body)) if mark else []
    if not found and (seen := _SAID_BY_ITSELF.search(body)):
        parting.damages[_NO_BOUNDARY] = None
        found = list(_marks(seen[1].rstrip(), body))
    if not found:
        return []
    if not found[-1][1]:
        parting.damages[_TOO_MANY if len(found) == _MOST_PARTS else _NO_END] = None
    is_whole = len(found) < _MOST_PARTS
    ends = [*(mark.start() for mark, _ in found[1:]), *((len(body),) if is_whole else ())]
    pairs = zip(found, ends, strict=False)
    return [(mark.end(), end) for (mark, is_last), end in pairs if not is_last]


def _marks(boundary: bytes, body: bytes) -> Iterator[tuple[re.Match[bytes], bool]]:
    """Each line that parts, and whether it says that it is the last."""
    # The line end before it is its own.
    pattern = rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]{0,80}(?:\r?\n|\Z)"
    for found in islice(re.finditer(pattern, body), _MOST_PARTS):
        yield found, found[1] is not None
        if found[1]:
            return


def _part(header: Fields, body: bytes) -> Part:
    coding = header.get("content-transfer-encoding").strip().lower()
    data, damage = _plain(coding, body)
    kind = header.type
    if kind.startswith("multipart/") or not kind:
        # Its boundary or its header is lost.
        kind = "text/html" if _LOOKS_LIKE_HTML.search(data[:5_000]) else kind or "text/plain"
    return Part(
        kind, header.parameter("charset"), header.address("content-location"),
        header.ident, data, damage,
    )  # fmt: skip


def _plain(coding: str, body: bytes) -> tuple[bytes, str]:
    """The bytes that a body stands for, and what is wrong with them."""
    if coding == "quoted-printable":
        return binascii.a2b_qp(body), ""
    if coding != "base64":
        return body, ""
    letters, padding, behind = body.partition(b"=")
    letters = _NO_BASE64.sub(b"", letters)
    rest = len(letters) % 4
    whole = letters[:-1] if rest == 1 else letters
    data = binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))
    if _NO_BASE64.sub(b"", behind):
        return data, _MORE
    return data, _CUT if rest and not padding else ""
