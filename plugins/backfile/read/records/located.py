"""Text that holds JSON in, its records with the lines they stand on out, and what is no JSON.

A value that holds a list of records is opened, so that each record has lines
of its own and a fault in the middle costs no more than what follows it.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from typing import Any

from backfile.model import Place
from backfile.read.records.entry import LeftOut
from backfile.read.records.objects import holds_records, written

# Line ends and tabs inside texts are no JSON, yet many a program writes them.
_DECODER = json.JSONDecoder(strict=False)
_BETWEEN = re.compile(r"[ \t\n\r,:\x1e]*")
# Records stand so deep in the answers of interfaces: rss > channel > item.
_MOST_LEVELS = 5
_SHOWN_CHARACTERS = 2_000
_NO_LINE = "a line that is no JSON: left out; try: mend it, or fetch it again"
_NO_REST = "no JSON from here on: left out; try: mend it, or fetch the file again"
_TORN = "no JSON any more: the file breaks off; try: fetch it again"
_AROUND = "what stands around the records of the export"


@dataclass(frozen=True, slots=True)
class Found:
    """A JSON value and its lines."""

    value: Any
    place: Place


def in_lines(text: str) -> Iterator[Found | LeftOut]:
    """The values of JSON lines; a list whose items stand on a line each is read so too."""
    for number, line in enumerate(text.split("\n"), 1):
        written = line.strip(" \t\r,\x1e")
        place = Place(number, number)
        if written in {"", "[", "]"}:
            continue
        value, end, why = _decoded(written, 0)
        if end != len(written):
            told = f"{why or 'more than one value'}: {written[:_SHOWN_CHARACTERS]}"
            yield LeftOut(place, told, _NO_LINE)
        elif holds_records(value):
            yield from (replace(one, place=place) for one in in_text(written))
        else:
            yield Found(value, place)


def in_text(text: str) -> Iterator[Found | LeftOut]:
    """The values of a text, one after another, up to the first fault."""
    document = _Text(text, tuple(found.start() for found in re.finditer("\n", text)))
    at = document.skip(0)
    while 0 <= at < len(text):
        end = yield from document.walk(at, 0)
        at = document.skip(end) if end > at else -1


def is_whole(text: str) -> bool:
    """Whether a text is one JSON value and nothing else."""
    return _decoded(text, 0)[1] == len(text)


def _decoded(text: str, at: int) -> tuple[Any, int, str]:
    """The value at a place, where it ends, and why there is none."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        return None, -1, f"{error.msg} at column {error.colno}"
    except (RecursionError, ValueError):
        # The latter is a number of thousands of digits.
        return None, -1, "lists or numbers beyond all bounds"
    return value, end, ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and where its lines end."""

    text: str
    line_ends: tuple[int, ...]

    def skip(self, at: int) -> int:
        """The first place from here that is no space, comma or colon."""
        found = _BETWEEN.match(self.text, at)
        return found.end() if found else at

    def walk(
        self, at: int, level: int, *, in_list: bool = False
    ) -> Generator[Found | LeftOut, None, int]:
        """The records at a place; returns where their value ends, -1 where it is broken."""
        value, end, why = _decoded(self.text, at)
        # Of a record that is broken nothing is read; a list is, up to the one that is.
        may_open = self.text[at] == "[" or (self.text[at] == "{" and not in_list)
        if level < _MOST_LEVELS and (may_open if end < 0 else holds_records(value)):
            ended = yield from self._open(at, level)
            return end if end >= 0 else ended
        if end < 0:
            place = Place(self._line(at), self._line(len(self.text) - 1))
            yield LeftOut(place, f"{why}: {self.text[at : at + _SHOWN_CHARACTERS]}", _NO_REST)
        else:
            yield Found(value, Place(self._line(at), self._line(end - 1)))
        return end

    def _open(self, at: int, level: int) -> Generator[Found | LeftOut, None, int]:
        """The records in a list or object, one by one, and what stands beside them."""
        is_list = self.text[at] == "["
        around: list[str] = []
        inside = self.skip(at + 1)
        while 0 <= inside < len(self.text) and self.text[inside] not in "]}":
            if is_list:
                end = yield from self.walk(inside, level + 1, in_list=True)
            else:
                end = yield from self._member(inside, level + 1, around)
            inside = self.skip(end) if end >= 0 else -1
        if inside >= len(self.text):
            line = self._line(len(self.text) - 1)
            yield LeftOut(Place(line, line), "the end of the file", _TORN)
        if around:
            yield LeftOut(Place(self._line(at), self._line(at)), "; ".join(around), _AROUND)
        return inside + 1 if 0 <= inside < len(self.text) else -1

    def _member(
        self, at: int, level: int, around: list[str]
    ) -> Generator[Found | LeftOut, None, int]:
        """A name and its value inside an object: opened where it holds records, else noted."""
        name, end, _ = _decoded(self.text, at)
        inside = self.skip(end) if end >= 0 else at
        if not isinstance(name, str) or inside >= len(self.text):
            return (yield from self.walk(at, _MOST_LEVELS))
        value, end, _ = _decoded(self.text, inside)
        if end < 0 or holds_records(value):
            return (yield from self.walk(inside, level))
        around.append(f"{name}: {written(value)}")
        return end

    def _line(self, at: int) -> int:
        return bisect_left(self.line_ends, at) + 1
