"""The built-in list of names and the owner's own in, one vocabulary out.

An owner's entry with the name and kind of a built-in one adds its aliases and
phrases to it. A word of the owner's is taken from the built-in entry that had
it as an alias. `same_as` makes an entry one with another.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from backfile.annotate.entries import Written, nearest, read_entries, renamed
from backfile.annotate.words import Entry, Vocabulary
from backfile.errors import RuleError
from backfile.memory import Memory
from backfile.model import TAG_KINDS, TagKind
from backfile.slugs import slug

# The names of our time first; a later list adds to what an earlier one has.
_BUILT_IN = ("vocabulary.yaml", "history.yaml")
_Key = tuple[TagKind, str]


def load_vocabulary(owner_file: Path | None, memory: Memory | None = None) -> Vocabulary:
    """Give the built-in entries and those of the owner's file as one vocabulary.

    memory: what of files that are the same was found before.

    A file that is not there adds nothing. Raises RuleError, naming the file
    and entry, what is wrong and what to try.
    """
    is_owned = owner_file is not None and owner_file.exists()
    text = owner_file.read_text("utf-8-sig", "replace") if owner_file and is_owned else ""
    shipped = tuple(_shipped(name) for name in _BUILT_IN)
    key = hashlib.sha256("\0".join((*shipped, str(owner_file), text)).encode()).hexdigest()

    def rows() -> dict[str, Any]:
        found = _with_owner(_built_in(shipped), str(owner_file), text)
        return {"entries": [entry.plain() for entry in found.entries], "digest": found.digest}

    row = (memory or Memory()).value(f"vocabulary {key}", rows)
    return Vocabulary(tuple(map(_entry_of, row["entries"])), row["digest"])


def _entry_of(row: dict[str, Any]) -> Entry:
    lists = (tuple(row[name]) for name in ("aliases", "languages", "not_when"))
    return Entry(row["name"], _as_kind(row["kind"]), *lists)


def _with_owner(built_in: Vocabulary, file: str, text: str) -> Vocabulary:
    """The built-in entries with those that an owner's file holds."""
    if not text:
        return built_in
    written = read_entries(file, text)
    _refuse_twins(written)
    entries = _with_owners(built_in.entries, [one for one in written if not one.same_as])
    for one in written:
        if one.same_as:
            _join_with_target(entries, one)
    _refuse_shared_slugs(entries, written)
    return Vocabulary.of(entries.values())


@lru_cache(maxsize=1)
def _built_in(texts: tuple[str, ...]) -> Vocabulary:
    """The lists that ship with the program: read once a process, as they never change."""
    first, *others = (read_entries(*pair) for pair in zip(_BUILT_IN, texts, strict=True))
    entries = [written.entry for written in first]
    for other in others:
        entries = list(_with_owners(entries, other).values())
    return Vocabulary.of(entries)


def _shipped(name: str) -> str:
    return resources.files("backfile.annotate").joinpath(name).read_text(encoding="utf-8")


def _refuse_twins(written: Sequence[Written]) -> None:
    """Refuse two entries of the owner's that claim one name or alias."""
    seen: dict[str, Written] = {}
    for one in written:
        for word in one.entry.words():
            other = seen.setdefault(word, one)
            if other is not one:
                name = other.entry.name
                cure = f'one entry of the two, or "same_as: {name}"'
                raise RuleError(one.where, f'"{word}" also stands for "{name}"', cure)


def _with_owners(built_in: Iterable[Entry], owners: Sequence[Written]) -> dict[_Key, Entry]:
    """Put the owner's entries over the built-in ones."""
    owned = frozenset(word for one in owners for word in one.entry.words())
    entries = {(entry.kind, entry.name): _without(entry, owned) for entry in built_in}
    for one in owners:
        key: _Key = (one.entry.kind, one.entry.name)
        entries[key] = _joined(entries[key], one.entry) if key in entries else one.entry
    return entries


def _without(entry: Entry, words: frozenset[str]) -> Entry:
    return replace(entry, aliases=tuple(word for word in entry.aliases if word not in words))


def _joined(old: Entry, new: Entry) -> Entry:
    """Add the aliases and phrases of one entry to another; its languages win."""
    return replace(
        old,
        aliases=old.aliases + new.aliases,
        languages=new.languages or old.languages,
        not_when=old.not_when + new.not_when,
    )


def _join_with_target(entries: dict[_Key, Entry], one: Written) -> None:
    """Make an entry, and a built-in one of its name, one with what it is the same as."""
    kinds = (one.entry.kind,) if one.kind_given else ()
    targets = [key for key in entries if key[1] == one.same_as and (not kinds or key[0] in kinds)]
    if not targets or one.same_as == one.entry.name:
        others = [name for kind, name in entries if not kinds or kind in kinds]
        what = f'same_as: no other entry is named "{one.same_as}"'
        raise RuleError(one.where, what, nearest(one.same_as, others))
    target = entries[targets[0]]
    old = entries.pop((target.kind, one.entry.name), None)
    both = _joined(old, one.entry) if old else one.entry
    entries[targets[0]] = _joined(target, renamed(replace(one, entry=both), target))


def amended(
    vocabulary: Vocabulary, changes: Iterable[tuple[str, tuple[str, str], str]]
) -> Vocabulary:
    """A vocabulary with the owner's word on single names over it.

    changes: "alias" or "part", the kind and slug of an entry, and a word: one
    that stands for the entry too, or one that stands for an entry of its own.
    """
    entries = list(vocabulary.entries)
    for do, (kind, name_slug), word in changes:
        entries = [_without(entry, frozenset([word])) for entry in entries]
        for index, entry in enumerate(entries):
            if (entry.kind, slug(entry.name)) == (kind, name_slug):
                added = (word,) if do == "alias" else ()
                entries[index] = replace(entry, aliases=entry.aliases + added)
        if do == "part" and not any((e.kind, e.name) == (kind, word) for e in entries):
            entries.append(Entry(word, _as_kind(kind)))
    return Vocabulary.of(entries) if entries != list(vocabulary.entries) else vocabulary


def tag_names(vocabulary: Vocabulary) -> dict[tuple[str, str], str]:
    """The name of every entry, by the kind and slug that its tag has."""
    return {(entry.kind, slug(entry.name)): entry.name for entry in vocabulary.entries}


def _as_kind(kind: str) -> TagKind:
    return next(known for known in TAG_KINDS if known == kind)


def _refuse_shared_slugs(entries: dict[_Key, Entry], written: Sequence[Written]) -> None:
    """Refuse two names of one kind whose pages would have one address."""
    by_slug: dict[tuple[TagKind, str], str] = {}
    for kind, name in entries:
        other = by_slug.setdefault((kind, slug(name)), name)
        for one in written:
            if other != name and one.entry.name in (name, other):
                cure = "another name, or same_as: for one of them"
                raise RuleError(one.where, f'"{other}" and "{name}" have one address', cure)
