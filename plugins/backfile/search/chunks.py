"""Documents in, their fields as streams of numbers out, one for each distinct piece of text.

A text is parted at white space alone. The pieces ("chunks") repeat so much
that each distinct one is analysed once, when all are known. A stream takes 4
bytes a chunk.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer[Any]]

# What stands between two names of one field; the empty chunk, which no text holds.
NAME_END = 0


class Stream:
    """One field of all documents: the numbers of its chunks, and where each document's begin."""

    def __init__(self) -> None:
        """Begin without documents."""
        self._chunks, self._bounds = array("I"), array("q", [0])

    def add(self, chunks: Iterable[int]) -> None:
        """Add the field of one document."""
        self._chunks.extend(chunks)
        self._bounds.append(len(self._chunks))

    def extend(self, chunks: Numbers, bounds: Numbers) -> None:
        """Add the field of several documents; bounds: of each, in any count."""
        begun = len(self._chunks) - bounds[0]
        self._bounds.frombytes((bounds[1:] + begun).astype(np.int64).tobytes())
        self._chunks.frombytes(chunks.astype(np.uint32).tobytes())

    @property
    def chunks(self) -> Numbers:
        """The numbers of all chunks, one document after another."""
        return np.frombuffer(self._chunks, np.uint32)

    def renumber(self, numbers: Numbers) -> None:
        """Give each chunk another number."""
        self._chunks = array("I", numbers[self.chunks].astype(np.uint32).tobytes())

    @property
    def bounds(self) -> Numbers:
        """Where the chunks of each document begin; at its end, where the last one's end."""
        return np.frombuffer(self._bounds, np.int64)


@dataclass(frozen=True, slots=True)
class Texts:
    """Documents as an earlier build parted them: their distinct chunks, and of each its rows.

    streams: of each field the numbers of its chunks, and where each document's begin.
    """

    chunks: Sequence[str]
    languages: Sequence[str]
    streams: Sequence[tuple[Numbers, Numbers]]


NO_TEXTS = Texts(("",), (), ())


class Chunks:
    """The chunks of an archive: the distinct ones, and a stream of them for each field."""

    def __init__(self, fields: int, before: Texts = NO_TEXTS) -> None:
        """Begin without documents, with so many fields; chunks of before keep their numbers."""
        self._before = before
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._numbers |= zip(before.chunks, range(len(before.chunks)), strict=True)
        self._languages: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
        self._documents = 0
        self._streams = [Stream() for _ in range(fields)]

    def add(self, language: str, fields: Sequence[Sequence[str]]) -> None:
        """Add a document: for each field the texts, or names, that it holds."""
        for stream, texts in zip(self._streams, fields, strict=True):
            stream.add(self._field(texts))
        self._languages[language].append(self._documents)
        self._documents += 1

    def again(self, first: int, end: int) -> None:
        """Add documents that were parted before, those from one row to before another."""
        for stream, (chunks, bounds) in zip(self._streams, self._before.streams, strict=True):
            some = bounds[first : end + 1]
            stream.extend(chunks[some[0] : some[-1]], some)
        for language in self._before.languages[first:end]:
            self._languages[language].append(self._documents)
            self._documents += 1

    def tidy(self) -> Numbers:
        """Forget the chunks that no document has any more; give the numbers of those that stay."""
        counts = self.counts()
        counts[NAME_END] = 1
        stay = np.flatnonzero(counts)
        if len(stay) < len(counts):
            distinct = self.distinct()
            renumbered = np.cumsum(counts > 0, dtype=np.uint32) - 1
            for stream in self._streams:
                stream.renumber(renumbered)
            self._numbers.clear()
            kept = map(distinct.__getitem__, stay.tolist())
            self._numbers |= zip(kept, range(len(stay)), strict=True)
        return stay

    def languages(self) -> list[str]:
        """Give the language of each document."""
        found = [""] * self._documents
        for language, documents in self._languages.items():
            for document in documents:
                found[document] = language
        return found

    @property
    def streams(self) -> Sequence[Stream]:
        """The stream of each field."""
        return self._streams

    def _field(self, texts: Sequence[str]) -> Iterable[int]:
        number = self._numbers.__getitem__
        if len(texts) == 1:
            return map(number, texts[0].split())
        found: list[int] = []
        for place, text in enumerate(texts):
            if place:
                found.append(NAME_END)
            found.extend(map(number, text.split()))
        return found

    def distinct(self) -> list[str]:
        """Give every chunk by its number."""
        return list(self._numbers)

    def counts(self) -> Numbers:
        """Give how often each chunk occurs."""
        return sum(
            (np.bincount(stream.chunks, minlength=len(self._numbers)) for stream in self._streams),
            np.zeros(len(self._numbers), np.int64),
        )

    def seen(self) -> dict[str, dict[str, int]]:
        """Give how often each chunk occurs in the documents of each language."""
        chunks = self.distinct()
        found = {}
        for language, documents in sorted(self._languages.items()):
            counts = self._counts_in(np.frombuffer(documents, np.int64))
            present = np.flatnonzero(counts)
            pairs = zip(present.tolist(), counts[present].tolist(), strict=True)
            found[language] = {chunks[chunk]: count for chunk, count in pairs if chunk != NAME_END}
        return found

    def _counts_in(self, documents: Numbers) -> Numbers:
        """Give how often each chunk occurs in some documents."""
        counts = np.zeros(len(self._numbers), np.int64)
        for stream in self._streams:
            bounds, chunks = stream.bounds, stream.chunks
            spans = zip(bounds[documents].tolist(), bounds[documents + 1].tolist(), strict=True)
            parts = [chunks[first:end] for first, end in spans if end > first]
            if parts:
                counts += np.bincount(np.concatenate(parts), minlength=len(counts))
        return counts
