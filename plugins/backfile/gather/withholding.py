"""Groups of finds, digests and the ids that are withheld in, what is left and what went out."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from backfile.gather.finds import Find
from backfile.gather.promises import Kind, Places, spans_of
from backfile.model import Article, Digest, Gone, Kin, Word

T = TypeVar("T")
_Group = Sequence[Find]
_KINDS: tuple[Kind, ...] = ("article", "digest")
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
    word: Word,
    addresses: Mapping[str, str],
) -> Parted:
    """Part the articles, digests and items that are withheld from all others.

    An article goes with every capture of it, whichever of its ids is named, one
    among them that was promised for a part of it. addresses: those that all of
    them would have.
    """
    if not word.withheld:
        return Parted(groups, tuple(digests), {}, ())
    asked = frozenset(word.withheld)
    within = _promised_within(groups, digests, word)
    every = {ident: _ids(ident, group, within) for ident, group in groups.items()}
    hidden = {i: group for i, group in groups.items() if not asked.isdisjoint(every[i])}
    gone = [_gone_article(i, (group, every[i]), asked, addresses) for i, group in hidden.items()]
    kept = []
    for digest in digests:
        parts = within.get(digest.id, ())
        named = asked | {digest.id} if not asked.isdisjoint(parts) else asked
        left = _without(digest, named)
        if left is not digest:
            gone.append(_gone_of((digest, parts), left, asked, addresses))
        if left.items or left is digest:
            kept.append(left)
    shown = {ident: group for ident, group in groups.items() if ident not in hidden}
    return Parted(shown, tuple(kept), hidden, tuple(gone))


def _promised_within(
    groups: Mapping[str, _Group], digests: Sequence[Digest], word: Word
) -> dict[str, tuple[str, ...]]:
    """Of each find and digest, the ids that were promised for what is a part of it now."""
    every: list[Article | Digest] = [*digests]
    every += (find.article for group in groups.values() for find in group)
    items = {item.id for digest in digests for item in digest.items}
    known = {*groups, *(one.id for one in every), *items}
    places = Places(span for one in every for span in spans_of(one))
    within: dict[str, tuple[str, ...]] = {}
    for ident in word.register.promises:
        promise = word.register.promises[ident]
        if ident not in known and "#" not in promise.address:
            spans = (places.at(promise, kind) for kind in _KINDS)
            for span in itertools.islice(filter(None, spans), 1):
                within[span.ident] = (*within.get(span.ident, ()), ident)
    return within


def _ids(ident: str, group: _Group, within: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    own = [find.article.id for find in group]
    parts = [part for find in own for part in within.get(find, ())]
    return tuple(dict.fromkeys((ident, *own, *parts)))


def _gone_article(
    ident: str,
    found: tuple[_Group, tuple[str, ...]],
    asked: frozenset[str],
    addresses: Mapping[str, str],
) -> Gone:
    group, ids = found
    captures = tuple(dict.fromkeys(find.article.capture_id for find in group))
    return Gone(ident, tuple(i for i in ids if i in asked), ids, captures, addresses[ident])


def _without(digest: Digest, asked: frozenset[str]) -> Digest:
    """A digest without the items that are withheld; without any where it is itself."""
    if digest.id in asked:
        return replace(digest, items=())
    items = tuple(item for item in digest.items if item.id not in asked)
    return digest if len(items) == len(digest.items) else replace(digest, items=items)


def _gone_of(
    found: tuple[Digest, tuple[str, ...]],
    left: Digest,
    asked: frozenset[str],
    addresses: Mapping[str, str],
) -> Gone:
    """What is withheld of a digest: the whole of it, or items, which have no page of their own."""
    digest, parts = found
    every = (digest.id, *(item.id for item in digest.items), *parts)
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
