"""Finds in, groups of them out: each group is one article, captured once or more often.

Two finds are one article only where
- they have the same address, and much of the shorter one stands in the other; or
- they are of one source, and their texts are the same but for trivial things.

Never where both assert different dates, or have different addresses; nor,
without an address that is an article's own, where a number or word differs: of
two bulletins of one mould those are the news. What is in doubt stays two pages,
and the two are linked.
"""

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from backfile.gather.finds import Find, contradict
from backfile.gather.likeness import containment, shingles
from backfile.gather.texts import body_words
from backfile.gather.weburls import Reach, reach_of
from backfile.model import Ties

# Two stories of one site share 0.03 of their runs of three words, a first
# report of three sentences and the story that grew of it 0.3 and more.
_SAME_STORY = 0.3
_GREW = 1.0
# Above all shares: the same text but for trivial things.
_IDENTICAL = 2.0
# With how many earlier captures of its address a capture is compared.
_WINDOW = 8
_CACHED_TEXTS = 512
_Pair = tuple[int, int]


def groups_of(finds: Sequence[Find], ties: Ties = Ties()) -> list[list[Find]]:  # noqa: B008 - a frozen value
    """The groups, each in order; every find is in exactly one. finds: in order.

    ties: which of them the owner says are one article, and which are not.
    """
    groups = _Groups(finds, ties)
    groups.tie()
    for one, other in _same_texts(finds):
        groups.join(one, other)
    for _, one, other in sorted(_same_addresses(finds)):
        groups.join(one, other, as_versions=True)
    return groups.made()


class _Group:
    """Finds that are one article, with what another must not contradict."""

    __slots__ = ("addresses", "apart", "dated", "documents", "ids", "members")

    def __init__(self, index: int, find: Find, apart: Mapping[str, frozenset[str]]) -> None:
        self.members = [index]
        self.ids = {find.article.id}
        self.apart = set(apart.get(find.article.id, ()))
        self.addresses = {find.address} - {""}
        self.documents = {find.document}
        self.dated = {(find.day, find.days): find}

    def clashes(self, other: "_Group", *, as_versions: bool) -> bool:
        """Whether what is known of the two, or the owner, says that they are not one article."""
        if not self.apart.isdisjoint(other.ids):
            return True
        if len(self.addresses | other.addresses) > 1:
            return True
        if as_versions and not self.documents.isdisjoint(other.documents):
            return True
        return any(contradict(a, b) for a in self.dated.values() for b in other.dated.values())

    def take(self, other: "_Group") -> None:
        """Take in all of another group."""
        self.members += other.members
        self.ids |= other.ids
        self.apart |= other.apart
        self.addresses |= other.addresses
        self.documents |= other.documents
        self.dated |= other.dated


class _Groups:
    """Joins finds, and refuses what would bring together what contradicts."""

    def __init__(self, finds: Sequence[Find], ties: Ties) -> None:
        self._finds = finds
        self._ties = ties
        apart: dict[str, frozenset[str]] = {}
        for one, other in ties.apart:
            apart[one] = apart.get(one, frozenset()) | {other}
            apart[other] = apart.get(other, frozenset()) | {one}
        self._apart = apart
        # Most finds are an article of their own, and need no more than this.
        self._of: dict[int, _Group] = {}

    def tie(self) -> None:
        """Join what the owner says is one article, whatever else is known of it."""
        if not self._ties.same:
            return
        places = {find.article.id: index for index, find in enumerate(self._finds)}
        for one, other in self._ties.same:
            if one in places and other in places:
                self._join(self._group(places[one]), self._group(places[other]))

    def _group(self, index: int) -> _Group:
        if index not in self._of:
            self._of[index] = _Group(index, self._finds[index], self._apart)
        return self._of[index]

    def join(self, one: int, other: int, *, as_versions: bool = False) -> None:
        """Join the groups of two finds, unless what is known of them contradicts.

        as_versions: their texts differ, and no document holds two versions of a story.
        """
        small, large = sorted((self._group(one), self._group(other)), key=lambda g: len(g.members))
        if small is not large and not large.clashes(small, as_versions=as_versions):
            self._join(small, large)

    def _join(self, small: _Group, large: _Group) -> None:
        if small is not large:
            for index in small.members:
                self._of[index] = large
            large.take(small)

    def made(self) -> list[list[Find]]:
        """The groups in the order of their first finds."""
        once = {id(group): group for group in self._of.values()}
        orders = [sorted(group.members) for group in once.values()]
        orders += ([index] for index in range(len(self._finds)) if index not in self._of)
        orders.sort()
        return [[self._finds[index] for index in members] for members in orders]


def _same_texts(finds: Sequence[Find]) -> Iterator[_Pair]:
    """Neighbouring finds of one source, of the same text, that nothing tells apart."""
    alike: dict[tuple[str, str], list[int]] = {}
    for index, find in enumerate(finds):
        if find.print.words:
            key = (find.article.source.casefold(), find.print.key)
            alike.setdefault(key, []).append(index)
    traits: tuple[Callable[[Find], object], ...] = (
        lambda find: find.address,
        lambda find: find.day,
        lambda find: find.print.stamps,
    )
    for members in alike.values():
        pools = [members] if len(members) > 1 else []
        for trait in traits:
            pools = [part for pool in pools for part in _parted(finds, pool, trait)]
        for pool in pools:
            yield from itertools.pairwise(pool)


def _parted(
    finds: Sequence[Find], pool: list[int], trait: Callable[[Find], object]
) -> list[list[int]]:
    """A pool as it is where all that is known of a trait is one value, else parted by it.

    Finds of which it is not known then stay by themselves: they could be any.
    """
    parts: dict[object, list[int]] = {}
    for index in pool:
        parts.setdefault(trait(finds[index]), []).append(index)
    return [pool] if sum(map(bool, parts)) <= 1 else list(parts.values())


def _same_addresses(finds: Sequence[Find]) -> Iterator[tuple[float, int, int]]:
    """Pairs of one address that may be versions, with minus their likeness."""
    by_address: dict[str, list[int]] = {}
    for index, find in enumerate(finds):
        if find.address:
            by_address.setdefault(find.address, []).append(index)
    known = functools.lru_cache(_CACHED_TEXTS)(lambda i: shingles(body_words(finds[i].article)))
    for address, members in by_address.items():
        for one, other in _window_pairs(finds, members):
            if not contradict(finds[one], finds[other]):
                likeness = _likeness(finds, one, other, known)
                if likeness >= _bar(finds[one], finds[other], reach_of(address)):
                    yield -likeness, one, other


def _likeness(
    finds: Sequence[Find], one: int, other: int, known: Callable[[int], frozenset[str]]
) -> float:
    if finds[one].print.key == finds[other].print.key:
        return _IDENTICAL
    return containment(known(one), known(other))


def _bar(one: Find, other: Find, reach: Reach) -> float:
    """How alike two finds of one address must be to be versions of one article.

    What stands at an address that may roll on is the same article only if it
    is of the same day, or if it merely grew.
    """
    if reach == "article":
        return _SAME_STORY
    if reach == "unclear" and one.day and one.day == other.day:
        return _SAME_STORY
    same_numbers = one.print.numbers == other.print.numbers
    return _GREW if reach == "unclear" and same_numbers else _IDENTICAL


def _window_pairs(finds: Sequence[Find], members: Sequence[int]) -> Iterator[_Pair]:
    """Each member with the few before it, by time and by headline, each pair once."""
    by_title = sorted(members, key=lambda index: (finds[index].article.title.casefold(), index))
    pairs = (
        (min(one, other), max(one, other))
        for order in (members, by_title)
        for place, one in enumerate(order)
        for other in order[max(0, place - _WINDOW) : place]
    )
    yield from dict.fromkeys(pairs)
