"""What the tests of records share: a file's documents in, their parts in short out."""

from backfile.model import Document
from backfile.read import read
from tests.helpers import SETTINGS, capture


def documents(name: str, data: bytes | str) -> tuple[Document, ...]:
    """The documents of a capture that can be read."""
    data = data.encode() if isinstance(data, str) else data
    found = read(capture(name, data), data, SETTINGS)
    assert not found.reason
    return found.documents


def given(document: Document, label: str) -> list[str]:
    """The texts of the blocks that the format calls so."""
    return [block.text for block in document.blocks if block.given == label]


def claimed(document: Document, field: str) -> list[str]:
    """The values that a document claims for a field."""
    return [claim.value for claim in document.claims if claim.field == field]


def whys(document: Document) -> list[str]:
    """Why each of a document's repairs was made."""
    return [repair.why for repair in document.repairs]


def told(document: Document) -> list[str]:
    """What of the file gave no document, as the document beside it tells."""
    return [repair.before for repair in document.repairs if repair.why.endswith("left out")]
