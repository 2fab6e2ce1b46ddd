"""Records of named fields in ("Title: ...", "Date: ...", "URL: ..."), one a story, out.

As archives, scrapers and people write them: fields in any order, the story
below them or after "Text:", perhaps more fields below it. The names are those
of many languages. The story's own lines are left to cleaning.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from backfile.model import Claim, LabelName
from backfile.read.formats.parts import (
    CLAIMED,
    ClaimField,
    Span,
    as_record,
    claim,
    closing_rules,
    covering,
    cut,
    is_prose,
    is_rule,
    leave_prose,
    stands,
    written,
)
from backfile.read.formats.record import Piece, Record
from backfile.read.records.names import Role, role_of

# A name may stand in bold or in a list, and the colon after a space or be a wide one.
_FIELD = re.compile(
    r"\s{0,3}(?:[-*+]\s+)?(?:\*\*|__)?([^\W\d_][\w /#-]{0,30}?)\s?(?:\*\*|__)?"
    r"(?:：|:(?=\s|[*_]{2}|\Z))(?:\*\*|__)?\s*"
)
# "Subject:" is a letter's headline above a text; below it, it is what the text is about.
_BELOW: Mapping[Role, ClaimField] = {**CLAIMED, "subject": "keyword"}
_DETAILS: tuple[Role, ...] = (
    "author", "date", "source", "section", "place", "summary", "subtitle",
)  # fmt: skip
# What surely tells a record's fields from lines of a text that begin alike.
_TELLING: tuple[Role, ...] = ("date", "url", "source", "author")
_LONGEST_TITLE = 300
# Around the records stand so many lines at most, such as "3 records found" and "End of records".
_PREFACE_LINES = 12
_CLOSING_LINES = 2


@dataclass(frozen=True, slots=True)
class _Field:
    line: int
    role: Role
    name: str
    value: str


Fields = Mapping[int, _Field]


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of a text of named fields; none where it is not surely one.

    Sure is one that begins, but for a few lines, with a title and, of date,
    address, source and author, one; in a lone record two.
    """
    fields = {i: field for i, line in enumerate(lines) if (field := _field(i, line))}
    if not any(field.role == "title" for field in fields.values()):
        return ()
    heads = _alike(_heads(lines, fields, gap=0)) or _alike(_heads(lines, fields, gap=1))
    if not heads or not _is_sure(lines, heads):
        return ()
    spans = covering([head[0].line for head in heads], len(lines))
    feet = _regular(
        [
            _foot(lines, fields, head[-1].line + 1, last)
            for head, (_, last) in zip(heads, spans, strict=True)
        ]
    )
    closing = closing_rules(lines, spans)
    made = zip(spans, heads, feet, strict=True)
    return tuple(_record(lines, span, head, foot, closing) for span, head, foot in made)


def _field(index: int, line: str) -> _Field | None:
    found = _FIELD.match(line)
    if not found:
        return None
    value = line[found.end() :].strip()
    return _Field(index, role_of(found[1]), found[1].casefold(), value)


def _heads(lines: Sequence[str], fields: Fields, gap: int) -> list[list[_Field]]:
    """Runs of fields, at most gap blank lines apart, with a title and something telling."""
    found: list[list[_Field]] = []
    run: list[_Field] = []
    for field in fields.values():
        between = range(run[-1].line + 1, field.line) if run else range(0)
        is_next = len(between) <= gap and not any(lines[i].strip() for i in between)
        if not is_next or (run and run[-1].role == "text"):
            found.append(run)
            run = []
        run.append(field)
    return [run for run in (*found, run) if _is_head(run)]


def _is_head(run: Sequence[_Field]) -> bool:
    title = next((field.value for field in run if field.role == "title"), "")
    return 0 < len(title) <= _LONGEST_TITLE and any(f.role in _TELLING and f.value for f in run)


def _alike(heads: Sequence[Sequence[_Field]]) -> list[Sequence[_Field]]:
    """The heads that have title and something telling by the names of the first, begun as it is.

    What stands in front is the foot of the record above.
    """
    if not heads:
        return []
    names = {f.name for f in heads[0] if f.role == "title" or f.role in _TELLING}
    found: list[Sequence[_Field]] = []
    for head in heads:
        begun = next((n for n, f in enumerate(head) if f.name == heads[0][0].name), 0)
        if len(names.intersection(f.name for f in head[begun:])) > 1 and _is_head(head[begun:]):
            found.append(head[begun:])
    return found


def _is_sure(lines: Sequence[str], heads: Sequence[Sequence[_Field]]) -> bool:
    above = written(lines, 0, heads[0][0].line - 1)
    if len(above) > _PREFACE_LINES or any(is_prose(lines[i]) for i in above):
        return False
    telling = {field.role for field in heads[0] if field.role in _TELLING}
    return len(heads) > 1 or len(telling) > 1


def _foot(lines: Sequence[str], fields: Fields, first: int, last: int) -> list[_Field]:
    """The fields that end a record, from the last upwards, with rules and blank lines among them.

    The last record of a text may have a line or two below them.
    """
    found: list[_Field] = []
    others = 0
    for i in reversed(written(lines, first, last)):
        field = fields.get(i)
        if field and field.role and field.role not in ("title", "text"):
            found.append(field)
        elif not is_rule(lines[i]):
            others += 1
            if found or others > _CLOSING_LINES or last + 1 < len(lines):
                break
    return found[::-1]


def _regular(feet: Sequence[Sequence[_Field]]) -> list[list[_Field]]:
    """The fields that end most records; of a lone record two or more."""
    if len(feet) == 1:
        return [list(feet[0]) if len(feet[0]) > 1 else []]
    counts = Counter(name for foot in feet for name in {field.name for field in foot})
    regular = {name for name, count in counts.items() if count * 2 > len(feet)}
    return [list(dropwhile(lambda field: field.name not in regular, foot)) for foot in feet]


def _record(
    lines: Sequence[str],
    span: Span,
    head: Sequence[_Field],
    foot: Sequence[_Field],
    closing: frozenset[int],
) -> Record:
    text, below = head[-1].line + 1, foot[0].line if foot else span[1] + 1
    # A rule right below the fields is no part of the story either.
    rules = closing.union(i for i in written(lines, text, below - 1)[:1])
    pieces = [
        *leave_prose(lines, span[0], head[0].line - 1),
        *_head(lines, head),
        *(Piece(i, i, "S", lines[i]) for i in rules if text <= i < below and is_rule(lines[i])),
        *stands(lines, below, span[1], "S"),
    ]
    return as_record(span, pieces, (*_claims(head, CLAIMED), *_claims(foot, _BELOW)))


def _head(lines: Sequence[str], head: Sequence[_Field]) -> Iterator[Piece]:
    title = next(field for field in head if field.role == "title")
    for field in head:
        label: LabelName = "M" if field.role in _DETAILS else "S"
        if field == title or field.role == "text":
            label = "T" if field == title else "B"
            yield cut(lines, field.line, label, field.value)
        else:
            yield from stands(lines, field.line, field.line, label)


def _claims(fields: Sequence[_Field], claimed: Mapping[Role, ClaimField]) -> Iterator[Claim]:
    for field in fields:
        if field.role in claimed:
            yield from claim(claimed[field.role], field.value, f"field: {field.name}")
