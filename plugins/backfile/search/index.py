"""Search documents in, the classic scripts that the search engine loads out.

    search/index.js               the name of the root
    search/index.<letters>.js     the root: where everything else is
    search/t/  search/p/          terms with the documents that hold them, and where in these
    search/r/  search/x/          records, which a hit shows, and texts
    search/f/                     columns of what a search can be narrowed by
    search/v/  search/s/          the terms and the spellings that mend mistyped words
    search/l/                     pages of the listings, where these are long

docs/search.md explains the format. The documents are gone through once,
in order of number: records, texts and facets are given out as they come, and
of the texts only the numbers of their words are kept. Then each distinct word
is analysed once, and the rest is written.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from backfile.model import SearchDocument
from backfile.search.analyser import Analyser
from backfile.search.chunks import Chunks, Numbers
from backfile.search.columns import column_of
from backfile.search.facets import Facets
from backfile.search.fields import FIELDS, texts_of
from backfile.search.forms import chunk_forms
from backfile.search.inflection import redirects_of
from backfile.search.inverted import inverted, position_shards, term_shards
from backfile.search.lexicon import lexicon_of
from backfile.search.numbering import Numbered, numbered
from backfile.search.records import record_of
from backfile.search.redirected import Redirected
from backfile.search.rows import Rows
from backfile.search.shards import File, Shards, payload_of, root_scripts
from backfile.search.vocabulary import spelling, spellings_of, vocabulary

__all__ = ["FIELDS", "VERSION", "build"]


# Tells whoever reads the files in another way which form they have.
VERSION = 1
# What part of the root a step makes, while it gives out its scripts.
Part = Generator[File, None, dict[str, Any]]


def build(
    documents: Iterable[SearchDocument], names: Sequence[Sequence[str]] = ()
) -> Iterator[File]:
    """Give path and bytes of each file of the index, relative to the site's root.

    The same documents, in any order, give the same bytes. Ids must be
    distinct. names: groups of spellings of one name each, its usual one
    first. The root comes last.

    Raises:
        ValueError: two documents have the same number.
    """
    shards, chunks = Shards(), Chunks(len(FIELDS))
    waiting = numbered(documents)
    numbers = np.array([number for number, _ in waiting], np.int64)
    waiting.reverse()
    shown = yield from _shown(shards, chunks, waiting)
    redirects = redirects_of(chunks.seen(), names)
    found = yield from _found(shards, chunks, numbers, redirects)
    yield from root_scripts(payload_of(_head(numbers) | found | shown))


def _head(numbers: Numbers) -> dict[str, Any]:
    """Give what the root says first."""
    return {
        "version": VERSION,
        "documents": len(numbers),
        "size": int(numbers[-1]) + 1 if len(numbers) else 0,
        "fields": [name for name, _ in FIELDS],
        "boosts": [boost for _, boost in FIELDS],
    }


def _shown(shards: Shards, chunks: Chunks, waiting: list[Numbered]) -> Part:
    """Give records, texts and facets, and learn the chunks.

    waiting: the documents, the last one first; each is let go when it is done.
    """
    records, texts, facets = Rows("r", shards), Rows("x", shards), Facets(shards)
    while waiting:
        number, document = waiting.pop()
        chunks.add(document.language, texts_of(document))
        yield from records.add(number, record_of(document))
        yield from texts.add(number, document.text)
        yield from facets.add(number, document)
    return {
        "records": (yield from records.finish()),
        "texts": (yield from texts.finish()),
        "facets": (yield from facets.finish()),
    }


def _found(shards: Shards, chunks: Chunks, numbers: Numbers, redirects: Mapping[str, str]) -> Part:
    """Give terms, positions, vocabulary and spellings."""
    lexicon = lexicon_of(chunks.distinct(), chunk_forms, Analyser(redirects).term)
    counts = chunks.counts()
    columns = [column_of(stream, lexicon) for stream in chunks.taken()]
    told = inverted(lexicon.terms, columns, numbers)
    cut = yield from term_shards(shards, told, Redirected(redirects, lexicon.terms), len(numbers))
    spelled = spellings_of(lexicon, counts, told.frequencies, len(numbers))
    return {
        "averages": [column.average for column in columns],
        "terms": cut.listing,
        "positions": (yield from position_shards(shards, columns, cut)),
        "vocabulary": (yield from vocabulary(shards, lexicon.terms)),
        "spelling": (yield from spelling(shards, spelled)),
    }
