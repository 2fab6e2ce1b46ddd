"""What was found and what was promised in, out under which id each is published.

A promise knows the capture, the document and the line or block where its
article began. Where a correction or a newer model begins it elsewhere, the
article has another id by the formula, and is known again by that place.
"""

import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from backfile.gather.accepted import digests_of
from backfile.model import Article, Digest, DigestItem, Outcome, Promise, Register

Kind = Literal["article", "digest", "item"]


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands: lines of a text or blocks of a page, inclusive; texts: digests."""

    ident: str
    kind: Kind
    document: tuple[str, int]
    first: int
    last: int
    texts: Article | Digest | None = None


def spans_of(one: Article | Digest) -> Iterator[Span]:
    """Where an article stands; or a digest, and each of its items."""
    document = (one.capture_id, one.document)
    kind: Kind = "article" if isinstance(one, Article) else "digest"
    yield Span(one.id, kind, document, one.first_line, one.last_line, one)
    if isinstance(one, Digest):
        for item in one.items:
            place = item.block.place
            yield Span(item.id, "item", document, place.first_line, place.last_line)


def kind_of(promise: Promise) -> Kind:
    """What was promised an address."""
    if "#" in promise.address:
        return "item"
    return "digest" if promise.address.startswith("digests/") else "article"


class Places:
    """Finds what stands at the place of a promise."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Put spans in order, by document and kind."""
        self._spans: dict[tuple[tuple[str, int], Kind], list[Span]] = {}
        for span in spans:
            self._spans.setdefault((span.document, span.kind), []).append(span)
        for found in self._spans.values():
            found.sort(key=lambda span: (span.first, span.last, span.ident))

    def at(self, promise: Promise, kind: Kind) -> Span | None:
        """That of a kind in which its place lies."""
        found, line, index = self._around(promise, kind)
        return found[index - 1] if index and found[index - 1].last >= line else None

    def after(self, promise: Promise, kind: Kind) -> Span | None:
        """The first of a kind that begins behind its place."""
        found, _, index = self._around(promise, kind)
        return found[index] if index < len(found) else None

    def _around(self, promise: Promise, kind: Kind) -> tuple[Sequence[Span], int, int]:
        number, line = map(int, promise.place.split(":"))
        found = self._spans.get(((promise.capture_id, number), kind), [])
        return found, line, bisect.bisect_right(found, line, key=lambda span: span.first)


def known_again(
    outcomes: Mapping[str, tuple[Outcome, ...]], register: Register
) -> dict[str, tuple[Outcome, ...]]:
    """What was found, by capture, under the ids that it was promised."""
    names = _names(outcomes, register) if register.promises else {}
    if not names:
        return dict(outcomes)
    return {
        capture_id: tuple(_renamed(outcome, names) for outcome in found)
        for capture_id, found in outcomes.items()
    }


def _names(outcomes: Mapping[str, tuple[Outcome, ...]], register: Register) -> dict[str, str]:
    """The promised id of each that is known again, by the id it has by the formula."""
    every = [outcome for found in outcomes.values() for outcome in found]
    articles = [span for o in every for one in o.articles for span in spans_of(one)]
    digests = [span for o in every for one in o.digests for span in spans_of(one)]
    spans = [*articles, *digests]
    present = {span.ident for span in spans}
    absent = (register.promises[ident] for ident in register.promises if ident not in present)
    lost = [promise for promise in absent if promise.capture_id in outcomes]
    new = [span for span in spans if span.ident not in register.promises] if lost else []
    names: dict[str, str] = {}
    places = Places(new)
    for promise in lost:
        if span := places.at(promise, kind_of(promise)):
            names.setdefault(span.ident, promise.id)
    named = {*names.values()}
    for promise in lost:
        span = places.after(promise, kind_of(promise))
        if promise.id not in named and span and _shares_text(span, register, promise.id):
            names.setdefault(span.ident, promise.id)
    return names


def _shares_text(span: Span, register: Register, ident: str) -> bool:
    """Whether a paragraph is there that was accepted; headlines, which come again, don't count.

    What begins behind the promised place may also be the next story; its texts tell.
    """
    if span.texts is None:
        return False
    accepted = register.texts.get(ident, "").split()[1:]
    return not {*accepted}.isdisjoint(digests_of(span.texts).split()[1:])


def _renamed(outcome: Outcome, names: Mapping[str, str]) -> Outcome:
    articles = tuple(replace(a, id=names.get(a.id, a.id)) for a in outcome.articles)
    return replace(
        outcome, articles=articles, digests=tuple(_digest(d, names) for d in outcome.digests)
    )


def _digest(digest: Digest, names: Mapping[str, str]) -> Digest:
    items: tuple[DigestItem, ...] = tuple(
        replace(item, id=names.get(item.id, item.id)) for item in digest.items
    )
    return replace(digest, id=names.get(digest.id, digest.id), items=items)


def ident_of(idents: Sequence[str], register: Register) -> str:
    """The id of an article that was found under several: the one promised first, else the first."""
    if len(idents) == 1:
        return idents[0]
    promised = [register.promises[ident] for ident in idents if ident in register.promises]
    return min(promised, key=lambda promise: promise.number).id if promised else idents[0]
