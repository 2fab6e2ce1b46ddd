"""The documents of each source in, the lines that repeat across them out.

A line that stands on several pages of one source is most likely furniture.
It is evidence for cleaning, never a verdict: newspapers repeat their
background paragraphs, and those are the article.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from backfile.model import Document, Repeats


def line_key(text: str) -> str:
    """What makes two lines the same: letters and digits, whatever case and spacing."""
    return " ".join(text.casefold().split())


# Counts above this tell no more, and would make a document's entry in the store
# stale with every capture that is added to its source.
_ENOUGH = 3


def take_census(documents: Iterable[tuple[str, Document]]) -> Mapping[str, Repeats]:
    """Count for each source how many of its documents hold a line.

    documents: (source, document) pairs. Only lines of two or more documents
    are kept; counts stop at 3.
    """
    counts: dict[str, Counter[str]] = {}
    for source, document in documents:
        lines = dict.fromkeys(line_key(block.text) for block in document.blocks)
        counts.setdefault(source, Counter()).update(list(lines))
    return {
        source: Repeats({line: min(n, _ENOUGH) for line, n in found.items() if n > 1})
        for source, found in counts.items()
    }


def repeats_within(document: Document, repeats: Repeats) -> Repeats:
    """The part of a census that touches one document, so that it can key the store."""
    lines = dict.fromkeys(line_key(block.text) for block in document.blocks)
    return Repeats({line: repeats.counts[line] for line in lines if line in repeats.counts})
