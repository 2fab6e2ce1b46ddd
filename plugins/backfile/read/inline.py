"""Neighbouring inline pieces of a page in, their plain text and their inner HTML out."""

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from bs4.element import NavigableString, PageElement, Tag

# What a reader may see of a tag's attributes; styles, pictures and data would be stored in vain.
_ATTRIBUTES = ("title", "lang", "dir", "colspan", "rowspan", "scope", "start")


def is_br(piece: PageElement) -> bool:
    """Whether a piece is a line break."""
    return isinstance(piece, Tag) and piece.name == "br"


def plain(piece: PageElement) -> str:
    """A piece's text as it stands; a <br> is a line's end."""
    if is_br(piece):
        return "\n"
    inner = piece.descendants if isinstance(piece, Tag) else (piece,)
    return "".join(
        "\n" if is_br(part) else str(part)
        for part in inner
        if isinstance(part, NavigableString) or is_br(part)
    )


def words_of(piece: PageElement) -> str:
    """A piece's text in one line."""
    return " ".join(plain(piece).split())


def table_text(table: Tag) -> str:
    """Cells parted by commas, rows by semicolons; rows without text are left out."""
    rows = ([words_of(cell) for cell in r.find_all(["td", "th"])] for r in table.find_all("tr"))
    return "; ".join(", ".join(row) for row in rows if any(row))


def linked_characters(pieces: Sequence[PageElement]) -> int:
    """How many characters stand in links."""
    return sum(len(plain(tag)) for tag in _tags(pieces) if tag.name == "a")


def markup(pieces: Sequence[PageElement], base: str) -> str:
    """The inner HTML of a run with complete links and few attributes; empty where it is plain text.

    It is captured HTML: whoever shows it has to sanitise it, as the last step.
    """
    if not any(isinstance(piece, Tag) for piece in pieces):
        return ""
    for tag in _tags(pieces):
        address = _complete(str(tag.get("href", "")), base) if tag.name == "a" else ""
        kept = {name: tag[name] for name in _ATTRIBUTES if name in tag.attrs}
        tag.attrs = kept | ({"href": address} if address else {})
    return "".join(
        piece.decode() if isinstance(piece, Tag) else piece.output_ready("html")
        for piece in pieces
        if isinstance(piece, Tag | NavigableString)
    ).strip()


def _tags(pieces: Sequence[PageElement]) -> Iterator[Tag]:
    for piece in pieces:
        if isinstance(piece, Tag):
            yield piece
            yield from (inner for inner in piece.descendants if isinstance(inner, Tag))


def _complete(address: str, base: str) -> str:
    """An absolute http address, or '' where a link leads to no web page."""
    try:
        whole = urljoin(base, address.strip())
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in {"http", "https"} and parts.hostname else ""
