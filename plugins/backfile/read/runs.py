"""A page's tree in, its runs of neighbouring inline pieces out: each makes one block.

The tree is walked without recursion, since hostile pages nest for ever. An
inline element that holds a block parts the text around it as that does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from lxml.html import HtmlElement

from backfile.model import BlockKind
from backfile.read.inline import Piece, is_br, words_of
from backfile.read.steps import below

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins del kbd label mark
    meter nobr output picture progress q rp rt ruby s samp small span strike strong sub sup time tt
    u var wbr button""".split()
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(_HEADINGS, "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "preformatted",
}
# A paragraph in one of these is a part of it.
_SPREADING = ("quote", "item", "caption", "heading")
# A heading is a line or two; pages that leave one open put a whole story in it.
_LONGEST_HEADING = 300
# A cell with more than a few sentences lays out a page.
_LONGEST_CELL = 400
_IN_A_TABLE_OF_LAYOUT = ("table", "p", "h1", "h2", "h3", "ul", "form")


@dataclass(frozen=True, slots=True)
class Around:
    """What a piece of a page stands in; linked: as a whole in a link."""

    kind: BlockKind
    level: int
    path: str
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring inline pieces that make one block."""

    pieces: list[Piece]
    around: Around


class _Frame:
    """An element that is being walked: its children to come, and the run gathered so far."""

    def __init__(self, element: HtmlElement, around: Around) -> None:
        self.element = element
        self.around = around
        self.children = iter(list(element))
        self._run: list[Piece] = []
        self.add(element.text)

    def add(self, piece: Piece | None) -> None:
        if piece is not None:
            self._run.append(piece)

    def ended(self) -> Iterator[Run]:
        """The run, if there is one; the next begins."""
        if any(not isinstance(piece, str) or not piece.isspace() for piece in self._run):
            yield Run(self._run, self.around)
        if self._run:
            self._run = []

    def has_break(self) -> bool:
        """Whether the run ends with a <br>, spaces apart; that is then taken off."""
        kept = len(self._run)
        while kept and isinstance(text := self._run[kept - 1], str) and not text.strip():
            kept -= 1
        if not kept or not is_br(self._run[kept - 1]):
            return False
        del self._run[kept - 1 :]
        return True


def runs_of(root: HtmlElement) -> Iterator[Run]:
    """Walk the tree without recursion; yield each run of inline pieces."""
    parting = _parting(root)
    frames = [_Frame(root, Around("paragraph", 0, below("", root)))]
    while frames:
        frame = frames[-1]
        child = next(frame.children, None)
        if child is None:
            yield from frame.ended()
            frames.pop()
            if frames:
                frames[-1].add(frame.element.tail)
        elif child not in parting:
            yield from _inline(child, frame)
        elif child.tag == "table" and _is_data(child):
            yield from frame.ended()
            yield from _table(child, frame.around)
            frame.add(child.tail)
        else:
            yield from frame.ended()
            frames.append(_Frame(child, _inside(child, frame.around)))


def taken_out(element: HtmlElement) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _parting(root: HtmlElement) -> frozenset[HtmlElement]:
    """The elements that part text: blocks, and inline elements around blocks."""
    found: dict[HtmlElement, None] = {}
    for element in root.iter():
        # Word processors save marks of their own, such as <st1:city>, inside sentences.
        is_mark = element.tag in _INLINE or ":" in element.tag
        holder = None if is_mark else element
        while holder is not None and holder not in found:
            found[holder] = None
            holder = holder.getparent()
    return frozenset(found)


def _inline(child: HtmlElement, frame: _Frame) -> Iterator[Run]:
    """An inline child joins the run, but for the second of two breaks, which ends it."""
    if is_br(child) and frame.has_break():
        yield from frame.ended()
    else:
        frame.add(child)
    frame.add(child.tail)


def _table(table: HtmlElement, around: Around) -> Iterator[Run]:
    for caption in list(table.iter("caption")):
        taken_out(caption)
        yield Run([caption], _inside(caption, around))
    yield Run([table], Around("table", 0, below(around.path, table), around.linked))


def _inside(tag: HtmlElement, around: Around) -> Around:
    kind = _kind(tag, around.kind)
    level = _HEADINGS.index(tag.tag) + 1 if tag.tag in _HEADINGS else around.level
    linked = around.linked or (tag.tag == "a" and "href" in tag.attrib)
    return Around(kind, level if kind == "heading" else 0, below(around.path, tag), linked)


def _is_data(table: HtmlElement) -> bool:
    """Whether a table shows data; tables that lay out a page hold other blocks."""
    if any(inner is not table for inner in table.iter(*_IN_A_TABLE_OF_LAYOUT)):
        return False
    rows = list(islice(table.iter("tr"), 3))
    return (
        len(rows) > 1
        and any(len(list(islice(row.iter("td", "th"), 2))) > 1 for row in rows)
        and _is_all_cells(table)
    )


def _is_all_cells(table: HtmlElement) -> bool:
    """Whether a table's text stands in cells, none of which holds a story."""
    cells = [words_of(cell) for cell in table.iter("td", "th")]
    parts = [*cells, *(words_of(caption) for caption in table.iter("caption"))]
    bare = len("".join(words_of(table).split())) - len("".join("".join(parts).split()))
    return bare == 0 and all(len(cell) <= _LONGEST_CELL for cell in cells)


def _kind(tag: HtmlElement, around: BlockKind) -> BlockKind:
    own = _KINDS.get(tag.tag)
    if own == "heading" and _is_long(tag):
        return "paragraph"
    return own or (around if around in _SPREADING else "paragraph")


def _is_long(heading: HtmlElement) -> bool:
    counts = accumulate(len(text.strip()) for text in heading.itertext())
    return any(count > _LONGEST_HEADING for count in counts)
