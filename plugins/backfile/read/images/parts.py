"""What the modules of this room share: a picture without metadata, and reads that stay inside."""

from dataclasses import dataclass


class BadPictureError(ValueError):
    """The bytes are no whole picture of their kind; never leaves this room."""


@dataclass(frozen=True, slots=True)
class Stripped:
    """The bytes of a picture without metadata; width and height in pixels, as shown."""

    data: bytes
    width: int
    height: int


def number(data: bytes, start: int, size: int) -> int:
    """The big-endian number of so many bytes.

    Raises:
        BadPictureError: the bytes end before.
    """
    return int.from_bytes(piece(data, start, size), "big")


def little(data: bytes, start: int, size: int) -> int:
    """The little-endian number of so many bytes.

    Raises:
        BadPictureError: the bytes end before.
    """
    return int.from_bytes(piece(data, start, size), "little")


def piece(data: bytes, start: int, size: int) -> bytes:
    """So many bytes, all of them there.

    Raises:
        BadPictureError: the bytes end before.
    """
    found = data[start : start + size]
    if start < 0 or size < 0 or len(found) != size:
        raise BadPictureError
    return found
