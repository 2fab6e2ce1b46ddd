"""What the tests of packs share: members in, a pack out; and what was read of it, in short."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Sequence
from typing import Literal

from backfile.model import Reading
from backfile.read import read
from tests.helpers import SETTINGS, capture

Members = Sequence[tuple[str, bytes]]


def page(word: str) -> bytes:
    """A page with a story of its own."""
    text = f"The ferry {word} left the harbour on Monday after three weeks of storm, they said."
    return f"<!doctype html><html><body><h1>{word}</h1><p>{text}</p></body></html>".encode()


def zipped(members: Members) -> bytes:
    """A zip; a name given twice stands in it twice."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in members:
            # A fixed time, and no warning for a name that is given twice.
            info = zipfile.ZipInfo(name)
            pack.NameToInfo.pop(name, None)
            pack.writestr(info, content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


def tarred(members: Members, mode: Literal["w", "w:gz", "w:bz2", "w:xz"] = "w") -> bytes:
    """A tar, packed as a whole where the mode says so."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as pack:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            pack.addfile(info, io.BytesIO(content))
    return data.getvalue()


def tar_of(*infos: tarfile.TarInfo) -> bytes:
    """A tar of members without bytes: links, devices."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as pack:
        for info in infos:
            pack.addfile(info)
    return data.getvalue()


def gzipped(data: bytes) -> bytes:
    """A gzip of one file, the same bytes at any time."""
    return gzip.compress(data, mtime=0)


def unpacked(name: str, data: bytes) -> Reading:
    """What a pack gives."""
    return read(capture(name, data), data, SETTINGS)


def parts(reading: Reading) -> list[str]:
    """Which part of the pack each document is."""
    return [document.part for document in reading.documents]


def lost(reading: Reading) -> dict[str, str]:
    """The reason each lost part has, by its source."""
    return {one.source: one.reason for one in reading.lost}
