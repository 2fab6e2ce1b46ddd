"""A page saved into one file (MHTML: .mhtml, .mht) in, its document out.

The page is the part that the file's header names; its address and the time of
saving are the header's. Frames, pictures and what else belongs to it are
passed over, counted by kind; pictures can be asked for by their address.
"""

import codecs
import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from backfile.model import Capture, Document, Reading, Rejected, Repair
from backfile.read.encoding import Decoded
from backfile.read.mailbox.charsets import text_in
from backfile.read.page import read as read_page
from backfile.read.singlefile.parts import Message, Part, message_of
from backfile.read.text import documents_of as text_documents
from backfile.settings import Settings

Documents = tuple[Document, ...]
_ENDINGS = (".mhtml", ".mht")
_MAIL_ENDINGS = (".eml", ".mbox", ".mbx")
_FIELD = re.compile(rb"\s*(?:From: ?<Saved |[!-9;-~]+:)", re.IGNORECASE)
_ADDRESSED = re.compile(rb"^snapshot-content-location:", re.IGNORECASE | re.MULTILINE)
_SAVED_BY = re.compile(rb"^from:[^\n]*\bsaved by\b", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
# What only a letter that was sent has.
_SENT = re.compile(rb"^(?:to|cc|received|delivered-to|return-path):", re.IGNORECASE | re.MULTILINE)
_FROM = re.compile(rb"^from:", re.IGNORECASE | re.MULTILINE)
_HTML = ("text/html", "application/xhtml+xml")
_FRAMESET = re.compile(rb"<frameset\b", re.IGNORECASE)
_START_OF_PAGE = 100_000
_KINDS = {
    "text/css": "stylesheet", "text/javascript": "script", "application/javascript": "script",
    "application/x-javascript": "script", "application/font-woff": "font",
    "application/vnd.ms-fontobject": "font", "application/x-font-ttf": "font",
}  # fmt: skip
_MAIN_KINDS = {"image": "image", "font": "font", "audio": "audio", "video": "video"}
_NO_PAGE = "holds no page among its parts ({}); try: save the page again"
_WRONG_ENCODING = "wrong encoding"
_DAMAGED = "the saved page is damaged"
_OF_FRAMES = "a page of frames: the largest is read"


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is a page saved into one file, by its header, in doubt by its ending."""
    start = start.removeprefix(b"\xef\xbb\xbf")
    if not _FIELD.match(start):
        return False
    header = re.split(rb"\r?\n\r?\n", start.lstrip(), maxsplit=1)[0]
    if _ADDRESSED.search(header) or _SAVED_BY.search(header):
        return True
    if _SENT.search(header) or ending in _MAIL_ENDINGS:
        return False
    return ending in _ENDINGS or bool(_RELATED.search(header) and not _FROM.search(header))


def read(capture: Capture, data: bytes, settings: Settings) -> Reading | Rejected:
    """The document of a saved page, with its other parts passed or lost; or why there is none."""
    if len(data) > settings.max_text_bytes:
        why = f"is larger than {settings.max_text_bytes} bytes; try: raise max_text_bytes"
        return Rejected(capture.path, why, capture.id)
    message = message_of(data)
    root = _root(message)
    if root is None:
        kinds = ", ".join(dict.fromkeys(part.type for part in message.parts)) or "none"
        return Rejected(capture.path, _NO_PAGE.format(kinds), capture.id)
    chosen, found, told = _chosen(root, message, capture, settings)
    others = [(n, part) for n, part in enumerate(message.parts, 1) if part is not chosen]
    passed = Counter(kind for _, part in others if (kind := _kind(part)))
    lost = tuple(_lost(part, n, capture) for n, part in others if not _kind(part))
    near = root.location or _web_address(message, root)
    files = {name: data for _, part in others for name, data in _addresses(part, near)}
    if isinstance(found, Rejected):
        return Reading(reason=found.reason, lost=lost, passed=dict(passed))
    damages = (*message.damages, *filter(None, (chosen.damage,)))
    repairs = (*told, *(Repair(damage, "", _DAMAGED) for damage in damages))
    address, moment = _web_address(message, root), message.header.moment
    documents = tuple(
        replace(one, url=address, captured=moment, repairs=(*repairs, *one.repairs))
        for one in found
    )
    return Reading(documents, lost=lost, passed=dict(passed), files=files)


def _root(message: Message) -> Part | None:
    """The part that is the page: the one that the header names, else the first page, else text."""
    pages = [part for part in message.parts if part.type in _HTML]
    start = message.header.parameter("start").strip("<>")
    address = message.header.address("snapshot-content-location")
    named = [part for part in pages if start and part.ident == start]
    addressed = [part for part in pages if address and part.location == address]
    plain = [part for part in message.parts if part.type == "text/plain" and part.data.strip()]
    return next(iter((*named, *addressed, *pages, *plain)), None)


def _chosen(
    root: Part, message: Message, capture: Capture, settings: Settings
) -> tuple[Part, Documents | Rejected, tuple[Repair, ...]]:
    """The part that is read, what it gives, and what is told where it is not the page itself."""
    frames = [part for part in message.parts if part.type in _HTML and part is not root]
    is_frameset = bool(_FRAMESET.search(root.data, 0, _START_OF_PAGE))
    found = _read_part(root, _web_address(message, root), capture, settings)
    if not frames or not (is_frameset or isinstance(found, Rejected)):
        return root, found, ()
    largest = max(frames, key=lambda part: len(part.data))
    inner = _read_part(largest, largest.location, capture, settings)
    if isinstance(inner, Rejected):
        return root, found, ()
    what = f"{len(frames)} frames; read: {largest.location or largest.ident or 'without address'}"
    return largest, inner, (Repair(what, "", _OF_FRAMES),)


def _read_part(
    part: Part, address: str, capture: Capture, settings: Settings
) -> Documents | Rejected:
    decoded = text_in(part.data, part.charset) if part.charset else None
    if part.type not in _HTML:
        decoded = decoded or text_in(part.data, "")
        return text_documents(decoded.text, capture.id) if decoded else _no_text(capture)
    known = replace(capture.provenance, url=address or capture.provenance.url)
    inside = replace(capture, provenance=known)
    if decoded is None:
        return read_page(inside, part.data, settings)
    # A byte order mark goes before what the page says: its text was read by the header's charset.
    found = read_page(inside, codecs.BOM_UTF8 + decoded.text.encode("utf-8", "replace"), settings)
    if isinstance(found, Rejected):
        return found
    return tuple(replace(one, repairs=_without_wrong(one, decoded)) for one in found)


def _without_wrong(document: Document, decoded: Decoded) -> tuple[Repair, ...]:
    """The repairs of a page whose own word on its encoding does not count."""
    own = (repair for repair in document.repairs if repair.why != _WRONG_ENCODING)
    return (*decoded.repairs, *own)


def _no_text(capture: Capture) -> Rejected:
    return Rejected(capture.path, "holds no text; try: save the page again", capture.id)


def _web_address(message: Message, root: Part) -> str:
    """The page's address, where it is one of the web."""
    header = message.header
    said = (
        header.address("snapshot-content-location"),
        root.location,
        header.address("content-location"),
    )
    return next((one for one in said if re.match(r"https?://[^/]", one, re.IGNORECASE)), "")


def _kind(part: Part) -> str:
    """What a part is that is no story by its nature; '' where it may be one."""
    if part.type in _HTML:
        return "frame"
    if not part.data.strip():
        return "empty part"
    return _KINDS.get(part.type) or _MAIN_KINDS.get(part.type.partition("/")[0], "")


def _lost(part: Part, number: int, capture: Capture) -> Rejected:
    name = part.location or part.ident
    source = f"{capture.path}, part {number}" + (f" ({name})" if name else "")
    why = f"is {part.type or 'of no known type'}, which is not read beside a page"
    return Rejected(source, f"{why}; try: save what it holds by itself", capture.id)


def _addresses(part: Part, page: str) -> Iterator[tuple[str, bytes]]:
    """What a picture is called by the page, and by the page's own address where that is near."""
    if not part.type.startswith("image/"):
        return
    if part.ident:
        yield f"cid:{part.ident}", part.data
    if part.location:
        yield part.location, part.data
        folder = posixpath.dirname(page) + "/"
        if part.location.startswith(folder) and len(folder) > 1:
            yield unquote(part.location.removeprefix(folder)), part.data
