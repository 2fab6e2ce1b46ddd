"""What is withheld in, the runs of letters by which it is found out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backfile.owner.redaction.letters import letters
from backfile.owner.withheld import Withheld, Withholding
from backfile.slugs import slug

# A sentence so long says what the passage says wherever it stands; a shorter one may
# be anybody's. Scripts that part no words say as much with a third of the letters.
_SENTENCE_LETTERS = 16
_SENTENCE_SIGNS = 8
_SURELY_ITS_OWN = 30
# So many letters from its beginning, and then the end of a block or "...": a teaser.
OPENING_LETTERS = 24
# A whole block or field of so many letters that stands in a passage is a part of it.
PART_LETTERS = 20
# So many words of a passage in a row, as a pull quote or another paper has them, are a part of it
# within other text, too; fewer may be anybody's.
_RUN_WORDS = 8
# A shorter passage stands in longer words by chance.
_LOOSE_LETTERS = 12
_SENTENCE_END = re.compile(r"(?<=[.!?…؟।])[\"'”’»)\]]*\s+|(?<=[。！？])[\"'”’»)\]」』]*\s*|\n+")
# Letters of scripts that part no words.
_UNPARTED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
# So many of their signs in a row, as a quotation has them, are a part of the passage.
_RUN_SIGNS = 12
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
        yield from _of_sentence(number, sentence)
    for words in _runs(entry.what):
        for run in _spellings(words):
            if len(run) >= PART_LETTERS:
                yield Pattern(run, number, at_ends=True)
    own = letters(entry.what)
    for first in range(len(own) - _RUN_SIGNS + 1):
        run = own[first : first + _RUN_SIGNS]
        if len(_UNPARTED.findall(run)) == _RUN_SIGNS:
            yield Pattern(run, number)


def _of_sentence(number: int, sentence: str) -> Iterator[Pattern]:
    is_unparted = bool(_UNPARTED.search(sentence))
    least = _SENTENCE_SIGNS if is_unparted else _SENTENCE_LETTERS
    for run in _spellings(sentence):
        if len(run) >= least:
            # A short one could be the end of another, so it needs its words whole.
            is_loose = is_unparted or len(run) >= _SURELY_ITS_OWN
            yield Pattern(run, number, at_ends=not is_loose)
        if len(run) > OPENING_LETTERS:
            yield Pattern(run[:OPENING_LETTERS], number, whole=run)


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
