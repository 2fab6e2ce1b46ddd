"""A ProQuest text export in, its records out.

As downloaded from search.proquest.com as "Text only": records between rules of
underscores, each with "Document 1 of 20", the headline, fields such as
"Author:" and "Abstract:", "Full text:" with the story, and fields again from
"Subject:" to "Database:". Checked on real exports made in 2017.
"""

import re
from collections.abc import Iterator, Sequence

from backfile.model import LabelName
from backfile.read.formats.parts import (
    FIELD_OFF,
    as_record,
    covering,
    cut,
    headline,
    leave_prose,
    runs_of,
    stands,
    written,
)
from backfile.read.formats.proquest_fields import (
    HEAD,
    SURE_TAIL,
    TAIL,
    claims_of,
    fields_between,
    name_of,
    value_of,
)
from backfile.read.formats.record import Piece, Record

_RULE = re.compile(r"\s*_{20,}\s*\Z")
_NUMBER = re.compile(r"\s*Document \d{1,7} of \d{1,7}\s*\Z")
# What no other text says; a text with one of them and two more of the names is an export.
_OWN = ("ProQuest document ID:", "ProQuest document link", "Publication info:")
_TELLING = (
    *_OWN, "Full text:", "Abstract:", "Publication title:", "Publication date:",
    "Language of publication:", "Document URL:", "Database:",
)  # fmt: skip
_LEAST_TELLING = 3
_LINKS = ("http://", "https://", "ProQuest document link")
_AFTER_THE_EXPORT = re.compile(
    r"(?i)\s*(?:contact (?:us|proquest)\b|(?:database )?copyright\b.{0,30}proquest|"
    r"bibliography\s*\Z|terms and conditions|citation style)"
)
_NO_TEXT = re.compile(r"(?i)(?:(?:full text )?not available\.?|none\.?)\s*\Z")


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of a ProQuest export; none where it is not surely one."""
    told = _told(lines)
    if len(told) < _LEAST_TELLING or not told.intersection(_OWN):
        return ()
    spans = covering(_starts(lines), len(lines))
    return tuple(_record(lines, first, last) for first, last in spans)


def _told(lines: Sequence[str]) -> frozenset[str]:
    telling = (line for line in lines if line.startswith(_TELLING))
    return frozenset(next(filter(line.startswith, _TELLING)) for line in telling)


def _starts(lines: Sequence[str]) -> list[int]:
    """Where records begin: at the rule above their number; without numbers at any rule."""
    starts = [_rule_above(lines, i) for i, line in enumerate(lines) if _NUMBER.match(line)]
    starts = starts or [0, *(i for i, line in enumerate(lines) if i and _RULE.match(line))]
    # A part with fewer names is the words around an export.
    spans = zip(starts, [*starts[1:], len(lines)], strict=True)
    return [start for start, end in spans if len(_told(lines[start:end])) > 1] or [0]


def _rule_above(lines: Sequence[str], index: int) -> int:
    above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), index)
    return above if _RULE.match(lines[above]) else index


def _record(lines: Sequence[str], first: int, last: int) -> Record:
    top = _headline(lines, first, last)
    tail = _tail(lines, top, last)
    text = next((i for i in range(top, tail) if name_of(lines[i]) == "full text"), tail)
    has_text = text < tail and not _NO_TEXT.match(value_of(lines[text]))
    pieces = [
        *leave_prose(lines, first, top - 1),
        *_head(lines, top, text, "S" if has_text else "B"),
        *_body(lines, text, tail, has_text=has_text),
        *_below(lines, tail, last),
    ]
    fields = (*fields_between(lines, top, text), *fields_between(lines, tail, last + 1))
    return as_record((first, last), _titled(pieces), claims_of(fields))


def _headline(lines: Sequence[str], first: int, last: int) -> int:
    """The line of the headline: below the number, or below the rules at the top."""
    number = next((i for i in range(first, last + 1) if _NUMBER.match(lines[i])), first - 1)
    filled = written(lines, number + 1, last)
    return next((i for i in filled if not _RULE.match(lines[i])), last + 1)


def _tail(lines: Sequence[str], top: int, last: int) -> int:
    """The line at which the fields below the story begin; the one after last where there are none.

    From the last of them upwards: each a line with a name, or going on from
    one right above it. A name that comes again stands in the story.
    """
    names = {i: name_of(lines[i]) for i in range(top + 1, last + 1)}
    bottom = next((i for i in range(last, top, -1) if names[i] in TAIL), top)
    start = last + 1
    seen: list[str] = []
    for i in range(bottom, top, -1):
        name = names[i]
        if name in seen or name in ("full text", "abstract", "links"):
            break
        if name in TAIL:
            start = i
            seen.append(name)
        elif lines[i].strip() and not name and not lines[i - 1].strip():
            break
    return start if len(seen) > 1 and SURE_TAIL.intersection(seen) else last + 1


def _head(lines: Sequence[str], top: int, end: int, abstract: LabelName) -> Iterator[Piece]:
    """The headline, and the fields between it and the story."""
    filled = written(lines, top, end - 1)
    title_end = runs_of(lines, top, end - 1)[0][1] if filled else top
    fields = [i for i in filled if name_of(lines[i]) in HEAD]
    title_end = min([title_end, *(i - 1 for i in fields)])
    yield from headline(lines, top, title_end)
    label: LabelName = "S"
    for i in filled:
        name = name_of(lines[i])
        if name in HEAD:
            label = abstract if name.startswith("abstract") else HEAD[name]
        elif lines[i].startswith(_LINKS):
            label = "S"
        is_text = label == "B" and name in HEAD
        if i > title_end:
            yield cut(lines, i, label, value_of(lines[i]) if is_text else lines[i])


def _body(lines: Sequence[str], text: int, end: int, *, has_text: bool) -> Iterator[Piece]:
    if text < end:
        yield cut(lines, text, "B", value_of(lines[text]) if has_text else "")
        yield from stands(lines, text + 1, end - 1, "B")


def _below(lines: Sequence[str], tail: int, last: int) -> Iterator[Piece]:
    """The fields below the story, and the words below the export."""
    for start, end in runs_of(lines, tail, last):
        if name_of(lines[start]) or _AFTER_THE_EXPORT.match(lines[start]):
            yield from stands(lines, start, end, "S")
        else:
            yield from leave_prose(lines, start, end)


def _titled(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces; without a headline above the story, the title among the fields below is it."""
    has_headline = any(piece.label == "T" for piece in pieces)
    for piece in pieces:
        if not has_headline and piece.label == "S" and name_of(piece.text) == "title":
            title = value_of(piece.text)
            yield Piece(piece.first, piece.last, "T", title, FIELD_OFF) if title else piece
            has_headline = bool(title)
        else:
            yield piece
