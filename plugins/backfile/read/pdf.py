"""A PDF with text in (a newspaper's page, a printed web page, an export), its documents out.

Its text is read as a dump is, a paragraph a line, and is divided by the
formats of exports and the line model. Words parted at a line's end are joined;
running heads and page numbers are told and left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from backfile.model import Capture, Claim, Document, Place, Reading, Rejected, Repair
from backfile.read.lines import mend
from backfile.read.portable.furniture import Cleared, cleared
from backfile.read.portable.pages import HYPHEN, Page, Unread, pages_of
from backfile.read.portable.paragraphs import joined, paragraphs_of, words_of
from backfile.read.records.claims import LONGEST_CLAIM
from backfile.read.records.entry import shown
from backfile.read.text import documents_of
from backfile.settings import Settings

_STARTS = b"%PDF-"
_ONLY_PICTURES = (
    "holds only pictures of text; try: run OCR over it (ocrmypdf) and put the result here"
)
_NO_LETTERS = "holds letters without their meaning; try: run OCR over it (ocrmypdf --force-ocr)"
_PICTURE = "holds only a picture; try: run OCR over it (ocrmypdf)"
_FURNITURE = "header or footer of pages: left out"
_JOINED = "lines of a page joined"
_PARTED = "lines of a page joined, and a word that was parted"
# Where fonts come without a map to Unicode, letters are control or private characters.
_MEANINGLESS = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_MOST_MEANINGLESS = 0.2
_ADDRESS = re.compile(r"https?://[\w.:-]+/[^\s<>\"]*")
# What a browser prints above a page is the minute in which it was printed.
_MINUTE = re.compile(r"\d[:.]\d\d\s*(?:[ap]\.?m\.?)?(?!\d)", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is a PDF, by its ending or its first bytes."""
    return ending == ".pdf" or start.lstrip().startswith(_STARTS)


def read(capture: Capture, data: bytes, settings: Settings) -> Reading | Rejected:
    """The documents of a PDF's text, and the pages that hold none."""
    pages = pages_of(data, settings.max_text_bytes)
    if isinstance(pages, Unread):
        return Rejected(capture.path, pages.why, capture.id)
    text = "".join(line.text for page in pages for line in page.lines)
    if not text:
        return Rejected(capture.path, _ONLY_PICTURES, capture.id)
    if len(_MEANINGLESS.findall(text)) > len(text) * _MOST_MEANINGLESS:
        return Rejected(capture.path, _NO_LETTERS, capture.id)
    without = cleared(pages)
    blank = sum(not (page.lines or page.has_picture or page.why_not) for page in pages)
    return Reading(
        _documents(without, capture),
        lost=tuple(_lost(pages, capture)),
        passed={"blank page": blank} if blank else {},
    )


def _lost(pages: Sequence[Page], capture: Capture) -> Iterator[Rejected]:
    for page in pages:
        if page.why_not or page.has_picture:
            source = f"{capture.path}, page {page.number}"
            yield Rejected(source, page.why_not or _PICTURE, capture.id)


@dataclass(frozen=True, slots=True)
class _Joint:
    """A line of the text that was several lines of a page."""

    line: int
    before: str
    after: str


def _documents(found: Cleared, capture: Capture) -> tuple[Document, ...]:
    words = words_of(found.pages)
    paragraphs = paragraphs_of(found.pages)
    texts = [joined(lines, words) for lines in paragraphs]
    # Each paragraph stands on a line of its own, with a blank one below it.
    joints = [
        _Joint(2 * index + 1, "\n".join(lines).replace(HYPHEN, "-"), text)
        for index, (lines, text) in enumerate(zip(paragraphs, texts, strict=True))
        if len(lines) > 1
    ]
    documents = documents_of("\n\n".join(texts), capture.id)
    claims = tuple(dict.fromkeys(_claims(found)))
    first, *others = (
        replace(document, claims=(*document.claims, *claims), repairs=_repairs(document, joints))
        for document in documents
    )
    return (replace(first, repairs=(*_furniture(found), *first.repairs)), *others)


def _furniture(found: Cleared) -> Iterator[Repair]:
    """The lines that were taken, those that differ in their figures alone told as one."""
    kinds: dict[str, list[tuple[str, int]]] = {}
    for text, count in found.taken:
        kinds.setdefault(_FIGURES.sub("#", text), []).append((text, count))
    for lines in kinds.values():
        count = sum(count for _, count in lines)
        texts = shown("; ".join(text for text, _ in lines))
        yield Repair(f"{texts} (on {count} pages)", "", _FURNITURE)


def _repairs(document: Document, joints: Sequence[_Joint]) -> tuple[Repair, ...]:
    """A document's repairs, with those of the lines that were joined in it."""
    if not document.blocks:
        return document.repairs
    top, bottom = document.blocks[0].place.first_line, document.blocks[-1].place.last_line
    own = (joint for joint in joints if top <= joint.line <= bottom)
    made = (Repair(j.before, j.after, _why(j), Place(j.line, j.line)) for j in own)
    return (*document.repairs, *made)


def _why(joint: _Joint) -> str:
    return _PARTED if len(joint.after.split()) < len(joint.before.split()) else _JOINED


def _claims(found: Cleared) -> Iterator[Claim]:
    """The address and the day that stand around a page: the fields inside a PDF are no evidence.

    Those say when and by which program a file was made, and of what file.
    """
    for text, _ in found.taken:
        line = mend(text, Place(1, 1))[0][:LONGEST_CLAIM]
        if address := _ADDRESS.search(line):
            # Long ones are cut short, and that of a paper's first page is no story's.
            if not address[0].endswith(("…", "...")) and urlsplit(address[0]).path.strip("/"):
                yield Claim("url", address[0], "pdf header")
        elif _YEAR.search(line) and not _MINUTE.search(line):
            yield Claim("date", line, "pdf header")
            return
