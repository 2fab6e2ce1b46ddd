"""The lines of a Markdown text in, the front matters in it out: their fields by name.

A front matter is a block between two "---" lines (YAML) or two "+++" lines
(TOML). Only the plain part of both is read: a name and its value, and lists.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backfile.read.records.names import role_of

_MARKS = ("---", "+++")
_ENTRY = re.compile(r"([A-Za-z_][\w.-]{0,40})\s*[:=](?:\s+|\Z)(.*)")
_ITEM = re.compile(r"\s*-\s+(\S.*)")
# A value that stands on the lines below.
_ELSEWHERE = ("", "|", ">", "|-", ">-", "[]")
# A front matter is no longer.
_MOST_LINES = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a front matter: its line, name, and values (several of a list).

    is_here: whether the value stands on the field's own line.
    """

    line: int
    name: str
    values: tuple[str, ...]
    is_here: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """A front matter; first and last are its two marks."""

    first: int
    last: int
    entries: tuple[Entry, ...]


def matters(lines: Sequence[str], top: int) -> list[Matter]:
    """The front matter at a text's top, and each below it that has the same mark.

    None where the first is none, or has no title and no other field.
    """
    mark = lines[top].strip()
    found: list[Matter] = []
    at = top
    while at < len(lines):
        matter = _matter(lines, at, mark) if lines[at].strip() == mark else None
        if matter:
            found.append(matter)
        if not found:
            break
        at = matter.last + 1 if matter else at + 1
    return found


def _matter(lines: Sequence[str], first: int, mark: str) -> Matter | None:
    """The front matter that begins at a mark; None where it is another line of that form."""
    if mark not in _MARKS:
        return None
    inside = range(first + 1, min(first + _MOST_LINES, len(lines)))
    last = next((i for i in inside if lines[i].strip() in (mark, "...")), None)
    if last is None:
        return None
    entries = tuple(_entries(lines, first + 1, last))
    has_title = any(role_of(entry.name) == "title" and entry.is_here for entry in entries)
    is_whole = len(entries) > 1 and has_title and _is_plain(lines, entries, first, last)
    return Matter(first, last, entries) if is_whole else None


def _is_plain(lines: Sequence[str], entries: Sequence[Entry], first: int, last: int) -> bool:
    """Whether every line is a field, goes on with one, is blank or a comment."""
    named = {entry.line for entry in entries}
    return all(
        i in named or not lines[i].strip() or lines[i][:1] in " \t-#]}"
        for i in range(first + 1, last)
    )


def _entries(lines: Sequence[str], start: int, end: int) -> Iterator[Entry]:
    for i in range(start, end):
        found = _ENTRY.match(lines[i])
        if found:
            here = found[2].strip() not in _ELSEWHERE
            yield Entry(i, found[1], tuple(_values(found[2], lines[i + 1 : end])), here)


def _values(text: str, below: Sequence[str]) -> Iterator[str]:
    """The value on a field's line, or those of the list on it or under it."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        yield from filter(None, (_unquoted(part) for part in text[1:-1].split(",")))
    elif text not in _ELSEWHERE:
        yield _unquoted(text)
    else:
        for line in below:
            if not line[:1].isspace() and not _ITEM.match(line):
                break
            item = _ITEM.match(line)
            yield _unquoted(item[1] if item else line)


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        inside = text[1:-1]
        return inside.replace('\\"', '"') if text[0] == '"' else inside.replace("''", "'")
    return text
