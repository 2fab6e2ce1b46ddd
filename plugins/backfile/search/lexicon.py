"""The distinct chunks of an archive in, the terms that they hold out, in the order of the index.

Each distinct chunk is folded once and each distinct form brought to its term
once; from here on a term is its place in the index.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from backfile.search.chunks import Numbers


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
    if max(map(max, filter(None, keys)), default="") < "\ud800":
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
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    number = numbers.__getitem__
    found: list[int] = []
    bounds = [0]
    for chunk in chunks:
        found.extend(map(number, forms_of(chunk)))
        bounds.append(len(found))
    forms = tuple(numbers)
    terms = [term_of(form) for form in forms]
    distinct = in_order(list(dict.fromkeys(terms)))
    place = {term: at for at, term in enumerate(distinct)}
    places = np.array([place[term] for term in terms], np.uint32)
    return Lexicon(
        tuple(distinct), forms, places, np.array(bounds, np.int64), np.array(found, np.uint32)
    )
