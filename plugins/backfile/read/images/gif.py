"""A GIF in, the same picture without metadata out: blocks are copied, never unpacked.

Kept are the frames, how they follow each other and whether they go on for
ever; comments, plain texts, XMP and whatever follows the end are not. The
blocks are those of the GIF89a specification.
"""

from backfile.read.images.parts import BadPictureError, Stripped, little, piece

START = b"GIF8"
_SCREEN = 13
_FRAME, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip(data: bytes) -> Stripped:
    """The picture without metadata; a file that breaks off ends with its last whole block.

    Raises:
        BadPictureError: it is no GIF with a frame.
    """
    if data[4:6] not in {b"7a", b"9a"}:
        raise BadPictureError
    at = _SCREEN + _colours(piece(data, 10, 1)[0])
    parts, frames = [piece(data, 0, at)], 0
    while at < len(data) and data[at] != _END:
        end = _end_of_block(data, at)
        if end > len(data):
            break
        if data[at] == _FRAME:
            frames += _fits(data, at)
        parts.append(data[at:end] if _is_kept(data, at) else b"")
        at = end
    if not frames:
        raise BadPictureError
    whole = b"".join((*parts, bytes([_END])))
    return Stripped(whole, little(data, 6, 2), little(data, 8, 2))


def _fits(data: bytes, at: int) -> bool:
    """Whether a frame fits on the screen; one that does not could be of any size."""
    left, top, width, height = (little(data, at + n, 2) for n in (1, 3, 5, 7))
    if left + width > little(data, 6, 2) or top + height > little(data, 8, 2):
        raise BadPictureError
    return True


def _colours(flags: int) -> int:
    """How many bytes a table of colours takes that flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_block(data: bytes, at: int) -> int:
    """Where a block ends; beyond the bytes where these break off."""
    if data[at] == _EXTENSION:
        return _end_of_pieces(data, at + 2)
    if data[at] != _FRAME:
        raise BadPictureError
    flags = data[at + 9] if at + 9 < len(data) else 0
    return _end_of_pieces(data, at + 10 + _colours(flags) + 1)


def _end_of_pieces(data: bytes, at: int) -> int:
    """Where a run of pieces ends, each with its length before it, the last of length 0."""
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def _is_kept(data: bytes, at: int) -> bool:
    if data[at] == _FRAME:
        return True
    label = data[at + 1]
    is_loop = label == _APPLICATION and data[at + 3 : at + 14] in _LOOPS
    return label == _CONTROL or (is_loop and data[at + 14 : at + 16] == b"\3\1")
