"""The terms of an archive in, the lists by which mistyped words are mended out.

Words of one length are one shard: what is two letters away from a word of
seven is in three of them. Each word is written as the number of letters it
shares with the one before, and the rest.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from backfile.search.chunks import Numbers
from backfile.search.lexicon import Lexicon, in_order, units
from backfile.search.shards import File, Shards, payload_of

# All words of so many UTF-16 units or more are one shard.
LONGEST = 16
# A shorter word is two typing errors away from half of all others.
_LEAST_LETTERS = 3
# What stands in one document alone may be a typing error itself, once there are so many.
_MANY_DOCUMENTS = 1_000
_NONE: Mapping[str, str] = MappingProxyType({})

Spelled = tuple[str, int]
Written = Generator[File, None, dict[str, str]]
# Words of one length in order; and of each its weight, where they have one.
Rows = tuple[Sequence[str], Sequence[int]]

# Words of more letters than this are compared one by one: a table of them would be wide.
_WIDEST = 48
_ASTRAL = "\U00010000"


def vocabulary(shards: Shards, terms: Iterable[str]) -> Written:
    """Give a shard of the terms of each length; return their names by length."""
    return (yield from length_shards(shards, "v", by_length((term, 0) for term in terms)))


def by_length(rows: Iterable[Spelled]) -> dict[int, Rows]:
    """Part words, with their weights, by length."""
    lengths: defaultdict[int, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
    for word, weight in rows:
        words, weights = lengths[length_of(word)]
        words.append(word)
        weights.append(weight)
    return dict(lengths)


def length_of(word: str) -> int:
    """Give how many UTF-16 units a word has, at most LONGEST."""
    return min(_units(word), LONGEST)


def length_shards(
    shards: Shards, kind: str, lengths: Mapping[int, Rows], before: Mapping[str, str] = _NONE
) -> Written:
    """Give a shard of each length; return the names of all.

    before: the names by length in the last build; those of other lengths stay.
    """
    names = {}
    for length in sorted({*lengths, *map(int, before)}):
        if length not in lengths:
            names[str(length)] = shards.keep(kind, before[str(length)])
        elif lengths[length][0]:
            coded = _front_coded(*lengths[length], weighted=kind == "s")
            names[str(length)] = yield from shards.shard(kind, payload_of(coded))
    return names


def _units(word: str) -> int:
    return len(word) if word.isascii() else len(word.encode("utf-16-be", "surrogatepass")) // 2


def _front_coded(
    words: Sequence[str], weights: Sequence[int], *, weighted: bool
) -> list[int | str]:
    """Give how many UTF-16 units a word shares with the one before, its rest, its weight."""
    shared = _shares(words)
    width = 3 if weighted else 2
    coded: list[int | str] = [0] * (width * len(words))
    coded[1::width] = [word[share:] for word, share in zip(words, shared, strict=True)]
    if max(map(max, words)) >= _ASTRAL:
        shared = [_units(word[:share]) for word, share in zip(words, shared, strict=True)]
    coded[::width] = shared
    if weighted:
        coded[2::width] = weights
    return coded


def _shares(words: Sequence[str]) -> list[int]:
    """Give how many signs each word shares with the one before, as a table of all signs tells."""
    width = max(map(len, words))
    if width > _WIDEST:
        return [0, *(_shared(before, word) for before, word in pairwise(words))]
    padded = "".join([word.ljust(width, "\0") for word in words])
    signs = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), np.uint32)
    table = signs.reshape(len(words), width)
    same = np.zeros((len(words), width + 1), bool)
    same[1:, :-1] = table[1:] == table[:-1]
    shares: list[int] = np.argmin(same, axis=1).tolist()
    return shares


def _shared(before: str, word: str) -> int:
    shared = 0
    for old, new in zip(before, word, strict=False):
        if old != new:
            break
        shared += 1
    return shared


def spelled_of(
    forms: Sequence[str], usual: Numbers, frequencies: Numbers, least: int
) -> dict[int, Rows]:
    """Give by length the form of each term that a reader may have meant, with its weight.

    usual: the form that stands for each term. frequencies: in how many
    documents each term stands; it must be in `least`. Only words with a letter
    and of three signs or more. A weight is floor(log2(frequency)) + 1.
    """
    offered = np.flatnonzero(frequencies >= least)
    pairs = zip(usual[offered].tolist(), frequencies[offered].tolist(), strict=True)
    meant = {
        forms[form]: frequency.bit_length() for form, frequency in pairs if is_word(forms[form])
    }
    return by_length((form, meant[form]) for form in in_order(list(meant)))


def least_documents(documents: int) -> int:
    """Give in how many of the documents a term must stand to be offered."""
    return 2 if documents >= _MANY_DOCUMENTS else 1


def is_word(form: str) -> bool:
    """Tell whether a form is long enough and has a letter."""
    return len(form) >= _LEAST_LETTERS and any(map(str.isalpha, form))


def form_counts(lexicon: Lexicon, chunk_counts: Numbers) -> Numbers:
    """Give how often each form occurs."""
    widths = np.diff(lexicon.bounds)
    counts = np.bincount(lexicon.found, np.repeat(chunk_counts, widths), len(lexicon.forms))
    return counts.astype(np.int64)


def usual_forms(lexicon: Lexicon, counts: Numbers) -> Numbers:
    """Give of each term the form that occurs most, the first in order of those that do."""
    best = np.lexsort((-counts, lexicon.term_of))
    usual: Numbers = best[np.diff(lexicon.term_of[best].astype(np.int64), prepend=-1) != 0]
    rivals = np.flatnonzero(counts == counts[usual][lexicon.term_of])
    terms = lexicon.term_of[rivals]
    is_tied = (np.bincount(terms, minlength=len(usual)) > 1)[terms]
    tied: dict[int, list[int]] = {}
    for term, form in zip(terms[is_tied].tolist(), rivals[is_tied].tolist(), strict=True):
        tied.setdefault(term, []).append(form)
    for term, some in tied.items():
        usual[term] = min(some, key=lambda form: units(lexicon.forms[form]))
    return usual
