"""Markdown in, its stories out: one under each heading of the first level, or one a front matter.

A story is "# Headline", perhaps "*Author - date*" under it, and its text; or a
block of fields between "---" (YAML) or "+++" (TOML) lines, and its text. The
text keeps its links and emphasis; of its headings the mark-up is taken off.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from backfile.details import is_detail
from backfile.model import Claim, LabelName
from backfile.read.formats.matter import Matter, matters
from backfile.read.formats.parts import (
    CLAIMED,
    MARKUP_OFF,
    Span,
    as_record,
    claim,
    closing_rules,
    covering,
    cut,
    is_told,
    leave_prose,
    written,
)
from backfile.read.formats.record import Piece, Record
from backfile.read.records.names import Role, role_of

Heading = tuple[int, str]

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(\S.*?)(?:\s+#+)?\s*\Z")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_EMPHASIS = re.compile(r"\s*([*_]{1,3})(?=\S)(.*\S)\1\s*\Z")
_DASH = re.compile(r"\s+[—–|·•-]\s+")
_DETAILS: tuple[Role, ...] = ("author", "date", "source", "section", "place", "subtitle")
# A byline stands within so many lines below its headline, and is a few names.
_BYLINE_WITHIN = 2
_NAME_WORDS = 5


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The stories of a Markdown text; none where it is not surely one.

    Sure is one whose first line is a heading of the first level, or begins a
    front matter with a title, and where most of them have a paragraph below.
    """
    top = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not lines or not lines[top].lstrip().startswith(("# ", "---", "+++")):
        return ()
    headings = dict(_headings(lines))
    known = {matter.first: matter for matter in matters(lines, top)}
    starts = list(known) or [i for i, (level, _) in headings.items() if level == 1]
    if not starts or starts[0] != top:
        return ()
    spans = zip(starts, [*starts[1:], len(lines)], strict=True)
    told = [start for start, end in spans if is_told(lines, start + 1, end - 1)]
    if not told or len(told) * 2 < len(starts):
        return ()
    covered = covering(told, len(lines))
    rest = (headings, closing_rules(lines, covered))
    return tuple(
        _record(lines, span, known.get(start) or start, *rest)
        for span, start in zip(covered, told, strict=True)
    )


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, Heading]]:
    """Line, level and words of each heading; none inside a block of code."""
    in_code = False
    for i, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and (found := _HEADING.match(line)):
            emphasis = _EMPHASIS.match(found[2])
            yield i, (len(found[1]), emphasis[2] if emphasis else found[2])


def _record(
    lines: Sequence[str],
    span: Span,
    start: Matter | int,
    headings: Mapping[int, Heading],
    closing: frozenset[int],
) -> Record:
    """The record of a story that begins with a front matter, or with the heading on a line."""
    matter = start if isinstance(start, Matter) else None
    first = start.first if isinstance(start, Matter) else start
    below = written(lines, matter.last + 1 if matter else first, span[1])
    is_headed = bool(below) and headings.get(below[0], (0, ""))[0] == 1
    text = below[1:] if is_headed else below
    bylines = dict(_bylines(lines, text[:_BYLINE_WITHIN]))
    unmarked: list[tuple[LabelName, int, str]] = [
        *(("T", i, headings[i][1]) for i in below[:is_headed]),
        *(("M", i, line) for i, line in bylines.items()),
        *(("B", i, headings[i][1]) for i in text if i in headings),
    ]
    pieces = [
        *leave_prose(lines, span[0], first - 1),
        *(_front(lines, matter, is_headed=is_headed) if matter else ()),
        *(cut(lines, i, label, line, MARKUP_OFF) for label, i, line in unmarked),
        *(Piece(i, i, "S", lines[i]) for i in text if i in closing),
    ]
    claims = [
        *(claim for line in bylines.values() for claim in _byline_claims(line)),
        *(_front_claims(matter) if matter else ()),
    ]
    return as_record(span, pieces, claims)


def _bylines(lines: Sequence[str], near: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines right below a headline that say who wrote the story and when, mark-up off."""
    for i in near:
        emphasis = _EMPHASIS.match(lines[i])
        line = emphasis[2] if emphasis else lines[i].strip()
        if not is_detail(line) and not (emphasis and _is_name(line)):
            return
        yield i, line


def _is_name(line: str) -> bool:
    words = line.split()
    return len(words) <= _NAME_WORDS and all(word[0].isupper() for word in words)


def _byline_claims(line: str) -> Iterator[Claim]:
    for part in _DASH.split(line):
        if not any(map(str.isdigit, part)):
            yield from claim("author", part, "markdown: byline")


def _front(lines: Sequence[str], matter: Matter, *, is_headed: bool) -> Iterator[Piece]:
    """The lines of a front matter; its title is the headline where no heading is."""
    title = None if is_headed else next(e for e in matter.entries if role_of(e.name) == "title")
    roles = {entry.line: role_of(entry.name) for entry in matter.entries}
    for i in written(lines, matter.first, matter.last):
        if title and i == title.line:
            yield cut(lines, i, "T", title.values[0], MARKUP_OFF)
        else:
            yield Piece(i, i, "M" if roles.get(i) in _DETAILS else "S", lines[i])


def _front_claims(matter: Matter) -> Iterator[Claim]:
    for entry in matter.entries:
        role = role_of(entry.name)
        for value in entry.values if role in CLAIMED else ():
            yield from claim(CLAIMED[role], value, f"front matter: {entry.name}")
