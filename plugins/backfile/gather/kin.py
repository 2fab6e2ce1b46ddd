"""The published articles in, for each the others with much the same text out.

Links only: each article keeps its page. Of a long row of reports of one mould
each is linked with its neighbours in time, so that a page does not grow with
the archive, nor change when something far away is added.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Literal

from backfile.gather.finds import Find
from backfile.gather.likeness import candidates, containment, neighbours, shingles
from backfile.gather.sketches import LEAST_WORDS
from backfile.gather.texts import body_words
from backfile.model import Kin

# Nearly the same text: so much of the shorter stands in the longer, and the
# longer is not more than twice as long.
_ALIKE = 0.8
_LENGTHS = 0.5
_MOST = 8
_CACHED_TEXTS = 1_024
_Kind = Literal["copy", "alike", "address"]
_KINDS: tuple[_Kind, ...] = ("copy", "alike", "address")


def kin_of(finds: Sequence[Find]) -> dict[str, tuple[Kin, ...]]:
    """The kin of each article that has any, by id; what one names names it too."""
    ordered = sorted(finds, key=lambda find: (find.day, find.article.id))
    kin: dict[str, list[Kin]] = {}
    for one, other, kind in _told(ordered):
        a, b = ordered[one].article.id, ordered[other].article.id
        if len(kin.get(a, ())) < _MOST and len(kin.get(b, ())) < _MOST:
            kin.setdefault(a, []).append(Kin(b, kind))
            kin.setdefault(b, []).append(Kin(a, kind))
    return {ident: tuple(found) for ident, found in sorted(kin.items())}


def _told(finds: Sequence[Find]) -> list[tuple[int, int, _Kind]]:
    """Each pair once, under what says most: copies first, then the nearest in time."""
    kinds: dict[tuple[int, int], _Kind] = {}
    for pair in neighbours([_copy_key(find) for find in finds]):
        kinds.setdefault(pair, "copy")
    for pair in _alike(finds):
        kinds.setdefault(pair, "alike")
    for pair in neighbours([find.address for find in finds]):
        kinds.setdefault(pair, "address")
    told = ((one, other, kind) for (one, other), kind in kinds.items())
    return sorted(told, key=lambda t: (_KINDS.index(t[2]), t[1] - t[0], t))


def _copy_key(find: Find) -> str:
    return find.print.body if find.print.words >= LEAST_WORDS else ""


def _alike(finds: Sequence[Find]) -> Iterator[tuple[int, int]]:
    known = functools.lru_cache(_CACHED_TEXTS)(lambda i: shingles(body_words(finds[i].article)))
    for one, other in candidates([find.sketch.signature for find in finds]):
        a, b = known(one), known(other)
        lengths = min(len(a), len(b)) / max(len(a), len(b))
        if lengths >= _LENGTHS and containment(a, b) >= _ALIKE:
            yield one, other
