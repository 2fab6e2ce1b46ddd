"""A text dump in (pasted from a news site, typed, exported), a document of lines out.

Every line that is not blank is a block, so that whatever is taken out later
can be named by its line.
"""

from dataclasses import replace

from backfile.model import Block, Capture, Document, Place, Rejected, Repair
from backfile.read.encoding import decode
from backfile.read.lines import mend
from backfile.read.magic import no_text
from backfile.read.page import ENDINGS as PAGE_ENDINGS
from backfile.settings import Settings

ENDINGS = (".txt", ".text", ".md", ".markdown", ".log", ".asc", "")


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file's ending says text, or says page where its first bytes hold no mark-up."""
    return ending in ENDINGS or (ending in PAGE_ENDINGS and b"<" not in start)


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The one document of a text dump, or why there is none."""
    if len(data) > settings.max_text_bytes:
        return Rejected(
            capture.path,
            f"is larger than {settings.max_text_bytes} bytes; "
            "try: split it, or raise max_text_bytes",
            capture.id,
        )
    decoded = decode(data)
    if decoded is None:
        return Rejected(capture.path, no_text(data), capture.id)
    if not decoded.text.strip():
        return Rejected(capture.path, "is empty", capture.id)
    document = document_of(decoded.text, capture.id)
    return (replace(document, repairs=decoded.repairs + document.repairs),)


def document_of(text: str, capture_id: str) -> Document:
    """A document of text that is decoded already; its lines are split at LF."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    gap = 0
    for number, line in enumerate(text.split("\n"), 1):
        place = Place(number, number)
        mended, changes = mend(line, place)
        if mended.strip():
            # Indents and double spaces are kept: they tell hard-wrapped text and tables.
            blocks.append(Block("line", mended.rstrip(), place, gap=gap))
            repairs += changes
            gap = 0
        else:
            gap += 1
    return Document(capture_id, 0, "text", tuple(blocks), repairs=tuple(repairs))
