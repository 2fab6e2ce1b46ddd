"""Withholdings and documents as the tests of this room make them."""

from backfile.model import Block, Document, Place, Reading, WithheldKind
from backfile.owner.withheld import Withheld, Withholding

CAPTURE = "c" * 64


def withheld(kind: WithheldKind, *texts: str) -> Withheld:
    """What is withheld for somebody's privacy."""
    notes = ("", "Gone.", "the archive", "2025-05-31")
    found = (Withholding(kind, text, "privacy", *notes, line) for line, text in enumerate(texts, 1))
    return Withheld(tuple(found))


def reading(*texts: str, html: str = "") -> Reading:
    """A reading of one document with a block for each text."""
    blocks = (
        Block("line", text, Place(line, line), html=html) for line, text in enumerate(texts, 1)
    )
    return Reading((Document(CAPTURE, 0, "text", tuple(blocks)),))


def texts_of(found: Reading) -> list[str]:
    """The text of each block."""
    return [block.text for document in found.documents for block in document.blocks]
