"""Newswire in the SGML of the Reuters-21578 collection in, a document of each story out.

Each <REUTERS> element holds a date, topics and places, and a text with its
title, dateline and body. The lines of a body were wrapped; a paragraph begins
with four spaces, and `Reuter` with a control character ends the last.
"""

import html
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from backfile.model import (
    Block,
    BlockKind,
    Capture,
    Claim,
    Document,
    LabelName,
    Place,
    Rejected,
    Repair,
)
from backfile.read.lines import mend
from backfile.read.opening import opened
from backfile.read.records.claims import LONGEST_CLAIM
from backfile.read.records.entry import Entry, LeftOut, documents_of
from backfile.read.records.values import Text, Value, plain_text_of
from backfile.read.unwrap import WRAPPED
from backfile.settings import Settings

_ENDINGS = (".sgm", ".sgml")
_LOOKS_LIKE_IT = re.compile(rb"\s*(?:<!doctype\s+lewis\b|<reuters\b)", re.IGNORECASE)
_OPENS = re.compile(r"<REUTERS\b[^<>]*>", re.IGNORECASE)
_CLOSES = re.compile(r"</REUTERS\s*>", re.IGNORECASE)
_PROLOGUE = re.compile(r"<[!?][^<>]*>|\s+")
_LISTS = ("TOPICS", "PLACES", "PEOPLE", "ORGS", "EXCHANGES", "COMPANIES")
# An element that is not closed ends with its record, or where the text does.
_ELEMENT = re.compile(
    rf"<(DATE|UNKNOWN|MKNOTE|TITLE|AUTHOR|DATELINE|BODY|{'|'.join(_LISTS)})\b[^<>]*>"
    r"(.*?)(?:</\1\s*>|(?=</TEXT)|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(r"<D>([^<>]*)</D>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_GIVEN: dict[str, LabelName] = {
    "TITLE": "T", "AUTHOR": "M", "DATELINE": "M", "UNKNOWN": "S", "MKNOTE": "S",
}  # fmt: skip
_CLAIMED: dict[str, Literal["title", "author", "date"]] = {
    "TITLE": "title", "AUTHOR": "author", "DATE": "date",
}  # fmt: skip
_HAS_WORDS = re.compile(r"[^\W_]")
_AGENCY = re.compile(r"[\s,]+reuters?\W*\Z", re.IGNORECASE)
_END_OF_STORY = re.compile(r"\W*reuters?\W*", re.IGNORECASE)
_NO_RECORD = "is SGML without a <REUTERS> element; try: save its texts as .txt or .html"
_NOT_CLOSED = "a record that is not closed: read up to where it breaks off"


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is of the collection's form, by its ending or its first bytes."""
    return ending in _ENDINGS or bool(_LOOKS_LIKE_IT.match(start))


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of a file of the collection, or why there are none."""
    decoded = opened(capture, data, settings)
    if isinstance(decoded, Rejected):
        return decoded
    if _OPENS.search(decoded.text) is None:
        return Rejected(capture.path, _NO_RECORD, capture.id)
    wire = _Wire(decoded.text, tuple(found.start() for found in re.finditer("\n", decoded.text)))
    return documents_of(capture, wire.records(), decoded.repairs)


@dataclass(frozen=True, slots=True)
class _Element:
    """An element of a record and where its content stands; the name is "" between elements."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Wire:
    """The text of a file, and where its lines end."""

    text: str
    line_ends: tuple[int, ...]

    def records(self) -> Iterator[Entry | LeftOut]:
        """Each record, and what stands between them."""
        opens = list(_OPENS.finditer(self.text))
        starts = [found.start() for found in opens]
        yield from self._between(0, starts[0])
        for found, end in zip(opens, [*starts[1:], len(self.text)], strict=True):
            closes = _CLOSES.search(self.text, found.end(), end)
            yield self._record(found, closes, end)
            yield from self._between(closes.end() if closes else end, end)

    def _between(self, start: int, end: int) -> Iterator[LeftOut]:
        rest = _PROLOGUE.sub(" ", self.text[start:end]).strip()
        if rest:
            yield LeftOut(self._place(start, end), rest, "text between the records: left out")

    def _record(self, opening: re.Match[str], closing: re.Match[str] | None, end: int) -> Entry:
        place = self._place(opening.start(), closing.end() if closing else end)
        tag = self._place(opening.start(), opening.end())
        mark = _block("S", mend(" ".join(opening[0].strip("<>").split()), tag)[0], tag)
        elements = list(self._elements(opening.end(), closing.start() if closing else end))
        texts = [self._text_of(element) for element in elements]
        claims = (c for e in elements for c in _claims(e.name, self.text[e.start : e.end]))
        repairs = (repair for text in texts for repair in text.repairs)
        told = () if closing else (Repair(mark.text, "", _NOT_CLOSED, place),)
        return Entry(
            blocks=(mark, *(block for text in texts for block in text.blocks)),
            claims=(Claim("source", "Reuters", "reuters"), *claims),
            repairs=(*told, *repairs),
            place=place,
        )

    def _elements(self, start: int, end: int) -> Iterator[_Element]:
        for found in _ELEMENT.finditer(self.text, start, end):
            yield _Element("", start, found.start())
            yield _Element(found[1].upper(), found.start(2), found.end(2))
            start = found.end()
        yield _Element("", start, end)

    def _text_of(self, element: _Element) -> Text:
        """The blocks of an element; of what is a claim alone, and of mark-up, none."""
        content = self.text[element.start : element.end]
        if element.name == "BODY":
            return self._body(content, element.start)
        if element.name in _GIVEN:
            place = self._place(element.start, element.end)
            line, repairs = mend(_line(content, element.name), place)
            given = _GIVEN[element.name]
            return Text((_block(given, line, place),) if line.strip() else (), repairs)
        if element.name:
            return Text(())
        # A text that was never marked up stands between the elements.
        place = Place(self._line_at(element.start), self._line_at(element.end))
        found = plain_text_of(Value(html.unescape(_TAG.sub("", content)), place, by_line=True))
        # Asterisks beside a title are marks of the wire.
        blocks = (b if _HAS_WORDS.search(b.text) else replace(b, given="S") for b in found.blocks)
        return replace(found, blocks=tuple(blocks))

    def _body(self, content: str, start: int) -> Text:
        """The paragraphs of a body, and the line that ends it."""
        lines = [html.unescape(line) for line in content.split("\n")]
        top = self._line_at(start)
        blocks: list[Block] = []
        repairs: list[Repair] = []
        for first, last in _paragraphs(lines):
            place = Place(top + first, top + last)
            text = " ".join(line.strip() for line in lines[first : last + 1])
            mended, changes = mend(text, place)
            if last > first:
                before = "\n".join(lines[first : last + 1])
                repairs.append(Repair(before, text, WRAPPED, place))
            repairs += changes
            blocks += [_block("B", mended, place)] if mended.strip() else []
        if blocks and _END_OF_STORY.fullmatch(blocks[-1].text):
            blocks[-1] = replace(blocks[-1], given="S")
        return Text(tuple(blocks), tuple(repairs))

    def _line_at(self, at: int) -> int:
        return bisect_left(self.line_ends, at) + 1

    def _place(self, start: int, end: int) -> Place:
        """The lines of a piece of the text, the blank ones at its ends apart."""
        piece = self.text[start:end]
        first = self._line_at(start + len(piece) - len(piece.lstrip()))
        return Place(first, max(first, self._line_at(end - 1 - len(piece) + len(piece.rstrip()))))


def _paragraphs(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First and last line of each paragraph: it begins with an indent, or below a blank line."""
    first = 0
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if not line.strip():
            first = index + 1
        elif not following.strip() or following[0].isspace() or _END_OF_STORY.fullmatch(following):
            yield first, index
            first = index + 1


def _block(given: LabelName, text: str, place: Place) -> Block:
    kind: BlockKind = "paragraph" if given in {"T", "B"} else "line"
    return Block(kind, text, place, given=given)


def _line(content: str, name: str) -> str:
    line = " ".join(html.unescape(content).split())
    return line.rstrip(" -") if name == "DATELINE" else line


def _claims(name: str, content: str) -> Iterator[Claim]:
    """What an element says of the story."""
    origin = f"reuters: {name}"
    if name in _LISTS:
        words = (_words(word) for word in _ITEM.findall(content))
        yield from (Claim("keyword", word, origin) for word in words if word)
    elif name in _CLAIMED:
        line = _words(_TAG.sub(" ", content))
        line = _AGENCY.sub("", line) if name == "AUTHOR" else line
        if line:
            yield Claim(_CLAIMED[name], line, origin)


def _words(content: str) -> str:
    """What an element holds as a claim's value."""
    mended = mend(" ".join(html.unescape(content).split()), Place(1, 1))[0]
    return " ".join(mended.split())[:LONGEST_CLAIM]
