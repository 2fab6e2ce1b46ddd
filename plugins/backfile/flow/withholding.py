"""A corpus and what is withheld in, a corpus that tells of it and a store without it out."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import replace

from backfile.flow.offering import Offer
from backfile.model import Corpus, KeptReading, Reached, Register, Tombstone
from backfile.owner.entries import Entry
from backfile.owner.redaction import cleared_values, counted, spells
from backfile.owner.withheld import FILE_NAME, Withheld, Withholding
from backfile.store import Store

_OUT = "or take the entry out"
_CURES = {
    "capture": f"its path in the captures folder or its SHA-256, {_OUT}",
    "article": f"the id that its page names, {_OUT}",
    "passage": f"the words as the capture has them, {_OUT}",
    "name": f"the name as the captures write it, {_OUT}",
}


def withheld_ids(offer: Offer, register: Register) -> tuple[str, ...]:
    """The ids that are withheld: of articles, and those promised of withheld captures."""
    asked = [entry.what for entry in offer.withheld.of("article")]
    away = _captures_away(offer)
    named = (p.id for p in register.promises.values() if p.capture_id in away) if away else ()
    return tuple(dict.fromkeys((*asked, *named)))


def _captures_away(offer: Offer) -> dict[str, Withholding]:
    """The entry of each withheld capture by its SHA-256, whether it is still there or not."""
    named = {entry.what: entry for entry in offer.withheld.of("capture")}
    return named | {capture.id: entry for capture, entry in offer.away}


def settled(
    corpus: Corpus,
    offer: Offer,
    readings: Mapping[str, KeptReading],
    register: Register,
    store: Store,
) -> Corpus:
    """The corpus with tombstones and counts; the store then holds nothing that is withheld.

    Raises:
        RuleError: an entry matches nothing; names its line.
    """
    if not offer.withheld:
        return corpus
    _clear_store(corpus, readings, store)
    reached = tuple(_reached(corpus, offer, readings))
    _refuse_idle(offer, register, reached)
    stones = tuple(_tombstones(corpus, offer, register))
    away = {stone.address for stone in stones}
    corpus = _unspelt(corpus, offer.withheld, stones)
    return replace(
        corpus,
        tombstones=stones,
        withheld=_counts(corpus, offer, reached),
        reached=reached,
        moved={old: new for old, new in corpus.moved.items() if old not in away},
        corrections=cleared_values(corpus.corrections, offer.withheld)[0],
        decisions=cleared_values(corpus.decisions, offer.withheld)[0],
    )


def _clear_store(corpus: Corpus, readings: Mapping[str, KeptReading], store: Store) -> None:
    """Drop what holds a withheld article, and every picture that nothing else shows."""
    private = dict.fromkeys(ident for one in corpus.gone for ident in one.captures)
    shown = [
        name
        for ident, reading in readings.items()
        if ident not in private
        for document in reading.documents
        for name in document.shown
    ]
    store.settle([*private], shown)


def _reached(
    corpus: Corpus, offer: Offer, readings: Mapping[str, KeptReading]
) -> Iterator[Reached]:
    """What each entry in force reaches."""
    for entry in offer.withheld.of("capture"):
        away = tuple(capture.id for capture, by in offer.away if by == entry)
        yield Reached(entry.line, away[0] if away else entry.what, 0, away)
    for entry in offer.withheld.of("article"):
        captures = (
            ident for one in corpus.gone if entry.what in one.asked for ident in one.captures
        )
        yield Reached(entry.line, entry.what, 0, tuple(dict.fromkeys(captures)))
    places = counted([*(reading.withheld for reading in readings.values()), offer.counts])
    for number, entry in enumerate(offer.withheld.texts):
        touched = (ident for ident, reading in readings.items() if str(number) in reading.withheld)
        yield Reached(entry.line, "", places.get(str(number), 0), tuple(touched))


def _refuse_idle(offer: Offer, register: Register, reached: tuple[Reached, ...]) -> None:
    """Refuse an entry that matches nothing: what it is for would be published in silence.

    Of a capture that was taken away, what was promised is still known.
    """
    entries = {entry.line: entry for entry in offer.withheld.entries}
    read = {capture.id for capture in offer.captures}
    promised = {p.capture_id for p in register.promises.values() if p.capture_id not in read}
    for one in reached:
        entry, promise = entries[one.line], register.promises.get(one.what)
        known = promise.capture_id if promise else one.what
        if not one.places and not one.captures and known not in promised:
            raise Entry(FILE_NAME, entry.line, {}).error(
                f"this {entry.kind} matches nothing that is read any more", _CURES[entry.kind]
            )


def _tombstones(corpus: Corpus, offer: Offer, register: Register) -> Iterator[Tombstone]:
    """One for each address that something withheld had, or would have had."""
    standing = dict.fromkeys(corpus.addresses.values())
    for ident, address, entry in _graves(corpus, offer, register):
        free = _free_of(address, ident, offer.withheld)
        if address and "#" not in address and free not in standing:
            standing[free] = None
            yield Tombstone(free, entry.tombstone, entry.reason, entry.until, entry.on)


def _graves(
    corpus: Corpus, offer: Offer, register: Register
) -> Iterator[tuple[str, str, Withholding]]:
    """Id, address and entry of all that is withheld as a whole."""
    captures = _captures_away(offer)
    articles = {entry.what: entry for entry in offer.withheld.of("article")}
    for one in corpus.gone:
        entry = next(articles[ident] for ident in one.asked if ident in articles)
        articles |= dict.fromkeys(one.ids, entry)
    for promise in register.promises.values():
        named = articles.get(promise.id) or captures.get(promise.capture_id)
        if named:
            yield promise.id, promise.address, named
    for one in corpus.gone:
        if not any(ident in register.promises for ident in one.ids):
            yield one.id, one.address, articles[one.id]


def _free_of(address: str, ident: str, withheld: Withheld) -> str:
    """An address, or where it spells what is withheld, one of the id alone."""
    return f"{posixpath.dirname(address)}/{ident}.html" if spells(address, withheld) else address


def _unspelt(corpus: Corpus, withheld: Withheld, stones: tuple[Tombstone, ...]) -> Corpus:
    """The corpus without an address that spells what is withheld, promised or not."""
    if not withheld.digest:
        return corpus
    addresses = {i: _free_of(path, i, withheld) for i, path in corpus.addresses.items()}
    new = {corpus.addresses[i]: path for i, path in addresses.items()}
    standing = {*addresses.values(), *(stone.address for stone in stones)}
    moved = {old: new.get(to, to) for old, to in corpus.moved.items()}
    return replace(
        corpus,
        addresses=addresses,
        moved={
            old: to if to in standing else ""
            for old, to in moved.items()
            if not spells(old, withheld)
        },
        changed=tuple(
            replace(change, address=_free_of(change.address, change.id, withheld))
            for change in corpus.changed
        ),
    )


def _counts(corpus: Corpus, offer: Offer, reached: tuple[Reached, ...]) -> dict[str, int]:
    """How much is withheld, by kind; nothing of what is not."""
    published = {one.capture_id for one in corpus.found}
    private = {ident for one in corpus.gone for ident in one.captures} - published
    emptied = (corpus.captures[ident] for ident in sorted(private))
    counts = {
        "capture": offer.files_away + sum(1 + len(capture.copies) for capture in emptied),
        "article": len(corpus.gone),
    }
    kinds = {entry.line: entry.kind for entry in offer.withheld.texts}
    for one in reached:
        if one.line in kinds:
            counts[kinds[one.line]] = counts.get(kinds[one.line], 0) + one.places
    return {kind: count for kind, count in counts.items() if count}
