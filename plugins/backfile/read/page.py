"""A saved HTML page in, a document of blocks with what the page claims of itself out.

A capture is untrusted: size, number of tags and depth are bounded by one scan
over the text before any parser sees it.
"""

import re

from lxml.etree import ParserError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from backfile.model import Capture, Document, Rejected, Repair
from backfile.read.blocks import blocks_of
from backfile.read.encoding import decode
from backfile.read.magic import no_text
from backfile.read.metadata import base_address, claims_of
from backfile.read.votes import stated_texts, with_votes
from backfile.settings import Settings

ENDINGS = (".html", ".htm", ".xhtml")
_LOOKS_LIKE_A_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html)",
    re.IGNORECASE | re.DOTALL,
)
# Beyond these, parsers were measured to need minutes, or to drop what follows.
_MOST_TAGS = 200_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
# Elements that HTML closes by itself, or that never hold anything.
_NEVER_DEEP = frozenset(
    """area base br col embed hr img input link meta param source track wbr
    li dt dd tr td th thead tbody tfoot option optgroup""".split()
)
# Elements that end with what they stand in, when a page leaves them open.
_ENDS_WITH_PARENT = frozenset(
    """p a abbr acronym b big cite code em font i ins del q s small span strike strong sub sup tt
    u""".split()
)


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is an HTML page, by its ending or its first bytes."""
    if ending in ENDINGS:
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
    if why := _out_of_bounds(decoded.text, settings.max_depth):
        return Rejected(capture.path, why, capture.id)
    root = parsed(decoded.text)
    if root is None:
        return Rejected(capture.path, "holds no text", capture.id)
    claims = claims_of(root)
    base = base_address(claims, capture.provenance.url)
    stated = stated_texts(root)
    # Reading the blocks takes the tree apart.
    pictures = _pictures(root)
    blocks, repairs = blocks_of(root, base)
    if not blocks:
        return Rejected(capture.path, "holds no text", capture.id)
    voted = tuple(with_votes(blocks, stated))
    whole = (*decoded.repairs, *pictures, *repairs)
    return (Document(capture.id, 0, "page", voted, claims, whole),)


def parsed(text: str) -> HtmlElement | None:
    """The tree of a page; None where it holds nothing at all."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root: HtmlElement = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None
    return root


def _pictures(root: HtmlElement) -> tuple[Repair, ...]:
    """A repair that tells of the pictures of a story, which this version leaves out."""
    count = sum(1 for figure in root.iter("figure") for _ in figure.iter("img"))
    if not count:
        return ()
    what = f"{count} picture{'s' * (count != 1)} with a caption"
    return (Repair(what, "", "pictures are not kept by this version"),)


def _out_of_bounds(text: str, max_depth: int) -> str:
    """Why a page is not parsed; empty where it is within the bounds."""
    if text.count("<") > _MOST_TAGS:
        return f"has more than {_MOST_TAGS} tags"
    return f"is nested deeper than {max_depth} levels" if _is_deeper(text, max_depth) else ""


def _is_deeper(text: str, max_depth: int) -> bool:
    """Whether more tags are open at once than a parser should see."""
    opened: list[str] = []
    for closing, tag, rest in _TAG.findall(text):
        name = tag.lower()
        if closing:
            del opened[_end_of(name, opened) :]
        elif not (name in _NEVER_DEEP or rest.endswith("/") or _is_next(name, opened)):
            opened.append(name)
        if len(opened) > max_depth:
            return True
    return False


def _is_next(name: str, opened: list[str]) -> bool:
    # A paragraph ends where the next begins.
    return name == "p" and opened[-1:] == ["p"]


def _end_of(name: str, opened: list[str]) -> int:
    """Where the open tags are cut by a closing one; one that closes nothing cuts nothing."""
    for index in reversed(range(len(opened) if name in opened else 0)):
        if opened[index] == name:
            return index
        if opened[index] not in _ENDS_WITH_PARENT:
            break
    return len(opened)
