"""The documents of each source in, the lines that repeat across them out.

A line that stands on several pages of one source is most likely furniture.
It is evidence for cleaning, never a verdict: newspapers repeat their
background paragraphs, and those are the article.

What is counted may be larger than memory: of each line eight bytes wait in
temporary files, and only those of lines that repeat come back.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from hashlib import blake2b
from tempfile import SpooledTemporaryFile

from backfile.hosts import page_host
from backfile.model import Document, Provenance, Repeats, line_key

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
# The table of repeats takes about 80 MB when it holds so many.
_MOST_REPEATS = 1_000_000


def site_of(document: Document, known: Provenance) -> str:
    """What furniture is shared over: the host of a document's address, else its source."""
    return page_host(document, known) or known.source


def take_census(
    documents: Iterable[tuple[str, Document]], most: int = _MOST_REPEATS
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
        for source, document in documents:
            for key in _keys(source, document).values():
                parts[key[0] % _PARTS].write(key)
        return {key: n for part in parts for key, n in _repeated(part, -(-most // _PARTS))}


def _keys(source: str, document: Document) -> dict[str, bytes]:
    """A key for each line of a document of a source; the same on every machine."""
    lines = dict.fromkeys(line_key(block.text) for block in document.blocks)
    of_source = blake2b(source.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()
    texts = ((line, of_source + line.encode("utf-8", "surrogatepass")) for line in lines)
    return {line: blake2b(text, digest_size=_KEY_BYTES).digest() for line, text in texts}


def _repeated(part: "SpooledTemporaryFile[bytes]", most: int) -> Iterator[tuple[int, int]]:
    """The keys of a part that repeat, at most so many, with their counts."""
    size = part.tell() // _KEY_BYTES
    part.seek(0)
    counts = Counter(struct.unpack(f"<{size}Q", part.read()))
    found = [(key, min(n, _ENOUGH)) for key, n in counts.items() if n > 1]
    yield from sorted(found, key=lambda item: (-item[1], item[0]))[:most]


def repeats_within(document: Document, source: str, counts: Mapping[int, int]) -> Repeats:
    """The part of a census that touches one document of a source, so that it can key the store."""
    keys = {line: int.from_bytes(key, "little") for line, key in _keys(source, document).items()}
    return Repeats({line: counts[key] for line, key in keys.items() if key in counts})
