"""A WebP in, the same picture without metadata out: chunks are copied, never unpacked.

Kept are the chunks that make the picture, its colour profile and its frames;
EXIF, XMP, unknown chunks and whatever follows the end are not. The chunks are
those of RFC 9649.
"""

from collections.abc import Iterator

from backfile.read.images.parts import BadPictureError, Stripped, little, piece

START = b"RIFF"
_CANVAS, _LOSSY, _LOSSLESS, _FRAME = b"VP8X", b"VP8 ", b"VP8L", b"ANMF"
_DRAWING = frozenset((_CANVAS, _LOSSY, _LOSSLESS, _FRAME, b"ALPH", b"ANIM", b"ICCP"))
_IN_A_FRAME = frozenset((_LOSSY, _LOSSLESS, b"ALPH"))
_FRAME_HEADER = 16
# The bits of a canvas that announce EXIF and XMP.
_ANNOUNCED = 0x0C
_SIDE = 0x3FFF  # of lossy and lossless pictures alike, 14 bits


def strip(data: bytes) -> Stripped:
    """The picture without metadata.

    Raises:
        BadPictureError: it is no whole WebP.
    """
    if piece(data, 8, 4) != b"WEBP":
        raise BadPictureError
    end = 8 + little(data, 4, 4)
    chunks = [_bare(n, body) for n, body in _chunks(piece(data, 0, end), 12) if n in _DRAWING]
    if not any(name in {_LOSSY, _LOSSLESS, _FRAME} for name, _ in chunks):
        raise BadPictureError
    width, height = _size(*chunks[0])
    body = b"WEBP" + b"".join(_chunk(name, content) for name, content in chunks)
    return Stripped(START + len(body).to_bytes(4, "little") + body, width, height)


def _chunks(data: bytes, at: int) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk."""
    while at < len(data):
        size = little(data, at + 4, 4)
        yield piece(data, at, 4), piece(data, at + 8, size)
        at += 8 + size + size % 2


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _bare(name: bytes, content: bytes) -> tuple[bytes, bytes]:
    """A chunk that announces and holds nothing but the picture."""
    if name == _CANVAS:
        return name, bytes([piece(content, 0, 10)[0] & ~_ANNOUNCED]) + content[1:10]
    if name == _FRAME:
        inner = _chunks(content, _FRAME_HEADER)
        drawn = b"".join(_chunk(n, body) for n, body in inner if n in _IN_A_FRAME)
        return name, piece(content, 0, _FRAME_HEADER) + drawn
    return name, content


def _size(name: bytes, content: bytes) -> tuple[int, int]:
    """Width and height, from the first chunk."""
    if name == _CANVAS:
        return little(content, 4, 3) + 1, little(content, 7, 3) + 1
    if name == _LOSSY and piece(content, 3, 3) == b"\x9d\x01\x2a":
        return little(content, 6, 2) & _SIDE, little(content, 8, 2) & _SIDE
    if name == _LOSSLESS and piece(content, 0, 1) == b"\x2f":
        bits = little(content, 1, 4)
        return (bits & _SIDE) + 1, (bits >> 14 & _SIDE) + 1
    raise BadPictureError
