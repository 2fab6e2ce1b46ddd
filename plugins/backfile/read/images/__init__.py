"""The bytes of a picture in, the same picture without metadata and its size out; or None.

No picture is decoded: only its container is read and copied, part by part, so
that nothing is unpacked here, the pixels stay as they were, and no text,
place or preview that is hidden in a file gets out. What is not one of the five
kinds below, by its own bytes, is no picture; drawings (SVG) never are.
"""

from collections.abc import Callable
from dataclasses import dataclass

from backfile.read.images import avif, gif, jpeg, png, webp
from backfile.read.images.parts import BadPictureError, Stripped

__all__ = ["START_BYTES", "Image", "ending_of", "image_of"]

# So many bytes at the start tell which kind a picture is of.
START_BYTES = 64
_STRIP: dict[str, Callable[[bytes], Stripped]] = {
    ".jpg": jpeg.strip,
    ".png": png.strip,
    ".gif": gif.strip,
    ".webp": webp.strip,
    ".avif": avif.strip,
}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture fit to be published: its bytes, the ending of its name, its size in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


def ending_of(start: bytes) -> str:
    """The ending for pictures that begin so, or '' where no picture does."""
    starts = {
        ".jpg": start.startswith(jpeg.START),
        ".png": start.startswith(png.START),
        ".gif": start.startswith(gif.START),
        ".webp": start.startswith(webp.START) and start[8:12] == b"WEBP",
        ".avif": avif.is_so(start),
    }
    return next((ending for ending, is_it in starts.items() if is_it), "")


def image_of(data: bytes, most_pixels: int) -> Image | None:
    """A picture without metadata; None where it is no whole picture, or too large."""
    ending = ending_of(data[:START_BYTES])
    if not ending:
        return None
    try:
        found = _STRIP[ending](data)
    except (BadPictureError, IndexError):
        return None
    if not 0 < found.width * found.height <= most_pixels:
        return None
    return Image(found.data, ending, found.width, found.height)
