"""Texts and what is withheld in, the texts without it out, with a mark where it stood."""

import functools
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from ahocorasick_rs import AhoCorasick

from backfile.owner.redaction.letters import Spelt, letters, spelt
from backfile.owner.redaction.patterns import (
    OPENING_LETTERS,
    PART_LETTERS,
    Pattern,
    patterns_of,
    wholes_of,
)
from backfile.owner.withheld import Withheld

# Stands between texts that are looked through as one; part of no text that is read.
BETWEEN = "\x1e"
_APOSTROPHES = re.compile("['’‘ʼ`´＇\u00ad\u200b-\u200d]*")
_CUT_SHORT = re.compile(rf"{BETWEEN}|…|\.\.\.")
_CODED = ("%", "&", "\\u", "\\x")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
# A text is coded once or twice; more often is somebody's way to hide it.
_MOST_CODINGS = 8


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of a text that is withheld, by which entry: its place among the withheld texts."""

    start: int
    end: int
    entry: int


class Cutter:
    """Cuts what is withheld out of texts."""

    def __init__(self, withheld: Withheld) -> None:
        """Prepare to look for all passages and names at once."""
        self.marks = tuple(entry.mark for entry in withheld.texts)
        self._patterns = patterns_of(withheld)
        self._wholes = wholes_of(withheld)
        self._search = AhoCorasick([pattern.letters for pattern in self._patterns])

    def may_hold(self, text: str) -> bool:
        """A fast look: False only where nothing withheld stands in a text, coded or plain."""
        plain = decoded(text)
        return self._is_in(text) or (plain is not text and self._is_in(plain))

    def _is_in(self, text: str) -> bool:
        return bool(self._search.find_matches_as_indexes(letters(text)))

    def is_part(self, text: str) -> int | None:
        """The entry of a passage that the whole of a text is a part of, or None."""
        if not self._wholes or len(text) < PART_LETTERS:
            return None
        own = letters(text)
        if len(own) < PART_LETTERS:
            return None
        return next((number for number, whole in self._wholes if own in whole), None)

    def cuts(self, text: str) -> tuple[Cut, ...]:
        """What is withheld of a text, in order; pieces that touch are one."""
        if not self._is_in(text):
            return ()
        told = spelt(text)
        found = sorted(self._found(told), key=lambda cut: (cut.start, -cut.end, cut.entry))
        if not found and told.letters != letters(text):  # pragma: no cover - never seen
            return (Cut(0, len(text), 0),)
        return tuple(_merged(text, found))

    def _found(self, told: Spelt) -> Iterator[Cut]:
        matches = self._search.find_matches_as_indexes(told.letters, overlapping=True)
        for number, first, end in matches:
            pattern = self._patterns[number]
            stop = _end_of(pattern, told, first, end)
            if stop:
                yield Cut(*told.span(first, stop), pattern.entry)

    def cut(self, text: str) -> tuple[str, tuple[int, ...]]:
        """A text by itself without what is withheld, and the entry of each mark in it."""
        if not self.may_hold(text):
            part = self.is_part(text)
            return (text, ()) if part is None else (self.marks[part], (part,))
        found: list[int] = []
        for form in (decoded, str):
            told = form(text)
            if cuts := self.cuts(told):
                text = self.without(told, cuts)
                found += (cut.entry for cut in cuts)
        if found:
            return text, tuple(found)
        part = self.is_part(text)
        return (text, ()) if part is None else (self.marks[part], (part,))

    def without(self, text: str, cuts: Sequence[Cut]) -> str:
        """A text with marks in the place of cuts."""
        pieces, at = [], 0
        for cut in cuts:
            pieces += [text[at : cut.start], self.marks[cut.entry]]
            at = cut.end
        return "".join([*pieces, text[at:]])


@functools.lru_cache(8)
def cutter_of(withheld: Withheld) -> Cutter:
    """What cuts out all passages and names that are withheld."""
    return Cutter(withheld)


def decoded(text: str) -> str:
    """A text whose entities, percent signs and escapes are resolved, as far as it has any."""
    if not any(sign in text for sign in _CODED):
        return text
    plain = text
    for _ in range(_MOST_CODINGS):
        before, plain = plain, unquote(html.unescape(plain))
        plain = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), plain)
        if plain == before:
            break
    return plain


def _end_of(pattern: Pattern, told: Spelt, first: int, end: int) -> int:
    """Where what was found ends, among the letters; 0 where it is not what is withheld."""
    if pattern.whole:
        return _teaser_end(pattern, told, first)
    if not pattern.at_ends:
        return end
    if not told.begins[first]:
        return 0
    if pattern.is_name and _is_possessive(told, end):
        return end + 1
    return end if told.is_end(end) else 0


def _is_possessive(told: Spelt, end: int) -> bool:
    """Whether an s that ends its word follows, with or without an apostrophe."""
    if end >= len(told.letters) or told.letters[end] != "s" or not told.is_end(end + 1):
        return False
    return bool(_APOSTROPHES.fullmatch(told.between(end)))


def _teaser_end(pattern: Pattern, told: Spelt, first: int) -> int:
    """Where a passage's beginning ends that is cut short there; 0 where it goes on otherwise."""
    end = first + OPENING_LETTERS
    whole, have = pattern.whole, told.letters
    while end < len(have) and end - first < len(whole) and have[end] == whole[end - first]:
        end += 1
    is_last = end >= len(have)
    return end if is_last or _CUT_SHORT.search(told.between(end)) else 0


def _merged(text: str, cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Cuts that overlap, or that no letter parts, as one."""
    last: Cut | None = None
    for cut in cuts:
        if last and (cut.start < last.end or _touch(text, last, cut)):
            last = Cut(last.start, max(last.end, cut.end), last.entry)
            continue
        if last:
            yield last
        last = cut
    if last:
        yield last


def _touch(text: str, one: Cut, following: Cut) -> bool:
    return one.entry == following.entry and not letters(text[one.end : following.start])
