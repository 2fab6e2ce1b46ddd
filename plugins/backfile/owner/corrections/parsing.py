"""The entries of corrections.yaml in, checked corrections out; a mistake is one line."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backfile.errors import RuleError
from backfile.owner.entries import (
    NOTES,
    Entry,
    load_entries,
    refuse_without_notes,
    without_controls,
)
from backfile.slugs import slug

FILE_NAME = "corrections.yaml"
BLOCK_ORDERS = ("keep", "remove", "start", "end", "join", "split", "digest", "article")
TIES = ("same-as", "not-same-as")
TAG_ORDERS = ("alias", "merge", "part", "ban", "rename")
SETTABLE = ("title", "date", "authors", "language", "source", "section")
_FIELDS = ("target", "text", "set", "do", "other", "name", *NOTES)
_TARGET = ("article", "capture", "lines", "path", "part", "tag", "text")
# What an order on blocks needs beside an article or capture: the words or the place.
_NEED_PLACE = ("keep", "remove", "start", "end", "split")
_NEED_OTHER = ("same-as", "not-same-as", "merge")
_NEED_NAME = ("alias", "part", "rename")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LINES = 2
_OR_TAKE_AWAY = ", or take the entry away"


@dataclass(frozen=True, slots=True)
class Target:
    """What a correction is about.

    articles: ids. capture: a path or SHA-256. lines: first and last, from 1,
    inclusive; of a saved page they count its blocks. path: a tag path in place
    of lines. part: which part of a capture that holds several documents. tag:
    "slug" or "kind/slug". text: words that the target must contain.
    """

    articles: tuple[str, ...] = ()
    capture: str = ""
    lines: tuple[int, int] | None = None
    path: str = ""
    part: str = ""
    tag: str = ""
    text: str = ""

    @property
    def has_place(self) -> bool:
        """Whether it says which blocks are meant."""
        return bool(self.lines or self.path or self.text)


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry: a target, and either fields that are set or something to do.

    line: where it stands in the file, from 1; 0 for one that is not saved yet.
    """

    line: int
    target: Target
    sets: Mapping[str, str]
    do: str
    other: str
    name: str
    why: str
    by: str
    on: str

    def error(self, what: str, cure: str) -> RuleError:
        """The error that says what is wrong with this entry, and how to mend it."""
        if not self.line:
            what, cure = what.replace(" any more", ""), cure.removesuffix(_OR_TAKE_AWAY)
        return Entry(FILE_NAME, self.line, {}).error(what, cure)


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections of an archive, as they stand in the file."""

    entries: tuple[Correction, ...] = field(default=())

    def of_documents(self) -> tuple[Correction, ...]:
        """Those on blocks and on the fields of articles."""
        return tuple(c for c in self.entries if c.do in BLOCK_ORDERS or c.sets)

    def of_tags(self) -> tuple[Correction, ...]:
        """Those on tags."""
        return tuple(c for c in self.entries if c.do in TAG_ORDERS)

    def ties(self) -> tuple[Correction, ...]:
        """Those that say which articles are one, and which are not."""
        return tuple(c for c in self.entries if c.do in TIES)


def load_corrections(folder: Path) -> Corrections:
    """The corrections of a folder of rules; none without the file.

    Raises:
        RuleError: an entry can't be used; names its line and the cure.
    """
    return Corrections(tuple(map(correction, load_entries(folder, FILE_NAME))))


def correction(entry: Entry) -> Correction:
    """A checked correction.

    Raises:
        RuleError: it can't be used; names its line and the cure.
    """
    entry.refuse_unknown(_FIELDS)
    refuse_without_notes(entry)
    target = _target(entry)
    sets = _sets(entry)
    found = Correction(
        line=entry.line,
        target=target,
        sets=sets,
        do=entry.text("do"),
        other=entry.text("other"),
        name=entry.text("name"),
        why=entry.text("why"),
        by=entry.text("by"),
        on=entry.day("on"),
    )
    _check(found)
    return found


def correction_of(file: str, fields: Mapping[str, Any]) -> Correction:
    """A correction that is not saved yet.

    Raises:
        RuleError: it can't be used.
    """
    return correction(Entry(file, 0, fields))


def _target(entry: Entry) -> Target:
    given = entry.fields.get("target")
    if not isinstance(given, Mapping):
        cure = "target: {article: ID}, {capture: PATH, lines: [3, 3]} or {tag: SLUG}"
        raise entry.error("has no target", cure)
    entry.refuse_unknown(_TARGET, given)
    inner = Entry(entry.file, entry.line, given)
    listed = given.get("article")
    articles = [str(one) for one in listed] if isinstance(listed, list) else [inner.text("article")]
    return Target(
        articles=tuple(filter(None, articles)),
        capture=inner.text("capture"),
        lines=_lines(entry, given.get("lines")),
        path=inner.text("path"),
        part=inner.text("part"),
        tag=inner.text("tag"),
        text=inner.text("text") or entry.text("text"),
    )


def _lines(entry: Entry, value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    pair = [value, value] if isinstance(value, int) else value
    is_pair = isinstance(pair, list) and len(pair) == _LINES
    if not is_pair or not all(type(n) is int and n >= 1 for n in pair) or pair[0] > pair[1]:
        raise entry.error(f"lines are {value!r}", "lines: [FIRST, LAST], counted from 1")
    return pair[0], pair[1]


def _sets(entry: Entry) -> dict[str, str]:
    given = entry.fields.get("set")
    if given is None:
        return {}
    if not isinstance(given, Mapping) or not given:
        raise entry.error('"set" holds no fields', 'set: {title: "..."}')
    entry.refuse_unknown(SETTABLE, given)
    return {str(name): _value(entry, str(name), value) for name, value in given.items()}


def _value(entry: Entry, name: str, value: Any) -> str:
    parts = value if isinstance(value, list) and name == "authors" else [value]
    if any(isinstance(part, Mapping | list) for part in parts):
        raise entry.error(f'"{name}" is no text', f'{name}: "..."')
    texts = (" ".join(str(part).split()) for part in parts if part is not None)
    text = without_controls("; ".join(texts))
    if name == "title" and not text:
        raise entry.error("sets an empty title", 'title: "..."')
    if name == "date" and text and not _is_date(text):
        raise entry.error(f"date is {text!r}", 'like "2025-05-11", "2025-05", or "" for none')
    if name == "language" and not _LANGUAGE.fullmatch(text):
        raise entry.error(f"language is {text!r}", "like en or pt-BR")
    return text


def _is_date(text: str) -> bool:
    """Whether a date, or the part of it that is known, is in the calendar."""
    try:
        return bool(_DATE.fullmatch(text) and dt.date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


def _check(one: Correction) -> None:
    """Refuse what does not fit together."""
    if bool(one.sets) == bool(one.do):
        raise one.error('must have either "set" or "do"', f"do: with one of {_all_orders()}")
    if one.do and one.do not in (*BLOCK_ORDERS, *TIES, *TAG_ORDERS):
        raise one.error(f'can\'t do "{one.do}"', f"one of {_all_orders()}")
    target = one.target
    named = [bool(target.articles), bool(target.capture), bool(target.tag)]
    if one.do in TAG_ORDERS:
        if not target.tag or target.capture:
            raise one.error(f'"{one.do}" is for a tag', "target: {tag: SLUG}")
    elif sum(named) != 1 or target.tag:
        raise one.error("must name one article or capture", "target: {article: ID}")
    _check_needs(one)


def _check_needs(one: Correction) -> None:
    """Refuse what lacks a part that its order needs."""
    if one.do in _NEED_OTHER and not one.other:
        raise one.error(f'"{one.do}" names no other', "other: ID (or the other tag's SLUG)")
    if one.do in _NEED_NAME and not one.name:
        raise one.error(f'"{one.do}" gives no name', 'name: "..."')
    if one.do in _NEED_PLACE and not one.target.has_place:
        raise one.error(f'"{one.do}" does not say where', "lines: [FIRST, LAST] in its target")
    if one.do == "join" and not (one.other if one.target.articles else one.target.lines):
        raise one.error('"join" does not say what with', "other: ID of the second article")
    if (one.other and one.do not in (*_NEED_OTHER, "join")) or (
        one.name and one.do not in _NEED_NAME
    ):
        raise one.error('has an "other" or "name" that nothing is done with', "without it")
    if one.other and one.other in (*one.target.articles, one.target.tag):
        raise one.error(f'"{one.do}" names itself', "the other one")
    if one.do in TIES and not one.target.articles:
        raise one.error(f'"{one.do}" is for an article', "target: {article: ID}")


def _all_orders() -> str:
    return ", ".join((*BLOCK_ORDERS, *TIES, *TAG_ORDERS))


def tag_key(word: str) -> tuple[str, str]:
    """The kind, or '', and slug of a tag as the owner names it: "slug", "person/slug" or a name."""
    kind, _, name = word.rpartition("/")
    return kind, slug(name)
