"""The views of corrections: what the archive put right in its own work, as its pages tell it.

Paths are relative to the site's root, as in `views`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction as an article's own page tells it: the day in words, what was changed."""

    day: str
    what: str


@dataclass(frozen=True, slots=True)
class Touched:
    """An article, digest or item that a correction touched: its title and address."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction on the public page.

    day: ISO; day_words the same for people. anchor: of the line on its page.
    more: how many articles it touched beyond those that are linked.
    """

    anchor: str
    day: str
    day_words: str
    what: str
    why: str
    touched: tuple[Touched, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class YearOfCorrections:
    """A page of a year's corrections: the year, its address, how many there are."""

    year: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class WithheldLine:
    """What is withheld for one reason: its words, by how many decisions, since when (in words)."""

    reason: str
    count: int
    since: str


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The corrections of the archive, newest first, and how much is withheld.

    years: the pages of earlier years, where one page would be too long.
    withheld: how much is, in words ("1 article, words at 2 places"); reasons: why.
    """

    path: str
    title: str
    lines: tuple[CorrectionLine, ...]
    years: tuple[YearOfCorrections, ...] = ()
    withheld: str = ""
    reasons: tuple[WithheldLine, ...] = ()
    feed_path: str = ""
    template: str = "corrections.html"
