"""A word of a to z in, its stem by Porter's rules out, as lunr.js applies them.

M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980), with the
three changes that lunr.js makes: words of two letters stay, a y becomes i only
after a consonant that is not the first letter, and -bli and -logi go as well.
The steps look at a word's last letters first, since most endings are not there.
"""

import re
from collections.abc import Mapping

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
# How often vowels are followed by consonants: once at least, once, twice at least.
_SOME = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_ONE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?")
_MORE = re.compile(f"(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_HAS_VOWEL = re.compile(f"(?:{_CONSONANTS})?[aeiouy]")
_SHORT = re.compile(f"{_CONSONANTS}[aeiouy][^aeiouwxy]")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")

_SECOND = """
ational ate, tional tion, enci ence, anci ance, izer ize, bli ble, alli al, entli ent, eli e,
ousli ous, ization ize, ation ate, ator ate, alism al, iveness ive, fulness ful, ousness ous,
aliti al, iviti ive, biliti ble, logi log
"""
_THIRD = "icate ic, ative, alize al, iciti ic, ical ic, ful, ness"
_FOURTH = """
al, ance, ence, er, ic, able, ible, ant, ement, ment, ent, ou, ism, ate, iti, ous, ive, ize
"""
_SHORTEST = 3

# By last letter: endings, the longest first, and what takes their place.
Endings = Mapping[str, tuple[tuple[str, str], ...]]


def _endings(told: str) -> Endings:
    split = (pair.split() for pair in told.split(","))
    pairs = [(ending, "".join(other)) for ending, *other in split]
    longest = sorted(pairs, key=lambda pair: -len(pair[0]))
    return {
        letter: tuple(pair for pair in longest if pair[0][-1] == letter)
        for letter in sorted({ending[-1] for ending, _ in pairs})
    }


_SECOND_ENDINGS, _THIRD_ENDINGS = _endings(_SECOND), _endings(_THIRD)
_FOURTH_ENDINGS = _endings(_FOURTH)


def stem_word(word: str) -> str:
    """Give the stem of a word of a to z."""
    if len(word) < _SHORTEST:
        return word
    # As a first letter y is a consonant.
    begins = word[0] == "y"
    if begins:
        word = f"Y{word[1:]}"
    if word[-1] == "s":
        word = _plural(word)
    if word[-1] in "dg":
        word = _past(word)
    if word[-1] == "y" and len(word) > 2 and word[-2] not in "aeiou":  # noqa: PLR2004 - a letter more
        word = f"{word[:-1]}i"
    word = _replaced(word, _SECOND_ENDINGS)
    word = _replaced(word, _THIRD_ENDINGS)
    word = _last(_fourth(word))
    return word.lower() if begins else word


def _plural(word: str) -> str:
    """Take the ending of a plural off: -sses, -ies, -s."""
    if (word.endswith("sses") and len(word) > 4) or (word.endswith("ies") and len(word) > 3):  # noqa: PLR2004 - a letter is left
        return word[:-2]
    return word[:-1] if len(word) > 2 and word[-2] != "s" else word  # noqa: PLR2004 - the same


def _past(word: str) -> str:
    """Take -eed, -ed and -ing off, and mend what is left."""
    if word.endswith("eed") and len(word) > _SHORTEST:
        return word[:-1] if _SOME.match(word[:-3]) else word
    stem = word[:-2] if word.endswith("ed") else word[:-3] if word.endswith("ing") else ""
    if not stem or not _HAS_VOWEL.match(stem):
        return word
    if stem.endswith(("at", "bl", "iz")):
        return f"{stem}e"
    if _DOUBLE.search(stem):
        return stem[:-1]
    return f"{stem}e" if _SHORT.fullmatch(stem) else stem


def _replaced(word: str, endings: Endings) -> str:
    """Put the shorter ending in place of a longer one, where something of a word is left."""
    for ending, other in endings.get(word[-1], ()):
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            return f"{stem}{other}" if _SOME.match(stem) else word
    return word


def _fourth(word: str) -> str:
    """Take an ending off a long word."""
    for ending, _ in _FOURTH_ENDINGS.get(word[-1], ()):
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            return stem if _MORE.match(stem) else word
    if word.endswith(("sion", "tion")) and _MORE.match(word[:-3]):
        return word[:-3]
    return word


def _last(word: str) -> str:
    """Take a last e off, and one of two l."""
    if word[-1] == "e" and len(word) > 1:
        stem = word[:-1]
        if _MORE.match(stem) or (_ONE.fullmatch(stem) and not _SHORT.fullmatch(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _MORE.match(word) else word
