"""A word in, the same word as a reader may write it instead out: inflected, or with a slip.

The English rules are rough on purpose and share nothing with any engine's
stemmer: what they give must only be a form that a reader could type.
"""

import random
import re

_VOWELS = frozenset("aeiou")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLAIN = re.compile("[a-z]{4,}")
_SLIPPED = re.compile("[^\\W\\d_]{5,}")
_SLIPS = ("swapped", "left out", "doubled", "another")


def inflections(word: str) -> list[str]:
    """Other forms of an English word by rule: plural, singular, -ed, -ing; not all are words."""
    if not _PLAIN.fullmatch(word):
        return []
    if word.endswith(("ing", "ed")):
        return _others_of_verb(word)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        single = _singular(word)
        return [single, _with(single, "ed"), _with(single, "ing")]
    return [_plural(word), _with(word, "ed"), _with(word, "ing")]


def _others_of_verb(word: str) -> list[str]:
    """Opened, open and opens for opening."""
    bare, ending = (word[:-3], "ed") if word.endswith("ing") else (word[:-2], "ing")
    return [bare + ending, bare, bare + "e", bare + "s"]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _with(word: str, ending: str) -> str:
    if word.endswith("y") and ending == "ed" and word[-2] not in _VOWELS:
        return word[:-1] + "ied"
    return (word.removesuffix("e")) + ending


def slipped(word: str, chance: random.Random) -> str:
    """The word with one slip of the fingers; its first letter stays, as it mostly does.

    A word of fewer than five letters, or with digits or marks, is given back.
    """
    if not _SLIPPED.fullmatch(word):
        return word
    at, slip = chance.randrange(1, len(word) - 1), chance.choice(_SLIPS)
    before, here, after = word[:at], word[at], word[at + 1 :]
    if slip == "left out":
        return before + after
    if slip == "doubled":
        return before + here + here + after
    if slip == "swapped" and here != after[0]:
        return before + after[0] + here + after[1:]
    return before + chance.choice([letter for letter in _LETTERS if letter != here]) + after
