"""The paragraphs of a word processor's file in, the documents of its text out.

People paste many stories into one such file, and databases export hundreds
into one: so its text is read as a dump is, a line a paragraph, and is divided
by the formats of exports and the line model.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from backfile.model import Capture, Document, Rejected, Repair
from backfile.read.records.entry import shown
from backfile.read.text import documents_of
from backfile.settings import Settings

# A writer who parts paragraphs by empty ones does so at least this often.
_SHARE_OF_EMPTY = 0.1
# A cell with more than a few sentences, or several paragraphs, lays out a page.
_LONGEST_CELL = 400
_CELLS = " | "
_BEHIND = "text behind damage in"


@dataclass(slots=True)
class Manuscript:
    """What is found while a file is walked through, in its order.

    paragraphs: empty ones too. notes: foot- and endnotes, which stand below.
    left_out: texts that are no part of the story, by what they are. counted:
    what has no text, by what it is.
    """

    paragraphs: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    counted: Counter[str] = field(default_factory=Counter)

    def tell_damage(self, part: str, damage: str) -> None:
        """Tell that a part of the file could not be read to its end."""
        self.leave_out(f"{_BEHIND} {part}", damage)

    def leave_out(self, what: str, text: str) -> None:
        """Tell of a text that is no part of the story."""
        if text.strip():
            self.left_out.setdefault(what, []).append(text)


def row_of(cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """A row of a table as one line; the paragraphs of its cells where it lays out a page."""
    filled = [[text for text in cell if text.strip()] for cell in cells]
    if any(len(cell) > 1 or len("".join(cell)) > _LONGEST_CELL for cell in filled):
        return tuple(text for cell in filled for text in cell)
    texts = [" ".join(" ".join(cell).split()) for cell in filled]
    return (_CELLS.join(texts),) if any(texts) else ()


def documents(
    manuscript: Manuscript, capture: Capture, settings: Settings
) -> tuple[Document, ...] | Rejected:
    """The documents of a file's text, with what was left out of it told in the first."""
    text = "\n".join(_lines(manuscript))
    if not text.strip():
        return Rejected(capture.path, _why_none(manuscript), capture.id)
    if len(text) > settings.max_text_bytes:
        why = f"holds more than {settings.max_text_bytes} characters; try: split it"
        return Rejected(capture.path, why, capture.id)
    first, *others = documents_of(text, capture.id)
    return (replace(first, repairs=(*_told(manuscript), *first.repairs)), *others)


def _why_none(manuscript: Manuscript) -> str:
    damage = next((what for what in manuscript.left_out if what.startswith(_BEHIND)), "")
    if damage:
        return f"holds no text but {damage}; try: open it and save it anew"
    return "holds no text; try: if it holds pictures of pages, run OCR over them"


def _lines(manuscript: Manuscript) -> Iterator[str]:
    """The lines of the text: blank ones part paragraphs as its writer parted them."""
    yield from _parted(manuscript.paragraphs)
    if manuscript.notes:
        yield ""
        yield from _parted(manuscript.notes)


def _parted(paragraphs: Sequence[str]) -> Iterable[str]:
    empty = sum(not text.strip() for text in paragraphs)
    if empty >= len(paragraphs) * _SHARE_OF_EMPTY:
        return paragraphs
    # They are parted by their style alone, which lines of text do not have.
    return (line for text in paragraphs for line in (text, ""))


def _told(manuscript: Manuscript) -> Iterator[Repair]:
    for what, count in sorted((+manuscript.counted).items()):
        yield Repair(f"{what}: {count}", "", f"{what} are not kept by this version")
    for what, texts in manuscript.left_out.items():
        yield Repair(shown("; ".join(dict.fromkeys(texts))), "", f"{what}: left out")
