"""Numbered documents in, all files of the index out, and what the next build can take over.

Records, texts and what documents can be narrowed by are given out as the
documents come, and of the texts only the numbers of their words are kept. Then
each distinct word is analysed once, and the rest is written. What an earlier
build knew of a document (its id and digest are the same) is not made again.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np

from backfile.model import Listed
from backfile.search.analyser import stem
from backfile.search.chunks import NO_TEXTS, Chunks, Numbers, Texts
from backfile.search.columns import Column, column_of
from backfile.search.facets import NOTHING_WORN, Facets, Worn, facet_shards
from backfile.search.facets import Names as FacetNames
from backfile.search.fields import FIELDS, texts_of
from backfile.search.forms import chunk_forms
from backfile.search.inflection import redirects_of
from backfile.search.inverted import (
    Cut,
    Positions,
    inverted,
    lasts_of,
    position_shards,
    term_shards,
)
from backfile.search.lexicon import NOTHING_FOLDED, Folded, Lexicon, folded_of, with_terms
from backfile.search.records import record_of
from backfile.search.redirected import Redirected
from backfile.search.remembered import Log, Places
from backfile.search.rows import TOGETHER, Rows
from backfile.search.shards import File, Shards, payload_of, root_scripts
from backfile.search.vocabulary import (
    form_counts,
    least_documents,
    length_shards,
    spelled_of,
    usual_forms,
    vocabulary,
)
from backfile.search.words import is_cyrillic

# Tells whoever reads the files in another way which form they have.
VERSION = 1

Numbered = tuple[int, Listed]


def key_of(one: Listed) -> str:
    """Tell a document, as it is, from any other."""
    return f"{one.id} {one.digest}".replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build left.

    shards: which documents, by number and key, have their records and texts in
    the shard at each place. records, texts: the letters of these shards.
    digests: of all other shards by KIND/LETTERS. rows: in which row of parted
    (its texts) and of worn (its values) a document stands, by key. folded,
    stems: of the chunks of parted their forms, and of these their stems.
    """

    shards: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)
    records: Sequence[str] = ()
    texts: Sequence[str] = ()
    digests: Mapping[str, bytes] = field(default_factory=dict)
    rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    parted: Texts = NO_TEXTS
    worn: Worn = NOTHING_WORN
    folded: Folded = NOTHING_FOLDED
    stems: Sequence[str] = ()


@dataclass(slots=True)
class Shown:
    """What was learnt while records, texts and facets were given out."""

    chunks: Chunks
    worn: Worn
    facets: FacetNames
    rows: tuple[Rows, Rows]
    root: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What was made of the words.

    terms: with the places of their entries in the log; lasts: of each and each
    field the number of the last document that has it there. usual: the form
    that stands for each. totals: how many terms the fields of all documents
    have. is_plain: an article in English changes no redirect.
    """

    lexicon: Lexicon
    folded: Folded
    stems: Sequence[str]
    counts: Numbers
    usual: Numbers
    frequencies: Numbers
    lasts: Numbers
    totals: Sequence[int]
    redirects: Mapping[str, str]
    is_plain: bool
    entries: tuple[Places, Places]
    cut: Cut
    positions: Positions
    root: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """All that a build of all learnt."""

    numbers: Numbers
    shown: Shown
    found: Found
    shards: Shards


def rebuilt(
    waiting: list[Numbered],
    names: Sequence[Sequence[str]],
    known: Known,
    log: Log | None = None,
) -> Generator[File, None, Made]:
    """Give path and bytes of each file that is not the last build's; return what was learnt.

    waiting: the documents, the last one first; each is let go when it is done.
    log: takes the entries of the terms, for the next build.
    """
    numbers = np.array([number for number, _ in reversed(waiting)], np.int64)
    shards = Shards(known.digests)
    shown = yield from _shown(shards, numbers, waiting, known)
    found = yield from _found(shards, shown.chunks, numbers, names, known, log)
    yield from root_scripts(payload_of(head(numbers) | found.root | shown.root))
    return Made(numbers, shown, found, shards)


def head(numbers: Numbers) -> dict[str, Any]:
    """Give what the root says first."""
    return {
        "version": VERSION,
        "documents": len(numbers),
        "size": int(numbers[-1]) + 1 if len(numbers) else 0,
        "fields": [name for name, _ in FIELDS],
        "boosts": [boost for _, boost in FIELDS],
    }


def _shown(
    shards: Shards, numbers: Numbers, waiting: list[Numbered], known: Known
) -> Generator[File, None, Shown]:
    """Give records, texts and facets, and learn the chunks."""
    chunks, facets = Chunks(len(FIELDS), known.parted), Facets(known.worn.values)
    rows = Rows("r", shards), Rows("x", shards)
    run = _Run(chunks, facets, known)
    for group in _by_shard(waiting):
        yield from _shard(group, rows, run, known, is_last=not waiting)
    run.close()
    told = {"records": (yield from rows[0].finish()), "texts": (yield from rows[1].finish())}
    worn = facets.worn
    names = yield from facet_shards(shards, worn, numbers)
    return Shown(chunks, worn, names, rows, told | {"facets": names})


def _by_shard(waiting: list[Numbered]) -> Iterator[list[Numbered]]:
    """Take the documents from the end of a list, those of one shard together."""

    def taken() -> Iterator[Numbered]:
        while waiting:
            yield waiting.pop()

    for _, some in groupby(taken(), key=lambda pair: pair[0] // TOGETHER):
        yield list(some)


class _Run:
    """Takes documents over that stood one behind another before, in one step."""

    def __init__(self, chunks: Chunks, facets: Facets, known: Known) -> None:
        self.chunks, self.facets, self._known = chunks, facets, known
        self._first = self._next = (0, 0)

    def add(self, row: tuple[int, int]) -> None:
        if row != self._next:
            self.close()
            self._first = row
        self._next = row[0] + 1, row[1] + 1

    def close(self) -> None:
        (text, value), (text_end, value_end) = self._first, self._next
        self._first = self._next
        if text_end == text:
            return
        self.chunks.again(text, text_end)
        worn = self._known.worn
        bounds = worn.bounds[value : value_end + 1]
        some = worn.worn[bounds[0] : bounds[-1]]
        self.facets.extend(some, bounds, worn.days[value:value_end])


def _shard(
    group: list[Numbered], rows: tuple[Rows, Rows], run: _Run, known: Known, *, is_last: bool
) -> Iterator[File]:
    """Give the records and texts of one shard's documents, unless they are as before."""
    shard = group[0][0] // TOGETHER
    keys = [(number, key_of(one)) for number, one in group]
    is_kept = not is_last and keys == known.shards.get(shard)
    if is_kept:
        yield from rows[0].keep(shard, known.records[shard])
        yield from rows[1].keep(shard, known.texts[shard])
    for (number, one), (_, key) in zip(group, keys, strict=True):
        row = known.rows.get(key)
        if row:
            run.add(row)
        if is_kept and row:
            continue
        document = one.load()
        if not row:
            run.close()
            run.chunks.add(document.language, texts_of(document))
            run.facets.add(document)
        if not is_kept:
            yield from rows[0].add(number, record_of(document))
            yield from rows[1].add(number, document.text)


def _found(
    shards: Shards,
    chunks: Chunks,
    numbers: Numbers,
    names: Sequence[Sequence[str]],
    known: Known,
    log: Log | None,
) -> Generator[File, None, Found]:
    """Give terms, positions, vocabulary and spellings."""
    folded, stems = _folded(chunks, known)
    redirects = redirects_of(chunks.seen(), names)
    lexicon = with_terms(folded, terms_of(folded.forms, stems, redirects))
    counts = form_counts(lexicon, chunks.counts())
    columns = [column_of(stream, lexicon) for stream in chunks.streams]
    told = inverted(lexicon.terms, columns, numbers)
    cut = yield from term_shards(shards, told, Redirected(redirects, lexicon.terms), len(numbers))
    frequencies = np.array(told.frequencies, np.int64)
    usual = usual_forms(lexicon, counts)
    spelled = spelled_of(lexicon.forms, usual, frequencies, least_documents(len(numbers)))
    first = log.add(told.entries) if log else NOWHERE
    del told
    others: list[Places] = []
    positions = yield from position_shards(
        shards, columns, cut, (lambda some: others.append(log.add(some))) if log else len
    )
    root = {
        "averages": [column.average for column in columns],
        "terms": cut.listing,
        "positions": positions.listing,
        "vocabulary": (yield from vocabulary(shards, lexicon.terms)),
        "spelling": (yield from length_shards(shards, "s", spelled)),
    }
    return Found(
        lexicon,
        folded,
        stems,
        counts,
        usual,
        frequencies,
        lasts_of(columns, numbers) if log else numbers,
        _totals(columns),
        redirects,
        is_plain(chunks),
        (first, _joined(others)),
        cut,
        positions,
        root,
    )


def _folded(chunks: Chunks, known: Known) -> tuple[Folded, list[str]]:
    """Fold what is new of the chunks, and forget what is not there any more."""
    folded = folded_of(chunks.distinct(), chunk_forms, known.folded)
    stems = [*known.stems, *map(stem, folded.forms[len(known.stems) :])]
    distinct = len(folded.bounds) - 1
    stay = chunks.tidy()
    if len(stay) == distinct:
        return folded, stems
    folded, forms = folded.only(stay)
    return folded, [stems[form] for form in forms.tolist()]


def terms_of(forms: Sequence[str], stems: Sequence[str], redirects: Mapping[str, str]) -> list[str]:
    """Give the term of each form, as the analyser does."""
    if not redirects:
        return list(stems)
    get = redirects.get
    return [
        get(form) or get(stemmed) or stemmed for form, stemmed in zip(forms, stems, strict=True)
    ]


def is_plain(chunks: Chunks) -> bool:
    """Tell whether all redirects come of the names' spellings: no other language is there."""
    foreign = [language for language in chunks.languages() if language not in PLAIN]
    return not foreign and not any(
        not chunk.isascii() and is_cyrillic(chunk) for chunk in chunks.distinct()
    )


def _totals(columns: Sequence[Column]) -> list[int]:
    return [int(column.lengths.sum()) for column in columns]


# The languages whose words go by rule alone.
PLAIN = ("en", "")
NOWHERE = Places(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint32))


def _joined(places: Sequence[Places]) -> Places:
    if not places:
        return NOWHERE
    return Places(
        np.concatenate([some.at for some in places]),
        np.concatenate([some.sizes for some in places]),
        np.concatenate([some.checks for some in places]),
    )
