"""Lines of a record in, pieces and claims out: what the formats have in common."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from backfile.model import Claim, LabelName
from backfile.read.formats.record import Piece, Record
from backfile.read.records.names import Role
from backfile.read.unwrap import WRAPPED

ClaimField = Literal["title", "author", "date", "language", "section", "source", "url", "keyword"]
Span = tuple[int, int]
# What a field claims, by what it holds.
CLAIMED: Mapping[Role, ClaimField] = {
    "title": "title",
    "author": "author",
    "date": "date",
    "language": "language",
    "section": "section",
    "source": "source",
    "url": "url",
    "keyword": "keyword",
}
FIELD_OFF = "field name taken off"
MARKUP_OFF = "mark-up taken off"
_RULE = re.compile(r"([*=_#|~•·—–-])(?:\s?\1){2,}\Z")
_PROSE = 60
_PROSE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*\Z")
# Words after a hyphen that is a word's own ("pre- and post-war").
_AFTER_OPEN_HYPHEN = ("and", "or", "und", "oder", "et", "ou", "y", "o", "to", "bis")
_LANGUAGES = """
english en anglais en englisch en inglés en  german de deutsch de allemand de alemán de
french fr français fr francais fr französisch fr  spanish es español es espanol es spanisch es
italian it italiano it  portuguese pt português pt portugues pt  dutch nl nederlands nl
russian ru русский ru  ukrainian uk українська uk  polish pl polski pl  czech cs čeština cs
slovak sk slovenčina sk  hungarian hu magyar hu  romanian ro română ro  bulgarian bg български bg
greek el ελληνικά el  turkish tr türkçe tr  arabic ar العربية ar  hebrew he עברית he  persian fa
farsi fa  chinese zh 中文 zh  japanese ja 日本語 ja  korean ko 한국어 ko  swedish sv svenska sv
norwegian no norsk no  danish da dansk da  finnish fi suomi fi  indonesian id  malay ms
vietnamese vi  thai th  hindi hi  urdu ur  catalan ca català ca  croatian hr hrvatski hr
serbian sr српски sr  slovenian sl  lithuanian lt  latvian lv  estonian et  basque eu
""".split()
_TAGS = dict(zip(_LANGUAGES[::2], _LANGUAGES[1::2], strict=True))


def stands(lines: Sequence[str], first: int, last: int, label: LabelName) -> Iterator[Piece]:
    """Each line that is not blank, from first to last, as a piece as it stands."""
    return (Piece(i, i, label, lines[i]) for i in range(first, last + 1) if lines[i].strip())


def cut(
    lines: Sequence[str], index: int, label: LabelName, text: str, why: str = FIELD_OFF
) -> Piece:
    """A line of which text is left; as mark-up of the export where nothing is."""
    text = text.strip()
    if not text:
        return Piece(index, index, "S", lines[index])
    return Piece(index, index, label, text, why if text != lines[index].strip() else "")


def headline(lines: Sequence[str], first: int, last: int) -> Iterator[Piece]:
    """A headline of one line or of several."""
    return titled(lines, written(lines, first, last))


def titled(lines: Sequence[str], indexes: Iterable[int]) -> Iterator[Piece]:
    """A headline of these lines."""
    return (Piece(i, i, "T2" if n else "T", lines[i]) for n, i in enumerate(indexes))


def leave_prose(lines: Sequence[str], first: int, last: int) -> Iterator[Piece]:
    """What stands around the records as mark-up, but for prose: that is left to be judged."""
    return (piece for piece in stands(lines, first, last, "S") if not is_prose(piece.text))


def written(lines: Sequence[str], first: int, last: int) -> list[int]:
    """The lines from first to last that are not blank."""
    return [i for i in range(first, last + 1) if lines[i].strip()]


def runs_of(lines: Sequence[str], first: int, last: int) -> list[Span]:
    """First and last line of each run of lines that are not blank."""
    runs: list[Span] = []
    for i in written(lines, first, last):
        if runs and runs[-1][1] == i - 1:
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    return runs


def is_prose(line: str) -> bool:
    """Whether a line is long and ends like a sentence."""
    line = line.strip()
    return len(line) >= _PROSE and _PROSE_END.search(line) is not None


def is_told(lines: Sequence[str], first: int, last: int) -> bool:
    """Whether a paragraph of prose is between two lines, in one line or in several."""
    runs = runs_of(lines, first, last)
    return any(is_prose(" ".join(lines[start : end + 1])) for start, end in runs)


def unwrapped(
    lines: Sequence[str], span: Span, wrapped: Mapping[int, int], without: Collection[int] = ()
) -> Iterator[Piece]:
    """The paragraphs of a story, each one piece.

    wrapped: first and last line of each paragraph that was wrapped by machine,
    as found over the whole text. Other lines (verses, lists, tables) stay.
    without: lines inside that are no part of the story.
    """
    at = span[0]
    while at <= span[1]:
        last = min(wrapped.get(at, at), span[1])
        last = next((i - 1 for i in range(at + 1, last + 1) if i in without), last)
        if lines[at].strip() and at not in without:
            yield _joined(lines, at, last, "B")
        at = last + 1


def _joined(lines: Sequence[str], first: int, last: int, label: LabelName) -> Piece:
    if first == last:
        return Piece(first, last, label, lines[first])
    text = lines[first].strip()
    for line in lines[first + 1 : last + 1]:
        text += ("" if _is_hyphenated(text, line) else " ") + line.strip()
    return Piece(first, last, label, text, WRAPPED)


def _is_hyphenated(text: str, following: str) -> bool:
    word = following.split(maxsplit=1)[0]
    is_open = re.search(r"[^\W\d_]-\Z", text) is not None
    return is_open and word[0].isalnum() and word.strip(",;.") not in _AFTER_OPEN_HYPHEN


def claim(field: ClaimField, value: str, origin: str) -> Iterator[Claim]:
    """A claim of a field that holds something; keywords and languages are told apart."""
    value = " ".join(value.split())
    if field == "keyword":
        words = re.split(r"\s*[;,]\s*" if ";" not in value else r"\s*;\s*", value)
        yield from (Claim(field, word, origin) for word in words if word)
    elif value:
        yield Claim(field, language_tag(value) if field == "language" else value, origin)


def language_tag(value: str) -> str:
    """The tag of a language by its name ("ENGLISH", "DEUTSCH; GERMAN"), else the value."""
    words = re.split(r"[\s;,/()]+", value.casefold())
    return next((_TAGS[word] for word in words if word in _TAGS), value)


def is_language(value: str) -> bool:
    """Whether a line is a language's name and nothing else."""
    return value.strip().casefold() in _TAGS


def closing_rules(lines: Sequence[str], spans: Sequence[Span]) -> frozenset[int]:
    """The rules that end records, where most of those but the last end with that rule.

    A rule at the end of a single one is the story's own.
    """
    ends = [found[-1] for span in spans if (found := written(lines, *span))]
    counts = Counter(lines[i].strip() for i in ends[:-1] if is_rule(lines[i]))
    usual = [mark for mark, count in counts.items() if count * 2 > len(ends[:-1])]
    return frozenset(i for i in ends if lines[i].strip() in usual)


def is_rule(line: str) -> bool:
    """Whether a line is "---", "* * *", "=====" or the like."""
    return _RULE.match(line.strip()) is not None


def covering(starts: Sequence[int], count: int) -> list[Span]:
    """First and last line of each record: from its start to the next, the first from line 0."""
    firsts = [0, *starts[1:]]
    return list(zip(firsts, [*(start - 1 for start in starts[1:]), count - 1], strict=True))


def as_record(span: Span, pieces: Iterable[Piece], claims: Iterable[Claim] = ()) -> Record:
    """A record of pieces that may come in any order; a claim is made once."""
    in_order = sorted(pieces, key=lambda piece: piece.first)
    return Record(*span, tuple(in_order), tuple(dict.fromkeys(claims)))
