"""The terms of an archive in, the lists by which mistyped words are mended out.

Words of one length are one shard: what is two letters away from a word of
seven is in three of them. Each word is written as the number of letters it
shares with the one before, and the rest.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable, Sequence

import numpy as np

from backfile.search.chunks import Numbers
from backfile.search.lexicon import Lexicon, in_order
from backfile.search.shards import File, Shards, payload_of

# All words of so many UTF-16 units or more are one shard.
LONGEST = 16
# A shorter word is two typing errors away from half of all others.
_LEAST_LETTERS = 3
# What stands in one document alone may be a typing error itself, once there are so many.
_MANY_DOCUMENTS = 1_000

Spelled = tuple[str, int]
Written = Generator[File, None, dict[str, str]]


def vocabulary(shards: Shards, terms: Iterable[str]) -> Written:
    """Give a shard of the terms of each length; return their names by length."""
    return (yield from _by_length(shards, "v", ((term,) for term in terms)))


def spelling(shards: Shards, spelled: Iterable[Spelled]) -> Written:
    """Give a shard of the spellings of each length with their weights; return their names."""
    return (yield from _by_length(shards, "s", spelled))


def _by_length(shards: Shards, kind: str, rows: Iterable[tuple[str] | Spelled]) -> Written:
    lengths: defaultdict[int, list[tuple[str] | Spelled]] = defaultdict(list)
    for row in rows:
        lengths[min(_units(row[0]), LONGEST)].append(row)
    names = {}
    for length, some in sorted(lengths.items()):
        names[str(length)] = yield from shards.shard(kind, payload_of(_front_coded(some)))
    return names


def _units(word: str) -> int:
    return len(word) if word.isascii() else len(word.encode("utf-16-be", "surrogatepass")) // 2


def _front_coded(rows: Iterable[tuple[str] | Spelled]) -> list[int | str]:
    """Give how many UTF-16 units a word shares with the one before, its rest, what follows it."""
    coded: list[int | str] = []
    before = ""
    for word, *more in rows:
        shared = _shared(before, word)
        coded += (_units(word[:shared]), word[shared:], *more)
        before = word
    return coded


def _shared(before: str, word: str) -> int:
    shared = 0
    for old, new in zip(before, word, strict=False):
        if old != new:
            break
        shared += 1
    return shared


def spellings_of(
    lexicon: Lexicon, chunk_counts: Numbers, frequencies: Sequence[int], documents: int
) -> list[Spelled]:
    """Give the most frequent form of each term that a reader may have meant, with its weight.

    chunk_counts: how often each chunk occurs. frequencies: in how many of the
    documents each term stands. Only terms with a letter and of three signs or
    more, in two documents at least; in one while there are fewer than 1,000.
    A weight is floor(log2(frequency)) + 1.
    """
    least = 2 if documents >= _MANY_DOCUMENTS else 1
    forms, place = lexicon.forms, lexicon.term_of.tolist()
    meant = {
        forms[at]: frequencies[place[at]].bit_length()
        for at in _usual_forms(lexicon, chunk_counts)
        if frequencies[place[at]] >= least and _is_word(forms[at])
    }
    return [(form, meant[form]) for form in in_order(list(meant))]


def _is_word(form: str) -> bool:
    return len(form) >= _LEAST_LETTERS and any(map(str.isalpha, form))


def _usual_forms(lexicon: Lexicon, chunk_counts: Numbers) -> list[int]:
    """Give of each term the form that occurs most, the first in order of those that do."""
    widths = np.diff(lexicon.bounds)
    counts = np.bincount(lexicon.found, np.repeat(chunk_counts, widths), len(lexicon.forms))
    order = {form: at for at, form in enumerate(in_order(lexicon.forms))}
    ranks = np.array([order[form] for form in lexicon.forms], np.int64)
    best = np.lexsort((ranks, -counts, lexicon.term_of))
    usual: list[int] = best[np.diff(lexicon.term_of[best], prepend=-1) != 0].tolist()
    return usual
