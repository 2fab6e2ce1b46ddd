"""What the tests of web archives share: an archive's bytes in, its reading in short out."""

from dataclasses import replace
from typing import Any

from backfile.model import Document, Reading
from backfile.read import read
from tests.helpers import SETTINGS, capture


def reading(data: bytes, name: str = "a.warc.gz", **bounds: Any) -> Reading:
    """The reading of an archive; bounds: settings to change."""
    settings = replace(SETTINGS, **bounds)
    return read(capture(name, data), data, settings)


def one(data: bytes, name: str = "a.warc.gz") -> Document:
    """The one document of an archive of which nothing is lost."""
    found = reading(data, name)
    assert found.lost == ()
    assert len(found.documents) == 1
    return found.documents[0]


def texts(document: Document) -> list[str]:
    """The texts of a document's blocks."""
    return [block.text for block in document.blocks]


def whys(document: Document) -> list[str]:
    """Why each of a document's repairs was made."""
    return [repair.why for repair in document.repairs]


def urls(found: Reading) -> list[str]:
    """The last part of each document's address."""
    return [document.url.rpartition("/")[2] for document in found.documents]


def losses(found: Reading) -> list[str]:
    """What is lost, and why."""
    return [f"{lost.source}: {lost.reason}" for lost in found.lost]
