"""The YAML of a vocabulary file in, checked entries out; every mistake is a one-line RuleError."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from backfile.annotate.words import Entry
from backfile.errors import RuleError
from backfile.model import TAG_KINDS, TagKind
from backfile.yamlfiles import YamlMistake, load_yaml

_LISTS = ("aliases", "languages", "not_when")
_TEXTS = ("name", "kind", "same_as")
# why, by and on are the owner's notes, read by people
_FIELDS = (*_TEXTS, *_LISTS, "why", "by", "on")


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as a file has it: where it stands, and what it is one with.

    kind_given is False for a `same_as` entry that leaves its kind to the other.
    """

    where: str
    entry: Entry
    same_as: str = ""
    kind_given: bool = True


def read_entries(file: str, text: str) -> list[Written]:
    """Parse a file's text and check each of its entries.

    Raises RuleError with the file, the entry's name or number, what is wrong
    and the nearest right word.
    """
    try:
        data = load_yaml(text)
    except YamlMistake as mistake:
        where = f"{file}:{mistake.line}" if mistake.line else file
        raise RuleError(where, mistake.what, "quotes around texts with : or #") from None
    if data is None:
        return []
    if not isinstance(data, list):
        raise RuleError(file, "not a list of entries", 'begin each entry with "- name: ..."')
    return [_written(file, number, item) for number, item in enumerate(data, 1)]


def _written(file: str, number: int, item: Any) -> Written:
    """Check one entry's fields and their values."""
    if not isinstance(item, dict):
        raise RuleError(f"{file}: entry {number}", "not a set of fields", "name: and kind:")
    fields = dict(item)
    name = fields.get("name")
    where = f'{file}: entry "{name}"' if isinstance(name, str) else f"{file}: entry {number}"
    for key in fields:
        if key not in _FIELDS:
            raise RuleError(where, f'unknown field "{key}"', nearest(str(key), _FIELDS))
    return _checked(where, fields)


def _checked(where: str, fields: dict[str, Any]) -> Written:
    """Make the entry, now that its fields are known ones."""
    texts = {key: _text(where, key, fields.get(key)) for key in _TEXTS}
    aliases, languages, not_when = (_texts(where, key, fields.get(key)) for key in _LISTS)
    if not texts["name"]:
        raise RuleError(where, "no name", 'add "name: ..." with what stands on its page')
    kind = _kind(where, texts["kind"], texts["same_as"])
    entry = Entry(texts["name"], kind or TAG_KINDS[0], aliases, languages, not_when)
    return Written(where, entry, texts["same_as"], kind is not None)


def _kind(where: str, kind: str, same_as: str) -> TagKind | None:
    for known in get_args(TagKind):
        if kind == known:
            return known  # type: ignore[no-any-return]
    if same_as and not kind:
        return None
    raise RuleError(
        where, f'unknown kind "{kind}"' if kind else "no kind", nearest(kind, TAG_KINDS)
    )


def nearest(word: str, right: Sequence[str]) -> str:
    """Give the right word that looks most like a wrong one, else the first ten."""
    close = difflib.get_close_matches(word, right, 1)
    return close[0] if close else "one of " + ", ".join(right[:10])


def _text(where: str, key: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RuleError(where, f"{key} is no text", f'quotes around it: "{value}"')
    return " ".join(value.split())


def _texts(where: str, key: str, value: Any) -> tuple[str, ...]:
    """Check a list of texts; one text alone stands for a list of one."""
    items = value if isinstance(value, list) else [] if value is None else [value]
    if key == "languages":
        # YAML 1.1 reads an unquoted `no`, the tag of Norwegian, as false
        items = ["no" if item is False else item for item in items]
    texts = tuple(_text(where, key, item) for item in items)
    if not all(texts):
        raise RuleError(where, f"an empty text among {key}", f"taking it out of {key}:")
    return texts


def renamed(written: Written, target: Entry) -> Entry:
    """Give a `same_as` entry the name and kind of the one it is one with."""
    words = written.entry.words()
    return replace(written.entry, name=target.name, kind=target.kind, aliases=words)
