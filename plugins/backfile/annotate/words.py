"""Entries in, a frozen vocabulary out, with a digest that stands for its content."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from backfile.model import TAG_KINDS, TagKind


@dataclass(frozen=True, slots=True)
class Entry:
    """A person, place, organisation or topic, and the words that stand for it.

    languages: primary tags of the texts it is looked for in; empty for all.
    not_when: phrases that cancel a match inside them; one that ends in " *"
    stands for itself and any capitalised word ("Jordan *").
    """

    name: str
    kind: TagKind
    aliases: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    not_when: tuple[str, ...] = ()

    def plain(self) -> dict[str, str | tuple[str, ...]]:
        """The entry as JSON tells it; its digest is of this."""
        return {
            "name": self.name,
            "kind": self.kind,
            "aliases": self.aliases,
            "languages": self.languages,
            "not_when": self.not_when,
        }

    def words(self) -> tuple[str, ...]:
        """Give the name and the aliases, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The entries that texts are tagged with, sorted by kind and name.

    digest: SHA-256 of the entries, for cache keys; it depends neither on the
    order of the file nor on that of the aliases. Build it with `of`.
    """

    entries: tuple[Entry, ...]
    digest: str

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Vocabulary":
        """Sort the entries and compute their digest."""
        ordered = tuple(sorted((_in_order(entry) for entry in entries), key=_rank))
        plain = json.dumps([entry.plain() for entry in ordered], ensure_ascii=True)
        return cls(ordered, hashlib.sha256(plain.encode("ascii")).hexdigest())

    def __hash__(self) -> int:
        """Hash by the digest: hashing hundreds of entries at each call is slow."""
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        """Compare by the digest, as equal entries have equal digests."""
        return isinstance(other, Vocabulary) and self.digest == other.digest


def _in_order(entry: Entry) -> Entry:
    return Entry(
        entry.name,
        entry.kind,
        tuple(sorted(dict.fromkeys(entry.aliases))),
        tuple(sorted(dict.fromkeys(entry.languages))),
        tuple(sorted(dict.fromkeys(entry.not_when))),
    )


def _rank(entry: Entry) -> tuple[int, str]:
    return TAG_KINDS.index(entry.kind), entry.name
