"""Search documents in, one index in lunr's own JSON schema out, for whoever wants plain lunr.js.

The terms are those of the sharded index, so a query's words have to go through
the same analyser. With 10,000 short articles it is 5 MB gzipped, which is why
the site does not use it.
"""

import json
import math
from collections.abc import Iterable, Sequence
from typing import Any

from lunr import __TARGET_JS_VERSION__
from lunr.builder import Builder
from lunr.field_ref import FieldRef
from lunr.idf import idf
from lunr.token_set import TokenSet
from lunr.vector import Vector

from backfile.model import SearchDocument
from backfile.search.analyser import Analyser
from backfile.search.chunks import Chunks
from backfile.search.fields import FIELDS, texts_of
from backfile.search.inflection import redirects_of
from backfile.search.lexicon import units
from backfile.search.numbering import numbered


def monolith(documents: Iterable[SearchDocument], names: Sequence[Sequence[str]] = ()) -> bytes:
    """Give the index as JSON that lunr.Index.load takes; refs are the documents' ids.

    The documents stand in order of number. Its pipeline is empty: the caller
    brings the analyser. names: as the sharded index takes them.
    """
    ordered = [document for _, document in numbered(documents)]
    empty: dict[str, Any] = {
        "version": __TARGET_JS_VERSION__,
        "fields": [name for name, _ in FIELDS],
        "fieldVectors": [],
        "invertedIndex": [],
        "pipeline": [],
    }
    # lunr.py divides by the number of documents
    whole = empty | _serialised(ordered, names) if ordered else empty
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def _serialised(
    documents: Sequence[SearchDocument], names: Sequence[Sequence[str]]
) -> dict[str, Any]:
    chunks = Chunks(len(FIELDS))
    for document in documents:
        chunks.add(document.language, texts_of(document))
    analyser = Analyser(redirects_of(chunks.seen(), names))
    builder = _Builder()
    for name, boost in FIELDS:
        builder.field(name, boost)
    for document in documents:
        builder.add({"id": document.id, **_terms(document, analyser)})
    serialised: dict[str, Any] = builder.build().serialize()
    # lunr.js demands its own order of terms, which is that of UTF-16 units.
    serialised["invertedIndex"].sort(key=lambda entry: units(entry[0]))
    return serialised


def _terms(document: SearchDocument, analyser: Analyser) -> dict[str, list[str]]:
    """Give the analysed terms of a document by field."""
    pairs = zip(FIELDS, texts_of(document), strict=True)
    return {
        name: [term for text in texts for term in analyser.analyse(text)]
        for (name, _), texts in pairs
    }


class _Builder(Builder):
    """lunr.py's builder, which rounds as lunr.js does and makes no token set.

    Python rounds a half to the even digit, JavaScript up. lunr.js makes the
    token set itself when it loads an index.
    """

    def _create_token_set(self) -> None:
        self.token_set = TokenSet()

    def _create_field_vectors(self) -> None:
        weights = {term: idf(p, self.document_count) for term, p in self.inverted_index.items()}
        self.field_vectors = {
            ref: self._vector(ref, frequencies, weights)
            for ref, frequencies in self.field_term_frequencies.items()
        }

    def _vector(self, ref: str, frequencies: dict[str, int], weights: dict[str, float]) -> Vector:
        """Give lunr.js's BM25 of each term of a field, each step in its order."""
        name = FieldRef.from_string(ref).field_name
        length = self.field_lengths[ref] / (self.average_field_length[name] or 1)
        vector = Vector()
        for term, frequency in frequencies.items():
            score = weights[term] * ((self._k1 + 1) * frequency)
            score /= self._k1 * (1 - self._b + self._b * length) + frequency
            score *= self._fields[name].boost
            index = self.inverted_index[term]["_index"]
            vector.insert(index, math.floor(score * 1000 + 0.5) / 1000)
        return vector
