"""A corpus and what was promised in, the corpus that keeps it out.

What was promised and no longer stands at its address leads on: to the article
that now holds its place, or to a page that says that there is nothing any more.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace

from backfile.gather.accepted import digests_of, text_changes
from backfile.gather.promises import Kind, Places, spans_of
from backfile.gather.tagpages import moved_tags
from backfile.gather.tagwords import merged_tags
from backfile.model import Article, Corpus, Digest, Promise, Register, TextChange, Word


def kept(corpus: Corpus, word: Word) -> Corpus:
    """A corpus with its numbers, with what leads on, and with the texts that changed."""
    register = word.register
    if not register.promises and not register.tags:
        return corpus
    items = [item.id for digest in corpus.digests for item in digest.items]
    homes = dict(_homes(corpus, word, {*corpus.addresses, *items}))
    homes |= _by_texts(corpus, register, [ident for ident, home in homes.items() if not home])
    moved = _moved(corpus, register, homes)
    moved |= moved_tags(corpus.tag_pages, register.tags, merged_tags(word.tags))
    changed = (
        *text_changes(corpus.published, corpus.addresses, register),
        *_gone(register, homes),
    )
    published = (*(one.id for one in corpus.published), *items)
    numbers = {i: register.promises[i].number for i in published if i in register.promises}
    return replace(corpus, numbers=numbers, moved=moved, changed=changed)


def _homes(corpus: Corpus, word: Word, standing: Container[str]) -> Iterator[tuple[str, str]]:
    """Of each promise of a page that is not standing, where it leads; '' for nowhere."""
    absent = [ident for ident in word.register.promises if ident not in standing]
    if not absent:
        return
    found = list(_found(corpus))
    places = Places(span for _, one in found for span in spans_of(one))
    addresses = {one.id: corpus.addresses[ident] for ident, one in found}
    withheld = {*word.withheld}
    for ident in absent:
        promise = word.register.promises[ident]
        if ident in withheld:
            # What stands for it has its address.
            yield ident, promise.address
        elif "#" not in promise.address:
            # A digest's item is no page.
            yield ident, addresses.get(ident) or _home(promise, places, addresses)


def _by_texts(corpus: Corpus, register: Register, lost: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of promises whose place is gone, where their text is: a capture may have been replaced.

    The same headline, and half of what was accepted: of 32 bits each, no two
    stories share that by chance.
    """
    accepted = {ident: texts for ident in lost if (texts := register.texts.get(ident, "").split())}
    if not accepted:
        return
    known = {one.id: digests_of(one).split() for one in corpus.published}
    by_first: dict[str, list[str]] = {}
    for ident, texts in known.items():
        by_first.setdefault(texts[0] if texts else "", []).append(ident)
    for ident, texts in accepted.items():
        shares = {
            other: sum((Counter(texts) & Counter(known[other])).values())
            for other in by_first.get(texts[0], ())
        }
        nearest = max(shares, key=lambda other: shares[other], default="")
        if nearest and shares[nearest] >= max(2, len(texts) / 2):
            yield ident, corpus.addresses[nearest]


def _found(corpus: Corpus) -> Iterator[tuple[str, Article | Digest]]:
    """All that captures gave, each with the id under which it is published."""
    for one in corpus.published:
        story = corpus.histories.get(one.id)
        finds: Iterable[Article | Digest] = (s.article for s in story.sightings) if story else [one]
        yield from ((one.id, find) for find in finds)


def _home(promise: Promise, places: Places, addresses: Mapping[str, str]) -> str:
    """The address of what now stands at the place of a promise; '' where nothing does."""
    kinds: tuple[Kind, ...] = ("article", "digest")
    spans = (places.at(promise, kind) for kind in kinds)
    return next((addresses[span.ident] for span in spans if span), "")


def _moved(corpus: Corpus, register: Register, homes: Mapping[str, str]) -> dict[str, str]:
    """Where each address leads that was promised and is no page's any more."""
    moved = {register.promises[ident].address: home for ident, home in homes.items()}
    for address, ident in register.moved.items():
        if "#" not in address:
            moved[address] = corpus.addresses.get(ident) or homes.get(ident, "")
    standing = {"", *corpus.addresses.values()}
    return {
        address: moved[address]
        for address in sorted(moved)
        if address not in standing and address != moved[address]
    }


def _gone(register: Register, homes: Mapping[str, str]) -> Iterator[TextChange]:
    """What was accepted and is nowhere any more; once that is accepted its text is empty."""
    for ident, home in homes.items():
        accepted = register.texts.get(ident, "")
        if accepted and not home:
            address = register.promises[ident].address
            yield TextChange(ident, "", address, (), tuple(accepted.split()))
