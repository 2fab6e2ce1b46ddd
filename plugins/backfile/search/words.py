"""Chunks as they occur in, words by their form out: how often, how written, how often capitalised.

A lemmatiser needs a word as it is written, with its accents and apostrophes;
the index knows only its folded form. So for each form the writing that occurs
most stands for all (the first in order of letters, when two occur alike).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from backfile.search.forms import chunk_forms, plain_signs

_PIECE = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_CYRILLIC = re.compile("[\u0400-\u052f]")


@dataclass(slots=True)
class Word:
    """A form in one language: letters are its lower-case writing; counts are of occurrences."""

    count: int
    capitalised: int
    letters: str

    def writing(self) -> str:
        """Give the word with a capital where it mostly has one: German Haus is not hausen."""
        return self.letters.capitalize() if 2 * self.capitalised > self.count else self.letters


def words_of(chunks: Iterable[tuple[str, int]]) -> dict[str, Word]:
    """Give the words of chunks with their counts, by form; numbers and signs are left out."""
    written: dict[str, list[int]] = {}
    for chunk, count in chunks:
        for piece in _pieces(chunk):
            tally = written.setdefault(piece.lower(), [0, 0])
            tally[0] += count
            tally[1] += count if _is_capitalised(piece) else 0
    return _by_form(written)


def is_cyrillic(word: str) -> bool:
    """Tell whether a word holds a Cyrillic letter."""
    return _CYRILLIC.search(word) is not None


def _pieces(chunk: str) -> Iterator[str]:
    return iter(_PIECE.findall(unicodedata.normalize("NFC", plain_signs(chunk))))


def _is_capitalised(piece: str) -> bool:
    """Tell Zelensky from zelensky and ZELENSKY."""
    return piece[:1].isupper() and not piece[1:].isupper()


def _by_form(written: Mapping[str, list[int]]) -> dict[str, Word]:
    """Join the writings of one form; a writing that folds to several words is left out."""
    words: dict[str, Word] = {}
    most: dict[str, int] = {}
    for writing in sorted(written):
        count, capitalised = written[writing]
        folded = chunk_forms(writing)
        if len(folded) != 1:
            continue
        word = words.setdefault(folded[0], Word(0, 0, writing))
        word.count += count
        word.capitalised += capitalised
        if count > most.get(folded[0], 0):
            most[folded[0]] = count
            word.letters = writing
    return words
