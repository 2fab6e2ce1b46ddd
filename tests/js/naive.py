"""Search documents in, the files of the search index out, by the shortest way there is.

An independent reading of the index's format, for the engine's tests: slow, all
in memory, and with the sizes of shards as parameters, so that a few documents
make many shards and listings of two levels.
"""

import math
from base64 import b32encode
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from backfile.model import SearchDocument
from backfile.search.analyser import Analyser, forms
from backfile.search.index import FIELDS
from tests.js.naive_parts import (
    KINDS,
    coded,
    cut,
    dump,
    flattened,
    numbers,
    pieces_of,
    record,
    steps,
    trimmed,
    units,
    values_of,
)

GAP = 1_000  # positions between two tags or two authors
Terms = dict[str, dict[int, dict[int, list[int]]]]


class NaiveIndex:
    """The files of an index as they are made; see files."""

    def __init__(
        self,
        documents: Sequence[SearchDocument],
        redirects: Mapping[str, str] | None = None,
        most_bytes: int = 12_000,
        most_names: int = 128,
    ) -> None:
        """Make all files, by path below the site's root."""
        self.files: dict[str, bytes] = {}
        self.redirects = dict(redirects or {})
        self.analyser = Analyser(self.redirects)
        self.most_bytes, self.most_names = most_bytes, most_names
        self.numbered = dict(numbers(documents))
        self.size = max(self.numbered, default=-1) + 1
        self.lengths: dict[tuple[int, int], int] = {}
        self.place: dict[str, int] = {}
        self.written: Counter[str] = Counter()
        self.root()

    def root(self) -> None:
        postings = self.postings()
        terms, positions = self.term_shards(postings)
        count = max(len(self.numbered), 1)
        averages = [
            sum(self.lengths[number, field] for number in self.numbered) / count
            for field in range(len(FIELDS))
        ]
        root = {
            "version": 1,
            "documents": len(self.numbered),
            "size": self.size,
            "fields": [name for name, _ in FIELDS],
            "boosts": [boost for _, boost in FIELDS],
            "averages": averages,
            "terms": terms,
            "positions": positions,
            "records": self.by_eight("r", {n: record(d) for n, d in self.numbered.items()}),
            "texts": self.by_eight("x", {n: d.text for n, d in self.numbered.items()}),
            "vocabulary": self.by_length("v", dict.fromkeys(postings)),
            "spelling": self.by_length("s", self.spellings(postings)),
            "facets": self.facets(),
        }
        name = "index." + b32encode(sha256(dump(root)).digest()).decode()[:8].lower()
        self.script(f"search/{name}.js", name, root)
        self.script("search/index.js", "entry", name)

    def postings(self) -> Terms:
        found: Terms = defaultdict(lambda: defaultdict(dict))
        for number, document in self.numbered.items():
            for field, pieces in enumerate(pieces_of(document)):
                place, gap = 0, 0
                for piece in pieces:
                    for term in self.analyser.analyse(piece):
                        if term not in self.place:
                            self.place[term] = place
                        found[term][field].setdefault(number, []).append(place + gap)
                        place += 1
                    gap += GAP
                    self.written.update(forms(piece))
                self.lengths[number, field] = place
        return found

    def term_shards(self, postings: Terms) -> tuple[Any, Any]:
        keys = sorted(set(postings) | set(self.redirects), key=units)
        entries = {term: self.entry(term, fields) for term, fields in postings.items()}
        keys_of, names, places = [], [], []
        most = self.most_bytes
        while sum(len(dump(entries.get(key, key))) for key in keys) / (most * 0.39) > (
            64 + 0.075 * len(self.numbered)
        ):
            most *= 2
        for part in cut(keys, {k: len(dump(entries.get(k, k))) for k in keys}, most):
            held = [term for term in part if term in entries]
            moved = flattened((one, self.redirects[one]) for one in part if one in self.redirects)
            payload: list[Any] = [[entries[term] for term in held], moved, self.forms_of(held)]
            while payload and not payload[-1]:
                payload.pop()
            keys_of.append(part[0])
            names.append(self.shard("t", payload))
            places.append([self.place_lists(postings[term]) for term in held])
        return self.listing(names, keys_of), self.positions(places, keys_of)

    def positions(self, places: list[Any], keys: list[str]) -> Any:
        pages = []
        for part in self.pages(keys):
            first, end = keys.index(part[0]), keys.index(part[-1]) + 1
            fours = [places[at : min(at + 4, end)] for at in range(first, end, 4)]
            pages.append({"keys": [], "names": [self.shard("p", four) for four in fours]})
        if len(pages) < 2:
            return {"depth": 0, "keys": [], "names": pages[0]["names"] if pages else []}
        return {"depth": 1, "keys": [], "names": [self.shard("l", page) for page in pages]}

    def pages(self, keys: list[str]) -> list[list[str]]:
        return cut(keys, dict.fromkeys(keys, 1), self.most_names)

    def entry(self, term: str, fields: dict[int, dict[int, list[int]]]) -> list[Any]:
        lists = []
        for field in range(len(FIELDS)):
            last, flat = -1, []
            for number, places in sorted(fields.get(field, {}).items()):
                many = len(places) > 1
                flat += [last - number, len(places)] if many else [number - last]
                flat.append(self.lengths[number, field])
                last = number
            lists.append(flat or 0)
        return trimmed([term, self.place[term], *lists])

    def place_lists(self, fields: dict[int, dict[int, list[int]]]) -> list[Any]:
        lists = [
            [step for _, places in sorted(fields.get(field, {}).items()) for step in steps(places)]
            for field in range(len(FIELDS))
        ]
        return trimmed([one or 0 for one in lists])

    def forms_of(self, terms: Sequence[str]) -> list[str]:
        own: dict[str, list[str]] = defaultdict(list)
        for form, term in sorted(self.redirects.items()):
            own[term].append(form)
        return flattened((term, " ".join(own[term])) for term in terms if term in own)

    def listing(self, names: list[str], keys: list[str]) -> Any:
        parts = self.pages(keys)
        if len(parts) < 2:
            return {"depth": 0, "keys": keys, "names": names}
        pages = []
        for part in parts:
            at = keys.index(part[0])
            page = {"keys": part, "names": names[at : at + len(part)]}
            pages.append(self.shard("l", page))
        return {"depth": 1, "keys": [part[0] for part in parts], "names": pages}

    def by_eight(self, kind: str, values: Mapping[int, Any]) -> Any:
        shards = []
        for first in range(0, self.size, 8):
            held = trimmed([values.get(number, 0) for number in range(first, first + 8)])
            shards.append(self.placed(kind, first // 8, held) if held else "")
        if len(shards) <= 128:
            return {"depth": 0, "keys": [], "names": shards}
        pages = [
            self.shard("l", {"keys": [], "names": shards[at : at + 128]})
            for at in range(0, len(shards), 128)
        ]
        return {"depth": 1, "keys": [], "names": pages}

    def spellings(self, postings: Terms) -> dict[str, int]:
        best: dict[str, str] = {}
        for form in sorted(self.written, key=lambda one: (-self.written[one], one)):
            best.setdefault(self.analyser.term(form), form)
        least = 2 if len(self.numbered) >= 1_000 else 1
        weights = {}
        for term, fields in postings.items():
            df = len({number for held in fields.values() for number in held})
            if df >= least and len(best[term]) > 2 and any(map(str.isalpha, best[term])):
                weights[best[term]] = int(math.log2(df)) + 1
        return weights

    def by_length(self, kind: str, weights: Mapping[str, int | None]) -> dict[str, str]:
        lengths: dict[int, list[str]] = defaultdict(list)
        for word in sorted(weights, key=units):
            lengths[min(len(units(word)) // 2, 16)].append(word)
        return {
            str(length): self.shard(kind, coded(words, weights))
            for length, words in sorted(lengths.items())
        }

    def facets(self) -> dict[str, list[str]]:
        columns = {kind: self.column(kind) for kind in (*KINDS, "source")}
        return columns | {"date": [self.dates(block) for block in range(0, self.size, 4096)]}

    def column(self, kind: str) -> list[str]:
        names = []
        for block in range(0, self.size, 4096):
            held: dict[tuple[str, str], list[int]] = defaultdict(list)
            for number in range(block, min(block + 4096, self.size)):
                for value in values_of(self.numbered.get(number), kind):
                    held[value].append(number - block)
            flat = flattened((one, name, steps(at, 1)) for (one, name), at in sorted(held.items()))
            names.append(self.shard("f", flat) if flat else "")
        return names

    def dates(self, block: int) -> str:
        last, flat, long = 0, [], 0
        for number in range(block, min(block + 4096, self.size)):
            document = self.numbered.get(number)
            day = int(document.date.replace("-", "").ljust(8, "0")) if document else 0
            flat.append(day - last if day else None)
            last, long = (day, len(flat)) if day else (last, long)
        return self.shard("f", flat[:long]) if long else ""

    def shard(self, kind: str, payload: Any) -> str:
        letters = b32encode(sha256(dump(payload)).digest()).decode()[:8].lower()
        self.script(f"search/{kind}/{letters}.js", f"{kind}/{letters}", payload)
        return letters

    def placed(self, kind: str, place: int, payload: Any) -> str:
        letters = b32encode(sha256(dump(payload)).digest()).decode()[:4].lower()
        self.script(f"search/{kind}/{place}-{letters}.js", f"{kind}/{place}-{letters}", payload)
        return letters

    def script(self, path: str, name: str, payload: Any) -> None:
        self.files[path] = b'Backfile.search.load("%b",%b);\n' % (name.encode(), dump(payload))
