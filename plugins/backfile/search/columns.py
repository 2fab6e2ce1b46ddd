"""The stream of one field in, the places at which each term stands in it out.

This is the inversion of the index. It goes through the stream in blocks, so
that it needs 8 bytes for each place at which a term stands, and beside them
no more than a block takes; a place is never a Python object.
"""

from dataclasses import dataclass

import numpy as np

from backfile.search.chunks import NAME_END, Numbers, Stream
from backfile.search.lexicon import Lexicon

# Chunks at a time: while a block is sorted its arrays take some 6 MB.
BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Column:
    """Where each term stands in one field.

    bounds: term t stands at documents[bounds[t]:bounds[t + 1]], at places[...]
    there; in order of document, then of place. A document is told by its
    place in the order of numbers, a place counts the field's terms. lengths:
    of each document the number of terms. firsts: the sum of the lengths of
    the documents before it. name_starts: where in that count a further name
    begins; names_before: how many did in the documents before.
    """

    bounds: Numbers
    documents: Numbers
    places: Numbers
    lengths: Numbers
    firsts: Numbers
    name_starts: Numbers
    names_before: Numbers

    @property
    def average(self) -> float:
        """The mean number of terms a document; 0 without documents."""
        return int(self.lengths.sum()) / len(self.lengths) if len(self.lengths) else 0


def column_of(stream: Stream, lexicon: Lexicon, block: int = BLOCK) -> Column:
    """Sort the terms of a field by term, then by document and place; so many chunks at a time."""
    chunks, edges = stream.chunks, stream.bounds
    widths = np.diff(lexicon.bounds)
    name_ends = np.flatnonzero(chunks == NAME_END)
    ends, name_starts = _counted(stream, widths, name_ends, block)
    per_chunk = np.bincount(chunks, minlength=len(widths))
    per_form = np.bincount(lexicon.found, np.repeat(per_chunk, widths), len(lexicon.forms))
    per_term = np.bincount(lexicon.term_of, per_form, len(lexicon.terms)).astype(np.int64)
    bounds = np.concatenate(([0], np.cumsum(per_term)))
    column = Column(
        bounds=bounds,
        documents=np.empty(bounds[-1], np.uint32),
        places=np.empty(bounds[-1], np.uint32),
        lengths=np.diff(ends),
        firsts=ends[:-1],
        name_starts=name_starts,
        names_before=np.searchsorted(name_ends, edges[:-1]),
    )
    _fill(column, stream, lexicon, block)
    return column


def _counted(
    stream: Stream, widths: Numbers, name_ends: Numbers, block: int
) -> tuple[Numbers, Numbers]:
    """Give how many terms stand before each document's edge, and before each end of a name."""
    chunks, edges = stream.chunks, stream.bounds
    before_edges = np.zeros(len(edges), np.int64)
    before_names = np.zeros(len(name_ends), np.int64)
    total = 0
    for first in range(0, len(chunks), block):
        end = min(first + block, len(chunks))
        counts = np.concatenate(([total], total + np.cumsum(widths[chunks[first:end]])))
        for asked, given in ((edges, before_edges), (name_ends, before_names)):
            some = slice(*np.searchsorted(asked, (first, end)))
            given[some] = counts[asked[some] - first]
        total = int(counts[-1])
    before_edges[np.searchsorted(edges, len(chunks)) :] = total
    return before_edges, before_names


def _fill(column: Column, stream: Stream, lexicon: Lexicon, block: int) -> None:
    """Put document and place of each term where they belong."""
    chunks, edges = stream.chunks, stream.bounds
    terms_of_found = lexicon.term_of[lexicon.found]
    free = column.bounds[:-1].copy()
    before = 0
    for first in range(0, len(chunks), block):
        end = min(first + block, len(chunks))
        found, widths = _expanded(chunks[first:end], lexicon.bounds)
        documents = np.repeat(_owners(edges, first, end), widths)
        places = before + np.arange(len(found)) - column.firsts[documents]
        order, targets = _targets(terms_of_found[found], free)
        column.documents[targets] = documents[order]
        column.places[targets] = places[order]
        before += len(found)


def _owners(edges: Numbers, first: int, end: int) -> Numbers:
    """Give the document to which each chunk of a block belongs."""
    before, after = np.searchsorted(edges, first, "right") - 1, np.searchsorted(edges, end)
    own = np.clip(edges[before : after + 1], first, end)
    return np.repeat(np.arange(before, after), own[1:] - own[:-1])


def _expanded(chunks: Numbers, bounds: Numbers) -> tuple[Numbers, Numbers]:
    """Give the places in `found` of the forms of some chunks; and how many each chunk has."""
    starts = bounds[chunks]
    widths = bounds[chunks + 1] - starts
    ends = np.cumsum(widths)
    return np.repeat(starts - ends + widths, widths) + np.arange(ends[-1]), widths


def _targets(terms: Numbers, free: Numbers) -> tuple[Numbers, Numbers]:
    """Give an order of terms, and the place to which each in that order belongs.

    free: of each term the next free place; moved on. Term and place in the
    block make one number, so that the fastest sort keeps their order.
    """
    bits = len(terms).bit_length()
    joined = (terms.astype(np.int64) << bits) | np.arange(len(terms))
    joined.sort()
    order, terms = joined & ((1 << bits) - 1), joined >> bits
    firsts = np.flatnonzero(np.diff(terms, prepend=-1))
    runs = np.diff(firsts, append=len(terms))
    within = np.arange(len(terms)) - np.repeat(firsts, runs)
    targets = free[terms] + within
    free[terms[firsts]] += runs
    return order, targets
