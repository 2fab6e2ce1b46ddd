"""One document's right and answered labels in, what was found, lost and leaked of it out.

Rows are those of `label`: text, line_labels and articles. Lines that are
blank or labelled "?" are neither lost nor leaked.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from benchmarks.missed import Row, lines_of

_KEPT = frozenset({"T", "T2", "B", "D"})
_BOILERPLATE = frozenset({"X", "S"})
# A document is nearly right where no more than these shares are lost and leaked.
_NEARLY_LOST, _NEARLY_LEAKED = 0.01, 0.02
# In fewer lines than these no window has room.
_LEAST_LINES = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Lines of one label: rightly found, found where there is none, not found."""

    right: int = 0
    wrong: int = 0
    lacking: int = 0

    def __add__(self, other: "Found") -> "Found":
        """Both together."""
        return Found(
            self.right + other.right, self.wrong + other.wrong, self.lacking + other.lacking
        )

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing to find."""
        if not self.right + self.lacking:
            return None
        return 2 * self.right / (2 * self.right + self.wrong + self.lacking)


@dataclass(frozen=True, slots=True)
class Kept:
    """Characters: of the body, those of it that are lost, all kept, those of them that leak."""

    body: int = 0
    lost: int = 0
    kept: int = 0
    leaked: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        """Both together."""
        return Kept(
            self.body + other.body,
            self.lost + other.lost,
            self.kept + other.kept,
            self.leaked + other.leaked,
        )

    @property
    def is_near(self) -> bool:
        """Whether little is lost and little leaks."""
        few_lost = self.lost <= _NEARLY_LOST * max(1, self.body)
        return few_lost and self.leaked <= _NEARLY_LEAKED * max(1, self.kept)


def found(label: str, gold: Row, answer: Row) -> Found:
    """The lines of a label."""
    pairs = list(zip(gold["line_labels"], answer["line_labels"], strict=True))
    known = [pair for pair in pairs if label == "T" or pair[0] not in {"", "?"}]
    right = known.count((label, label))
    return Found(
        right,
        sum(theirs == label for _, theirs in known) - right,
        sum(ours == label for ours, _ in known) - right,
    )


def kept(gold: Row, answer: Row) -> Kept:
    """The characters of body and boilerplate."""
    counts: Counter[str] = Counter()
    for label, is_kept, characters in _lines(gold, answer):
        counts["body"] += characters * (label == "B")
        counts["lost"] += characters * (label == "B" and not is_kept)
        counts["kept"] += characters * (is_kept and label in _KEPT | _BOILERPLATE)
        counts["leaked"] += characters * (is_kept and label in _BOILERPLATE)
    return Kept(**counts)


def is_near(gold: Row, answer: Row) -> bool:
    """Whether little is lost and little leaks, and the headlines' words are right."""
    return kept(gold, answer).is_near and _titles(gold, gold) == _titles(gold, answer)


def is_perfect(gold: Row, answer: Row) -> bool:
    """Whether no line is lost or leaks and every article begins where it begins."""
    characters = kept(gold, answer)
    return not characters.lost + characters.leaked and _starts(gold) == _starts(answer)


def window_difference(gold: Row, answer: Row) -> float | None:
    """The share of windows with another number of boundaries; None below two articles.

    A window is half as long as an article is on average, counted in lines
    that are not blank (Pevzner and Hearst 2002).
    """
    filled = [bool(line.strip()) for line in lines_of(gold["text"])]
    count, starts = sum(filled), _starts(gold)
    if len(starts) <= 1 or count < _LEAST_LINES:
        return None
    window = min(count - 1, max(2, round(count / len(starts) / 2)))
    right, theirs = (_boundaries(filled, row) for row in (gold, answer))
    differ = [
        right[end] - right[end - window] != theirs[end] - theirs[end - window]
        for end in range(window + 1, count + 1)
    ]
    return sum(differ) / (count - window)


def _boundaries(filled: list[bool], row: Row) -> list[int]:
    """How many articles begin above each line that is not blank, and at the end."""
    places = list(accumulate(filled, initial=0))
    count = places[-1]
    begins = [False] * count
    for start in _starts(row):
        begins[min(places[start], count - 1)] = True
    return list(accumulate(begins, initial=0))


def _lines(gold: Row, answer: Row) -> Iterator[tuple[str, bool, int]]:
    """Label, whether it is kept and characters of each line that counts."""
    labels = zip(gold["line_labels"], answer["line_labels"], lines_of(gold["text"]), strict=False)
    for label, answered, line in labels:
        if label not in {"", "?"}:
            yield label, answered in _KEPT, len(line.strip())


def _starts(row: Row) -> set[int]:
    return {article["start_line"] for article in row["articles"]}


def _titles(gold: Row, labelled: Row) -> Counter[str]:
    """The words of the headlines, wherever they stand."""
    lines = lines_of(gold["text"])
    labels = zip(lines, labelled["line_labels"], strict=False)
    return Counter(" ".join(line.split()).casefold() for line, label in labels if label == "T")
