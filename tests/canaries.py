"""Folders in, the files in out in which a canary word stands, in any form that bytes may have."""

import base64
import gzip
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

# The stem is plain, so that addresses, slugs and escapes of the whole word hold it, too.
STEM = "zanzibarqu"
CANARY = f"{STEM}ökka"
_STREAMS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")


def forms() -> dict[str, bytes]:
    """The forms that are searched for; those of text in small letters."""
    found = {
        "UTF-8, percent, JSON, slug": STEM.encode(),
        "UTF-16LE": STEM.encode("utf-16-le"),
        "UTF-16BE": STEM.encode("utf-16-be"),
    }
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + STEM.encode())
        # The first and last digits depend on what stands beside.
        found[f"base64 at {shift}"] = coded[4 * bool(shift) : -4]
    return found


def hits(*folders: Path) -> dict[str, list[str]]:
    """The files that hold the canary, and in which forms; a name of a file counts, too."""
    found: dict[str, list[str]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            told = [f"name: {path.name}"] if STEM in path.name.lower() else []
            if path.is_file():
                told += forms_in(path.read_bytes())
            if told:
                found[path.relative_to(folder).as_posix()] = told
    return found


def forms_in(data: bytes) -> list[str]:
    """The forms of the canary that stand in some bytes, packed or not."""
    found = dict.fromkeys(form for layer in layers(data) for form in _plain_forms(layer))
    return list(found)


def _plain_forms(data: bytes) -> Iterator[str]:
    small = data.lower()
    for name, form in forms().items():
        if form in (data if name.startswith("base64") else small):
            yield name
    letters = "".join(filter(str.isalnum, data.decode("utf-8", "ignore").casefold()))
    if STEM in letters:
        yield "letters"


def layers(data: bytes, depth: int = 3) -> Iterator[bytes]:
    """Some bytes, and what is packed in them: gzip, zip members, zlib streams anywhere."""
    yield data
    if not depth:
        return
    for inner in (*_gzipped(data), *_members(data), *_inflated(data)):
        yield from layers(inner, depth - 1)


def _gzipped(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)


def _members(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as pack:
            for name in pack.namelist():
                yield name.encode() + b"\n" + pack.read(name)


def _inflated(data: bytes) -> Iterator[bytes]:
    for start in _STREAMS:
        at = data.find(start)
        while at >= 0:
            try:
                found = zlib.decompressobj().decompress(data[at:], 10_000_000)
            except zlib.error:
                found = b""
            if found:
                yield found
            at = data.find(start, at + 1)
