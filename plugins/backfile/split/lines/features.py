"""A line of text in, numbers that describe its looks out; nothing here knows a language.

What is counted are letters, capitals, figures, marks and lengths, so that a
model trained on some languages reads others too.
"""

import math
import re
import string
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from backfile.details import is_detail

WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
# What may stand inside a word is left as it is.
_NO_MARKS = str.maketrans(
    {mark: " " for mark in map(chr, range(128)) if not mark.isalnum() and mark not in "'-"}
)
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_MARKS = re.compile(r"[^\w\s]")
_OTHERS = re.compile(r"[^\x00-\x7f]+")
# Scripts that put a word into a character or two, from the CJK radicals on, and Thai.
_DENSE = re.compile("[\u0e00-\u0e7f\u2e80-\ud7af\uf900-\ufaff\uff00-\uffef]")
_ASCII_KINDS = tuple(
    kind.encode()
    for kind in (
        string.ascii_uppercase,
        string.ascii_lowercase,
        string.digits,
        string.punctuation.replace("_", ""),
    )
)
# An expression that begins with a set of characters is looked for much faster than one of two ways.
_SENTENCE_INSIDE = re.compile(r"[.!?…]['\"”’»)]*\s+['\"“‘«(]*[^\W\d_a-z]")
_DENSE_INSIDE = re.compile(rf"{_SENTENCE_INSIDE.pattern}|[。！？]")
_DENSE_STOPS = "。！？"
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|(?<!\w)@\w|\.(?:com|org|net)\b", re.IGNORECASE)
# One of these stands in every address; only then the expression above is asked.
_OF_ADDRESSES = ("@", "://", "www.", ".com", ".org", ".net")
_SEPARATES = "|›»>•·/→▸"
_RIGHTS = "©®™"
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CENTURIES = ("19", "20")
_MONEY = "$€£¥₽₴%"
_QUOTE_MARKS = "\"'“”„«»‘’"
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['’](?!\w)")
_BULLET = re.compile(r"[-–—*•·▪►»›+#>|]")
# "KYIV, May 11 (Agency) - ", "BUENOS AIRES (AP) —": a place in capitals, a dash before the text.
_DATELINE = re.compile(r"[^\W\d_a-z][^\W_a-z.' -]{2,24}\b[^.!?]{0,50}?\s*[-–—]{1,2}\s")
_DASHES = "-–—"
_KICKER = re.compile(r"[^:.]{2,30}:\s")
_LONGEST_KICKER = 31
_SHORT_WORD = 3
_LONGEST_CHARACTERS = 1_000
# Short lines come again on every page of a site; so many of them are kept at hand.
_AT_HAND = 4_096
_SHORT_LINE = 100

NAMES = (
    "characters words word-length capitals capitalised figures marks foreign dense "
    "ends-sentence ends-quote ends-colon ends-comma ends-dots ends-question starts-small "
    "starts-figure starts-bullet starts-quote quotes commas sentences short-words address "
    "separators rights time year detail brackets money dateline all-capitals one-word figures-only "
    "kicker sentence-case title-case hashtag long dense-length"
).split()


def words_in(text: str) -> list[str]:
    """The words of a text, as the expression for a word finds them, in less time.

    A word holds no space, and most pieces between spaces are one word and
    perhaps a mark after it; plain ASCII is rid of its marks first.
    """
    if text.isascii():
        text = text.translate(_NO_MARKS)
        if "'" not in text and "-" not in text:
            return text.split()
    words: list[str] = []
    for piece in text.split():
        if piece.isalnum():
            words.append(piece)
        elif (bare := piece[:-1]).isalnum():
            words.append(bare)
        else:
            words += WORD.findall(piece)
    return words


def look_of(text: str) -> tuple[float, ...]:
    """The looks of one line, in the order of NAMES; most are 0 to 1, lengths are logarithms.

    Only the first 1,000 characters are looked at: a longer line is a paragraph.
    """
    text = text.strip()[:_LONGEST_CHARACTERS]
    return _look_of_short(text) if len(text) <= _SHORT_LINE else _look(text)


def _look(text: str) -> tuple[float, ...]:
    words = words_in(text)
    capitals = [word[0].isupper() for word in words]
    counts = _counted_ascii(text) if text.isascii() else _counted(text)
    lengths = [*map(len, words)]
    characters, count = len(text) or 1, len(words) or 1
    return (
        *_amounts(characters, lengths, capitals, counts),
        *_ends(text),
        float(_has_any(text, _QUOTE_MARKS) and len(_QUOTES.findall(text)) > 1),
        text.count(",") / count,
        math.log1p(_sentences_inside(text)),
        sum(length <= _SHORT_WORD for length in lengths) / count,
        *_signs(text, has_digits=counts.digits > 0),
        *_cases(text, capitals, counts.letters),
        min(characters / 300, 2.0),
        min((characters + counts.dense) / 100, 4.0),
    )


_look_of_short = lru_cache(_AT_HAND)(_look)


def _has_any(text: str, parts: Sequence[str]) -> bool:
    """Whether a text holds any of some marks: a plain look, before an expression is tried."""
    return any(part in text for part in parts)


def _sentences_inside(text: str) -> int:
    expression = _DENSE_INSIDE if _has_any(text, _DENSE_STOPS) else _SENTENCE_INSIDE
    return len(expression.findall(text))


class _Counts(NamedTuple):
    """How many characters of a text are of each kind."""

    letters: int
    capitals: int
    digits: int
    marks: int
    foreign: int
    dense: int


def _counted(text: str) -> _Counts:
    """Most of a text is plain ASCII even where it holds a curly quote; the rest goes one by one."""
    plain = _counted_ascii(text.encode("ascii", "ignore").decode("ascii"))
    others = "".join(_OTHERS.findall(text))
    letters = _LETTER.findall(others)
    return _Counts(
        plain.letters + len(letters),
        plain.capitals + sum(map(str.isupper, letters)),
        plain.digits + len(_DIGIT.findall(others)),
        plain.marks + len(_MARKS.findall(others)),
        len(letters),
        len(_DENSE.findall(others)),
    )


def _counted_ascii(text: str) -> _Counts:
    """The same for plain ASCII, which most lines are, by deleting bytes: ten times as fast."""
    data = text.encode()
    left = [len(data.translate(None, kind)) for kind in _ASCII_KINDS]
    capitals, small, digits, marks = (len(data) - rest for rest in left)
    return _Counts(capitals + small, capitals, digits, marks, 0, 0)


def _amounts(
    characters: int, lengths: Sequence[int], capitals: Sequence[bool], counts: _Counts
) -> tuple[float, ...]:
    """lengths: of each word; capitals: whether each begins with one."""
    words = len(lengths)
    return (
        math.log1p(characters) / 5,
        math.log1p(words) / 4,
        sum(lengths) / (words or 1) / 10,
        counts.capitals / (counts.letters or 1),
        sum(capitals) / (words or 1),
        counts.digits / characters,
        counts.marks / characters,
        counts.foreign / (counts.letters or 1),
        counts.dense / characters,
    )


def _ends(text: str) -> tuple[float, ...]:
    bare = text.rstrip("\"”’»“)]'")
    last, first = bare[-1:], text[:1]
    return (
        float(last in ".!?…。！？؟।" and bool(last)),
        float(bare != text),
        float(last == ":"),
        float(last in ",;-–—" and bool(last)),
        float(bare.endswith(("...", "…"))),
        float(last in "?？؟" and bool(last)),
        float(first.islower()),
        float(first.isdigit()),
        float(bool(_BULLET.match(text))),
        float(first in "\"“„«'‘’" and bool(first)),
    )


def _signs(text: str, *, has_digits: bool) -> tuple[float, ...]:
    return (
        float(_has_address(text)),
        min(sum(map(text.count, _SEPARATES)), 4) / 4,
        float(not text.isascii() and _has_any(text, _RIGHTS)),
        float(has_digits and bool(_TIME.search(text))),
        float(_has_any(text, _CENTURIES) and bool(_YEAR.search(text))),
        float(is_detail(text)),
        float("(" in text or "[" in text),
        float(_has_any(text, _MONEY)),
        float(_has_any(text, _DASHES) and bool(_DATELINE.match(text))),
    )


def _has_address(text: str) -> bool:
    return _has_any(text.lower(), _OF_ADDRESSES) and bool(_ADDRESS.search(text))


def _cases(text: str, capitals: Sequence[bool], letters: int) -> tuple[float, ...]:
    """capitals: whether each word begins with one."""
    return (
        float(letters > 0 and text.upper() == text and text.lower() != text),
        float(len(capitals) <= 1),
        float(not letters),
        float(":" in text[:_LONGEST_KICKER] and bool(_KICKER.match(text))),
        float(bool(capitals) and capitals[0] and not all(capitals)),
        float(len(capitals) > 1 and all(capitals)),
        float("#" in text),
    )
