"""The first bytes and the members of a pack in, what kind it is out, or why it is not read."""

from collections.abc import Iterable
from typing import Literal

from backfile.read.packed.streams import stream_of
from backfile.read.packed.tars import is_tar
from backfile.read.packed.zips import MARKS

Kind = Literal["zip", "tar", "stream", "other", ""]
_OTHERS = {
    b"7z\xbc\xaf\x27\x1c": "a 7z pack", b"Rar!\x1a\x07": "a RAR pack",
    b"\x28\xb5\x2f\xfd": "a Zstandard pack", b"LZIP\x01": "an lzip pack",
    b"\x04\x22\x4d\x18": "an LZ4 pack", b"\x1f\x9d": "a compress (.Z) pack",
    b"MSCF\0\0\0\0": "a cabinet",
}  # fmt: skip
# What stands in zips that are one document or program, not a pack of captures.
_DOCUMENT_MARKS = (
    "[Content_Types].xml",
    "mimetype",
    "META-INF/MANIFEST.MF",
    "META-INF/container.xml",
)
_DOCUMENT = (
    "is a zip that holds one document or program, not captures; try: save it as text or HTML"
)
# Files of a site that are no story by their nature, by how their names end.
_NO_STORIES = {
    "image": ".png .jpg .jpeg .jpe .gif .webp .avif .svg .ico .bmp .tif .tiff .heic",
    "stylesheet": ".css .scss .less .map",
    "script": ".js .mjs .wasm",
    "font": ".woff .woff2 .ttf .otf .eot",
    "audio": ".mp3 .ogg .oga .m4a .wav .flac .aac",
    "video": ".mp4 .webm .mov .avi .mkv .m4v .flv .mpg .mpeg",
}
_ENDINGS = {ending: kind for kind, endings in _NO_STORIES.items() for ending in endings.split()}


def kind_of(start: bytes) -> Kind:
    """Which kind of pack begins so; "other" for those that are not read, '' for no pack."""
    if start.startswith(MARKS):
        return "zip"
    if stream_of(start):
        return "stream"
    if other_kind(start):
        return "other"
    return "tar" if is_tar(start) else ""


def other_kind(start: bytes) -> str:
    """What a pack that is not read is, in words; '' where it is none."""
    return next((kind for mark, kind in _OTHERS.items() if start.startswith(mark)), "")


def why_no_pack(names: Iterable[str]) -> str:
    """Why a zip with members of these names is no pack of captures; '' where it is one."""
    found = frozenset(names)
    return _DOCUMENT if any(mark in found for mark in _DOCUMENT_MARKS) else ""


def nature_of(ending: str) -> str:
    """What a file that is no story by its nature is, by the end of its name; else ''."""
    return _ENDINGS.get(ending, "")
