"""A parsed page in, its blocks out: paragraphs, headings, items, quotes, captions, tables.

Bare text between block elements becomes a paragraph of its own, so that no
text of the page is lost. What is never text (scripts, styles, drawings) is
passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from backfile.model import Block, BlockKind, Place, Repair
from backfile.read.lines import mend

_NEVER_TEXT = frozenset(
    """head script style template noscript svg math canvas iframe object embed audio video
    picture source track map area select option datalist textarea input img link meta""".split()
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd label mark meter
    output progress q rp rt ruby s samp small span strike strong sub sup time tt u var wbr
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


@dataclass(slots=True)
class _Run:
    """Neighbouring inline pieces that make one block."""

    pieces: list[PageElement]
    kind: BlockKind
    level: int
    path: str


def blocks_of(soup: BeautifulSoup, base: str) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """The blocks of a page in reading order, and what was mended in them.

    base: the page's own address, to complete its links; empty where unknown.
    A place's line is the block's number in the page, from 1.
    """
    blocks: list[Block] = []
    repairs: list[Repair] = []
    for run in _runs(soup.body or soup):
        place = Place(len(blocks) + 1, len(blocks) + 1, run.path)
        text, changes = mend(_text(run), place)
        if text.strip():
            blocks.append(_block(run, text, place, base))
            repairs += changes
    return tuple(blocks), tuple(repairs)


def _block(run: _Run, text: str, place: Place, base: str) -> Block:
    linked = sum(len(_plain(a)) for a in _links(run.pieces))
    return Block(
        kind=run.kind,
        text=text if run.kind == "preformatted" else " ".join(text.split()),
        place=place,
        html=_markup(run.pieces, base),
        level=run.level,
        link_share=min(1.0, linked / max(1, len(" ".join(text.split())))),
    )


def _runs(root: Tag) -> Iterator[_Run]:
    """Walk the tree without recursion; yield each run of inline pieces."""
    stack: list[tuple[Tag, BlockKind, tuple[str, ...]]] = [(root, "paragraph", (_step(root),))]
    while stack:
        tag, kind, path = stack.pop()
        if tag.name == "table" and _is_data(tag):
            yield _Run([tag], "table", 0, _joined(path))
            continue
        level = _level(tag) if kind == "heading" else 0
        nested: list[tuple[Tag, BlockKind, tuple[str, ...]]] = []
        for run in _split_children(tag):
            if isinstance(run, Tag):
                # What follows a nested block has to wait until that is done.
                nested.append((run, _kind(run, kind), (*path, _step(run))))
            elif nested:
                nested.append((_anonymous(run), kind, path))
            else:
                yield _Run(run, kind, level, _joined(path))
        stack.extend(reversed(nested))


def _level(tag: Tag) -> int:
    # Bare text after a block inside a heading has no level of its own.
    return _HEADINGS.index(tag.name) + 1 if tag.name in _HEADINGS else len(_HEADINGS)


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
        if isinstance(child, PreformattedString) or _is_never_text(child):
            continue
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


def _is_never_text(child: PageElement) -> bool:
    return isinstance(child, Tag) and (child.name in _NEVER_TEXT or child.has_attr("hidden"))


def _is_break(child: PageElement, run: list[PageElement]) -> bool:
    """Whether a second <br> in a row ends a paragraph."""
    while run and isinstance(run[-1], NavigableString) and not run[-1].strip():
        run.pop()
    return _is_br(child) and bool(run) and _is_br(run[-1])


def _is_br(piece: PageElement) -> bool:
    return isinstance(piece, Tag) and piece.name == "br"


def _is_inline(tag: Tag) -> bool:
    return tag.name in _INLINE and tag.find(lambda t: t.name not in _INLINE | _NEVER_TEXT) is None


def _is_data(table: Tag) -> bool:
    """Whether a table shows data; tables that lay out a page hold other blocks."""
    if table.find(["table", "p", "h1", "h2", "h3", "ul", "form"]):
        return False
    rows = table.find_all("tr", limit=3)
    return len(rows) > 1 and any(len(row.find_all(["td", "th"], limit=2)) > 1 for row in rows)


def _kind(tag: Tag, around: BlockKind) -> BlockKind:
    own = _KINDS.get(tag.name)
    if own:
        return own
    # A paragraph in a quote, item or caption is one of its paragraphs.
    return around if around in {"quote", "item", "caption"} else "paragraph"


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


def _plain(piece: PageElement) -> str:
    if isinstance(piece, PreformattedString):
        return ""
    return piece.get_text() if isinstance(piece, Tag) else str(piece)


def _text(run: _Run) -> str:
    if run.kind == "table":
        rows = run.pieces[0].find_all("tr") if isinstance(run.pieces[0], Tag) else []
        cells = ([" ".join(_plain(c).split()) for c in row.find_all(["td", "th"])] for row in rows)
        return "; ".join(", ".join(row) for row in cells)
    return "".join("\n" if _is_br(piece) else _with_breaks(piece) for piece in run.pieces)


def _with_breaks(piece: PageElement) -> str:
    if isinstance(piece, Tag) and piece.find("br"):
        return piece.get_text("\n")
    return _plain(piece)


def _links(pieces: list[PageElement]) -> Iterator[Tag]:
    for piece in pieces:
        if isinstance(piece, Tag):
            yield from [piece] if piece.name == "a" else piece.find_all("a")


def _markup(pieces: list[PageElement], base: str) -> str:
    """The inner HTML of a run with complete links; empty where it is plain text.

    It is captured HTML: whoever shows it has to sanitise it, as the last step.
    """
    if not any(isinstance(piece, Tag) for piece in pieces):
        return ""
    for link in _links(pieces):
        address = _complete(str(link.get("href", "")), base)
        link.attrs = {"href": address} if address else {}
    return "".join(
        piece.decode() if isinstance(piece, Tag) else piece.output_ready("html")
        for piece in pieces
        if isinstance(piece, Tag | NavigableString)
    ).strip()


def _complete(address: str, base: str) -> str:
    """An absolute http address, or '' where a link leads nowhere outside its page."""
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in {"http", "https"} and parts.hostname else ""
