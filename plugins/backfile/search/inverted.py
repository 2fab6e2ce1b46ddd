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

# Gzipped, a reader's word costs 4 kB so, and 14 kB in shards of 32,000 bytes.
SHARD_BYTES = 12_000


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


def term_shards(
    shards: Shards, told: Inverted, redirects: Redirected
) -> Generator[File, None, Cut]:
    """Give the shards of the terms and of the redirects; return how they were cut."""
    entries = dict(zip(told.terms, told.entries, strict=True))
    sizes = {term: len(entry) + 1 for term, entry in entries.items()}
    for key, size in redirects.sizes().items():
        sizes[key] = sizes.get(key, 0) + size
    keys = in_order(list(sizes))
    cuts = ranges(keys, [sizes[key] for key in keys], SHARD_BYTES)
    names, counts = [], []
    for first, end in cuts:
        some = keys[first:end]
        written = [entries[key] for key in some if key in entries]
        names.append((yield from shards.shard("t", _payload(written, *redirects.lists(some)))))
        counts.append(len(written))
    firsts = [keys[first] for first, _ in cuts]
    pages = pages_of_terms(firsts)
    return Cut((yield from listing(shards, Names(names, firsts), pages)), pages, counts)


def _payload(entries: Sequence[bytes], redirects: list[str], forms: list[str]) -> bytes:
    """Join [entries, redirects?, forms?]; what is empty at the end is left off."""
    lists = [redirects, forms] if forms else [redirects] if redirects else []
    return b"[%b]" % b",".join([b"[%b]" % b",".join(entries), *map(payload_of, lists)])


def position_shards(shards: Shards, columns: Sequence[Column], cut: Cut) -> Listed:
    """Give the shards of the positions, each beside one of the terms; return their listing."""
    blocks = (position_entries(parts) for parts in parts_of(columns))
    entries = chain.from_iterable(blocks)
    names = []
    for count in cut.counts:
        payload = b"[%b]" % b",".join(islice(entries, count))
        names.append((yield from shards.shard("p", payload)))
    return (yield from listing(shards, Names(names), cut.pages))
