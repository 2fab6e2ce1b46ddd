"""An entry of a feed in, its text as HTML out, with what was mended and what is missing."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backfile.model import Place, Repair
from backfile.read.records.entry import shown
from backfile.read.records.markup import is_markup, tidied
from backfile.read.records.values import Value, plain_text_of

_TEXT_TYPES = ("", "text/plain", "text/html", "application/xhtml+xml")
_TAG = re.compile(r"<[^<>]*>")
# Where a feed breaks a text off, and what stands behind that: a link to the whole.
_BROKEN_OFF = re.compile(
    r"(?:\.\.\.|…|\[\s*(?:\.\.\.|…)\s*\]|\b(?:read|continue reading|keep reading)\b.{0,60})\W*\Z",
    re.IGNORECASE | re.DOTALL,
)
_TEASER = "the feed holds only the beginning of this text"
_ESCAPED = "escaped mark-up"
# So many letters of a summary that stand in the text say that it is the text's beginning.
_SAME_CHARACTERS = 60
_TAIL = 400


@dataclass(frozen=True, slots=True)
class Told:
    """The text of an entry as HTML; empty where it has none."""

    markup: str
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of an entry: as HTML, and its letters alone."""

    markup: str
    plain: str
    repairs: tuple[Repair, ...]


def text_of(entry: Mapping[str, Any]) -> Told:
    """The longest text of an entry, below its summary where that says something else."""
    contents = [one for one in map(_text, _contents(entry)) if one.plain]
    if not contents:
        return Told("")
    text = max(contents, key=lambda one: len(one.plain))
    others = [one for one in contents if not _is_part(one, text)]
    whole = (*others, text)
    repairs = tuple(repair for one in whole for repair in one.repairs)
    return Told("".join(one.markup for one in whole), (*repairs, *_teaser(text)))


def _contents(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The summary, then the contents: type and value of each."""
    yield _typed(entry.get("summary_detail"))
    contents = entry.get("content")
    for content in contents if isinstance(contents, list) else []:
        yield _typed(content)


def _typed(detail: object) -> tuple[str, str]:
    if not isinstance(detail, Mapping):
        return "", ""
    kind, value = detail.get("type") or "", detail.get("value")
    return (kind, value) if kind in _TEXT_TYPES and isinstance(value, str) else ("", "")


def _text(typed: tuple[str, str]) -> _Text:
    kind, value = typed
    repairs: tuple[Repair, ...] = ()
    if kind != "text/plain" and not is_markup(value) and is_markup(html.unescape(value)):
        value = html.unescape(value)
        repairs = (Repair("&lt;…&gt;", "<…>", _ESCAPED),)
    if is_markup(value):
        return _Text(f"<div>{tidied(value)}</div>", _plain(value), repairs)
    # Entities are left in what a feed calls HTML, though it holds no tag.
    text = value if kind == "text/plain" else html.unescape(value)
    found = plain_text_of(Value(text, Place(1, 1)))
    markup = "".join(f"<p>{html.escape(block.text)}</p>" for block in found.blocks)
    return _Text(markup, _plain(markup), tuple(found.repairs))


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _is_part(one: _Text, text: _Text) -> bool:
    """Whether a summary is the text, or repeats a piece of it."""
    if one is text:
        return True
    piece = _BROKEN_OFF.sub("", one.plain).strip()
    return _letters(piece)[:_SAME_CHARACTERS] in _letters(text.plain)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _teaser(text: _Text) -> tuple[Repair, ...]:
    if not _BROKEN_OFF.search(text.plain[-_TAIL:]):
        return ()
    return (Repair(shown(text.plain[-100:]), "", _TEASER),)
