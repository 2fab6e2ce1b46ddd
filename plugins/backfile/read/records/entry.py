"""The records that an export gave, and what of it could not be read, in; documents out.

Nothing is lost silently: what gave no document is told as a repair of the
document before it (of the first, where there is none before), with its line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from backfile.model import Block, Capture, Claim, Document, Place, Rejected, Repair

# What is shown of a record that was left out; the capture holds the rest.
_SHOWN_CHARACTERS = 500
_SHOWN_IN_REASON = 100
# A first line that is longer, or ends like a sentence, is no headline.
_LONGEST_HEADLINE = 150
NO_TEXT = "a record without a text: left out"
_ENDS_A_SENTENCE = (".", "!", "?", "…", "。", ":", ";", ",")


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: blocks with what each is (`given`), and the lines that it stands on."""

    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    repairs: tuple[Repair, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of an export that is no record: where it stands, its text, and why."""

    place: Place
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts that follow each other and were left out for the same reason."""

    first: LeftOut
    last_line: int
    count: int

    def goes_on_with(self, one: LeftOut) -> bool:
        return one.why == self.first.why and one.place.first_line - self.last_line <= 1

    def with_next(self, one: LeftOut) -> "_Run":
        return replace(self, last_line=one.place.last_line, count=self.count + 1)

    @property
    def where(self) -> str:
        first = self.first.place.first_line
        return f"line {first}" if first == self.last_line else f"lines {first} to {self.last_line}"

    @property
    def repair(self) -> Repair:
        more = f"; and {self.count - 1} more" if self.count > 1 else ""
        what = f"{self.where}: {shown(self.first.text)}{more}"
        return Repair(what, "", self.first.why)


def documents_of(
    capture: Capture, found: Iterable[Entry | LeftOut], repairs: Sequence[Repair] = ()
) -> tuple[Document, ...] | Rejected:
    """A document for each record that holds text, in order, numbered from 0.

    repairs: those of the whole capture; the first document tells them.
    Rejected where no record can be read.
    """
    documents, told = _gathered(capture.id, found)
    if not documents:
        return Rejected(capture.path, _why_none(told[0]), capture.id)
    # What stands before the first document is told there.
    runs = [told[0] + told[1], *told[2:]]
    first, *others = map(_telling, documents, runs)
    return (replace(first, repairs=(*repairs, *first.repairs)), *others)


def _telling(document: Document, runs: Sequence[_Run]) -> Document:
    if not runs:
        return document
    return replace(document, repairs=document.repairs + tuple(run.repair for run in runs))


def _gathered(
    capture_id: str, found: Iterable[Entry | LeftOut]
) -> tuple[list[Document], list[list[_Run]]]:
    """The documents, and what was left out before the first and after each of them."""
    documents: list[Document] = []
    told: list[list[_Run]] = [[]]
    for one in map(_with_text, found):
        if isinstance(one, Entry):
            documents.append(_document(capture_id, len(documents), one))
            told.append([])
        elif told[-1] and told[-1][-1].goes_on_with(one):
            told[-1][-1] = told[-1][-1].with_next(one)
        else:
            told[-1].append(_Run(one, one.place.last_line, 1))
    return documents, told


def _with_text(one: Entry | LeftOut) -> Entry | LeftOut:
    if isinstance(one, LeftOut) or any(block.given in {"B", "D", ""} for block in one.blocks):
        return one
    whole = "; ".join(block.text for block in one.blocks)
    return LeftOut(one.place, whole, NO_TEXT)


def _document(capture_id: str, number: int, entry: Entry) -> Document:
    document = Document(capture_id, number, "text", entry.blocks, entry.claims, entry.repairs)
    if not any(block.given == "T" for block in entry.blocks):
        document = _untitled(document)
    if not document.repairs:
        return document
    top, bottom = document.blocks[0].place.first_line, document.blocks[-1].place.last_line
    # A draft tells the repairs between its first and last line, and those of the whole document.
    repairs = tuple(
        repair if repair.place is None or top <= repair.place.first_line <= bottom
        else replace(repair, place=None)
        for repair in document.repairs
    )  # fmt: skip
    return replace(document, repairs=repairs)


def _untitled(document: Document) -> Document:
    """A record whose headline is not known: its text alone, for the finder of headlines.

    What the finder makes of a dump is told apart by its line. Where many
    paragraphs stand on one line they are a page, which is one article.
    """
    text = [replace(b, given="") for b in document.blocks if b.given in {"B", "D", ""}]
    rest = "; ".join(b.text for b in document.blocks if b.given not in {"B", "D", ""})
    told = (Repair(rest, "", "fields that are no part of the text"),) if rest else ()
    document = replace(document, blocks=tuple(text), repairs=(*document.repairs, *told))
    lines = [block.place.first_line for block in text]
    if all(one < other for one, other in pairwise(lines)):
        return document
    return replace(document, medium="page", blocks=tuple(_as_page(text)))


def _as_page(blocks: Sequence[Block]) -> Iterator[Block]:
    for index, block in enumerate(blocks):
        path = block.place.path or "body > p"
        block = replace(block, place=replace(block.place, path=path))  # noqa: PLW2901 - one block
        is_first = index == 0 and not any(b.kind == "heading" for b in blocks)
        is_headline = is_first and _could_be_headline(block.text)
        yield replace(block, kind="heading", level=1) if is_headline else block


def _could_be_headline(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE and not text.rstrip().endswith(_ENDS_A_SENTENCE)


def shown(text: str, most: int = _SHOWN_CHARACTERS) -> str:
    """A text in one line, cut where it is long; how long it is stands behind it."""
    line = " ".join(text[: 4 * most].split())
    if len(line) <= most and len(text) <= 4 * most:
        return line
    return f"{line[:most]} … ({len(text)} characters in all)"


def _why_none(runs: Sequence[_Run]) -> str:
    if not runs:
        return "holds no record"
    first, others = runs[0], sum(run.count for run in runs) - 1
    more = f"; and {others} more" if others else ""
    what = shown(first.first.text, _SHOWN_IN_REASON)
    return f"holds no record that can be read: {first.where}: {first.first.why} ({what}){more}"
