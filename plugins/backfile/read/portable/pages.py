"""The bytes of a PDF in, the lines of its pages out, in the order in which they were set.

PDFium takes the file apart. Newspapers set a story column by column, so the
order of a page's content is that of its text; lines are not sorted anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from backfile.later import later

# Every reader is asked of every capture; only a PDF needs what reads it.
with later("pypdfium2"):
    import pypdfium2

_IMAGE = 3
_PASSWORD = "password"  # noqa: S105 - a word of the library's message
_IS_PROTECTED = "is protected by a password; try: save it without (qpdf --decrypt)"
_IS_DAMAGED = "is damaged: it can't be opened; try: fetch it anew, or mend it (qpdf)"
# A newspaper's issue has 100 pages, a year of them bound as one file some thousands.
_MOST_PAGES = 10_000
# How the library marks a hyphen at a line's end, which it gives without the end itself.
_PARTING = ("\ufffe", "\x02", "\xad")
HYPHEN = "\xad"
# A word that stands lower than its line by this share of the line's height is in another one.
_LOWER = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page and where it stands, in points from the page's lower left corner.

    size: the height of its letters' boxes. A HYPHEN at its end parts a word.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def size(self) -> float:
        """The height of its letters' boxes."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its height in points, its lines; why it gave none."""

    number: int
    height: float
    lines: tuple[Line, ...]
    has_picture: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A PDF that is not read, and why."""

    why: str


def pages_of(data: bytes, most: int) -> tuple[Page, ...] | Unread:
    """The pages of a PDF, with at most so many characters of text."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return Unread(_IS_PROTECTED if _PASSWORD in str(error).lower() else _IS_DAMAGED)
    try:
        if len(document) > _MOST_PAGES:
            return Unread(f"has more than {_MOST_PAGES} pages; try: split it")
        return _pages(document, most)
    finally:
        document.close()


def _pages(document: "pypdfium2.PdfDocument", most: int) -> tuple[Page, ...] | Unread:
    pages: list[Page] = []
    characters = 0
    for number in range(1, len(document) + 1):
        pages.append(_page(document, number))
        characters += sum(len(line.text) for line in pages[-1].lines)
        if characters > most:
            return Unread(f"holds more than {most} characters of text; try: split it")
    return tuple(pages)


def _page(document: "pypdfium2.PdfDocument", number: int) -> Page:
    try:
        page = document[number - 1]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(number, 0, (), why_not="is damaged")
    lines = tuple(_lines(text))
    has_picture = not lines and next(page.get_objects(filter=[_IMAGE]), None) is not None
    found = Page(number, page.get_height(), lines, has_picture)
    text.close()
    page.close()
    return found


def _lines(text: "pypdfium2.PdfTextPage") -> Iterator[Line]:
    """The lines of a page's text; the library ends each with CR and LF, or with a hyphen."""
    characters = [*_characters(text), "\n"]
    start = 0
    for index, character in enumerate(characters):
        if character in "\r\n" or character in _PARTING:
            yield from _line(text, characters, start, index + (character in _PARTING))
            start = index + 1


def _characters(text: "pypdfium2.PdfTextPage") -> list[str]:
    """Each character by its number in the page; of pairs beyond U+FFFF both halves."""
    read = pypdfium2.raw.FPDFText_GetUnicode
    return [chr(read(text.raw, index)) for index in range(text.count_chars())]


def _line(
    text: "pypdfium2.PdfTextPage", characters: list[str], start: int, end: int
) -> Iterator[Line]:
    """What the library calls a line: one, or several where a word begins lower down."""
    height, bottom, first = 0.0, 0.0, start
    for index in range(start, end):
        if characters[index].isspace() or not (index == start or characters[index - 1].isspace()):
            continue
        box = text.get_charbox(index, loose=True)
        if height and bottom - box[1] > height * _LOWER:
            yield from _row(text, characters, first, index)
            first, height = index, 0.0
        if not height:
            height, bottom = box[3] - box[1], box[1]
    yield from _row(text, characters, first, end)


def _row(
    text: "pypdfium2.PdfTextPage", characters: list[str], start: int, end: int
) -> Iterator[Line]:
    """A line, where it holds any letter."""
    shown = [index for index in range(start, end) if not characters[index].isspace()]
    if not shown:
        return
    boxes = [text.get_charbox(index, loose=True) for index in (shown[0], shown[-1])]
    middle = text.get_charbox(shown[len(shown) // 2], loose=True)
    words = _joined(characters[start:end]).rstrip()
    parts = words.endswith(_PARTING)
    words = "".join(character for character in words if character not in _PARTING)
    if words:
        yield Line(
            f"{words}{HYPHEN}" if parts else words,
            left=min(box[0] for box in boxes),
            right=max(box[2] for box in boxes),
            bottom=middle[1],
            top=middle[3],
        )


def _joined(characters: list[str]) -> str:
    text = "".join(characters)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
