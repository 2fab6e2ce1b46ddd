"""The columns of an archive in, the shards of its terms and of their positions out."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, islice, pairwise
from typing import Any

import numpy as np

from backfile.search.chunks import Numbers
from backfile.search.columns import Column
from backfile.search.lexicon import in_order
from backfile.search.listings import Names, listing, pages_of_terms
from backfile.search.partition import Range, ranges, ranks_of
from backfile.search.postings import (
    document_frequencies,
    parts_of,
    position_entries,
    term_entries,
)
from backfile.search.redirected import Redirected
from backfile.search.shards import File, Shards, payload_of

# Gzipped, a reader's word costs 2 to 4 kB so, and 14 kB in shards of 32,000 bytes.
SHARD_BYTES = 12_000
# Hosts count files, and a whole site has to do with 1.4 an article, of which
# its pages take 1.1: where shards of that size would be more than this many,
# they may be twice as large, and again.
_SHARDS, _SHARDS_A_DOCUMENT = 64, 0.075
# How full shards are: a range is cut by chance, not in the middle (measured).
_FILLED = 0.39
# Positions, which phrases alone ask for, of so many shards of terms stand in one.
POSITIONS_TOGETHER = 4


@dataclass(frozen=True, slots=True)
class Inverted:
    """What is written of the terms: of each its entry and in how many documents it stands."""

    terms: tuple[str, ...]
    entries: list[bytes]
    frequencies: list[int]


@dataclass(frozen=True, slots=True)
class Cut:
    """How the terms were cut: their listing, its pages, how many terms stand in each shard.

    letters: of each shard. keys: its first and its last key, and how many it
    has. ranks: of the terms.
    """

    listing: dict[str, Any]
    pages: list[Range]
    counts: list[int]
    letters: Sequence[str] = ()
    keys: Sequence[tuple[str, str, int]] = ()
    ranks: Numbers = field(default_factory=lambda: np.zeros(0, np.uint64))


@dataclass(frozen=True, slots=True)
class Source:
    """Where the entries of terms come from.

    sizes: of each entry in bytes. ranks: of each term, by which ranges are
    cut. written: the entries from one term to before another. again: the
    letters of the shard of some keys and so many terms, where it is that of
    the last build.
    """

    terms: Sequence[str]
    sizes: Numbers
    ranks: Numbers
    written: Callable[[int, int], Sequence[bytes]]
    again: Callable[[Sequence[str], int, int], str | None]


# The letters of the positions beside some shards of terms, where they are those of the last build.
Beside = Callable[[Sequence[str]], str | None]


@dataclass(frozen=True, slots=True)
class Positions:
    """The listing of the positions; beside: the letters of each by those of its terms' shards."""

    listing: dict[str, Any]
    beside: Mapping[tuple[str, ...], str]


def lasts_of(columns: Sequence[Column], numbers: Numbers) -> Numbers:
    """Give of each term and field the number of the last document that has it there, or -1."""
    lasts = np.full((len(columns[0].bounds) - 1, len(columns)), -1, np.int64)
    for at, column in enumerate(columns):
        is_there = np.diff(column.bounds) > 0
        ends = column.bounds[1:][is_there]
        lasts[is_there, at] = numbers[column.documents[ends - 1]]
    return lasts


def inverted(terms: tuple[str, ...], columns: Sequence[Column], numbers: Numbers) -> Inverted:
    """Write the entry of each term; numbers: of each document."""
    entries: list[bytes] = []
    frequencies: list[int] = []
    for parts in parts_of(columns):
        keys = terms[parts[0].first : parts[0].end]
        entries += term_entries(parts, keys, numbers)
        frequencies += document_frequencies(parts, len(numbers)).tolist()
    return Inverted(terms, entries, frequencies)


def shard_bytes(total: int, documents: int) -> int:
    """Give how large a shard of terms may be where all take so many bytes."""
    limit = SHARD_BYTES
    while total / (limit * _FILLED) > _SHARDS + _SHARDS_A_DOCUMENT * documents:
        limit *= 2
    return limit


def term_shards(
    shards: Shards, told: Inverted, redirected: Redirected, documents: int
) -> Generator[File, None, Cut]:
    """Give the shards of the terms and of the redirects; return how they were cut."""
    source = Source(
        told.terms,
        np.array([len(entry) for entry in told.entries], np.int64),
        ranks_of(told.terms),
        lambda first, end: told.entries[first:end],
        lambda *_: None,
    )
    return (yield from cut_terms(shards, source, redirected, documents))


def cut_terms(
    shards: Shards, source: Source, redirected: Redirected, documents: int
) -> Generator[File, None, Cut]:
    """Give the shards of terms from wherever these come; return how they were cut."""
    keys, is_term, sizes, ranks = _keyed(source, redirected)
    limit = shard_bytes(int(sizes.sum()), documents)
    before = np.concatenate(([0], np.cumsum(is_term))).tolist()
    names, counts, told = [], [], []
    for first, end in ranges(keys, sizes, limit, ranks):
        some, begun, done = keys[first:end], before[first], before[end]
        letters = source.again(some, begun, done)
        if letters is None:
            payload = _payload(source.written(begun, done), *redirected.lists(some))
            letters = yield from shards.shard("t", payload)
        else:
            shards.keep("t", letters)
        names.append(letters)
        counts.append(done - begun)
        told.append((some[0], some[-1], len(some)))
    firsts = [first for first, _, _ in told]
    pages = pages_of_terms(firsts)
    root = yield from listing(shards, Names(names, firsts), pages)
    return Cut(root, pages, counts, names, told, source.ranks)


def _keyed(
    source: Source, redirected: Redirected
) -> tuple[Sequence[str], Numbers, Numbers, Numbers]:
    """Give all keys in order; of each whether it is a term, its size and its rank."""
    more = redirected.sizes()
    terms = frozenset(source.terms) if more else more
    others = frozenset(key for key in more if key not in terms)
    keys = in_order([*source.terms, *others]) if others else source.terms
    is_term, sizes, ranks = np.ones(len(keys), bool), source.sizes + 1, source.ranks
    at = [place for place, key in enumerate(keys) if key in more] if more else []
    if others:
        is_term[[place for place in at if keys[place] in others]] = False
        sizes, ranks = np.zeros(len(keys), np.int64), np.zeros(len(keys), np.uint64)
        sizes[is_term], ranks[is_term] = source.sizes + 1, source.ranks
        ranks[~is_term] = ranks_of([keys[place] for place in at if keys[place] in others])
    if more:
        sizes[at] += np.array([more[keys[place]] for place in at], np.int64)
    return keys, is_term, sizes, ranks


def _payload(entries: Sequence[bytes], redirects: list[str], forms: list[str]) -> bytes:
    """Join [entries, redirects?, forms?]; what is empty at the end is left off."""
    lists = [redirects, forms] if forms else [redirects] if redirects else []
    return b"[%b]" % b",".join([b"[%b]" % b",".join(entries), *map(payload_of, lists)])


def position_shards(
    shards: Shards,
    columns: Sequence[Column],
    cut: Cut,
    told: Callable[[Sequence[bytes]], object] = len,
) -> Generator[File, None, Positions]:
    """Give the shards of the positions, each beside a few of one page of the terms.

    Return their listing, whose pages are beside those of the terms. told: is
    given the entries, a block after another.
    """

    def blocks() -> Iterator[Sequence[bytes]]:
        for parts in parts_of(columns):
            some = position_entries(parts)
            told(some)
            yield some

    entries = chain.from_iterable(blocks())
    in_turn = lambda first, end: list(islice(entries, end - first))  # noqa: E731 - one call
    return (yield from cut_positions(shards, cut, in_turn, lambda _: None))


def cut_positions(
    shards: Shards, cut: Cut, written: Callable[[int, int], Sequence[bytes]], again: Beside
) -> Generator[File, None, Positions]:
    """Give the shards of positions from wherever these come."""
    begins = [0, *accumulate(cut.counts)]
    names: list[str] = []
    pages, beside = [], {}
    for first, end in cut.pages:
        begun = len(names)
        for start in range(first, end, POSITIONS_TOGETHER):
            stop = min(start + POSITIONS_TOGETHER, end)
            own = tuple(cut.letters[start:stop])
            letters = again(own)
            if letters is None:
                spans = pairwise(begins[start : stop + 1])
                lists = [b"[%b]" % b",".join(written(*span)) for span in spans]
                letters = yield from shards.shard("p", b"[%b]" % b",".join(lists))
            else:
                shards.keep("p", letters)
            names.append(letters)
            beside[own] = letters
        pages.append((begun, len(names)))
    return Positions((yield from listing(shards, Names(names), pages)), beside)
