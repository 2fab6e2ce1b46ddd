"""The files of an index in, what they hold out: the format read again, by the letter."""

import json
import re
from base64 import b32encode
from collections.abc import Generator, Iterator, Mapping
from hashlib import sha256
from itertools import accumulate, chain, zip_longest
from typing import Any

# By field, by number of a document: the length of the field, and the positions in it.
Postings = dict[str, dict[int, tuple[int, list[int]]]]


def finished(steps: Generator[tuple[str, bytes], None, Any]) -> tuple[dict[str, bytes], Any]:
    """What a step gave out, by path, and what it returned at its end."""
    files: dict[str, bytes] = {}
    while True:
        try:
            path, content = next(steps)
        except StopIteration as end:
            return files, end.value
        assert path not in files
        files[path] = content


class Reader:
    """Reads an index from its files, by path; every name is checked against the content."""

    def __init__(self, files: Mapping[str, bytes], root: Any) -> None:
        self.files, self.root = files, root
        self.read: dict[str, None] = {}

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> "Reader":
        """Of a whole index; where there is no root, of what there is."""
        reader = cls(files, {})
        if "search/index.js" in files:
            reader.root = reader.payload(reader.payload("index", "entry"))
        return reader

    def payload(self, path: str, name: str = "") -> Any:
        self.read[f"search/{path}.js"] = None
        content = self.files[f"search/{path}.js"]
        call = re.fullmatch(rb'Backfile\.search\.load\("([^"]+)",(.*)\);\n', content, re.DOTALL)
        assert call, f"{path} is more than one call of one global"
        assert call[1].decode() == (name or path)
        letters = b32encode(sha256(call[2]).digest()).decode().lower()
        assert name or letters.startswith(re.split(r"[/.-]", path)[-1])
        return json.loads(call[2])

    def listed(self, kind: str, listing: Any) -> Iterator[tuple[str, Any]]:
        """First key ('' in a listing without keys) and payload of each shard, None for a gap."""
        pages = [listing]
        if listing["depth"]:
            named = [self.payload(f"l/{name}") if name else None for name in listing["names"]]
            # A page without a name has as many gaps as any page has names.
            pages = [page or {"keys": [], "names": [""] * 128} for page in named]
            assert listing["keys"] == [page["keys"][0] for page in pages if page["keys"]]
        pairs = [zip_longest(page["keys"], page["names"], fillvalue="") for page in pages]
        for place, (key, name) in enumerate(chain.from_iterable(pairs)):
            beside = f"{place}-" if kind in "rx" else ""
            yield key, self.payload(f"{kind}/{beside}{name}") if name else None

    def rows(self, kind: str, field: str) -> dict[int, Any]:
        """The row of each number that has one."""
        shards = [payload for _, payload in self.listed(kind, self.root[field])]
        return {
            first * 8 + place: row
            for first, payload in enumerate(shards)
            for place, row in enumerate(payload or [])
            if row != 0
        }

    def terms(self) -> dict[str, tuple[int, Postings]]:
        """Of each term its place of first occurrence and its postings."""
        found = {}
        terms = self.listed("t", self.root["terms"])
        fours = self.listed("p", self.root["positions"])
        positions = [places for _, four in fours for places in four]
        for (_, (entries, *_)), places in zip(terms, positions, strict=True):
            for (key, place, *lists), own in zip(entries, places, strict=True):
                pairs = zip(self.root["fields"], zip(lists, own, strict=True), strict=False)
                found[key] = place, {name: _posting(*both) for name, both in pairs if both[0]}
        return found

    def flat(self, part: int) -> dict[str, str]:
        """The redirects (1), or the forms of terms (2), of all shards."""
        shards = [payload for _, payload in self.listed("t", self.root["terms"])]
        rows = [shard[part] for shard in shards if len(shard) > part]
        return {key: word for row in rows for key, word in zip(row[::2], row[1::2], strict=True)}

    def words(self, kind: str, step: int) -> dict[str, list[int]]:
        """The words of a vocabulary, with what follows each."""
        found = {}
        for length, name in self.root[kind].items():
            payload, before = self.payload(f"{kind[0]}/{name}"), ""
            for at in range(0, len(payload), step):
                shared, rest, *more = payload[at : at + step]
                units = before.encode("utf-16-be")[: 2 * shared]
                before = units.decode("utf-16-be") + rest
                assert min(len(before.encode("utf-16-be")) // 2, 16) == int(length)
                found[before] = more
        return found

    def column(self, kind: str) -> dict[str, tuple[str, list[int]]]:
        """The values of a kind of facet by slug: the first name, and the documents."""
        found: dict[str, tuple[str, list[int]]] = {}
        for block, name in enumerate(self.root["facets"][kind]):
            row = self.payload(f"f/{name}") if name else []
            for slug, value, deltas in zip(row[::3], row[1::3], row[2::3], strict=True):
                numbers = list(accumulate(deltas, initial=block * 4096 - 1))[1:]
                found.setdefault(slug, (value, []))[1].extend(numbers)
        return found

    def days(self) -> dict[int, int]:
        """The date of each document that has one, as YYYYMMDD."""
        found = {}
        for block, name in enumerate(self.root["facets"]["date"]):
            day = 0
            for place, delta in enumerate(self.payload(f"f/{name}") if name else []):
                if delta is not None:
                    found[block * 4096 + place] = day = day + delta
        return found


def _posting(flat: list[int], positions: list[int]) -> dict[int, tuple[int, list[int]]]:
    found, number = {}, -1
    rest, steps = iter(flat), iter(positions)
    for delta in rest:
        count = next(rest) if delta < 0 else 1
        number += abs(delta)
        places = list(accumulate(next(steps) for _ in range(count)))
        found[number] = next(rest), places
    assert next(steps, None) is None
    return found
