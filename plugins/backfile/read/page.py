"""A saved HTML page in, a document of blocks with what the page claims of itself out.

A capture is untrusted: size, tags, depth and attributes are bounded before any
parser builds a tree of it.
"""

import re

from lxml.etree import HTMLParser, XMLSyntaxError, fromstring
from lxml.html import HtmlElement

from backfile.model import Capture, Document, Rejected
from backfile.read.blocks import blocks_of
from backfile.read.bounds import out_of_bounds, was_cut
from backfile.read.encoding import decode
from backfile.read.endings import PAGE_ENDINGS
from backfile.read.magic import no_text
from backfile.read.metadata import base_address, claims_of
from backfile.read.votes import stated_texts, with_votes
from backfile.settings import Settings

_LOOKS_LIKE_A_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html)",
    re.IGNORECASE | re.DOTALL,
)


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is an HTML page, by its ending or its first bytes."""
    if ending in PAGE_ENDINGS:
        # Text that was named .html is text; its lines are worth more than none.
        return b"<" in start
    return bool(_LOOKS_LIKE_A_PAGE.match(start.removeprefix(b"\xef\xbb\xbf")))


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The one document of a saved page, or why there is none."""
    if len(data) > settings.max_page_bytes:
        most = settings.max_page_bytes
        return Rejected(
            capture.path, f"is larger than {most} bytes; try: raise max_page_bytes", capture.id
        )
    decoded = decode(data, declares=True)
    if decoded is None:
        return Rejected(capture.path, no_text(data), capture.id)
    if why := out_of_bounds(decoded.text, settings.max_depth):
        return Rejected(capture.path, why, capture.id)
    root = parsed(decoded.text)
    if isinstance(root, str):
        return Rejected(capture.path, root, capture.id)
    claims = claims_of(root)
    base = base_address(claims, capture.provenance.url)
    stated = stated_texts(root)
    # Reading the blocks takes the tree apart.
    shown = blocks_of(root, base)
    if not shown.blocks:
        return Rejected(capture.path, "holds no text", capture.id)
    voted = tuple(with_votes(shown.blocks, stated))
    whole = (*decoded.repairs, *shown.repairs)
    return (Document(capture.id, 0, "page", voted, claims, whole, pictures=shown.pictures),)


def parsed(text: str) -> HtmlElement | str:
    """The tree of a page, or why there is none."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        # Plain elements: those of lxml.html are made in Python, one by one.
        root: HtmlElement | None = fromstring(text.encode("utf-8", "replace"), parser=parser)
    except XMLSyntaxError:
        return "holds no text"
    if root is None:
        return "holds no text"
    return was_cut(parser.error_log) or root
