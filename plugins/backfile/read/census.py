"""The documents of each source in, the lines that repeat across them out.

A line that stands on several pages of one source is most likely furniture.
It is evidence for cleaning, never a verdict: newspapers repeat their
background paragraphs, and those are the article.

What is counted may be larger than memory: of each line eight bytes wait in
temporary files, and only those of lines that repeat come back.
"""

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from hashlib import blake2b
from tempfile import SpooledTemporaryFile

import numpy as np
import numpy.typing as npt

from backfile.hosts import page_host
from backfile.model import Document, KeptDocument, Provenance, Repeats, line_key

# Of 12 million lines (a gigabyte of text) two share a key in one corpus of 250,000.
_KEY_BYTES = 8
# Counts above this tell no more, and would make a document's entry in the store
# stale with every capture that is added to its source.
_ENOUGH = 3
# Of a gigabyte of text, a part is 190,000 keys: 20 MB while it is counted. More
# parts would be more open files than macOS allows (256).
_PARTS = 64
# A part is held in memory up to so many bytes, so that small corpora touch no disk.
_PART_IN_MEMORY = 64 * 1024
# So many bytes are sorted into the parts at once.
_AT_ONCE = 16 * 1024
# Of so many documents the keys are looked up in one step.
_TOGETHER = 1_024
# The table of repeats takes about 80 MB when it holds so many.
_MOST_REPEATS = 1_000_000
_Keys = npt.NDArray[np.uint64]


def site_of(document: Document | KeptDocument, known: Provenance) -> str:
    """What furniture is shared over: the host of a document's address, else its source."""
    return page_host(document, known) or known.source


def marks_of(document: Document | KeptDocument) -> bytes:
    """Eight bytes for each distinct line of a document, in order; the same on every machine."""
    if isinstance(document, KeptDocument):
        return document.lines
    return b"".join(map(_mark, _lines(document)))


def _lines(document: Document) -> dict[str, None]:
    return dict.fromkeys(line_key(block.text) for block in document.blocks)


def _mark(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def keys_of(source: str, marks: bytes) -> _Keys:
    """A number for each mark of a line of a source."""
    keys: _Keys = np.frombuffer(marks, "<u8") ^ _own(source)
    return keys


@functools.lru_cache(1_024)
def _own(source: str) -> _Keys:
    return np.frombuffer(_mark(source), "<u8")


def take_census(
    documents: Iterable[tuple[str, Document | KeptDocument]], most: int = _MOST_REPEATS
) -> Mapping[int, int]:
    """Count for each source how many of its documents hold a line.

    documents: (source, document) pairs. Only lines of two or more documents
    are kept, by a number that stands for source and line; counts stop at 3.
    Where more than `most` lines repeat, those of three documents are kept
    before those of two: they are the stronger evidence. Which of them is
    decided by their numbers, so that the order of the documents changes nothing.
    """
    with ExitStack() as open_files:
        parts = [
            open_files.enter_context(SpooledTemporaryFile(_PART_IN_MEMORY)) for _ in range(_PARTS)
        ]
        for keys in _in_batches(documents):
            for number, part in enumerate(parts):
                part.write(keys[keys % _PARTS == number].tobytes())
        return {key: n for part in parts for key, n in _repeated(part, -(-most // _PARTS))}


def _in_batches(documents: Iterable[tuple[str, Document | KeptDocument]]) -> Iterator[_Keys]:
    waiting = bytearray()
    for source, document in documents:
        waiting += keys_of(source, marks_of(document)).tobytes()
        if len(waiting) >= _AT_ONCE:
            yield np.frombuffer(bytes(waiting), np.uint64)
            waiting.clear()
    yield np.frombuffer(bytes(waiting), np.uint64)


def _repeated(part: "SpooledTemporaryFile[bytes]", most: int) -> Iterator[tuple[int, int]]:
    """The keys of a part that repeat, at most so many, with their counts."""
    part.seek(0)
    keys, counts = np.unique(np.frombuffer(part.read(), np.uint64), return_counts=True)
    keys, counts = keys[counts > 1], np.minimum(counts[counts > 1], _ENOUGH)
    order = np.lexsort((keys, -counts))[:most]
    yield from zip(keys[order].tolist(), counts[order].tolist(), strict=True)


def repeats_within(document: Document, source: str, counts: Mapping[int, int]) -> Repeats:
    """The part of a census that touches one document of a source."""
    return repeats_of(document, repeats_at(document, source, counts))


def repeats_at(
    document: Document | KeptDocument, source: str, counts: Mapping[int, int]
) -> dict[int, int]:
    """The same, each line by its number among the distinct lines of the document."""
    keys = keys_of(source, marks_of(document)).tolist()
    return {number: counts[key] for number, key in enumerate(keys) if key in counts}


def repeats_of(document: Document, at: Mapping[int, int]) -> Repeats:
    """The part of a census that touches a document, from what `repeats_at` gave."""
    lines = list(_lines(document)) if at else []
    return Repeats({lines[number]: count for number, count in at.items()})


def repeats_signed(
    documents: Iterable[tuple[str, Document | KeptDocument]], counts: Mapping[int, int]
) -> Iterator[bytes]:
    """Of each document what tells its part of a census from another's; empty where it has none.

    documents: (source, document) pairs.
    """
    order = sorted(counts)
    known = np.array(order, np.uint64)
    times = np.array([counts[key] for key in order], np.uint8)
    waiting = iter(documents)
    while some := list(itertools.islice(waiting, _TOGETHER)):
        every = [keys_of(source, marks_of(document)) for source, document in some]
        keys = np.concatenate(every)
        places = np.searchsorted(known, keys)
        places[places == len(known)] = 0
        hits = np.flatnonzero(known[places] == keys) if len(known) else places[:0]
        bounds = np.searchsorted(hits, np.cumsum([0, *map(len, every)])).tolist()
        for first, end in itertools.pairwise(bounds):
            own = hits[first:end]
            yield keys[own].tobytes() + times[places[own]].tobytes() if end > first else b""
