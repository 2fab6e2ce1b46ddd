"""A Factiva download with its codes in, its records out.

Each field has a code of two or three letters before it: HD headline, BY
byline, WC words, PD date, SN source, LA language, CY copyright, LP the first
paragraphs, TD the others, AN the accession number, which ends the record. As
Dow Jones documents them; read against no real export.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from backfile.model import Claim, LabelName
from backfile.read.formats.factiva import is_end
from backfile.read.formats.parts import (
    ClaimField,
    Span,
    as_record,
    claim,
    covering,
    cut,
    leave_prose,
    runs_of,
    stands,
    unwrapped,
)
from backfile.read.formats.record import Piece, Record
from backfile.read.unwrap import paragraphs

_CODES = (
    "SE CLM HD CR BY WC PD ET SN SC ED PG VOL LA CY CX LP TD CT RF ART CO IN NS RE GC IPC IPD PUB "
    "AN DE DLN RST"
)
_FIELD = re.compile(rf"({_CODES.replace(' ', '|')})(?:\s+|\Z)")
_LABELS: dict[str, LabelName] = {
    "HD": "T", "LP": "B", "TD": "B",
    "SE": "M", "CLM": "M", "BY": "M", "CR": "M", "WC": "M", "PD": "M", "ET": "M", "SN": "M",
    "ED": "M", "PG": "M", "LA": "M",
}  # fmt: skip
_CLAIMS: dict[str, ClaimField] = {
    "BY": "author",
    "PD": "date",
    "SN": "source",
    "SE": "section",
    "LA": "language",
}
_NEEDED = ({"HD"}, {"LP", "TD"}, {"PD", "WC", "SN"}, {"AN"})
# Line and code of each field, in order.
Codes = Mapping[int, str]


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of a tagged Factiva download; none where it is not surely one.

    Sure is one where each record has headline, text, accession number, and a
    date, a source or a count of words.
    """
    codes = {i: code for i, line in enumerate(lines) if (code := _code(line))}
    spans = _spans(lines, codes)
    if not spans or not all(_is_whole(codes, span) for span in spans):
        return ()
    wrapped = dict(paragraphs(lines))
    return tuple(_record(lines, span, codes, wrapped) for span in spans)


def _code(line: str) -> str:
    """The code that a line begins with; the accession number may stand without its own."""
    found = _FIELD.match(line)
    return found[1] if found else "AN" if is_end(line) else ""


def _spans(lines: Sequence[str], codes: Codes) -> list[Span]:
    """The first and last line of each record; a record begins at the first code after an AN."""
    if "AN" not in codes.values():
        return []
    before = ["AN", *codes.values()]
    starts = [i for i, code in zip(codes, before, strict=False) if code == "AN"]
    return covering(starts, len(lines))


def _is_whole(codes: Codes, span: Span) -> bool:
    inside = {codes[i] for i in range(span[0], span[1] + 1) if i in codes}
    return all(inside & needed for needed in _NEEDED)


def _record(lines: Sequence[str], span: Span, codes: Codes, wrapped: Mapping[int, int]) -> Record:
    named = [i for i in range(span[0], span[1] + 1) if i in codes]
    ends = [i - 1 for i in named[1:]]
    # The accession number is the last field; what a blank line parts from it is none.
    last = runs_of(lines, named[-1], span[1])[0][1]
    pieces = [
        *leave_prose(lines, span[0], named[0] - 1),
        *leave_prose(lines, last + 1, span[1]),
    ]
    claims: list[Claim] = []
    for i, end in zip(named, [*ends, last], strict=True):
        pieces += _field(lines, (i, end), codes[i], wrapped)
        if codes[i] in _CLAIMS:
            value = " ".join(_said(lines, n) for n in range(i, end + 1))
            claims += claim(_CLAIMS[codes[i]], value, f"factiva: {codes[i]}")
    return as_record(span, _first_title(pieces), claims)


def _said(lines: Sequence[str], index: int) -> str:
    return _FIELD.sub("", lines[index], count=1).strip()


def _field(
    lines: Sequence[str], span: Span, code: str, wrapped: Mapping[int, int]
) -> Iterator[Piece]:
    """The lines of one field: a headline and a text without their code."""
    first, last = span
    label = _LABELS.get(code, "S")
    if label not in ("T", "B"):
        yield from stands(lines, first, last, label)
        return
    yield cut(lines, first, label, _said(lines, first))
    if label == "T":
        yield from stands(lines, first + 1, last, "T")
    else:
        yield from unwrapped(lines, (first + 1, last), wrapped)


def _first_title(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, of which only the first that is a headline begins it."""
    is_first = True
    for piece in pieces:
        if piece.label == "T" and not is_first:
            yield Piece(piece.first, piece.last, "T2", piece.text, piece.why)
        else:
            yield piece
        is_first = is_first and piece.label != "T"
