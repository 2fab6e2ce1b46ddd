"""Numbered documents in, columns out of what a search can be narrowed by.

A column is that of one kind for a block of 4,096 numbers: which values occur
there, and in which documents. So a search loads the blocks in which it found
something, of the kinds it shows, and an article added changes one block.
"""

from array import array
from collections import defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from backfile.model import TAG_KINDS, SearchDocument
from backfile.search.chunks import Numbers, Stream
from backfile.search.numbering import known_date
from backfile.search.shards import File, Shards, payload_of
from backfile.slugs import slug

BLOCK_BITS = 12
KINDS = (*TAG_KINDS, "source")
UNDATED = -1

# A kind, a slug and the name that a document gives it.
Value = tuple[str, str, str]
# The letters of each kind's columns, one for each block, '' where there is none.
Names = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Worn:
    """What documents can be narrowed by, one document after another.

    values: the distinct ones. worn, bounds: document d has the values of the
    numbers worn[bounds[d]:bounds[d + 1]]. days: of each as a number, or UNDATED.
    """

    values: Sequence[Value]
    worn: Numbers
    bounds: Numbers
    days: Numbers


NOTHING_WORN = Worn((), np.zeros(0, np.uint32), np.zeros(1, np.int64), np.zeros(0, np.int64))


class Facets:
    """The values of an archive's documents, as they come."""

    def __init__(self, values: Sequence[Value] = ()) -> None:
        """Begin without documents; values that are known have their numbers already."""
        self._values: defaultdict[Value, int] = defaultdict()
        self._values.default_factory = self._values.__len__
        self._values |= zip(values, range(len(values)), strict=True)
        self._slugs: dict[str, str] = {}
        self._stream, self._days = Stream(), array("q")

    def add(self, document: SearchDocument) -> None:
        """Add a document whose number is larger than all before."""
        number = self._values.__getitem__
        worn = list(map(number, document.tags))
        if source := document.source:
            # An archive has few sources, and each takes 12 us.
            value = self._slugs.get(source) or self._slugs.setdefault(source, slug(source))
            worn.append(number(("source", value, source)))
        self._stream.add(worn)
        self._days.append(_day(known_date(document.date)))

    def extend(self, worn: Numbers, bounds: Numbers, days: Numbers) -> None:
        """Add documents whose values have their numbers already."""
        self._stream.extend(worn, bounds)
        self._days.frombytes(days.astype(np.int64).tobytes())

    @property
    def worn(self) -> Worn:
        """What all documents wear; values that none has any more are left out."""
        days = np.frombuffer(self._days, np.int64)
        worn, values = self._stream.chunks, list(self._values)
        used = np.bincount(worn, minlength=len(values)) > 0
        numbers = np.cumsum(used, dtype=np.uint32) - 1
        values = [value for value, is_used in zip(values, used.tolist(), strict=True) if is_used]
        worn = numbers[worn] if values else worn
        return Worn(values, worn, self._stream.bounds, days)


def _day(date: str) -> int:
    return int(date.replace("-", "").ljust(8, "0")) if date else UNDATED


def facet_shards(
    shards: Shards, worn: Worn, numbers: Numbers, before: Names | None = None
) -> Generator[File, None, Names]:
    """Give the columns of all blocks; return their letters by kind.

    numbers: of each document. before: the letters of the first blocks, which
    are those of the last build.
    """
    names: Names = {kind: [] for kind in (*KINDS, "date")}
    blocks = (int(numbers[-1]) >> BLOCK_BITS) + 1 if len(numbers) else 0
    groups = _groups(worn.values)
    for block in range(blocks):
        if before and block < len(before["date"]):
            for kind, letters in before.items():
                names[kind].append(letters[block] and shards.keep("f", letters[block]))
            continue
        edges = np.searchsorted(numbers, (block << BLOCK_BITS, (block + 1) << BLOCK_BITS))
        first, end = edges.tolist()
        places = numbers[first:end] - (block << BLOCK_BITS)
        columns = _columns(worn, groups, first, places)
        columns["date"] = _dates(worn.days[first:end].tolist(), places.tolist())
        for kind, column in columns.items():
            written = column and (yield from shards.shard("f", payload_of(column)))
            names[kind].append(written or "")
    return names


def _groups(values: Sequence[Value]) -> Numbers:
    """Give each value the number of the first one with its kind and slug."""
    firsts: dict[tuple[str, str], int] = {}
    return np.array(
        [firsts.setdefault(value[:2], number) for number, value in enumerate(values)], np.int64
    )


def _columns(worn: Worn, groups: Numbers, first: int, places: Numbers) -> dict[str, list[Any]]:
    """Give of each kind [slug, name, [first place + 1, differences], ...] in order of slug."""
    bounds = worn.bounds[first : first + len(places) + 1]
    values = worn.worn[bounds[0] : bounds[-1]]
    where = np.repeat(places, np.diff(bounds))
    group = groups[values]
    order = np.argsort(group, kind="stable")
    group, where, values = group[order], where[order], values[order]
    is_new = np.diff(group, prepend=-1) != 0
    # A value that a document has twice counts once.
    is_kept = is_new | (np.diff(where, prepend=-1) != 0)
    group, where, values, is_new = (x[is_kept] for x in (group, where, values, is_new))
    steps = np.diff(where, prepend=0)
    steps[is_new] = where[is_new] + 1
    starts = np.flatnonzero(is_new).tolist()
    flat = steps.tolist()
    found: dict[str, list[tuple[str, str, list[int]]]] = {kind: [] for kind in KINDS}
    for start, end in pairwise([*starts, len(flat)]):
        kind, value, name = worn.values[int(values[start])]
        found[kind].append((value, name, flat[start:end]))
    return {
        kind: [part for row in sorted(rows, key=lambda row: row[0]) for part in row]
        for kind, rows in found.items()
    }


def _dates(days: Sequence[int], places: Sequence[int]) -> list[int | None]:
    """Give of each place of a block its day less the one before, None where there is none."""
    column: list[int | None] = []
    last = 0
    for day, place in zip(days, places, strict=True):
        if day != UNDATED:
            column += [None] * (place - len(column))
            column.append(day - last)
            last = day
    return column
