"""A PNG in, the same picture without metadata out: chunks are copied, never unpacked.

Kept are the chunks that make the picture, its colours and its frames; texts,
times, EXIF, unknown chunks and whatever follows the end are not. Every kept
chunk's checksum is held against its bytes. The chunks are those of the W3C's
PNG specification, third edition.
"""

import zlib

from backfile.read.images.parts import BadPictureError, Stripped, number, piece

START = b"\x89PNG\r\n\x1a\n"
_DRAWING = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs cICP acTL fcTL fdAT".split()
)
_LAYOUT = 12  # a chunk's length, name and checksum


def strip(data: bytes) -> Stripped:
    """The picture without metadata.

    Raises:
        BadPictureError: it is no whole PNG.
    """
    parts = [START]
    names: list[bytes] = []
    at = len(START)
    while names[-1:] != [b"IEND"]:
        chunk = piece(data, at, number(data, at, 4) + _LAYOUT)
        name = chunk[4:8]
        if name in _DRAWING:
            parts.append(_sound(chunk))
            names.append(name)
        at += len(chunk)
    if names[0] != b"IHDR" or b"IDAT" not in names:
        raise BadPictureError
    width, height = number(parts[1], 8, 4), number(parts[1], 12, 4)
    return Stripped(b"".join(parts), width, height)


def _sound(chunk: bytes) -> bytes:
    if zlib.crc32(chunk[4:-4]) != number(chunk, len(chunk) - 4, 4):
        raise BadPictureError
    return chunk
