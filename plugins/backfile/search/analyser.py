"""Text in, the terms that the search index holds out; twin of theme/static/js/analyser.js.

A query has no language, so the analyser takes none: English words are stemmed,
the words of other alphabets stay whole. Both twins follow these steps, in this
order, and tests/js proves them equal over a large vocabulary. Change both.

1. Curly and other apostrophes become ', soft hyphens and joiners go.
2. NFKD, lower case; accents go from Latin and Greek letters and digits alone
   (й and ї are letters of their own); ß ł ø đ æ œ ı þ ð become plain; NFC.
3. All but letters, digits, their marks and ' , . parts words.
4. "1,310" is one number; "U.N." becomes un; "U.S." becomes u.s, since us is a
   stop word; 's goes; other apostrophes go (o'brien becomes obrien).
5. English stop words go; words of a to z alone are stemmed.
"""

import re
import unicodedata
from functools import lru_cache

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS

# Both patterns are spelt out as ranges because Python's re has no \p{Latin},
# and because the two languages' idea of \w differs.
_APOSTROPHES = re.compile("[’‘ʼ`´′]")
_INVISIBLE = re.compile("[\u00ad\u200c\u200d\u2060]")
_ACCENTS = re.compile(
    "([0-9a-z\u00df-\u02af\u0370-\u03ff\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f])"
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
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
_ASCII_OTHER = re.compile("[^a-z0-9',.]")
_ENGLISH = re.compile("[a-z]+")
# Words that are distinct in news are few next to words that occur; this many
# hold all of a corpus of 20,000 articles (61,228 terms were measured).
_REMEMBERED = 1 << 17


class JsPorterStemmer(PorterStemmer):
    """lunr.py's stemmer, mended to give what lunr.js gives.

    As it comes, lunr.py turns turkey into turkei and sunday into sundai, which
    lunr.js never asks for: 1.3 to 1.8 % of all the words in news were lost.
    b is the word at work, k the place of its last letter.
    """

    b: str
    k: int

    def step1c(self) -> None:
        """Turn a last y into i after a consonant that is not the first letter."""
        if self.k > 1 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]

    def ends(self, suffix: str) -> bool:
        """Tell whether the word ends so; plurals and -eed need a letter before them."""
        whole = len(suffix) == self.k + 1 and suffix in ("sses", "ies", "eed")
        return not whole and bool(super().ends(suffix))

    def doublec(self, at: int) -> bool:
        """Tell whether a consonant is doubled; lunr.js does not count yy."""
        return self.b[at] != "y" and bool(super().doublec(at))


def analyse(text: str) -> list[str]:
    """Give the terms of a text in their order; stop words are left out."""
    return [term for chunk in text.split() for term in _analyse_chunk(chunk)]


@lru_cache(maxsize=_REMEMBERED)
def _analyse_chunk(chunk: str) -> tuple[str, ...]:
    """Give the terms of a piece of text that holds no space."""
    words = (_word(match) for match in _TOKEN.finditer(_fold(chunk)))
    return tuple(_stem(word) for word in words if word and word not in WORDS)


def _fold(chunk: str) -> str:
    """Bring a text to plain lower-case letters, digits and the signs ' , . and space."""
    plain = _INVISIBLE.sub("", _APOSTROPHES.sub("'", chunk))
    if plain.isascii():
        return _ASCII_OTHER.sub(" ", plain.lower())
    folded = _ACCENTS.sub(r"\1", unicodedata.normalize("NFKD", plain).lower())
    return _only_word_signs(unicodedata.normalize("NFC", folded.translate(_PLAIN)))


def _only_word_signs(text: str) -> str:
    """Turn every sign that can't stand in a word, and marks without a letter, into a space."""
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


@lru_cache(maxsize=_REMEMBERED)
def _stem(word: str) -> str:
    """Stem a word of a to z alone; give any other as it is."""
    if not _ENGLISH.fullmatch(word):
        return word
    stemmed: str = JsPorterStemmer().stem(word)
    return stemmed
