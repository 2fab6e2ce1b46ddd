"""One row for each document number in, shards of eight rows out, as they come."""

import json
from collections.abc import Iterator, Sequence

from backfile.search.listings import Listed, Names, even_pages, listing
from backfile.search.shards import File, Shards, payload_of

# A page of ten hits scattered over the archive loads ten shards; with 8 rows to
# a shard that was 11 kB, with 32 it was 38 kB, with 1 it was 10,000 files.
TOGETHER = 8


class Rows:
    """The shards of one kind, of which each holds the rows of eight numbers."""

    def __init__(self, kind: str, shards: Shards) -> None:
        """Begin without rows."""
        self._kind, self._shards = kind, shards
        self._names: list[str] = []
        self._rows: list[object] = []
        self.last = b""

    def begin(self, names: Sequence[str], last: bytes) -> None:
        """Begin with the shards of the last build, of which the last one may go on."""
        for place, letters in enumerate(names[:-1]):
            self._names.append(letters)
            if letters:
                self._shards.keep_placed(self._kind, place, letters)
        self._rows = json.loads(last)

    def add(self, number: int, row: object) -> Iterator[File]:
        """Add the row of a number, larger than all before; give the shard it completes."""
        shard, place = divmod(number, TOGETHER)
        if shard > len(self._names):
            yield from self._close()
            self._names += [""] * (shard - len(self._names))
        self._rows += [0] * (place - len(self._rows))
        self._rows.append(row)

    def keep(self, shard: int, letters: str) -> Iterator[File]:
        """Take the shard at a place as it was named before; give the one that it completes."""
        yield from self._close()
        self._names += [""] * (shard - len(self._names))
        self._names.append(letters)
        self._shards.keep_placed(self._kind, shard, letters)

    @property
    def names(self) -> Sequence[str]:
        """The letters of each shard, '' for one of gaps."""
        return self._names

    def finish(self) -> Listed:
        """Give the last shard and the pages of the listing; return what stands in the root."""
        yield from self._close()
        pages = even_pages(len(self._names))
        return (yield from listing(self._shards, Names(self._names), pages))

    def _close(self) -> Iterator[File]:
        if self._rows:
            place, payload = len(self._names), payload_of(self._rows)
            self._names.append((yield from self._shards.placed(self._kind, place, payload)))
            self.last = payload
            self._rows = []
