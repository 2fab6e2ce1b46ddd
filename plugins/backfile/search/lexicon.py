"""The distinct chunks of an archive in, the terms that they hold out, in the order of the index.

Each distinct chunk is folded once and each distinct form brought to its term
once; from here on a term is its place in the index.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from backfile.search.chunks import Numbers

# What Python sorts in another order than JavaScript, against each other.
_HIGH = re.compile("[\ud800-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Folded:
    """The forms of chunks.

    bounds, found: the forms of chunk c are forms[f] for f in
    found[bounds[c]:bounds[c + 1]].
    """

    forms: Sequence[str]
    bounds: Numbers
    found: Numbers

    def only(self, stay: Numbers) -> tuple["Folded", Numbers]:
        """Give the forms of some chunks alone, and the numbers of the forms that stay."""
        widths = np.diff(self.bounds)[stay]
        bounds = np.concatenate(([0], np.cumsum(widths)))
        at = np.repeat(self.bounds[stay] - bounds[:-1], widths) + np.arange(bounds[-1])
        found = self.found[at]
        is_there = np.bincount(found, minlength=len(self.forms)) > 0
        kept = np.flatnonzero(is_there)
        forms = [self.forms[form] for form in kept.tolist()]
        numbers = np.cumsum(is_there, dtype=np.int64) - 1
        return Folded(forms, bounds, numbers[found].astype(np.uint32)), kept


NOTHING_FOLDED = Folded((), np.zeros(1, np.int64), np.zeros(0, np.uint32))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The terms of an archive, sorted as JavaScript sorts, and the chunks made of them.

    forms: folded words as they are written. term_of: of each form its term's
    place. bounds, found: the forms of chunk c are found[bounds[c]:bounds[c + 1]].
    """

    terms: tuple[str, ...]
    forms: tuple[str, ...]
    term_of: Numbers
    bounds: Numbers
    found: Numbers


def in_order(keys: Sequence[str]) -> list[str]:
    """Sort by UTF-16 code units, as JavaScript does; astral letters come before some others."""
    if not _HIGH.search("".join(keys)):
        return sorted(keys)
    return sorted(keys, key=units)


def units(key: str) -> bytes:
    """Give a key by which Python sorts as JavaScript does."""
    return key.encode("utf-16-be", "surrogatepass")


def lexicon_of(
    chunks: Sequence[str],
    forms_of: Callable[[str], Sequence[str]],
    term_of: Callable[[str], str],
) -> Lexicon:
    """Analyse every chunk once, and bring every form to its term once."""
    folded = folded_of(chunks, forms_of)
    return with_terms(folded, [term_of(form) for form in folded.forms])


def folded_of(
    chunks: Sequence[str],
    forms_of: Callable[[str], Sequence[str]],
    before: Folded = NOTHING_FOLDED,
) -> Folded:
    """Fold every chunk once; before: of the first chunks, which are folded already."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    numbers |= zip(before.forms, range(len(before.forms)), strict=True)
    number = numbers.__getitem__
    known = len(before.bounds) - 1
    found: list[int] = []
    bounds: list[int] = []
    begun = len(before.found)
    for chunk in islice(chunks, known, None):
        found.extend(map(number, forms_of(chunk)))
        bounds.append(begun + len(found))
    return Folded(
        tuple(numbers),
        np.concatenate((before.bounds, np.array(bounds, np.int64))),
        np.concatenate((before.found, np.array(found, np.uint32))),
    )


def with_terms(folded: Folded, terms: Sequence[str]) -> Lexicon:
    """Put the terms of all forms in order."""
    distinct = in_order(list(dict.fromkeys(terms)))
    place = {term: at for at, term in enumerate(distinct)}
    places = np.array([place[term] for term in terms], np.uint32)
    return Lexicon(tuple(distinct), tuple(folded.forms), places, folded.bounds, folded.found)
