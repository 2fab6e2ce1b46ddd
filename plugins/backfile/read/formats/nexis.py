"""A LexisNexis text download in, its records out.

As the older Nexis gives it as "Text": each story under "1 of 20 DOCUMENTS",
with its source and date centred, its headline, fields such as "BYLINE:" and
"LENGTH:", the story wrapped at some 80 columns, and fields again from
"LOAD-DATE:" to the copyright. Older ones have "HEADLINE:" and "BODY:".
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from backfile.read.formats.nexis_fields import (
    BODY,
    HEAD,
    HEADLINE,
    LENGTH,
    NAMES,
    RIGHTS,
    TAIL,
    claims_of,
    fields_between,
    is_date,
    name_of,
    value_of,
)
from backfile.read.formats.parts import (
    Span,
    as_record,
    covering,
    cut,
    headline,
    leave_prose,
    runs_of,
    stands,
    unwrapped,
)
from backfile.read.formats.record import Piece, Record
from backfile.read.unwrap import paragraphs

_NUMBER = re.compile(
    r"\s*(?:\d{1,6} (?:of|von|de|di|van|sur) \d{1,6} (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENT[OI]S?|"
    r"DOCUMENTEN)|(?:Document|Dokument|Documento) \d{1,6} (?:of|von|de|di|van) \d{1,6})\s*\Z"
)
_CAPITALS = re.compile(r"[^a-z:]{3,40}:")
# The source, the copyright, the date and the edition stand in so many paragraphs at most.
_HEAD_PARAGRAPHS = 5
# Headline and fields stand in so many paragraphs at most.
_FIELD_PARAGRAPHS = 12


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of a Nexis download; none where it is not surely one.

    Sure is one where most of what stands under "1 of 20 DOCUMENTS" has the
    length of its story or other fields of Nexis.
    """
    numbers = [i for i, line in enumerate(lines) if _NUMBER.match(line)]
    ends = [*numbers[1:], len(lines)]
    whole = sum(_has_fields(lines[a:b]) for a, b in zip(numbers, ends, strict=False))
    if not numbers or whole * 2 < len(numbers):
        return ()
    wrapped = dict(paragraphs(lines))
    covered = zip(covering(numbers, len(lines)), numbers, strict=True)
    return tuple(_record(lines, span, number, wrapped) for span, number in covered)


def _has_fields(lines: Sequence[str]) -> bool:
    names = {_name(line) for line in lines}
    return bool(names & (LENGTH | BODY)) and len(names & (TAIL | HEAD)) > 1


def _name(line: str) -> str:
    """The name of a field, which is in capitals here."""
    name = name_of(line) if _CAPITALS.match(line) else ""
    return name if name in NAMES else ""


def _record(lines: Sequence[str], span: Span, number: int, wrapped: Mapping[int, int]) -> Record:
    tail = _tail(lines, number, span[1])
    runs = _runs(lines, number + 1, tail - 1)
    top = _above(lines, runs)
    body = _fields_end(lines, runs, top)
    pieces = [
        *leave_prose(lines, span[0], number - 1),
        *stands(lines, number, number, "S"),
        *_source_and_date(lines, runs[:top]),
        *_head(lines, runs[top:body]),
        *_body(lines, runs[body:], wrapped),
        *stands(lines, tail, span[1], "S"),
    ]
    above = [lines[i].strip() for run in runs[:top] for i in range(run[0], run[1] + 1)]
    last_of_head = runs[body - 1][1] if body else number
    fields = dict(fields_between(lines, number + 1, last_of_head))
    fields |= dict(fields_between(lines, tail, span[1]))
    return as_record(span, pieces, claims_of(above, fields))


def _runs(lines: Sequence[str], first: int, last: int) -> list[Span]:
    """First and last line of each paragraph and field; fields may stand right below each other."""
    runs: list[Span] = []
    for start, end in runs_of(lines, first, last):
        named = [i for i in range(start + 1, end + 1) if _name(lines[i])]
        runs += zip([start, *named], [*(i - 1 for i in named), end], strict=True)
    return runs


def _tail(lines: Sequence[str], number: int, last: int) -> int:
    """The line at which the fields below the story begin."""
    start = last + 1
    for run in reversed(_runs(lines, number + 1, last)):
        if _name(lines[run[0]]) not in TAIL and not RIGHTS.match(lines[run[0]]):
            break
        start = run[0]
    return start


def _above(lines: Sequence[str], runs: Sequence[Span]) -> int:
    """How many paragraphs are source, date, edition and copyright.

    Those that are centred and those down to the date, which may be at the
    margin as all lines of a text are that has lost its indents.
    """
    flush = (n for n, run in enumerate(runs) if not lines[run[0]][:1].isspace())
    centred = next(flush, len(runs))
    for count, (first, last) in enumerate(runs[:_HEAD_PARAGRAPHS]):
        if _name(lines[first]):
            break
        if any(is_date(lines[i]) for i in range(first, last + 1)):
            return max(count + 1, centred)
    return centred


def _source_and_date(lines: Sequence[str], runs: Sequence[Span]) -> Iterator[Piece]:
    for run in runs:
        for i in range(run[0], run[1] + 1):
            yield from stands(lines, i, i, "S" if RIGHTS.match(lines[i]) else "M")


def _fields_end(lines: Sequence[str], runs: Sequence[Span], top: int) -> int:
    """The paragraph at which the story begins: below the headline and the last of its fields."""
    names = [_name(lines[run[0]]) for run in runs[: top + _FIELD_PARAGRAPHS]]
    body = next((n for n in range(top, len(names)) if names[n] in BODY), 0)
    length = next((n for n in range(top, len(names)) if names[n] in LENGTH), top)
    if body:
        return body
    end = max(top + 1, length + 1)
    while end < len(names) and names[end]:
        end += 1
    return min(end, len(runs))


def _head(lines: Sequence[str], runs: Sequence[Span]) -> Iterator[Piece]:
    """The headline, which may have a field's name, and the fields under it."""
    named = next((run for run in runs if _name(lines[run[0]]) in HEADLINE), None)
    if named:
        first, last = named
        yield cut(lines, first, "T", value_of(lines[first]))
        yield from stands(lines, first + 1, last, "T2")
    for run in runs:
        if run == runs[0] and not named and not _name(lines[run[0]]):
            yield from headline(lines, *run)
        elif run != named:
            yield from stands(lines, *run, "M")


def _body(
    lines: Sequence[str], runs: Sequence[Span], wrapped: Mapping[int, int]
) -> Iterator[Piece]:
    for first, last in runs:
        start = first
        if (first, last) == runs[0] and _name(lines[first]) in BODY:
            yield cut(lines, first, "B", value_of(lines[first]))
            start = first + 1
        yield from unwrapped(lines, (start, last), wrapped)
