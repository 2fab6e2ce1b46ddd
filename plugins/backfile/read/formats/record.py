"""What a format makes of a text: its records, and in each what its lines are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backfile.model import Claim, LabelName


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a record that are one thing: a headline, a paragraph, a field.

    first and last: indexes of lines, inclusive. text: what is left of them
    where a field's name or mark-up was taken off or wrapped lines were joined;
    why says which, and is empty where text is the line as it stands.
    """

    first: int
    last: int
    label: LabelName
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One story of an export.

    first and last: indexes of its lines, inclusive; the records of a text
    follow each other and cover it. pieces: in order, without overlap; a line
    in none of them is left to cleaning and to the line model. claims: what
    its fields say of it.
    """

    first: int
    last: int
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...] = ()


class Format(Protocol):
    """A module that knows one format of text."""

    def records(self, lines: Sequence[str]) -> tuple[Record, ...]:
        """The records of a text; none where it is not surely of this format."""
