"""What is known of an index, and documents whose numbers follow all others, in; its files out.

Only what the new documents touch is made: their rows, the columns of their
block, and the shards of their terms. The entry of a term grows at the end of
its lists; nothing else in it changes.
"""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from backfile.model import SearchDocument
from backfile.search.analysed import Analysed, Posting
from backfile.search.chunks import Numbers
from backfile.search.facets import BLOCK_BITS, Facets, facet_shards
from backfile.search.fields import FIELDS, texts_of
from backfile.search.inverted import Source, cut_positions, cut_terms
from backfile.search.lexicon import in_order, units
from backfile.search.memory import Cuts, Head, Shelved, Told, Words, spelled_length
from backfile.search.partition import ranks_of
from backfile.search.postings import key_json
from backfile.search.rebuilt import PLAIN
from backfile.search.rebuilt import head as root_head
from backfile.search.records import record_of
from backfile.search.redirected import Redirected
from backfile.search.remembered import Log, Places
from backfile.search.rows import Rows
from backfile.search.shards import File, Shards, payload_of, root_scripts
from backfile.search.vocabulary import Rows as Lengths
from backfile.search.vocabulary import least_documents, length_of, length_shards
from backfile.search.words import is_cyrillic

_LISTS = re.compile(rb"\[[^\]]*\]|0")


class NotPlain(Exception):  # noqa: N818 - no mistake: the index is made another way
    """A document may change which words are one, in documents that were there before."""


Added = Sequence[tuple[int, SearchDocument]]


def appended(
    head: Head, log: Log, added: Added, told: Told, files: Mapping[str, str]
) -> Generator[File, None, tuple[Head, Sequence[str]]]:
    """Give the files that change; return what is known then, and the paths that stay.

    added: the documents that are new, in order of number. told: what will have
    been told. files: those of the last build, which a shard must be among to stay.

    Raises:
        NotPlain: this way can't be taken.
        KeyError: the same, for a shard is gone that would stay.
    """
    for _, document in added:
        _check(document)
    there = {name: one for name, one in head.digests.items() if f"search/{name}.js" in files}
    shards = Shards(there)
    shelved, root = yield from _shelved(head, shards, added, told.numbers)
    analysed = Analysed(head)
    for number, document in added:
        analysed.add(number, document)
    spelt = _spelt(head, analysed, log, len(told.numbers), there)
    cuts, found = yield from _cut(head, spelt, shards, log, analysed.totals, len(told.numbers))
    yield from root_scripts(payload_of(root_head(told.numbers) | found | root))
    known = Head(told, shelved, spelt.words, cuts, shards.digests, head.generation, log.end)
    return known, shards.again


def _check(document: SearchDocument) -> None:
    texts = (text for some in texts_of(document) for text in some)
    if document.language not in PLAIN or any(
        not text.isascii() and is_cyrillic(text) for text in texts
    ):
        raise NotPlain


def _shelved(
    head: Head, shards: Shards, added: Added, numbers: Numbers
) -> Generator[File, None, tuple[Shelved, dict[str, Any]]]:
    """Give the last records, texts and columns."""
    old = head.shelved
    records, texts, facets = Rows("r", shards), Rows("x", shards), Facets(old.worn.values)
    records.begin(old.records, old.tails[0])
    texts.begin(old.texts, old.tails[1])
    facets.extend(old.worn.worn, old.worn.bounds, old.worn.days)
    for number, document in added:
        yield from records.add(number, record_of(document))
        yield from texts.add(number, document.text)
        facets.add(document)
    told = {"records": (yield from records.finish()), "texts": (yield from texts.finish())}
    whole = added[0][0] >> BLOCK_BITS
    before = {kind: letters[:whole] for kind, letters in old.facets.items()}
    worn = facets.worn
    names = yield from facet_shards(shards, worn, numbers, before)
    tails = records.last, texts.last
    shelved = Shelved(records.names, texts.names, tails, worn, names)
    return shelved, told | {"facets": names}


@dataclass(frozen=True, slots=True)
class _Spelt:
    """The words as they are with the new documents.

    touched: which terms these have. vocabulary, spelling: what changes, by length.
    """

    words: Words
    touched: Numbers
    vocabulary: Mapping[int, Lengths]
    spelling: Mapping[int, Lengths]


@dataclass(frozen=True, slots=True)
class _Moved:
    """All terms in order, and where each that was there before stands now, and each new one."""

    terms: Sequence[str]
    before: Numbers
    fresh: Numbers
    places: Numbers

    def spread(self, array: Numbers, empty: int = 0) -> Numbers:
        """Give what an array tells of the terms before, `empty` of the others."""
        found = np.full((len(self.terms), *array.shape[1:]), empty, array.dtype)
        found[self.before] = array
        return found


def _moved(old: Sequence[str], new: Sequence[str]) -> _Moved:
    terms = in_order([*old, *new]) if new else list(old)
    fresh_terms = frozenset(new)
    is_new = np.fromiter((term in fresh_terms for term in terms), bool, len(terms))
    before, fresh = np.flatnonzero(~is_new), np.flatnonzero(is_new)
    place = {terms[at]: at for at in fresh.tolist()}
    own = np.array([place[term] for term in new], np.int64)
    return _Moved(terms, before, fresh, np.concatenate((before, own)))


def _spelt(
    head: Head, analysed: Analysed, log: Log, documents: int, there: Mapping[str, bytes]
) -> _Spelt:
    """Give the words as they are now, their entries in the log; there: the shards that stay."""
    old = head.words
    moved = _moved(old.terms, analysed.terms)
    terms, fresh = moved.terms, moved.fresh
    counts = np.concatenate((old.counts, np.zeros(len(analysed.forms), np.int64)))
    counts[list(analysed.counted)] += np.array(list(analysed.counted.values()), np.int64)
    touched = moved.places[list(analysed.postings)]
    words = Words(
        terms=terms,
        ranks=moved.spread(old.ranks),
        lasts=moved.spread(old.lasts, -1),
        frequencies=moved.spread(old.frequencies),
        usual=moved.spread(old.usual, -1),
        lengths=moved.spread(old.lengths),
        spelled=moved.spread(old.spelled),
        entries=_logged(head, analysed, log, moved),
        forms=[*old.forms, *analysed.forms],
        term_of=moved.places[np.concatenate((old.term_of, analysed.term_of)).astype(np.int64)],
        counts=counts,
    )
    words.ranks[fresh] = ranks_of([terms[at] for at in fresh.tolist()])
    words.lengths[fresh] = [length_of(terms[at]) for at in fresh.tolist()]
    least = least_documents(documents)
    before = _offered(words, touched, least)
    for at, posting in zip(touched.tolist(), analysed.postings.values(), strict=True):
        words.frequencies[at] += posting.documents
        for field, last in posting.lasts.items():
            words.lasts[at, field] = last
    _choose(words, touched)
    after = _offered(words, touched, least)
    pairs = zip(before, after, strict=True)
    changed = {one[0] for old, new in pairs if old != new for one in (old, new) if one}
    changed |= _gone(head.cuts.spelling, "s", there)
    longer = {*words.lengths[fresh].tolist()} | _gone(head.cuts.vocabulary, "v", there)
    return _Spelt(
        words,
        touched,
        {length: _with_length(words, length) for length in longer},
        {length: _spelled(words, length, least) for length in changed},
    )


def _gone(letters: Mapping[str, str], kind: str, there: Mapping[str, bytes]) -> set[int]:
    """Give the lengths whose shard is not there any more."""
    return {int(length) for length, own in letters.items() if f"{kind}/{own}" not in there}


def _offered(words: Words, touched: Numbers, least: int) -> list[tuple[int, int, int] | None]:
    """Give of each touched term how its spelling is offered: length, form and weight."""
    rows = zip(
        words.spelled[touched].tolist(),
        words.usual[touched].tolist(),
        words.frequencies[touched].tolist(),
        strict=True,
    )
    return [
        (length, form, frequency.bit_length()) if length and frequency >= least else None
        for length, form, frequency in rows
    ]


def _choose(words: Words, touched: Numbers) -> None:
    """Choose the usual form of each touched term anew."""
    is_touched = np.zeros(len(words.terms), bool)
    is_touched[touched] = True
    forms = np.flatnonzero(is_touched[words.term_of])
    best: dict[int, tuple[int, bytes, int]] = {}
    for form, term in zip(forms.tolist(), words.term_of[forms].tolist(), strict=True):
        rank = (-int(words.counts[form]), units(words.forms[form]), form)
        best[term] = min(best.get(term, rank), rank)
    for term, (_, _, form) in best.items():
        words.usual[term] = form
        words.spelled[term] = spelled_length(words.forms[form])


def _with_length(words: Words, length: int) -> Lengths:
    """Give the terms of a length."""
    places = np.flatnonzero(words.lengths == length).tolist()
    return [words.terms[at] for at in places], ()


def _spelled(words: Words, length: int, least: int) -> Lengths:
    """Give the spellings of a length with their weights."""
    places = np.flatnonzero((words.spelled == length) & (words.frequencies >= least))
    forms = [words.forms[at] for at in words.usual[places].tolist()]
    weights = dict(zip(forms, words.frequencies[places].tolist(), strict=True))
    ordered = in_order(forms)
    return ordered, [weights[form].bit_length() for form in ordered]


def _logged(head: Head, analysed: Analysed, log: Log, moved: _Moved) -> tuple[Places, Places]:
    """Put the entries that grow, and the new ones, at the end of the log."""
    places = list(analysed.postings)
    at = moved.places[places].tolist()
    spread = [one.spread(len(moved.terms), moved.before) for one in head.words.entries]
    postings = list(zip(at, analysed.postings.values(), strict=True))
    keys = [key_json(moved.terms[place]) for place in at]
    terms, positions = (_entries(log, entries, at) for entries in spread)
    grown = [
        _grown_term(entry, key, posting)
        for entry, key, (_, posting) in zip(terms, keys, postings, strict=True)
    ]
    _put(spread[0], at, log.add(grown))
    grown = [
        _grown(entry or b"[]", 1, posting.positions)
        for entry, (_, posting) in zip(positions, postings, strict=True)
    ]
    _put(spread[1], at, log.add(grown))
    return spread[0], spread[1]


def _entries(log: Log, places: Places, at: Sequence[int]) -> list[bytes]:
    """Read some entries; that of a new term is empty."""
    return [log.read(places, one, one + 1)[0] if places.sizes[one] else b"" for one in at]


def _put(places: Places, at: Sequence[int], new: Places) -> None:
    places.at[at], places.sizes[at], places.checks[at] = new.at, new.sizes, new.checks


def _grown_term(entry: bytes, key: bytes, posting: Posting) -> bytes:
    """Give the entry of a term with more at the end of its lists."""
    if not entry:
        entry = b"[%b,%d,]" % (key, posting.place)
    return _grown(entry, entry.index(b",", len(key) + 2) + 1, posting.lists)


def _grown(entry: bytes, begin: int, more: Mapping[int, Sequence[int]]) -> bytes:
    """Give an entry whose lists begin there with more at the end of these."""
    lists = _LISTS.findall(entry, begin)
    lists += [b"0"] * (len(FIELDS) - len(lists))
    for field, values in more.items():
        text = ",".join(map(str, values)).encode()
        lists[field] = (
            b"[%b]" % text if lists[field] == b"0" else b"%b,%b]" % (lists[field][:-1], text)
        )
    return b"%b%b]" % (entry[:begin], b",".join(lists).rstrip(b",0"))


def _cut(
    head: Head, spelt: _Spelt, shards: Shards, log: Log, totals: Sequence[int], documents: int
) -> Generator[File, None, tuple[Cuts, dict[str, Any]]]:
    """Give the shards of terms, positions, vocabulary and spellings that change."""
    words, old = spelt.words, head.cuts
    changed = np.zeros(len(words.terms) + 1, np.int64)
    changed[spelt.touched + 1] = 1
    before = np.cumsum(changed).tolist()
    terms, positions = words.entries

    def again(keys: Sequence[str], first: int, end: int) -> str | None:
        is_touched = before[end] > before[first]
        letters = None if is_touched else old.terms.get((keys[0], keys[-1], len(keys)))
        return letters if shards.has("t", letters) else None

    def beside(letters: Sequence[str]) -> str | None:
        own = old.beside.get(tuple(letters))
        return own if shards.has("p", own) else None

    source = Source(
        words.terms, terms.sizes, words.ranks, lambda first, end: log.read(terms, first, end), again
    )
    cut = yield from cut_terms(shards, source, Redirected(old.redirects, words.terms), documents)
    found = yield from cut_positions(
        shards, cut, lambda first, end: log.read(positions, first, end), beside
    )
    vocabulary = yield from length_shards(shards, "v", spelt.vocabulary, old.vocabulary)
    spelling = yield from length_shards(shards, "s", spelt.spelling, old.spelling)
    root = {
        "averages": [total / documents for total in totals],
        "terms": cut.listing,
        "positions": found.listing,
        "vocabulary": vocabulary,
        "spelling": spelling,
    }
    by_keys = dict(zip(cut.keys, cut.letters, strict=True))
    cuts = replace(
        old,
        terms=by_keys,
        beside=found.beside,
        vocabulary=vocabulary,
        spelling=spelling,
        totals=totals,
    )
    return cuts, root
