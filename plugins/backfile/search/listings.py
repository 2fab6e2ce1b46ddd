"""The names of shards in, the listings by which the engine finds one out.

A short listing stands in the root; a longer one there names pages of its own,
so that a first query at 100,000 articles need not load the names of all shards.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from backfile.search.partition import Range, ranges
from backfile.search.shards import File, Shards, payload_of

# How many names stand in the root, or on one page.
PAGE_NAMES = 128

Listed = Generator[File, None, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of shards in their order, '' for one that is not there; and the first key of each."""

    names: Sequence[str]
    keys: Sequence[str] = ()


def even_pages(count: int) -> list[Range]:
    """Give the pages of so many shards that are found by their place."""
    return [(first, min(first + PAGE_NAMES, count)) for first in range(0, count, PAGE_NAMES)]


def pages_of_terms(keys: Sequence[str]) -> list[Range]:
    """Give the pages of shards that are found by their first key.

    They are cut as the shards are, so that a page does not shift when one
    before it grows.
    """
    return ranges(keys, [1] * len(keys), PAGE_NAMES)


def listing(shards: Shards, listed: Names, pages: Sequence[Range]) -> Listed:
    """Give the scripts of a listing's pages; return what of it stands in the root.

    pages: how it is parted where it is too long for the root; else one.
    """
    if len(pages) <= 1:
        return {"depth": 0, "keys": list(listed.keys), "names": list(listed.names)}
    written = []
    for first, end in pages:
        names = list(listed.names[first:end])
        page = payload_of({"keys": list(listed.keys[first:end]), "names": names})
        # A page of gaps alone is as little there as its shards.
        written.append((yield from shards.shard("l", page)) if any(names) else "")
    keys = [listed.keys[first] for first, _ in pages] if listed.keys else []
    return {"depth": 1, "keys": keys, "names": written}
