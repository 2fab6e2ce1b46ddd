"""Sorted keys and their sizes in, the ranges of one shard each out.

A range that is too large is cut before that key in it whose SHA-256 is the
smallest, again and again. So where it is cut hangs on the keys in it alone: a
term that comes into one shard moves no boundary of another, and an article
added rewrites no more shards than it has terms.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt

Range = tuple[int, int]
Ranks = npt.NDArray[np.integer[Any]]


def ranks_of(keys: Sequence[str]) -> Ranks:
    """Give the first 8 bytes of each key's SHA-256, which no two terms of an archive share."""
    return np.frombuffer(b"".join(map(_rank, keys)), ">u8").astype(np.uint64)


def ranges(
    keys: Sequence[str],
    sizes: npt.ArrayLike,
    most: int,
    ranks: Ranks | None = None,
) -> list[Range]:
    """Give the first place and the end of each range; none where there are no keys.

    No range is larger than `most`, the sum of its keys' sizes, unless it is
    one key alone. ranks: of the keys, where they are known.
    """
    if ranks is None:
        ranks = ranks_of(keys)
    ends = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    found = []
    waiting = [(0, len(keys))] if keys else []
    while waiting:
        first, end = waiting.pop()
        if end - first > 1 and ends[end] - ends[first] > most:
            cut = first + 1 + int(np.argmin(ranks[first + 1 : end]))
            waiting += [(cut, end), (first, cut)]
        else:
            found.append((first, end))
    return found


def _rank(key: str) -> bytes:
    return sha256(key.encode("utf-8", "surrogatepass")).digest()[:8]
