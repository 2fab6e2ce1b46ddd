"""Text in, its forms out: words brought to plain lower case, stop words left out.

Twin of the first half of theme/static/js/search/analyser.js. Both follow these
steps, in this order, and tests/js proves them equal. Change both.

1. Curly and other apostrophes become ', soft hyphens and joiners go.
2. NFKD, lower case; accents go from Latin and Greek letters and digits alone
   (й and ї are letters of their own); ß ł ø đ æ œ ı þ ð become plain; NFC;
   stress marks go from Cyrillic letters (Украи́на).
3. All but letters, digits, their marks and ' , . parts words.
4. "1,310" is one number; "U.N." becomes un; "U.S." becomes u.s, since us is a
   stop word; 's goes; other apostrophes go (o'brien becomes obrien).
5. Chinese, Japanese and Korean, which part no words or part them elsewhere
   than a reader does, are cut into overlapping pairs of signs: 東京都 becomes
   東京 京都. A sign alone stays.
6. English stop words go.
"""

import re
import unicodedata
from functools import lru_cache

from lunr.stop_word_filter import WORDS

# The patterns are spelt out as ranges because Python's re has no \p{Latin},
# and because the two languages' idea of \w differs.
_APOSTROPHES = re.compile("[’‘ʼ`´′]")
_INVISIBLE = re.compile("[\u00ad\u200c\u200d\u2060]")
_ACCENTS = re.compile(
    "([0-9a-z\u00df-\u02af\u0370-\u03ff\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f])"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
_STRESS = re.compile("([\u0400-\u052f])[\u0300\u0301]+")
_PLAIN = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "þ": "th",
        "ð": "d",
        "ς": "σ",
    }
)
_TOKEN = re.compile(
    "(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]))"
    "|(?P<acronym>[^ ',.0-9](?:[.][^ ',.0-9])+)(?![^ ',.])[.]?(?:'s(?![^ ',.]))?"
    "|(?P<word>[^ ',.]+(?:'[^ ',.]+)*)"
)
_INNER = str.maketrans("", "", "',.")
# Most pieces of text in Latin letters are one word, between signs that are no part of it.
_PLAIN_WORD = re.compile("[!-/:-@\\[-`{-~]*([A-Za-z]+)[!-/:-@\\[-`{-~]*")
_ASCII_OTHER = re.compile("[^a-z0-9',.]")
# Han, the kana with their marks, bopomofo and Hangul, as NFC leaves them.
_PAIRED = "\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
_PAIRED += "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003fffd"
_RUNS = re.compile(f"([{_PAIRED}]+)|[^{_PAIRED}]+")
_HAS_PAIRED = re.compile(f"[{_PAIRED}]")
# Chunks that are distinct in news are few next to those that occur; this many
# hold all of a corpus of 20,000 articles (61,228 terms were measured).
REMEMBERED = 1 << 17


def forms(text: str) -> list[str]:
    """Give the forms of a text in their order; stop words are left out."""
    return [form for chunk in text.split() for form in chunk_forms(chunk)]


@lru_cache(maxsize=REMEMBERED)
def chunk_forms(chunk: str) -> tuple[str, ...]:
    """Give the forms of a piece of text that holds no white space."""
    if plain := _PLAIN_WORD.fullmatch(chunk):
        word = plain[1].lower()
        return () if word in WORDS else (word,)
    words = [word for match in _TOKEN.finditer(fold(chunk)) if (word := _word(match))]
    parts = words if chunk.isascii() else [part for word in words for part in _parts(word)]
    return tuple(part for part in parts if part not in WORDS)


def plain_signs(text: str) -> str:
    """Bring the many apostrophes to one and take invisible signs out of words."""
    return _INVISIBLE.sub("", _APOSTROPHES.sub("'", text))


def fold(chunk: str) -> str:
    """Bring a text to plain lower-case letters, digits and the signs ' , . and space."""
    plain = plain_signs(chunk)
    if plain.isascii():
        return _ASCII_OTHER.sub(" ", plain.lower())
    folded = _ACCENTS.sub(r"\1", unicodedata.normalize("NFKD", plain).lower())
    composed = unicodedata.normalize("NFC", folded.translate(_PLAIN))
    return _only_word_signs(_STRESS.sub(r"\1", composed))


def _only_word_signs(text: str) -> str:
    """Turn every sign that can't stand in a word, and marks without a letter, into a space."""
    if text.translate(_INNER).isalnum():
        return text
    kept: list[str] = []
    for sign in text:
        group = unicodedata.category(sign)[0]
        lone_mark = group == "M" and (not kept or kept[-1] in " ',.")
        kept.append(sign if sign in "',." or (group in "LNM" and not lone_mark) else " ")
    return "".join(kept)


def _word(match: re.Match[str]) -> str:
    """Give the word of a token: without thousands commas, dots of acronyms, apostrophes."""
    if number := match["number"]:
        return number.replace(",", "")
    if acronym := match["acronym"]:
        joined = acronym.replace(".", "")
        return acronym if joined in WORDS else joined
    return match["word"].removesuffix("'s").replace("'", "")


def _parts(word: str) -> list[str]:
    """Cut runs of Chinese, Japanese and Korean signs into pairs; the rest stays whole."""
    if not _HAS_PAIRED.search(word):
        return [word]
    return [part for run in _RUNS.finditer(word) for part in (_pairs(run[1]) or [run[0]])]


def _pairs(run: str | None) -> list[str]:
    """Give the overlapping pairs of a run of two signs or more."""
    return [run[at : at + 2] for at in range(len(run) - 1)] if run else []
