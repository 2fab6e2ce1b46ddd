"""Documents and lists in, the pieces of the index's payloads out; for naive.py."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from backfile.model import SearchDocument
from backfile.slugs import slug

KINDS = ("person", "place", "organisation", "topic")


def units(text: str) -> bytes:
    """Give the key by which JavaScript sorts."""
    return text.encode("utf-16-be", "surrogatepass")


def redirects_in(files: Mapping[str, bytes]) -> dict[str, str]:
    """Read the redirects of an index from its term shards."""
    found: dict[str, str] = {}
    for path, script in files.items():
        if path.startswith("search/t/"):
            payload = json.loads(script[script.index(b",") + 1 : -3])
            flat = payload[1] if len(payload) > 1 else []
            found |= zip(flat[::2], flat[1::2], strict=True)
    return found


def numbers(documents: Sequence[SearchDocument]) -> list[tuple[int, SearchDocument]]:
    """Give the documents with their numbers, in order of number."""
    known = [(one.number, one) for one in documents if one.number is not None]
    rest = sorted((o for o in documents if o.number is None), key=lambda o: (o.date, o.id))
    first = max((number for number, _ in known), default=-1) + 1
    return sorted(known, key=lambda pair: pair[0]) + list(enumerate(rest, first))


def pieces_of(document: SearchDocument) -> list[list[str]]:
    """Give the texts of a document by field."""
    names = [name for _, _, name in document.tags]
    return [[document.title], [document.text], names, list(document.authors), [document.source]]


def values_of(document: SearchDocument | None, kind: str) -> list[tuple[str, str]]:
    """Give the (slug, name) pairs that a document has of a kind of facet."""
    if document is None:
        return []
    if kind == "source":
        return [(slug(document.source), document.source)] if document.source else []
    return [(own, name) for tag, own, name in document.tags if tag == kind]


def record(document: SearchDocument) -> list[Any]:
    """Give what a hit shows."""
    tags = flattened(
        (KINDS.index(kind), name, "" if own == name.lower().replace(" ", "-") else own)
        for kind, own, name in document.tags
    )
    one = document
    return [one.id, one.url, one.title, one.date, one.source, one.summary, tags] + (
        [list(one.authors)] if one.authors else []
    )


def cut(keys: list[str], sizes: Mapping[str, int], most: int) -> list[list[str]]:
    """Cut a range of keys into parts, each at most so large or one key alone."""
    if not keys:
        return []
    if sum(sizes[key] for key in keys) <= most or len(keys) == 1:
        return [keys]
    at = min(range(1, len(keys)), key=lambda i: sha256(keys[i].encode(errors="replace")).digest())
    return cut(keys[:at], sizes, most) + cut(keys[at:], sizes, most)


def coded(words: Sequence[str], weights: Mapping[str, int | None]) -> list[Any]:
    """Front-code sorted words: how many letters each shares with the one before, and the rest."""
    flat: list[Any] = []
    last = ""
    for word in words:
        shared = next(
            (i for i, (a, b) in enumerate(zip(word, last, strict=False)) if a != b),
            min(len(word), len(last)),
        )
        flat += [len(units(word[:shared])) // 2, word[shared:]]
        flat += [] if weights[word] is None else [weights[word]]
        last = word
    return flat


def steps(places: list[int], first: int = 0) -> list[int]:
    """Give the first of rising numbers, then the differences."""
    return [place - last for place, last in zip(places, [-first, *places], strict=False)]


def flattened(groups: Iterable[Iterable[Any]]) -> list[Any]:
    """Give the members of all groups one after another."""
    return [one for group in groups for one in group]


def trimmed(values: list[Any]) -> list[Any]:
    """Leave trailing zeros off."""
    while values and values[-1] == 0:
        values.pop()
    return values


def dump(value: Any) -> bytes:
    """Give the JSON of a payload."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written.encode(errors="replace")
