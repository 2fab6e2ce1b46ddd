"""A vocabulary in, an automaton over its words out; a text in, matches out.

Proper names match in the case they are written in, at the start of a sentence
and in capitals; topics in any of these cases. A match ends where a word ends;
Cyrillic names may carry a case ending. All matches that overlap are found
first, since the longest is not always one that ends with a word.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import ahocorasick_rs

from backfile.annotate.words import Entry, Vocabulary

Role = Literal["name", "surname", "cancel"]
SHORTEST_SURNAME = 4
SHORTEST_STEM = 4
LONGEST_ENDING = 3
MOST_VOWELS = 2
_ANY_CAPITALISED = " *"
_VOWELS = "аеиіїйоуыьэюя"
# Case endings of Ukrainian and Russian names, nouns and adjectives alike.
_ENDINGS = frozenset(
    "а у я ю ь й і ї и ы е о ом ем єм ам ям ою ею єю ой ей ій ий ый ії ие ые ия їв ів ов ев "
    "ові еві єві ого его ому ему ім им ым их іх ых ами ями ах ях ої ая ую юю ии ию ією ией".split()
)
# In a headline of capitals these may be plain words.
_PLAIN_WORDS = ("US", "WHO", "IT", "IS", "AID")
_CONTEXT = 25
_ENOUGH_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Use:
    """What a pattern stands for: the number of an entry, and in which role."""

    entry: int
    role: Role
    any_capitalised: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A piece of text that may stand for an entry; inflected: it has a case ending."""

    start: int
    end: int
    entry: int
    role: Role
    inflected: bool = False


class Matcher:
    """An automaton over all the words of a vocabulary; never changed once built."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Write out each word in the cases in which texts have it."""
        uses: dict[str, list[Use]] = {}
        for number, entry in enumerate(vocabulary.entries):
            for form, use in _forms(number, entry):
                known = uses.setdefault(form, [])
                if use not in known:
                    known.append(use)
        self.entries = vocabulary.entries
        self._patterns = tuple(uses)
        self._uses = tuple(tuple(found) for found in uses.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns, store_patterns=False)

    def matches(self, text: str) -> list[Match]:
        """Give all matches that end with a word, overlapping ones too."""
        found: list[Match] = []
        for pattern, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if start and text[start - 1].isalnum():
                continue
            whole_end = _word_end(text, self._patterns[pattern], end)
            if whole_end and not _is_plain_word(text, self._patterns[pattern], start, end):
                found += [
                    Match(start, whole_end, use.entry, use.role, whole_end > end)
                    for use in self._uses[pattern]
                    if not use.any_capitalised or text[end : end + 1].isupper()
                ]
        return found


@lru_cache(maxsize=4)
def matcher_for(vocabulary: Vocabulary) -> Matcher:
    """Give the matcher of a vocabulary, built once a process for each digest.

    An automaton can't be pickled; a worker that is sent a vocabulary builds
    its own at the first text, in some hundredths of a second.
    """
    return Matcher(vocabulary)


def is_cyrillic(text: str) -> bool:
    """Say whether a word is written in Cyrillic letters."""
    return "Ѐ" <= text[-1:] <= "ӿ"


def _forms(number: int, entry: Entry) -> Iterator[tuple[str, Use]]:
    """Give each written form of an entry's words with its role."""
    any_case = entry.kind == "topic"
    for stem in [stem for word in entry.words() for stem in _stems(word)]:
        yield from _as(Use(number, "name"), stem, any_case=any_case)
    surname = _shared_surname(entry)
    if surname:
        yield from _as(Use(number, "surname"), surname, any_case=False)
    for phrase in entry.not_when:
        open_ended = phrase.endswith(_ANY_CAPITALISED)
        words = phrase.removesuffix("*")
        yield from _as(Use(number, "cancel", open_ended), words, any_case=True)


def _as(use: Use, word: str, *, any_case: bool) -> Iterator[tuple[str, Use]]:
    return ((form, use) for form in _cases(word, any_case=any_case))


def _shared_surname(entry: Entry) -> str:
    """Give the last name of a person where it is no alias, or ''."""
    first, _space, last = entry.name.rpartition(" ")
    is_one = entry.kind == "person" and first and len(last) >= SHORTEST_SURNAME
    return last if is_one and last not in entry.aliases else ""


def _cases(word: str, *, any_case: bool) -> tuple[str, ...]:
    """Give a word as written, capitalised and in capitals, with and without accents."""
    word = unicodedata.normalize("NFC", word.replace("’", "'"))
    forms = [word, word[:1].upper() + word[1:], word.upper()]
    if any_case:
        forms += [word.lower(), word.title()]
    return tuple(dict.fromkeys(forms + [_without_accents(form) for form in forms]))


def _without_accents(word: str) -> str:
    """Give "Erdogan" for "Erdoğan"; Cyrillic й and ї are letters of their own."""
    if is_cyrillic(word):
        return word
    parts = unicodedata.normalize("NFD", word.replace("ł", "l").replace("ı", "i"))
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


def _stems(word: str) -> list[str]:
    """Give a word and, if Cyrillic, what is left of it without its last vowels."""
    stems = [word]
    if is_cyrillic(word) and not word.isupper():
        while (
            stems[-1][-1] in _VOWELS
            and len(stems) <= MOST_VOWELS
            and len(stems[-1]) > SHORTEST_STEM
        ):
            stems.append(stems[-1][:-1])
    return stems


def _word_end(text: str, pattern: str, end: int) -> int:
    """Give where the word of a match ends, or 0 where it goes on as another word."""
    if not text[end : end + 1].isalnum() or pattern.endswith(" "):
        return end
    if len(pattern) < SHORTEST_STEM or not is_cyrillic(pattern):
        return 0
    stop = end
    while stop - end <= LONGEST_ENDING and text[stop : stop + 1].isalnum():
        stop += 1
    return stop if text[end:stop].lower() in _ENDINGS else 0


def _is_plain_word(text: str, pattern: str, start: int, end: int) -> bool:
    """Say whether US or WHO stands among capitals, where it may be no name."""
    if pattern not in _PLAIN_WORDS:
        return False
    around = text[max(0, start - _CONTEXT) : start] + text[end : end + _CONTEXT]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) >= _ENOUGH_LETTERS and all(letter.isupper() for letter in letters)
