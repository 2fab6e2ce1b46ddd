"""A text in, its letters and digits alone out, and where each of them stands in the text.

What differs between two spellings of one passage is nearly always something
else: case, accents, soft hyphens, spaces and line ends, the shape of quotes
and dashes, hyphens in an address. So texts are compared by their letters.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass

_ASCII_OTHERS = bytes(code for code in range(128) if not chr(code).isalnum())
# Vowel signs of these scripts are part of the word, as no accent is.
_SIGNS = "\u0900-\u0963\u0966-\u109f\u1780-\u17b3\u17b6-\u17d3\u3099\u309a"
_OTHERS = re.compile(rf"[^\w{_SIGNS}]|_")
_MARKS = frozenset({"Mn", "Mc", "Me", "Cf"})
_CACHED_CHARACTERS = 4_096
# In these scripts, and those behind them, words are not parted, or little words
# are written on to others: there any place may be a word's end.
_PARTED = re.compile("[0-9a-z\u00df-\u058f\u1e00-\u1fff\u2c00-\u2dff\ua640-\ua69f\ua720-\ua7ff]")


def letters(text: str) -> str:
    """The letters and digits of a text, without case and accents (Unicode NFKD)."""
    if text.isascii():
        return text.lower().encode("ascii").translate(None, _ASCII_OTHERS).decode("ascii")
    apart = unicodedata.normalize("NFKD", text).casefold()
    return _OTHERS.sub("", unicodedata.normalize("NFKD", apart))


_letters_of = functools.lru_cache(_CACHED_CHARACTERS)(letters)


@functools.lru_cache(_CACHED_CHARACTERS)
def _is_unseen(character: str) -> bool:
    """Whether a character is an accent, or takes no room: it parts no word."""
    return unicodedata.category(character) in _MARKS


@dataclass(frozen=True, slots=True)
class Spelt:
    """A text by its letters; places: where in the text each one stands.

    begins: whether a word may begin with it.
    """

    text: str
    letters: str
    places: tuple[int, ...]
    begins: tuple[bool, ...]

    def is_end(self, index: int) -> bool:
        """Whether no word goes on over the place before this letter."""
        return index >= len(self.letters) or self.begins[index]

    def between(self, index: int) -> str:
        """What stands in the text before a letter, since the one before it."""
        first = self.places[index - 1] + 1 if index else 0
        last = self.places[index] if index < len(self.places) else len(self.text)
        return self.text[first:last]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where letters stand in the text, with the accents of the last one."""
        stop = self.places[end - 1] + 1
        while stop < len(self.text) and _is_unseen(self.text[stop]):
            stop += 1
        return self.places[first], stop


def spelt(text: str) -> Spelt:
    """A text by its letters."""
    found: list[str] = []
    places: list[int] = []
    begins: list[bool] = []
    is_apart = True
    for place, character in enumerate(text):
        own = _letters_of(character)
        if not own:
            is_apart = is_apart or not _is_unseen(character)
            continue
        is_first = is_apart or _parts(text[places[-1]], found[-1], character, own[0])
        found += own
        places += [place] * len(own)
        begins += [is_first] + [False] * (len(own) - 1)
        is_apart = False
    return Spelt(text, "".join(found), tuple(places), tuple(begins))


def _parts(before: str, last: str, character: str, first: str) -> bool:
    """Whether a word may end between two letters that stand side by side."""
    if not (_PARTED.match(last) and _PARTED.match(first)):
        return True
    # "#AnnExample", "example2": words of names for machines.
    is_new = before.islower() and character.isupper()
    return is_new or last.isdigit() != first.isdigit()
