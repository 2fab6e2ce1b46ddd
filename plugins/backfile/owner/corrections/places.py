"""A correction and a document in, the blocks that it is about out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backfile.details import CUT
from backfile.model import Article, Block, Capture, Digest, Document, KeptDocument, line_key
from backfile.owner.corrections.parsing import Correction, Target

# First and last index of blocks, inclusive.
Span = tuple[int, int]
# Orders that are on an article as a whole, so that words need only stand somewhere in it.
_WHOLE = ("digest", "article", "join")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as corrections find it.

    address: the canonical one of its story, or ''. made: what was made of it
    without any correction.
    """

    capture: Capture
    document: Document | KeptDocument
    address: str
    made: tuple[Article | Digest, ...]

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all other documents."""
        return self.document.capture_id, self.document.number

    @property
    def captured(self) -> str:
        """When it was captured, ISO, or ''."""
        return self.document.captured or self.capture.provenance.captured

    @property
    def name(self) -> str:
        """Its capture's path, and its part of it."""
        return ", ".join(filter(None, (self.capture.path, self.document.part)))


def is_of_capture(sheet: Sheet, target: Target) -> bool:
    """Whether a document is of the capture, and the part of it, that a target names."""
    capture = sheet.capture
    is_part = not target.part or target.part == sheet.document.part
    return is_part and target.capture in {capture.id, capture.path, *capture.copies}


def place_of(sheet: Sheet, correction: Correction, article: Span | None = None) -> Span | None:
    """The blocks that a correction is about; None where it is about none of this document.

    article: those of the article that it names, where it names one.
    """
    target = correction.target
    if not sheet.document.blocks:
        return None
    region = _region(sheet, target, article)
    if region is None:
        # Lines that have moved are known again by their words.
        return _by_words(sheet, target) if target.capture and target.text else None
    if not target.text:
        return _point(region, correction)
    blocks = sheet.document.blocks
    hits = list(_with_words(blocks, target.text, region))
    if not hits and target.lines:
        # Where something was cut out, the words may be gone with it; the lines still hold.
        hits = [i for i in range(region[0], region[1] + 1) if CUT in blocks[i].text]
    if not hits:
        return _by_words(sheet, target)
    if correction.do in _WHOLE or (target.lines and not correction.sets):
        return region
    return hits[0], hits[0]


def _point(region: Span, correction: Correction) -> Span:
    """Fields are those of the article that stands where a place begins."""
    is_article = bool(correction.target.articles or correction.target.lines)
    return (region[0], region[0]) if correction.sets and is_article else region


def inherited_place(sheet: Sheet, correction: Correction) -> Span | None:
    """The blocks of another capture of the same story that a correction is about, too."""
    if correction.do in _WHOLE:
        return span_of(sheet, sheet.made[0]) if len(sheet.made) == 1 else None
    if correction.target.text:
        return _by_words(sheet, correction.target)
    if correction.sets and "title" not in correction.sets and len(sheet.made) == 1:
        return 0, len(sheet.document.blocks) - 1
    return None


def _region(sheet: Sheet, target: Target, article: Span | None) -> Span | None:
    """The blocks between which a target lies."""
    blocks = sheet.document.blocks
    if target.lines:
        return _of_lines(blocks, *target.lines)
    if target.path:
        return _ends([i for i, b in enumerate(blocks) if is_at(b, target.path)])
    if target.capture:
        return 0, len(blocks) - 1
    return article


def span_of(sheet: Sheet, one: Article | Digest, begins: int | None = None) -> Span:
    """The blocks of an article or digest, from its headline to its end, or from one of them on."""
    blocks = sheet.document.blocks
    first, last = _of_lines(blocks, one.first_line, one.last_line) or (0, len(blocks) - 1)
    return (first if begins is None else begins), last


def is_at(block: Block, path: str) -> bool:
    """Whether a block stands at a tag path, or within what stands there."""
    return block.place.path == path or block.place.path.startswith(f"{path} > ")


def _of_lines(blocks: Sequence[Block], first: int, last: int) -> Span | None:
    places = ((i, block.place) for i, block in enumerate(blocks))
    return _ends([i for i, at in places if at.first_line <= last and at.last_line >= first])


def _ends(indexes: Sequence[int]) -> Span | None:
    return (indexes[0], indexes[-1]) if indexes else None


def _by_words(sheet: Sheet, target: Target) -> Span | None:
    """The one block that holds the target's words; None where none or several do."""
    blocks = sheet.document.blocks
    hits = list(_with_words(blocks, target.text, (0, len(blocks) - 1)))
    return (hits[0], hits[0]) if len(hits) == 1 else None


def _with_words(blocks: Sequence[Block], words: str, region: Span) -> Iterator[int]:
    """The indexes of a region's blocks that hold some words, whatever case and spacing."""
    wanted = line_key(words)
    for index in range(region[0], region[1] + 1):
        if wanted in line_key(blocks[index].text):
            yield index
