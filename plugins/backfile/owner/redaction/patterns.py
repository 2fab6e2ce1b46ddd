"""What is withheld in, the runs of letters by which it is found out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backfile.owner.redaction.letters import letters
from backfile.owner.withheld import Withheld, Withholding
from backfile.slugs import slug

# A sentence so long says what the passage says wherever it stands; a shorter one may
# be anybody's.
_SENTENCE_LETTERS = 30
# So many letters from its beginning, and then the end of a block or "...": a teaser.
OPENING_LETTERS = 24
# A whole block or field of so many letters that stands in a passage is a part of it.
PART_LETTERS = 20
# So many words of a passage in a row, as a pull quote or another paper has them, are a part of it
# within other text, too; fewer may be anybody's.
_RUN_WORDS = 8
# A shorter passage stands in longer words by chance.
_LOOSE_LETTERS = 12
_SENTENCE_END = re.compile(r"(?<=[.!?…。؟।])[\"'”’»)\]]*\s+")
_MOST_WORDS_OF_A_NAME = 4
# As which UTF-8 is misread, by how often it is seen.
_MISREAD = ("cp1252", "latin-1", "cp1251", "mac-roman", "cp437")
_LEAST_MISREAD = 4
_TYPOGRAPHIC = str.maketrans({"'": "’", "-": "–"})
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Pattern:
    """Letters that are withheld wherever they stand.

    at_ends: only as whole words. is_name: with a possessive's ending. opening:
    letters of a passage that go on for `whole`, and may be cut short there.
    """

    letters: str
    entry: int
    at_ends: bool = False
    is_name: bool = False
    whole: str = ""


def patterns_of(withheld: Withheld) -> tuple[Pattern, ...]:
    """All patterns, each once; `entry` is the place among the texts that are withheld."""
    found = (
        pattern
        for number, entry in enumerate(withheld.texts)
        for pattern in (_of_name if entry.kind == "name" else _of_passage)(number, entry)
    )
    return tuple(dict.fromkeys(pattern for pattern in found if pattern.letters))


def wholes_of(withheld: Withheld) -> tuple[tuple[int, str], ...]:
    """The letters of each passage as a whole, that parts of it are looked for in."""
    return tuple(
        (number, run)
        for number, entry in enumerate(withheld.texts)
        if entry.kind == "passage"
        for run in dict.fromkeys(_spellings(entry.what))
        if len(run) >= PART_LETTERS
    )


def _of_name(number: int, entry: Withholding) -> Iterator[Pattern]:
    forms = [entry.what]
    names = entry.what.replace(",", " ").split()
    if 1 < len(names) <= _MOST_WORDS_OF_A_NAME:
        # As catalogues and bylines turn it: "Example, Ann".
        forms.append(" ".join([names[-1], *names[:-1]]))
    for form in forms:
        for run in _spellings(form):
            yield Pattern(run, number, at_ends=True, is_name=True)


def _of_passage(number: int, entry: Withholding) -> Iterator[Pattern]:
    for run in _spellings(entry.what):
        yield Pattern(run, number, at_ends=len(run) < _LOOSE_LETTERS)
    for sentence in _SENTENCE_END.split(entry.what):
        for run in _spellings(sentence):
            if len(run) >= _SENTENCE_LETTERS:
                yield Pattern(run, number)
            if len(run) > OPENING_LETTERS:
                yield Pattern(run[:OPENING_LETTERS], number, whole=run)
    for words in _runs(entry.what):
        for run in _spellings(words):
            if len(run) >= PART_LETTERS:
                yield Pattern(run, number, at_ends=True)


def _runs(text: str) -> Iterator[str]:
    """Every run of so many words of a passage."""
    words = text.split()
    for first in range(len(words) - _RUN_WORDS + 1):
        yield " ".join(words[first : first + _RUN_WORDS])


def _spellings(text: str) -> Iterator[str]:
    """The letters of a text, as addresses transliterate them, and as they are misread."""
    yield letters(text)
    yield letters(slug(text, _LONGEST))
    for form in dict.fromkeys((text, text.translate(_TYPOGRAPHIC))):
        if not form.isascii():
            data = form.encode("utf-8", "ignore")
            runs = (letters(data.decode(name, "ignore")) for name in _MISREAD)
            yield from (run for run in runs if len(run) >= _LEAST_MISREAD)
