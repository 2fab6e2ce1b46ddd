"""A text dump in (pasted from a news site, typed, exported), documents of lines out.

Every line that is not blank is a block or part of one, so that whatever is
taken out later can be named by its line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from backfile.model import Block, Capture, Document, Place, Rejected, Repair
from backfile.read.endings import PAGE_ENDINGS
from backfile.read.formats import Piece, Record, records_of
from backfile.read.lines import mend
from backfile.read.opening import opened
from backfile.read.unwrap import WRAPPED, paragraphs
from backfile.settings import Settings

ENDINGS = (".txt", ".text", ".md", ".markdown", ".log", ".asc", "")


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file's ending says text, or says page where its first bytes hold no mark-up."""
    return ending in ENDINGS or (ending in PAGE_ENDINGS and b"<" not in start)


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of a text dump, or why there is none."""
    decoded = opened(capture, data, settings)
    if isinstance(decoded, Rejected):
        return decoded
    first, *others = documents_of(decoded.text, capture.id)
    return (replace(first, repairs=decoded.repairs + first.repairs), *others)


def documents_of(text: str, capture_id: str) -> tuple[Document, ...]:
    """The documents of text that is decoded already, split at LF: one, or one a record."""
    lines = text.split("\n")
    found = records_of(lines) or (Record(0, len(lines) - 1, ()),)
    return tuple(
        _document(number, record, lines, capture_id) for number, record in enumerate(found)
    )


def _document(number: int, record: Record, lines: Sequence[str], capture_id: str) -> Document:
    blocks: list[Block] = []
    repairs: list[Repair] = []
    gap = 0
    for piece in _pieces(record, lines):
        place = Place(piece.first + 1, piece.last + 1)
        mended, changes = mend(piece.text, place)
        if not mended.strip():
            gap += 1
            continue
        if piece.why:
            before = "\n".join(lines[piece.first : piece.last + 1])
            repairs.append(Repair(before, piece.text, piece.why, place))
        # Indents and double spaces are kept: they tell hard-wrapped text and tables.
        blocks.append(Block("line", mended.rstrip(), place, gap=gap, given=piece.label))
        repairs += changes
        gap = 0
    return Document(
        capture_id, number, "text", tuple(blocks), claims=record.claims, repairs=tuple(repairs)
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """Lines that no format says anything of; it has the attributes of a Piece."""

    first: int
    last: int
    text: str
    label: Literal[""] = ""
    why: str = ""


def _pieces(record: Record, lines: Sequence[str]) -> Iterator[Piece | _Line]:
    """A record's pieces, and the lines and wrapped paragraphs that are in none of them."""
    at = record.first
    for piece in record.pieces:
        yield from _between(lines, at, piece.first)
        yield piece
        at = piece.last + 1
    yield from _between(lines, at, record.last + 1)


def _between(lines: Sequence[str], start: int, end: int) -> Iterator[_Line]:
    wrapped = dict(paragraphs(lines[start:end]))
    at = start
    while at < end:
        last = start + wrapped.get(at - start, at - start)
        first, *others = lines[at : last + 1]
        text = " ".join((first.rstrip(), *map(str.strip, others))) if others else first
        yield _Line(at, last, text, why=WRAPPED if others else "")
        at = last + 1
