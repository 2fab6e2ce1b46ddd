"""The value of a field in, the blocks of its text out: plain text, or HTML by the page reader."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backfile.model import Block, Capture, Place, Rejected, Repair
from backfile.read.lines import mend
from backfile.read.page import read as read_page
from backfile.read.records.markup import is_markup, tidied
from backfile.read.unwrap import WRAPPED, paragraphs
from backfile.settings import Settings

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_SHOWN_ENTITIES = 20
# HTML that was escaped once too often, as feeds do; text that speaks of a tag has no end of one.
_ESCAPED = re.compile(r"&lt;(?:/(?:p|div|a|b|i|em|strong|li|h[1-6])|br\s?/?)&gt;", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """What a value is read with: its capture, the bounds, and its record's own address."""

    capture: Capture
    settings: Settings
    url: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value and the lines it stands on; by_line: each of its line ends is one of the file's."""

    text: str
    place: Place
    by_line: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """The blocks of a value and what was mended; why_not: it could not be read, and why."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...] = ()
    why_not: str = ""


def text_of(value: Value, source: Source) -> Text:
    """The blocks of a value in order: "B" where it is plain text, not given where it is HTML.

    What HTML holds beside the story is left to cleaning.
    """
    decoded, repairs = _without_entities(value.text, value.place)
    if is_markup(decoded):
        found = html_text_of(decoded, value.place, source)
        return replace(found, repairs=(*repairs, *found.repairs))
    found = plain_text_of(value if decoded == value.text else replace(value, text=decoded))
    return replace(found, repairs=(*repairs, *found.repairs)) if repairs else found


def plain_text_of(value: Value) -> Text:
    """The paragraphs of a value that is plain text, whatever stands in it."""
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for place, text, before in _plain(value):
        mended, changes = mend(text, place)
        if mended.strip():
            blocks.append(Block("paragraph", mended.strip(), place, given="B"))
            repairs += (*_joined(before, text, place), *changes)
    return Text(tuple(blocks), tuple(repairs))


def line_of(value: Value, source: Source) -> tuple[str, tuple[Repair, ...]]:
    """A value that is one line, such as a headline, and what was mended."""
    if "<" in value.text or "&" in value.text:
        found = text_of(value, source)
        return " ".join(" ".join(block.text for block in found.blocks).split()), found.repairs
    mended, repairs = mend(" ".join(value.text.split()), value.place)
    return mended.strip(), repairs


def _without_entities(text: str, place: Place) -> tuple[str, tuple[Repair, ...]]:
    if "&" not in text:
        return text, ()
    if is_markup(text):
        # The page reader decodes them; here "&lt;" would become a tag.
        return text, ()
    if _ESCAPED.search(text):
        return html.unescape(text), (Repair("&lt;…&gt;", "<…>", "escaped mark-up", place),)
    decoded = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if decoded == text:
        return text, ()
    kinds = list(dict.fromkeys(_ENTITY.findall(text)))[:_SHOWN_ENTITIES]
    read = " ".join(" ".join(map(html.unescape, kinds)).split())
    return decoded, (Repair(" ".join(kinds), read, "entities decoded", place),)


def _plain(value: Value) -> Iterator[tuple[Place, str, Sequence[str]]]:
    """Each paragraph with its place, and the lines that were joined for it."""
    lines = _LINE_END.split(value.text) if "\r" in value.text else value.text.split("\n")
    wrapped = dict(paragraphs(lines)) if len(lines) > 1 else {}
    at = 0
    while at < len(lines):
        last = wrapped.get(at, at)
        part = lines[at : last + 1]
        text = part[0] if last == at else " ".join(line.strip() for line in part)
        if text and not text.isspace():
            yield _place(value, at, last), text, part if last > at else ()
        at = last + 1


def _place(value: Value, first: int, last: int) -> Place:
    if not value.by_line:
        return value.place
    top, bottom = value.place.first_line, value.place.last_line
    return Place(min(top + first, bottom), min(top + last, bottom))


def _joined(before: Sequence[str], text: str, place: Place) -> tuple[Repair, ...]:
    return (Repair("\n".join(before), text, WRAPPED, place),) if before else ()


def html_text_of(markup: str, place: Place, source: Source) -> Text:
    """The blocks of HTML, each at the place of the value, by the reader of pages."""
    known = replace(source.capture.provenance, url=source.url or source.capture.provenance.url)
    capture = replace(source.capture, provenance=known)
    # A byte order mark goes before whatever encoding the mark-up declares.
    data = _BOM + tidied(markup).encode("utf-8", "replace")
    found = read_page(capture, data, source.settings)
    if isinstance(found, Rejected):
        return Text((), (), "" if found.reason == "holds no text" else found.reason)
    (document,) = found
    blocks = tuple(replace(b, place=replace(place, path=b.place.path)) for b in document.blocks)
    repairs = tuple(
        replace(repair, place=place)
        for repair in document.repairs
        if repair.why != "wrong encoding"
    )
    return Text(blocks, repairs)
