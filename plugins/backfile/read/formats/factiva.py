"""A Factiva download as text in, its records out.

Each record: headline, byline, "853 words", date, source, the source's code,
language, copyright, the story, and "Document" with its accession number. The
fields have no names there; factiva_tagged reads the form that names them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from backfile.model import Claim
from backfile.read.formats.parts import (
    Span,
    as_record,
    claim,
    is_language,
    leave_prose,
    stands,
    titled,
    unwrapped,
    written,
)
from backfile.read.formats.record import Piece, Record
from backfile.read.unwrap import paragraphs

# "Document DAIL000020080920e49k0001x": the source's code, the day, a running number.
_END = re.compile(
    r"\s*(?:Document|Dokument|Documento|Документ)\s+[A-Z0-9.]{4,12}(?:19|20)\d{6}[a-z0-9]{6,14}\s*\Z"
)
_WORDS = re.compile(
    r"\s*\d{1,3}(?:[ ,.\u00a0]?\d{3})*\s+(?:words?|Wörter|mots|palabras|parole|palavras|woorden|"
    r"слов[оа]?|słów|ord)\s*\Z"
)
_RIGHTS = re.compile(r"\s*(?:copyright\b|©|\(c\))", re.IGNORECASE)
_TIME = re.compile(r"\s*\d{1,2}:\d{2}(?::\d{2})?\s*\Z")
_DATE = re.compile(r"\s*\d{1,2}\.? [^\W\d_]{3,12}\.? (?:19|20)\d\d\s*\Z")
_BYLINE = re.compile(r"\s*(?:by|von|par|por|di|da|door|przez)\s", re.IGNORECASE)
_FOOT = re.compile(
    r"\s*(?:Page \d+ of \d+\b.*|"
    r".{0,20}\b\d{4} (?:Factiva|Dow Jones).{0,60}all rights reserved\.?)\s*\Z",
    re.IGNORECASE,
)
_RESERVED = re.compile(r".{0,60}all rights reserved", re.IGNORECASE)
# "853 words" stands so near the top of a record, and the fields under it are so many.
_TOP_LINES = 8
_FIELD_LINES = 10
# A section above the headline, and a byline that does not say "By", are a few words.
_SECTION_LETTERS = 40
_NAME_WORDS = 6


def records(lines: Sequence[str]) -> tuple[Record, ...]:
    """The records of a Factiva download; none where it is not surely one.

    Sure is one where each record ends with an accession number and has its
    count of words near its top.
    """
    ends = [i for i, line in enumerate(lines) if _END.match(line)]
    if not ends:
        return ()
    firsts = [0, *(end + 1 for end in ends[:-1])]
    words = [_words(lines, a, b) for a, b in zip(firsts, ends, strict=True)]
    if not all(words):
        return ()
    wrapped = dict(paragraphs(lines))
    spans = zip(firsts, [*ends[:-1], len(lines) - 1], strict=True)
    found = zip(spans, words, ends, strict=True)
    return tuple(_record(lines, span, count, end, wrapped) for span, count, end in found)


def is_end(line: str) -> bool:
    """Whether a line is the accession number that ends a record."""
    return _END.match(line) is not None


def _words(lines: Sequence[str], first: int, end: int) -> int:
    """The line that counts the words, which is never the first; 0 where none is."""
    top = [i for i in written(lines, first, end) if not _FOOT.match(lines[i])]
    return next((i for i in top[1:_TOP_LINES] if _WORDS.match(lines[i])), 0)


def _record(
    lines: Sequence[str], span: Span, words: int, end: int, wrapped: Mapping[int, int]
) -> Record:
    feet = _feet(lines, *span)
    fields_end = _fields_end(lines, words, end)
    fields = written(lines, words + 1, fields_end)
    above = [i for i in written(lines, span[0], words - 1) if not _FOOT.match(lines[i])]
    byline = above[-1] if _ends_with_byline(lines, above, words) else None
    title = [i for i in above if i != byline]
    section = title[:1] if _begins_with_section(lines, title) else []
    pieces = [
        *(Piece(i, i, "S", lines[i]) for i in feet),
        *(Piece(i, i, "M", lines[i]) for i in section),
        *titled(lines, title[len(section) :]),
        *(Piece(i, i, "M", lines[i]) for i in above if i == byline),
        *(Piece(i, i, "S" if _RIGHTS.match(lines[i]) else "M", lines[i]) for i in (words, *fields)),
        *unwrapped(lines, (fields_end + 1, end - 1), wrapped, feet),
        *stands(lines, end, end, "S"),
        *(p for p in leave_prose(lines, end + 1, span[1]) if not _FOOT.match(p.text)),
    ]
    said = [lines[byline]] if byline is not None else []
    claims = (
        *(c for line in said for c in claim("author", line, "factiva: byline")),
        *(c for i in section for c in claim("section", lines[i], "factiva: section")),
        *_claims([lines[i] for i in fields]),
    )
    return as_record(span, pieces, claims)


def _feet(lines: Sequence[str], first: int, last: int) -> frozenset[int]:
    return frozenset(i for i in written(lines, first, last) if _FOOT.match(lines[i]))


def _fields_end(lines: Sequence[str], words: int, end: int) -> int:
    """The last line of the fields under the count of words.

    That is the copyright; where there is none the language, or the last line
    before a gap.
    """
    near = written(lines, words + 1, end - 1)[:_FIELD_LINES]
    rights = next((i for i in near if _RIGHTS.match(lines[i])), None)
    if rights is not None:
        follows = rights + 1 < end and _RESERVED.match(lines[rights + 1]) is not None
        return rights + follows
    language = next((i for i in near if is_language(lines[i])), None)
    gap = next((i for i in near if not lines[i + 1].strip()), words)
    return gap if language is None else language


def _ends_with_byline(lines: Sequence[str], above: Sequence[int], words: int) -> bool:
    """Whether the last line above the count of words says who wrote the story."""
    if len(above) < 2:  # noqa: PLR2004 - a headline, and a line under it
        return False
    last, before = above[-1], above[-2]
    if _BYLINE.match(lines[last]):
        return True
    is_few = len(lines[last].split()) <= _NAME_WORDS
    stands_apart = last == words - 1 and before < last - 1
    return is_few and (stands_apart or len(lines[last].strip()) < len(lines[before].strip()))


def _begins_with_section(lines: Sequence[str], title: Sequence[int]) -> bool:
    """Whether the first line is a section: of a few words, above a longer headline."""
    if len(title) < 2:  # noqa: PLR2004 - a section, and a headline
        return False
    section, headline = (lines[i].strip() for i in title[:2])
    return len(section) <= _SECTION_LETTERS and len(section) < len(headline)


def _claims(fields: Sequence[str]) -> Iterator[Claim]:
    """Claims of the lines under the count of words: the date, below it the source, the language."""
    dated = next((n for n, line in enumerate(fields) if _DATE.match(line)), None)
    if dated is not None:
        yield from claim("date", fields[dated], "factiva: date")
        below = (line for line in fields[dated + 1 :] if not _TIME.match(line))
        yield from claim("source", next(below, ""), "factiva: source")
    language = next((line for line in fields if is_language(line)), "")
    yield from claim("language", language, "factiva: language")
