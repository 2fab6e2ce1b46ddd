"""A line of text in, numbers that describe its looks out; nothing here knows a language.

What is counted are letters, capitals, figures, marks and lengths, so that a
model trained on some languages reads others too.
"""

import math
import re
import string
from collections.abc import Sequence
from typing import NamedTuple

from backfile.details import is_detail

WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
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
_SENTENCE_INSIDE = re.compile(r"[.!?…]['\"”’»)]*\s+['\"“‘«(]*[^\W\d_a-z]|[。！？]")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w|(?<!\w)@\w|\.(?:com|org|net)\b", re.IGNORECASE)
_SEPARATES = re.compile(r"[|›»>•·/→▸]")
_RIGHTS = re.compile(r"[©®™]")
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONEY = re.compile(r"[$€£¥₽₴%]")
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘’]|['’](?!\w)")
_BULLET = re.compile(r"[-–—*•·▪►»›+#>|]")
# "KYIV, May 11 (Agency) - ", "BUENOS AIRES (AP) —": a place in capitals, a dash before the text.
_DATELINE = re.compile(r"[^\W\d_a-z][^\W_a-z.' -]{2,24}\b[^.!?]{0,50}?\s*[-–—]{1,2}\s")
_KICKER = re.compile(r"[^:.]{2,30}:\s")
_SHORT_WORD = 3
_LONGEST_CHARACTERS = 1_000

NAMES = (
    "characters words word-length capitals capitalised figures marks foreign dense "
    "ends-sentence ends-quote ends-colon ends-comma ends-dots ends-question starts-small "
    "starts-figure starts-bullet starts-quote quotes commas sentences short-words address "
    "separators rights time year detail brackets money dateline all-capitals one-word figures-only "
    "kicker sentence-case title-case hashtag long dense-length"
).split()


def look_of(text: str) -> tuple[float, ...]:
    """The looks of one line, in the order of NAMES; most are 0 to 1, lengths are logarithms.

    Only the first 1,000 characters are looked at: a longer line is a paragraph.
    """
    text = text.strip()[:_LONGEST_CHARACTERS]
    words = WORD.findall(text)
    counts = _counted_ascii(text) if text.isascii() else _counted(text)
    characters, count = len(text) or 1, len(words) or 1
    return (
        *_amounts(characters, words, counts),
        *_ends(text),
        float(len(_QUOTES.findall(text)) > 1),
        text.count(",") / count,
        math.log1p(len(_SENTENCE_INSIDE.findall(text))),
        sum(len(word) <= _SHORT_WORD for word in words) / count,
        *_signs(text),
        *_cases(text, words, counts.letters),
        min(characters / 300, 2.0),
        min((characters + counts.dense) / 100, 4.0),
    )


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


def _amounts(characters: int, words: Sequence[str], counts: _Counts) -> tuple[float, ...]:
    return (
        math.log1p(characters) / 5,
        math.log1p(len(words)) / 4,
        sum(map(len, words)) / (len(words) or 1) / 10,
        counts.capitals / (counts.letters or 1),
        sum(word[0].isupper() for word in words) / (len(words) or 1),
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


def _signs(text: str) -> tuple[float, ...]:
    return (
        float(bool(_ADDRESS.search(text))),
        min(len(_SEPARATES.findall(text)), 4) / 4,
        float(bool(_RIGHTS.search(text))),
        float(bool(_TIME.search(text))),
        float(bool(_YEAR.search(text))),
        float(is_detail(text)),
        float("(" in text or "[" in text),
        float(bool(_MONEY.search(text))),
        float(bool(_DATELINE.match(text))),
    )


def _cases(text: str, words: Sequence[str], letters: int) -> tuple[float, ...]:
    capitals = [word[0].isupper() for word in words]
    return (
        float(letters > 0 and text.upper() == text and text.lower() != text),
        float(len(words) <= 1),
        float(not letters),
        float(bool(_KICKER.match(text))),
        float(bool(capitals) and capitals[0] and not all(capitals)),
        float(len(words) > 1 and all(capitals)),
        float("#" in text),
    )
