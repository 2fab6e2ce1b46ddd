"""Neighbouring inline pieces of a page in, their plain text and their inner HTML out.

A piece is a text or an inline element; the text after an element (its tail)
is a piece of its own.
"""

import functools
import re
from collections.abc import Sequence
from html import escape
from typing import TypeAlias
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from backfile.hosts import is_web

# Most links: nothing in them that an address must not hold, and no way up.
_COMPLETE = re.compile(
    r"https?://[a-z0-9.-]+(?:/(?:[\w~%+,;=:@!$&'()*-]|\.(?!\.?/))*)*[?#]?[\w~%/=&.-]*", re.ASCII
)
# Most others: from the site's root, with nothing that joining would leave out or take together.
_SEGMENT = r"/[\w~%+,=:@!$&'()*-]+(?:\.[\w~%+,=:@!$&'()*-]+)*"
_ROOTED = re.compile(rf"/|(?:{_SEGMENT})+/?(?:[?#][\w~%/=&.-]+)?", re.ASCII)
Piece: TypeAlias = str | HtmlElement
# What a reader may see of a tag's attributes; styles, pictures and data would be stored in vain.
_ATTRIBUTES = ("title", "lang", "dir", "colspan", "rowspan", "scope", "start")
# They are shown beside a block's text, never by the mark-up of a capture.
_PICTURES = ("img", "picture")


def is_br(piece: Piece) -> bool:
    """Whether a piece is a line break."""
    return not isinstance(piece, str) and piece.tag == "br"


def plain(piece: Piece) -> str:
    """A piece's text as it stands; a <br> holds a line's end."""
    if isinstance(piece, str):
        return piece
    return "".join(piece.itertext())


def words_of(piece: Piece) -> str:
    """A piece's text in one line."""
    return " ".join(plain(piece).split())


def table_text(table: HtmlElement) -> str:
    """Cells parted by commas, rows by semicolons; rows without text are left out."""
    rows = ([words_of(cell) for cell in row.iter("td", "th")] for row in table.iter("tr"))
    return "; ".join(", ".join(row) for row in rows if any(row))


def linked_characters(pieces: Sequence[Piece]) -> int:
    """How many characters stand in links."""
    tags = (piece for piece in pieces if not isinstance(piece, str))
    return sum(len(plain(link)) for tag in tags for link in tag.iter("a"))


def markup(pieces: Sequence[Piece], base: str) -> str:
    """The inner HTML of a run with complete links and few attributes; empty where it is plain text.

    It is captured HTML: whoever shows it has to sanitise it, as the last step.
    """
    if all(isinstance(piece, str) for piece in pieces):
        return ""
    return "".join(_printed(piece, base) for piece in pieces).strip()


def _printed(piece: Piece, base: str) -> str:
    if isinstance(piece, str):
        return escape(piece, quote=False)
    if piece.tag in _PICTURES:
        return ""
    if len(piece):
        etree.strip_tags(piece, *_PICTURES)
    for tag in piece.iter():
        if tag.tag == "br":
            # Its text stood for the line's end.
            tag.text = None
        if tag.attrib:
            _keep_few(tag, base)
    printed: str = etree.tostring(piece, encoding="unicode", method="html", with_tail=False)
    return printed


def _keep_few(tag: HtmlElement, base: str) -> None:
    """Leave of a tag's attributes what a reader may see, and a complete link."""
    attributes = dict(tag.attrib)
    if tag.tag == "a" and len(attributes) == 1 and _COMPLETE.fullmatch(tag.get("href", "")):
        # Most links are as they should be, and to write an attribute takes longer than to look.
        return
    kept = {name: attributes[name] for name in _ATTRIBUTES if name in attributes}
    if tag.tag == "a" and (address := _complete(attributes.get("href", ""), base)):
        kept["href"] = address
    tag.attrib.clear()
    tag.attrib.update(kept)


def _complete(address: str, base: str) -> str:
    """An absolute http address, or '' where a link leads to no web page."""
    if _COMPLETE.fullmatch(address):
        return address
    if _ROOTED.fullmatch(address):
        return _root(base) + address[1:] if _root(base) else ""
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        return ""
    return whole if is_web(whole) else ""


@functools.lru_cache(maxsize=16)
def _root(base: str) -> str:
    """The root of the site that an address is of, with its "/"; '' where it is no web page's."""
    try:
        root = urljoin(base, "/")
    except ValueError:
        return ""
    return root if is_web(root) else ""
