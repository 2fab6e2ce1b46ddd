"""Numbered documents in, columns out of what a search can be narrowed by.

A column is that of one kind for a block of 4,096 numbers: which values occur
there, and in which documents. So a search loads the blocks in which it found
something, of the kinds it shows, and an article added changes one block.
"""

from collections.abc import Generator, Iterator
from itertools import pairwise
from typing import Any

from backfile.model import TAG_KINDS, SearchDocument
from backfile.search.numbering import known_date
from backfile.search.shards import File, Shards, payload_of
from backfile.slugs import slug

BLOCK_BITS = 12
KINDS = (*TAG_KINDS, "source")

# By slug: the name that its first document gives it, and the places in the block.
Values = dict[str, tuple[str, list[int]]]


class Facets:
    """The columns of an archive; the block at work is kept, those before are written."""

    def __init__(self, shards: Shards) -> None:
        """Begin without documents."""
        self._shards = shards
        self._names: dict[str, list[str]] = {kind: [] for kind in (*KINDS, "date")}
        self._slugs: dict[str, str] = {}
        self._begin()

    def _begin(self) -> None:
        self._values: dict[str, Values] = {kind: {} for kind in KINDS}
        self._days: list[int | None] = []
        self._last_day = 0
        self._is_begun = False

    def add(self, number: int, document: SearchDocument) -> Iterator[File]:
        """Add a document whose number is larger than all before; give the columns it completes."""
        while len(self._names["date"]) < number >> BLOCK_BITS:
            yield from self._close()
        self._is_begun = True
        place = number & ((1 << BLOCK_BITS) - 1)
        for kind, value, name in document.tags:
            self._add_value(kind, value, name, place)
        if source := document.source:
            # An archive has few sources, and each takes 12 us.
            value = self._slugs.get(source) or self._slugs.setdefault(source, slug(source))
            self._add_value("source", value, source, place)
        if date := known_date(document):
            self._add_day(int(date.replace("-", "").ljust(8, "0")), place)

    def _add_value(self, kind: str, value: str, name: str, place: int) -> None:
        _, places = self._values[kind].setdefault(value, (name, []))
        if place not in places[-1:]:
            places.append(place)

    def _add_day(self, day: int, place: int) -> None:
        self._days += [None] * (place - len(self._days))
        self._days.append(day - self._last_day)
        self._last_day = day

    def finish(self) -> Generator[File, None, dict[str, list[str]]]:
        """Give the last columns; return the names of all by kind."""
        if self._is_begun:
            yield from self._close()
        return self._names

    def _close(self) -> Iterator[File]:
        """Write the columns of the block at work, and begin the next."""
        columns: dict[str, list[Any]] = {k: _column(v) for k, v in self._values.items()}
        for kind, column in (columns | {"date": self._days}).items():
            written = column and (yield from self._shards.shard("f", payload_of(column)))
            self._names[kind].append(written or "")
        self._begin()


def _column(values: Values) -> list[Any]:
    """Give [slug, name, [first place + 1, differences], ...] in order of slug."""
    column: list[Any] = []
    for value, (name, places) in sorted(values.items()):
        column += [value, name, [after - before for before, after in pairwise([-1, *places])]]
    return column
