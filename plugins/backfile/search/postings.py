"""The columns of an archive in, the entries of its terms and of their positions out.

An entry of a term is [key, place, list of the title?, of the text?, ...]: a
list holds for each document delta, [frequency,] length. One of positions is
[list?, ...] beside it. Both come one after another, in the order of the terms,
and are made for a block of terms at a time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from backfile.search.chunks import Numbers
from backfile.search.columns import Column
from backfile.search.numerals import numerals
from backfile.search.shards import payload_of

# A further name of a field stands so much higher, so that no phrase runs over its beginning.
NAME_GAP = 1_000
# Occurrences at a time: while they are written, their arrays take some 10 MB.
BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """What of one column belongs to the terms from `first` to before `end`.

    heads: at which of its occurrences a posting begins. bounds: where the
    occurrences of each term begin among them; at its end, where the last end.
    """

    column: Column
    first: int
    end: int
    bounds: Numbers
    documents: Numbers
    places: Numbers
    heads: Numbers


def parts_of(columns: Sequence[Column], block: int = BLOCK) -> Iterator[tuple[Part, ...]]:
    """Give the columns in blocks of whole terms, of so many occurrences unless one has more."""
    total = np.sum([column.bounds for column in columns], axis=0)
    first, terms = 0, len(total) - 1
    while first < terms:
        end = int(np.searchsorted(total, total[first] + block, "right")) - 1
        end = min(max(end, first + 1), terms)
        yield tuple(_part(column, first, end) for column in columns)
        first = end


def _part(column: Column, first: int, end: int) -> Part:
    bounds = column.bounds[first : end + 1]
    some = slice(bounds[0], bounds[-1])
    documents = column.documents[some].astype(np.int64)
    bounds = bounds - bounds[0]
    is_head = np.diff(documents, prepend=-1) != 0
    is_head[bounds[:-1][np.diff(bounds) > 0]] = True
    heads = np.flatnonzero(is_head)
    return Part(column, first, end, bounds, documents, column.places[some].astype(np.int64), heads)


def term_entries(parts: Sequence[Part], keys: Sequence[str], numbers: Numbers) -> list[bytes]:
    """Give the entries of a block of terms; numbers: of each document."""
    lists = [_lists(*_postings(part, numbers)) for part in parts]
    rows = zip(keys, _first_places(parts), zip(*lists, strict=True), strict=True)
    return [
        b"[%b,%d,%b]" % (key_json(key), place, b",".join(row).rstrip(b",0"))
        for key, place, row in rows
    ]


def position_entries(parts: Sequence[Part]) -> list[bytes]:
    """Give the entries of the positions of a block of terms."""
    lists = [_lists(_positions(part), part.bounds) for part in parts]
    return [b"[%b]" % b",".join(row).rstrip(b",0") for row in zip(*lists, strict=True)]


def document_frequencies(parts: Sequence[Part], documents: int) -> Numbers:
    """Give in how many documents each term of a block stands, whatever the field."""
    joined = [
        _terms_of_heads(part) * documents + part.documents[part.heads]
        for part in parts
        if len(part.heads)
    ]
    pairs = np.sort(np.concatenate(joined))
    terms = pairs[np.diff(pairs, prepend=-1) != 0] // documents
    return np.bincount(terms, minlength=parts[0].end - parts[0].first)


def key_json(key: str) -> bytes:
    """Write a term as JSON."""
    return b'"%b"' % key.encode() if key.isalnum() else payload_of(key)


def _terms_of_heads(part: Part) -> Numbers:
    return np.repeat(np.arange(part.end - part.first), np.diff(_heads_before(part)))


def _heads_before(part: Part) -> Numbers:
    """Give how many postings begin before each of the part's bounds."""
    return np.searchsorted(part.heads, part.bounds)


def _postings(part: Part, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """Give the lists of all terms as one, and where each begins."""
    bounds = _heads_before(part)
    documents = part.documents[part.heads]
    frequencies = np.diff(part.heads, append=len(part.documents))
    found = numbers[documents]
    deltas = np.diff(found, prepend=-1)
    starts = bounds[:-1][np.diff(bounds) > 0]
    deltas[starts] = found[starts] + 1
    is_many = frequencies > 1
    ends = np.concatenate(([0], np.cumsum(2 + is_many)))
    flat = np.empty(ends[-1], np.int64)
    flat[ends[:-1]] = np.where(is_many, -deltas, deltas)
    flat[ends[:-1][is_many] + 1] = frequencies[is_many]
    flat[ends[1:] - 1] = part.column.lengths[documents]
    return flat, ends[bounds]


def _positions(part: Part) -> Numbers:
    """Give the positions of all terms as one list; the first of a document, then differences."""
    column, documents = part.column, part.documents
    positions = part.places.copy()
    if len(column.name_starts):
        at = column.firsts[documents] + part.places
        begun = np.searchsorted(column.name_starts, at, "right")
        positions += NAME_GAP * (begun - column.names_before[documents])
    flat = np.diff(positions, prepend=0)
    flat[part.heads] = positions[part.heads]
    return flat


def _first_places(parts: Sequence[Part]) -> list[int]:
    """Give each term's place in the first field of the first document that holds it."""
    documents, places = [], []
    for part in parts:
        is_there = np.diff(part.bounds) > 0
        firsts = part.bounds[:-1][is_there]
        document = np.full(len(is_there), np.iinfo(np.int64).max)
        place = np.zeros(len(is_there), np.int64)
        document[is_there], place[is_there] = part.documents[firsts], part.places[firsts]
        documents.append(document)
        places.append(place)
    field = np.argmin(documents, axis=0)
    found: list[int] = np.take_along_axis(np.array(places), field[np.newaxis], axis=0)[0].tolist()
    return found


def _lists(flat: Numbers, bounds: Numbers) -> list[bytes]:
    """Cut a flat list into one for each term, as it is written; 0 for an empty one."""
    text, begins = numerals(flat)
    edges = begins[bounds].tolist()
    return [
        b"[%b]" % text[first : end - 1] if first < end else b"0" for first, end in pairwise(edges)
    ]
