"""A Nexis Uni (Lexis Advance) download as text in, its records out.

Each record: headline, source, date, copyright, fields such as "Length:" and
"Byline:", "Body" on a line of its own, the story, "Classification" with fields
from "Language:", "Load-Date:", and "End of Document". Nexis Uni gives Word,
RTF and PDF; this is what is left when one is saved or pasted as text.
"""

import re
from collections.abc import Mapping, Sequence

from backfile.read.formats.nexis_fields import (
    HEAD,
    LENGTH,
    RIGHTS,
    TAIL,
    claims_of,
    fields_between,
    is_date,
    name_of,
)
from backfile.read.formats.parts import (
    Span,
    as_record,
    leave_prose,
    stands,
    titled,
    unwrapped,
    written,
)
from backfile.read.formats.record import Piece, Record
from backfile.read.unwrap import paragraphs

_END = re.compile(
    r"\s*(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento|"
    r"Fine del documento|Einde van (?:het )?document)\s*\Z",
    re.IGNORECASE,
)
_BODY = frozenset(("body", "text", "volltext"))
_BELOW = frozenset(("classification", "klassifikation", "classificatie", "clasificación"))
_CAPTIONS = frozenset(("graphic", "grafik", "link to image", "link to pdf"))
_COVER = re.compile(
    r"\s*(?:user name|date and time|job number|documents? \(\d+\)|client/matter|"
    r"search (?:terms|type)|narrowed by|content type|\d+\. )",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\s*Page \d+ of \d+\s*\Z")
# The head of a record has so many lines at most, and what follows its story so many.
_HEAD_LINES = 25
_TITLE_LINES = 3
_CAPTION_LINES = 12


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of a Nexis Uni download; none where it is not surely one.

    Sure is one where each record has its end, and above it a length, a load
    date or the line "Body".
    """
    ends = [i for i, line in enumerate(lines) if _END.match(line)]
    if not ends:
        return ()
    firsts = [0, *(end + 1 for end in ends[:-1])]
    spans = list(zip(firsts, [*ends[:-1], len(lines) - 1], strict=True))
    if not all(_has_fields(lines[first:end]) for first, end in zip(firsts, ends, strict=True)):
        return ()
    wrapped = dict(paragraphs(lines))
    ended = zip(spans, ends, strict=True)
    return tuple(_record(lines, span, end, wrapped) for span, end in ended)


def _has_fields(lines: Sequence[str]) -> bool:
    names = {name_of(line) for line in lines}
    has_body = any(map(_is_body_word, lines))
    return has_body + bool(names & LENGTH) + ("load-date" in names) > 1


def _record(lines: Sequence[str], span: Span, end: int, wrapped: Mapping[int, int]) -> Record:
    furniture = _pages(lines, span[0], end - 1)
    filled = [i for i in written(lines, span[0], end - 1) if i not in furniture]
    fields = next((i for i in filled if _is_field(lines[i])), end)
    title, source = _title(lines, [i for i in filled if i < fields])
    body = _body(lines, [i for i in filled if i >= fields], end)
    tail = _tail(lines, [i for i in filled if i >= body], end)
    pieces = [
        *(Piece(i, i, "S", lines[i]) for i in furniture),
        *(p for i in filled if i < title for p in leave_prose(lines, i, i)),
        *titled(lines, [i for i in filled if title <= i < source]),
        *(_of_head(lines, i) for i in filled if source <= i < body),
        *unwrapped(lines, (body, tail - 1), wrapped, furniture),
        *(Piece(i, i, "S", lines[i]) for i in filled if i >= tail),
        *stands(lines, end, end, "S"),
        *leave_prose(lines, end + 1, span[1]),
    ]
    above = [lines[i].strip() for i in filled if source <= i < fields]
    head_end = next((i - 1 for i in range(fields, body) if _is_body_word(lines[i])), body - 1)
    said = dict(fields_between(lines, fields, head_end)) | dict(
        fields_between(lines, tail, end - 1)
    )
    return as_record(span, pieces, claims_of(above, said))


def _pages(lines: Sequence[str], first: int, last: int) -> frozenset[int]:
    """The lines at the foot and top of pages: their number, and the headline again."""
    found: list[int] = []
    seen: dict[str, int] = {}
    before = first
    for i in written(lines, first, last):
        is_again = bool(found) and found[-1] == before and lines[i].strip() in seen
        if _PAGE.match(lines[i]) or is_again:
            found.append(i)
        seen.setdefault(lines[i].strip(), i)
        before = i
    return frozenset(found)


def _is_body_word(line: str) -> bool:
    return line.strip().lower() in _BODY


def _is_field(line: str) -> bool:
    is_rights = RIGHTS.match(line) is not None
    return is_rights or name_of(line) in HEAD or _is_body_word(line)


def _title(lines: Sequence[str], above: Sequence[int]) -> Span:
    """The lines at which the headline and the source begin, of those above the first field."""
    if not above:
        return 0, 0
    covered = [n for n, i in enumerate(above) if _COVER.match(lines[i])]
    top = min(covered[-1] + 1, len(above) - 1) if covered else 0
    dates = [n for n in range(top + 2, len(above)) if is_date(lines[above[n]])]
    source = dates[-1] - 1 if dates else min(top + 1, len(above))
    if source - top > _TITLE_LINES:
        top = source - 1
    return above[top], above[source] if source < len(above) else above[-1] + 1


def _body(lines: Sequence[str], filled: Sequence[int], end: int) -> int:
    """The line at which the story begins: below "Body", else below the fields."""
    head = filled[:_HEAD_LINES]
    word = next((i for i in head if _is_body_word(lines[i])), None)
    if word is not None:
        return word + 1
    return next((i for i in head if not _is_field(lines[i])), end)


def _tail(lines: Sequence[str], filled: Sequence[int], end: int) -> int:
    """The line at which the fields below the story begin, the captions of pictures with them."""
    at = len(filled)
    while at and (name_of(lines[filled[at - 1]]) in TAIL or _is_below(lines, filled, at)):
        at -= 1
    near = range(max(0, at - _CAPTION_LINES), at)
    at = next((n for n in near if lines[filled[n]].strip().lower() in _CAPTIONS), at)
    return filled[at] if at < len(filled) else end


def _is_below(lines: Sequence[str], filled: Sequence[int], at: int) -> bool:
    """Whether the line before a place is "Classification", or goes on from a field above it."""
    line = lines[filled[at - 1]]
    goes_on = at > 1 and filled[at - 2] == filled[at - 1] - 1
    above = name_of(lines[filled[at - 2]]) if goes_on else ""
    return line.strip().lower() in _BELOW or above in TAIL


def _of_head(lines: Sequence[str], index: int) -> Piece:
    line = lines[index]
    is_mark = RIGHTS.match(line) is not None or _is_body_word(line)
    return Piece(index, index, "S" if is_mark else "M", line)
