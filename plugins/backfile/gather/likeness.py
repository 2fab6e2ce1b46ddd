"""Words of texts in, how much of one stands in another, and pairs that are worth a look, out.

Candidates come from MinHash signatures in bands (Broder 1997; Leskovec et al.,
Mining of Massive Datasets, ch. 3); what they are alike is then counted
exactly, so that chance decides at most what is looked at. The seed is fixed:
the same texts give the same pairs on every machine.
"""

import array
import base64
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

_SHINGLE_WORDS = 3
_SEED = 1
# 16 bands of 4: a pair that shares 0.8 of its shingles is found with 0.9998, one
# that shares 0.6 with 0.89, one that shares 0.1 (two stories of a beat) with 0.002.
_BANDS, _ROWS = 16, 4
_AT_ONCE = 500
# In a band, a text is compared with so many neighbours on each side: a thousand
# daily reports of one mould must not become half a million pairs.
NEIGHBOURS = 4


def shingles(words: Sequence[str]) -> frozenset[str]:
    """Every run of three words of a text, once; of a shorter text the whole."""
    if len(words) < _SHINGLE_WORDS:
        return frozenset({" ".join(words)} if words else ())
    return frozenset(map(" ".join, zip(words, words[1:], words[2:], strict=False)))


def containment(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller text's shingles that the larger one holds too, 0 to 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def candidates(signed: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of texts that are probably much alike, by their indexes, each once, in order.

    signed: the signature of each in base64; '' is a candidate for nothing.
    """
    known = [index for index, one in enumerate(signed) if one]
    if not known:
        return []
    data = b"".join(base64.b64decode(signed[index]) for index in known)
    bands = np.frombuffer(data, np.uint64).reshape(len(known), _BANDS, -1)
    pairs: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        pairs.update(_paired(bands[:, band], known))
    return sorted(pairs)


def _paired(rows: npt.NDArray[np.uint64], known: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of neighbours among equal rows; a row like no other costs next to nothing."""
    order = np.lexsort((rows[:, 1], rows[:, 0]))
    ordered = rows[order]
    same = np.flatnonzero((ordered[1:] == ordered[:-1]).all(axis=1))
    some = sorted({*order[same].tolist(), *order[same + 1].tolist()})
    for one, other in neighbours([rows[index].tobytes() for index in some]):
        yield known[some[one]], known[some[other]]


def signatures(texts: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The signature of each text, 256 bytes; empty for one that is too short to be told by it."""
    batch: list[frozenset[str]] = []
    for text in texts:
        batch.append(shingles(text))
        if len(batch) == _AT_ONCE:
            yield from _signed(batch)
            batch = []
    yield from _signed(batch)


def _signed(batch: list[frozenset[str]]) -> Iterator[bytes]:
    digests = RMinHash.digests_from_token_sets([list(one) for one in batch], _BANDS * _ROWS, _SEED)
    for one, digest in zip(batch, digests, strict=True):
        yield array.array("I", digest).tobytes() if one else b""


def neighbours(keys: Sequence[bytes | str]) -> Iterator[tuple[int, int]]:
    """Pairs of indexes whose keys are equal, each with the next few; '' pairs nothing."""
    buckets: dict[bytes | str, list[int]] = {}
    for index, key in enumerate(keys):
        if not key:
            continue
        bucket = buckets.setdefault(key, [])
        yield from ((other, index) for other in bucket[-NEIGHBOURS:])
        bucket.append(index)
