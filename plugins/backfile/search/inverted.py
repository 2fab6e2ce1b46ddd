"""The columns of an archive in, the shards of its terms and of their positions out."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from backfile.search.chunks import Numbers
from backfile.search.columns import Column
from backfile.search.lexicon import in_order
from backfile.search.listings import Listed, Names, listing, pages_of_terms
from backfile.search.partition import Range, ranges
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
    """How the terms were cut: their listing, its pages, how many terms stand in each shard."""

    listing: dict[str, Any]
    pages: list[Range]
    counts: list[int]


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
    entries = dict(zip(told.terms, told.entries, strict=True))
    sizes = {term: len(entry) + 1 for term, entry in entries.items()}
    for key, size in redirected.sizes().items():
        sizes[key] = sizes.get(key, 0) + size
    keys = in_order(list(sizes))
    limit = shard_bytes(sum(sizes.values()), documents)
    cuts = ranges(keys, [sizes[key] for key in keys], limit)
    names, counts = [], []
    for first, end in cuts:
        some = keys[first:end]
        written = [entries[key] for key in some if key in entries]
        names.append((yield from shards.shard("t", _payload(written, *redirected.lists(some)))))
        counts.append(len(written))
    firsts = [keys[first] for first, _ in cuts]
    pages = pages_of_terms(firsts)
    return Cut((yield from listing(shards, Names(names, firsts), pages)), pages, counts)


def _payload(entries: Sequence[bytes], redirects: list[str], forms: list[str]) -> bytes:
    """Join [entries, redirects?, forms?]; what is empty at the end is left off."""
    lists = [redirects, forms] if forms else [redirects] if redirects else []
    return b"[%b]" % b",".join([b"[%b]" % b",".join(entries), *map(payload_of, lists)])


def position_shards(shards: Shards, columns: Sequence[Column], cut: Cut) -> Listed:
    """Give the shards of the positions, each beside a few of one page of the terms.

    Return their listing, whose pages are beside those of the terms.
    """
    blocks = (position_entries(parts) for parts in parts_of(columns))
    entries = chain.from_iterable(blocks)
    names: list[str] = []
    pages = []
    for first, end in cut.pages:
        begun = len(names)
        for start in range(first, end, POSITIONS_TOGETHER):
            counts = cut.counts[start : min(start + POSITIONS_TOGETHER, end)]
            lists = [b"[%b]" % b",".join(islice(entries, count)) for count in counts]
            names.append((yield from shards.shard("p", b"[%b]" % b",".join(lists))))
        pages.append((begun, len(names)))
    return (yield from listing(shards, Names(names), pages))
