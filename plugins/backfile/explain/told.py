"""What an explanation holds: values that a terminal and a page both show, each in its way."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

State = Literal[
    "head", "title", "continued", "kept", "detail", "digest", "removed", "markup",
    "why", "unsure", "repair", "doubt",
]  # fmt: skip
_WORDS = {"continued": "title+", "removed": "REMOVED", "markup": "REMOVED"}
_TAKEN = ("removed", "markup")
# Below this the label has less than three quarters where two are between themselves.
UNSURE = 0.5
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A line of an explanation, and what it tells of."""

    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A block, or blocks that say the same: where they stand, what became of them, and why.

    stays: whether a rule says that it stays. margin: how far what was decided
    is ahead of the next best, 0 to 1. anchor: the row's name on a page, or empty.
    places: where each of several blocks stands.
    """

    state: State
    where: str
    text: str
    why: str
    stays: bool = False
    margin: float = 1.0
    anchor: str = ""
    places: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What became of it, in a word that is the same with and without colour."""
        return _WORDS.get(self.state, self.state)

    @property
    def is_unsure(self) -> bool:
        """Whether the machine was between this and something else."""
        return self.margin < UNSURE

    @property
    def shows_why(self) -> bool:
        """Whether its reason is told beside it; that of ordinary text is told once for all."""
        return bool(self.why) and (self.state in _TAKEN or self.is_unsure or self.stays)

    @property
    def margin_words(self) -> str:
        """The margin as "margin .35"; empty where nothing else came into question."""
        return f"margin {min(self.margin, 0.99):.2f}".replace("0.", ".") if self.margin < 1 else ""


@dataclass(frozen=True, slots=True)
class Alert:
    """What the owner should look at, and the anchor of the row where it begins, if any."""

    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """An article or digest that was made, with its dates and tags and what they rest on."""

    heading: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of a document; its heading is empty where a capture holds one document alone."""

    heading: str
    rows: tuple[Row, ...]
    repairs: tuple[str, ...] = ()
    made: tuple[Made, ...] = ()

    @property
    def sums(self) -> Iterator[str]:
        """How many rows of each kind there are, and the reasons that are not told beside them."""
        kinds = Counter(row.word for row in self.rows)
        if kinds:
            yield f"in all: {', '.join(f'{count} {word}' for word, count in kinds.items())}"
        quiet = Counter((row.word, row.why) for row in self.rows if not row.shows_why)
        yield from (f"{count} {word}: {why}" for (word, why), count in quiet.items() if why)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What became of a capture, or what a rule took, under a head line."""

    name: str
    head: str
    alerts: tuple[Alert, ...]
    sections: tuple[Section, ...]

    @property
    def unsure(self) -> tuple[Row, ...]:
        """The blocks about which the machine was unsure."""
        rows = (row for section in self.sections for row in section.rows)
        return tuple(row for row in rows if row.is_unsure and row.anchor)

    @property
    def unsure_words(self) -> str:
        """The same in a line; empty where there are none."""
        rows = self.unsure
        named = ", ".join(row.where for row in rows[:_MOST_NAMED])
        more = f" and {len(rows) - _MOST_NAMED} more" if len(rows) > _MOST_NAMED else ""
        return f"unsure of {len(rows)}, a margin below .5: {named}{more}" if rows else ""
