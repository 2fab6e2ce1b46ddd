"""A parsed page in, its blocks out: paragraphs, headings, items, quotes, captions, tables.

Bare text between block elements becomes a paragraph of its own, so that no
text of the page is lost. What is never text (scripts, styles, drawings) is
passed over.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from backfile.model import Block, BlockKind, Place, Repair
from backfile.read.inline import (
    is_br,
    linked_characters,
    markup,
    plain,
    table_text,
    words_of,
)
from backfile.read.lines import mend

_NEVER_TEXT = frozenset(
    """head script style template noscript svg math canvas iframe object embed audio video
    picture source track map area select option datalist textarea input img link meta""".split()
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark meter
    nobr output progress q rp rt ruby s samp small span strike strong sub sup time tt u var wbr
    button""".split()
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
# The outermost and innermost steps of a path are kept; hostile pages nest for ever.
_PATH_STEPS = 20
_CLASSES_A_STEP = 6


# A heading is a line or two; pages that leave one open put a whole story in it.
_LONGEST_HEADING = 300
# A cell with more than a few sentences lays out a page.
_LONGEST_CELL = 400


@dataclass(frozen=True, slots=True)
class _Around:
    """What a piece of a page stands in."""

    kind: BlockKind
    level: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring inline pieces that make one block."""

    pieces: list[PageElement]
    around: _Around


def blocks_of(soup: BeautifulSoup, base: str) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """The blocks of a page in reading order, and what was mended in them.

    base: the page's own address, to complete its links; empty where unknown.
    A place's line is the block's number in the page, from 1. What is never
    shown is taken out of the soup.
    """
    blocks: list[Block] = []
    repairs: list[Repair] = []
    root = soup.body or soup
    _drop_unseen(root)
    for run in _runs(root):
        place = Place(len(blocks) + 1, len(blocks) + 1, _joined(run.around.path))
        text, changes = mend(_text(run), place)
        if text.strip():
            blocks.append(_block(run, text, place, base))
            repairs += changes
    return tuple(blocks), tuple(repairs)


def _drop_unseen(root: Tag) -> None:
    for tag in root.find_all(lambda t: t.name in _NEVER_TEXT or t.has_attr("hidden")):
        tag.extract()
    for comment in root.find_all(string=lambda text: isinstance(text, PreformattedString)):
        comment.extract()


def _block(run: _Run, text: str, place: Place, base: str) -> Block:
    line = " ".join(text.split())
    return Block(
        kind=run.around.kind,
        text=text if run.around.kind == "preformatted" else line,
        place=place,
        html=markup(run.pieces, base),
        level=run.around.level,
        link_share=min(1.0, linked_characters(run.pieces) / max(1, len(line))),
    )


def _text(run: _Run) -> str:
    if run.around.kind == "table":
        return "".join(table_text(table) for table in run.pieces if isinstance(table, Tag))
    return "".join(plain(piece) for piece in run.pieces)


def _runs(root: Tag) -> Iterator[_Run]:
    """Walk the tree without recursion; yield each run of inline pieces."""
    stack = [(root, _Around("paragraph", 0, (_step(root),)))]
    while stack:
        tag, around = stack.pop()
        if tag.name == "table" and _is_data(tag):
            yield from _table(tag, around)
            continue
        nested: list[tuple[Tag, _Around]] = []
        for run in _split_children(tag):
            if isinstance(run, Tag):
                # What follows a nested block has to wait until that is done.
                nested.append((run, _inside(run, around)))
            elif nested:
                nested.append((_anonymous(run), around))
            else:
                yield _Run(run, around)
        stack.extend(reversed(nested))


def _table(table: Tag, around: _Around) -> Iterator[_Run]:
    for caption in table.find_all("caption"):
        caption.extract()
        yield _Run([caption], _inside(caption, around))
    yield _Run([table], _Around("table", 0, around.path))


def _inside(tag: Tag, around: _Around) -> _Around:
    kind = _kind(tag, around.kind)
    level = _HEADINGS.index(tag.name) + 1 if tag.name in _HEADINGS else around.level
    return _Around(kind, level if kind == "heading" else 0, (*around.path, _step(tag)))


def _anonymous(pieces: list[PageElement]) -> Tag:
    """A holder for text that stands bare after a nested block."""
    holder = Tag(name="span")
    for piece in pieces:
        holder.append(piece)
    return holder


def _split_children(tag: Tag) -> Iterator[list[PageElement] | Tag]:
    """The children of a tag: runs of inline pieces, and block elements one by one."""
    run: list[PageElement] = []
    for child in list(tag.children):
        if isinstance(child, Tag) and not _is_inline(child):
            if run:
                yield run
            yield child
            run = []
        elif _is_break(child, run):
            yield run[:-1]
            run = []
        else:
            run.append(child)
    if run:
        yield run


def _is_break(child: PageElement, run: list[PageElement]) -> bool:
    """Whether a second <br> in a row ends a paragraph."""
    if not is_br(child):
        return False
    while run and isinstance(run[-1], NavigableString) and not run[-1].strip():
        run.pop()
    return bool(run) and is_br(run[-1])


def _is_inline(tag: Tag) -> bool:
    # Word processors save marks of their own, such as <st1:city>, inside sentences.
    return _is_mark(tag) and tag.find(lambda inner: not _is_mark(inner)) is None


def _is_mark(tag: Tag) -> bool:
    return tag.name in _INLINE or ":" in tag.name


def _is_data(table: Tag) -> bool:
    """Whether a table shows data; tables that lay out a page hold other blocks."""
    if table.find(["table", "p", "h1", "h2", "h3", "ul", "form"]):
        return False
    rows = table.find_all("tr", limit=3)
    return (
        len(rows) > 1
        and any(len(row.find_all(["td", "th"], limit=2)) > 1 for row in rows)
        and _is_all_cells(table)
    )


def _is_all_cells(table: Tag) -> bool:
    """Whether a table's text stands in cells, none of which holds a story."""
    cells = [words_of(cell) for cell in table.find_all(["td", "th"])]
    parts = [*cells, *(words_of(caption) for caption in table.find_all("caption"))]
    bare = len("".join(words_of(table).split())) - len("".join("".join(parts).split()))
    return bare == 0 and all(len(cell) <= _LONGEST_CELL for cell in cells)


def _kind(tag: Tag, around: BlockKind) -> BlockKind:
    own = _KINDS.get(tag.name)
    if own == "heading" and _is_long(tag):
        return "paragraph"
    # A paragraph in a quote, item, caption or heading is a part of it.
    return own or (around if around in {"quote", "item", "caption", "heading"} else "paragraph")


def _is_long(heading: Tag) -> bool:
    counts = itertools.accumulate(len(text) for text in heading.stripped_strings)
    return any(count > _LONGEST_HEADING for count in counts)


def _step(tag: Tag) -> str:
    """One step of a tag path: the name, #id and .classes."""
    classes = tag.get_attribute_list("class")[:_CLASSES_A_STEP]
    marks = [f".{c[:40]}" for c in classes if c]
    identity = tag.get("id")
    role = tag.get("role")
    return (
        tag.name
        + (f"#{str(identity)[:40]}" if identity else "")
        + "".join(marks)
        + (f"[role={str(role)[:20]}]" if role else "")
    )


def _joined(path: tuple[str, ...]) -> str:
    if len(path) > 2 * _PATH_STEPS:
        path = (*path[:_PATH_STEPS], "...", *path[-_PATH_STEPS:])
    return " > ".join(step.replace(" > ", " ") for step in path)
