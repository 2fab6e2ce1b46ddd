"""A reading in, the same with the bytes of its pictures out: found, checked, without metadata.

Bytes come from the capture itself: from the parts of an archive or message,
from the files beside a saved page, or from the page. Nothing is fetched, and
no address is ever opened as a path: what a page names is only compared with
the names of the files that belong to it.
"""

import base64
import binascii
import hashlib
import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from backfile.model import Block, Capture, Document, Picture, Reading
from backfile.read.images import Image, image_of
from backfile.settings import Settings

Beside = Callable[[str], bytes | None]
# The name of a kept file is so much of the SHA-256 of its bytes, and its ending.
_NAME_DIGITS = 20
_MEMBER = "member "
# What is smaller is an icon, a spacer or a blurred stand-in for a picture not yet loaded.
_LEAST_SIDE = 48
# What a missing picture is known by; a page may hold whole files in its addresses.
_LONGEST_NAME = 200


def keep_pictures(reading: Reading, beside: Beside, settings: Settings) -> Reading:
    """The reading with its pictures named by their kept files, whose bytes are its `files`.

    beside: gives the bytes of a file beside the capture, by the address that
    the page has for it. A picture that is not held, or is none that can be
    shown, stays in its document with width 0; an icon does not.
    """
    kept: dict[str, bytes] = {}
    documents = tuple(
        _kept(document, _Finder(document, reading.files, beside, settings), kept)
        for document in reading.documents
    )
    return replace(reading, documents=documents, files=kept)


def _kept(document: Document, finder: "_Finder", kept: dict[str, bytes]) -> Document:
    if not document.pictures:
        return document
    found: dict[str, Picture] = {}
    for picture in document.pictures:
        image = finder.find(picture)
        if image and _is_icon(image):
            if not picture.others:
                continue
            image = None
        found[picture.name] = _named(picture, image)
        if image:
            kept[found[picture.name].name] = image.data
    return replace(
        document,
        blocks=tuple(_renamed(block, found) for block in document.blocks),
        pictures=tuple({picture.name: picture for picture in found.values()}.values()),
    )


def _is_icon(image: Image) -> bool:
    return min(image.width, image.height) < _LEAST_SIDE


def _named(picture: Picture, image: Image | None) -> Picture:
    """A picture by the name of its file, or by a short one where there is none."""
    if image:
        name = hashlib.sha256(image.data).hexdigest()[:_NAME_DIGITS] + image.ending
        return Picture(name, picture.alt, (), image.width, image.height)
    name = picture.name
    if len(name) > _LONGEST_NAME:
        digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{name[:_LONGEST_NAME]}…{digest[:_NAME_DIGITS]}"
    return Picture(name, picture.alt)


def _renamed(block: Block, found: Mapping[str, Picture]) -> Block:
    if not block.pictures:
        return block
    names = dict.fromkeys(found[name].name for name in block.pictures if name in found)
    return replace(block, pictures=tuple(names))


class _Finder:
    """Finds the bytes of the pictures of one document."""

    def __init__(
        self, document: Document, files: Mapping[str, bytes], beside: Beside, settings: Settings
    ) -> None:
        self._document, self._files, self._beside = document, files, beside
        self._settings = settings

    def find(self, picture: Picture) -> Image | None:
        """The first that the capture holds and that can be shown; an icon if all are icons."""
        icon = None
        for name in (picture.name, *picture.others):
            image = self._image(name)
            if image and not _is_icon(image):
                return image
            icon = icon or image
        return icon

    def _image(self, name: str) -> Image | None:
        data = self._bytes(name)
        if not data or len(data) > self._settings.max_picture_bytes:
            return None
        return image_of(data, self._settings.max_picture_pixels)

    def _bytes(self, name: str) -> bytes | None:
        if name[:5].lower() == "data:":
            return _data_of(name)
        inside = (self._files.get(key) for key in self._keys(name))
        return next((data for data in inside if data), None) or self._beside(name)

    def _keys(self, name: str) -> Iterator[str]:
        """How a part of the capture may be called that an address names."""
        yield name
        try:
            yield urljoin(self._document.url, name)
            yield unquote(name)
            path = unquote(urlsplit(name).path)
        except ValueError:
            return
        part = self._document.part
        if part.startswith(_MEMBER):
            folder = posixpath.dirname(part.removeprefix(_MEMBER))
            is_whole = name.startswith(("http:", "https:"))
            for tail in _tails(path) if is_whole else (path,):
                yield posixpath.normpath(posixpath.join(folder, tail))


def _tails(path: str) -> Iterator[str]:
    """What a path may end in, the longest first: a file's name with one folder at least."""
    steps = path.replace("\\", "/").strip("/").split("/")
    return ("/".join(steps[start:]) for start in range(len(steps) - 1))


def _data_of(address: str) -> bytes | None:
    """The bytes of a picture that stands in its address; None where they can't be read."""
    head, comma, text = address.partition(",")
    if not comma:
        return None
    if not head.lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(text)
    try:
        return base64.b64decode(unquote_to_bytes(text) + b"==")
    except (binascii.Error, ValueError):
        return None


def files_beside(capture: Capture, folder: Path, most_bytes: int) -> Beside:
    """Gives the bytes of a saved page's own files by the addresses that the page has for them.

    folder: that of the captures. An address fits where it ends in the name of a
    companion with its folder ("Page_files/photo.jpg"), whatever stands before:
    browsers write it as a relative one, and the page's base makes it whole.
    """
    names = dict(reversed([*_companions(capture)]))

    def beside(address: str) -> bytes | None:
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            return None
        name = next((names[tail] for tail in _tails(path) if tail in names), None)
        return _read_inside(folder, name, most_bytes) if name else None

    return beside


def _companions(capture: Capture) -> Iterator[tuple[str, str]]:
    """Each companion as a page beside its folder calls it, and its path in the captures."""
    folders = [posixpath.dirname(path) for path in (capture.path, *capture.copies)]
    for name in capture.companions:
        for folder in folders:
            start = f"{folder}/" if folder else ""
            if name.startswith(start):
                yield name.removeprefix(start), name


def _read_inside(folder: Path, name: str, most_bytes: int) -> bytes | None:
    """A file's bytes, where it stands in the folder and is not too large."""
    try:
        path = (folder / name).resolve(strict=True)
        if not path.is_relative_to(folder.resolve()) or path.stat().st_size > most_bytes:
            return None
        return path.read_bytes() if path.is_file() else None
    except (OSError, RuntimeError):
        return None
