"""A JPEG in, the same picture without metadata out: segments are copied, never decoded.

Kept are the segments that make the picture, its colour profile and the mark
of its colour transform; EXIF, XMP, IPTC, comments, thumbnails and whatever
follows the end are not. The segments are those of ITU-T T.81, annex B.
"""

import re
from collections.abc import Iterator

from backfile.read.images.parts import BadPictureError, Stripped, number, piece

START = b"\xff\xd8\xff"
_MARK, _END, _SCAN = 0xFF, 0xD9, 0xDA
_JFIF, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
# Start of frame: all of C0 to CF but the tables (C4, CC) and a reserved one (C8).
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Tables, frames, restart interval, line count: what decoding needs.
_DRAWING = frozenset(range(0xC0, 0xD0)) | {0xDB, 0xDC, 0xDD, 0xDE, 0xDF}
_PROFILE = b"ICC_PROFILE\0"
_EXIF = b"Exif\0\0"
_ADOBE, _ADOBE_BYTES = b"Adobe", 16
# In a scan FF is followed by 00 or a restart mark; anything else ends the scan.
_SCAN_ENDS = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_ORIENTATION = 0x0112
_MOST_TAGS = 200
# From 5 on, the picture lies on its side.
_ON_ITS_SIDE, _LAST_ORIENTATION = 5, 8


def strip(data: bytes) -> Stripped:
    """The picture without metadata; it is still shown the right way up.

    Raises:
        BadPictureError: it is no JPEG that can be shown.
    """
    segments = [*_segments(data)]
    frames = [segment for mark, segment in segments if mark in _FRAMES]
    if len(frames) != 1 or not any(mark == _SCAN for mark, _ in segments):
        raise BadPictureError
    turned = _turned(segments)
    kept = (_kept(mark, segment) for mark, segment in segments)
    whole = b"".join((b"\xff\xd8", _upright(turned), *kept, b"\xff\xd9"))
    height, width = number(frames[0], 5, 2), number(frames[0], 7, 2)
    is_on_its_side = turned >= _ON_ITS_SIDE
    return Stripped(whole, *((height, width) if is_on_its_side else (width, height)))


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment with its mark; a scan with all that belongs to it."""
    at = 2
    while (mark := _mark(data, at := _past_filling(data, at))) != _END:
        end = at + 2 + number(data, at + 2, 2)
        piece(data, at, end - at)
        if mark == _SCAN:
            end = _end_of_scan(data, end)
        yield mark, data[at:end]
        at = end


def _past_filling(data: bytes, at: int) -> int:
    """Where the mark stands that any number of FF may come before."""
    while data[at : at + 2] == b"\xff\xff":
        at += 1
    return at


def _mark(data: bytes, at: int) -> int:
    """The mark at a place; the end where a file breaks off, as browsers take it."""
    if at >= len(data) - 1:
        return _END
    if data[at] != _MARK or not data[at + 1]:
        raise BadPictureError
    return data[at + 1]


def _end_of_scan(data: bytes, at: int) -> int:
    found = _SCAN_ENDS.search(data, at)
    return found.start() if found else len(data)


def _kept(mark: int, segment: bytes) -> bytes:
    """A segment, or nothing of it where it does not make the picture."""
    if mark in _DRAWING or mark == _SCAN:
        return segment
    if mark == _JFIF and segment[4:9] == b"JFIF\0":
        # Without its thumbnail.
        return b"\xff\xe0\0\x10" + piece(segment, 4, 12) + b"\0\0"
    if mark == _APP2 and segment[4:].startswith(_PROFILE):
        return segment
    is_adobe = mark == _APP14 and segment[4:].startswith(_ADOBE) and len(segment) == _ADOBE_BYTES
    return segment if is_adobe else b""


def _turned(segments: list[tuple[int, bytes]]) -> int:
    """How the picture is turned by the first EXIF it has."""
    exifs = (s[4:] for mark, s in segments if mark == _APP1 and s[4:].startswith(_EXIF))
    return next((_orientation(exif[len(_EXIF) :]) for exif in exifs), 1)


def _orientation(tiff: bytes) -> int:
    """How a picture is turned, 1 to 8, as its EXIF says; 1 where it says nothing sound."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4], "")
    if order not in {"little", "big"}:
        return 1

    def value(start: int, size: int) -> int:
        return int.from_bytes(tiff[start : start + size], "little" if order == "little" else "big")

    first = value(4, 4)
    for at in range(first + 2, first + 2 + 12 * min(_MOST_TAGS, value(first, 2)), 12):
        if value(at, 2) == _ORIENTATION:
            found = value(at + 8, 2)
            return found if 1 <= found <= _LAST_ORIENTATION else 1
    return 1


def _upright(turned: int) -> bytes:
    """EXIF that says how the picture is turned and nothing else; nothing for the usual way."""
    if turned == 1:
        return b""
    tag = _ORIENTATION.to_bytes(2, "big") + b"\0\3\0\0\0\1" + turned.to_bytes(2, "big") + b"\0\0"
    exif = _EXIF + b"MM\0*\0\0\0\x08" + b"\0\1" + tag + b"\0\0\0\0"
    return b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
