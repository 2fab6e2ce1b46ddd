"""Right and found articles in, what is wrong with each found one: headline, boundary, paragraph.

As the other measures of this project define them:

- headline: of a dump, the words of its line are not those of the right one,
  wherever that stands; of a saved page, fewer than nine letters in ten are
  the same once marks and capitals are levelled.
- boundary (dumps alone; a page is one article): no right article begins within
  two filled lines of where this one begins, nor at a line with the words of its
  headline; or a right one begins inside it and nowhere else.
- paragraph: a paragraph of prose (60 characters or more that end like a
  sentence) of a right article was taken from between this one's lines; of a
  page, fewer than half of its runs of four words are there.

A right article is counted once, so that of two that lie in one the second is a
boundary lost. What is kept too much is no fault here: `leak` counts that.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from backfile.clean.shapes import is_prose
from benchmarks.bodies import Extracted, missed_prose
from benchmarks.missed import Row, lines_of

# As `score_split.py` and `score.py`, by which other programs are measured, have them.
_NEAR_LINES = 2
_ALIKE = 0.9
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """An article or digest that was found: its lines, first and last, and where it begins.

    Lines count from 0. All lines of a text are in exactly one of its finds.
    """

    first: int
    last: int
    start: int
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong with a find."""

    headline: bool = False
    boundary: bool = False
    paragraph: bool = False

    def __bool__(self) -> bool:
        """Whether anything is."""
        return self.headline or self.boundary or self.paragraph


def faults_in(gold: Row, labels: Sequence[str], finds: Sequence[Found]) -> list[Faults]:
    """The faults of each find of a text; labels: those that its lines were given."""
    lines = lines_of(gold["text"])
    right = [article["start_line"] for article in gold["articles"]]
    pairs = _pairs(lines, right, finds)
    unmatched = [start for start in right if start not in pairs.values()]
    lost = [
        i
        for i, label in enumerate(gold["line_labels"])
        if label == "B" and labels[i] in {"X", "S"} and is_prose(lines[i])
    ]
    return [
        Faults(
            headline=number in pairs and not _is_headline(lines, labels, one, pairs[number]),
            boundary=_is_misplaced(one, number in pairs) or _holds(one, unmatched),
            paragraph=_holds(one, lost),
        )
        for number, one in enumerate(finds)
    ]


def _is_misplaced(one: Found, is_matched: bool) -> bool:  # noqa: FBT001 - a fact of the first argument
    return not is_matched and not one.is_digest


def _holds(one: Found, lines: Iterable[int]) -> bool:
    return any(one.first <= line <= one.last for line in lines)


def _is_headline(lines: Sequence[str], labels: Sequence[str], one: Found, right: int) -> bool:
    return labels[one.start] == "T" and _words(lines[one.start]) == _words(lines[right])


def _pairs(lines: Sequence[str], right: Sequence[int], finds: Sequence[Found]) -> dict[int, int]:
    """The line where the right article begins, by the number of the find that is it."""
    filled = list(accumulate((bool(line.strip()) for line in lines), initial=0))
    pairs: dict[int, int] = {}
    for _, number, start in sorted(_near(lines, filled, right, finds)):
        if number not in pairs and start not in pairs.values():
            pairs[number] = start
    return pairs


def _near(
    lines: Sequence[str], filled: Sequence[int], right: Sequence[int], finds: Sequence[Found]
) -> Iterator[tuple[int, int, int]]:
    """How far apart a find and a right article begin, where they may be the same."""
    for number, one in enumerate(finds):
        for start in right if not one.is_digest else ():
            apart = abs(filled[one.start] - filled[start])
            if apart <= _NEAR_LINES or _words(lines[one.start]) == _words(lines[start]):
                yield apart, number, start


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def faults_of_page(right: str, title: str, pair: Extracted) -> Faults:
    """The faults of a page's article; right: its headline, empty where that is not known."""
    wrong = bool(_plain(right)) and not _alike(_plain(right), _plain(title))
    return Faults(headline=wrong, paragraph=bool(missed_prose(pair)))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).lower()
    return " ".join(_WORD.findall("".join(c for c in letters if not unicodedata.combining(c))))


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other).ratio() >= _ALIKE
