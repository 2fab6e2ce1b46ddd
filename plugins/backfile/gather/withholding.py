"""Groups of finds, digests and the ids that are withheld in, what is left and what went out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from backfile.gather.finds import Find
from backfile.model import Digest, Gone, Kin, Word

T = TypeVar("T")
_Group = Sequence[Find]
_TOLD = {"copy": "the same text", "alike": "nearly the same text"}


@dataclass(frozen=True, slots=True)
class Parted:
    """What is published, articles by their ids; hidden: the articles that are not.

    gone: what is withheld of articles, digests and items.
    """

    groups: Mapping[str, _Group]
    digests: tuple[Digest, ...]
    hidden: Mapping[str, _Group]
    gone: tuple[Gone, ...]

    def shown(self, values: Mapping[str, T]) -> dict[str, T]:
        """Those of some values by id that are of what is published."""
        known = {*self.groups, *(digest.id for digest in self.digests)}
        return {ident: value for ident, value in values.items() if ident in known}

    def known_to(self, word: Word) -> Word:
        """The owner's word with every id that is withheld with those that he names."""
        ids = (ident for one in self.gone for ident in one.ids)
        return replace(word, withheld=tuple(dict.fromkeys((*word.withheld, *ids))))


def part(
    groups: Mapping[str, _Group],
    digests: Sequence[Digest],
    withheld: Sequence[str],
    addresses: Mapping[str, str],
) -> Parted:
    """Part the articles, digests and items that are withheld from all others.

    An article goes with every capture of it, whichever of its ids is named.
    addresses: those that all of them would have.
    """
    if not withheld:
        return Parted(groups, tuple(digests), {}, ())
    asked = frozenset(withheld)
    hidden = {i: group for i, group in groups.items() if not asked.isdisjoint(_ids(i, group))}
    gone = [_gone_article(ident, group, asked, addresses) for ident, group in hidden.items()]
    kept = []
    for digest in digests:
        left = _without(digest, asked)
        if left is not digest:
            gone.append(_gone_of(digest, left, asked, addresses))
        if left.items or left is digest:
            kept.append(left)
    shown = {ident: group for ident, group in groups.items() if ident not in hidden}
    return Parted(shown, tuple(kept), hidden, tuple(gone))


def _ids(ident: str, group: _Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys((ident, *(find.article.id for find in group))))


def _gone_article(
    ident: str, group: _Group, asked: frozenset[str], addresses: Mapping[str, str]
) -> Gone:
    ids = _ids(ident, group)
    captures = tuple(dict.fromkeys(find.article.capture_id for find in group))
    return Gone(ident, tuple(i for i in ids if i in asked), ids, captures, addresses[ident])


def _without(digest: Digest, asked: frozenset[str]) -> Digest:
    """A digest without the items that are withheld; without any where it is itself."""
    if digest.id in asked:
        return replace(digest, items=())
    items = tuple(item for item in digest.items if item.id not in asked)
    return digest if len(items) == len(digest.items) else replace(digest, items=items)


def _gone_of(
    digest: Digest, left: Digest, asked: frozenset[str], addresses: Mapping[str, str]
) -> Gone:
    """What is withheld of a digest: the whole of it, or items, which have no page of their own."""
    every = (digest.id, *(item.id for item in digest.items))
    named = tuple(ident for ident in every if ident in asked)
    if left.items:
        return Gone(named[0], named, named, (digest.capture_id,))
    return Gone(digest.id, named, every, (digest.capture_id,), addresses[digest.id])


def told_kin(
    kin: Mapping[str, tuple[Kin, ...]], gone: Sequence[Gone], addresses: Mapping[str, str]
) -> tuple[str, ...]:
    """A line for each published article that holds the text of a withheld one."""
    hidden = frozenset(one.id for one in gone)
    return tuple(
        f"the withheld article {one.id}: {_TOLD[other.kind]} stands in {addresses[other.id]}"
        for one in gone
        for other in kin.get(one.id, ())
        if other.kind in _TOLD and other.id not in hidden
    )


def without_hidden(
    kin: Mapping[str, tuple[Kin, ...]], gone: Sequence[Gone]
) -> dict[str, tuple[Kin, ...]]:
    """The kin of what is published among itself."""
    if not gone:
        return dict(kin)
    hidden = frozenset(one.id for one in gone)
    left = {
        ident: tuple(other for other in others if other.id not in hidden)
        for ident, others in kin.items()
        if ident not in hidden
    }
    return {ident: others for ident, others in left.items() if others}
