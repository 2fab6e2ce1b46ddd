"""A record and its HTTP message in, what kind of thing it holds out, in one word or two."""

import re

from backfile.read.page import accepts as looks_like_a_page
from backfile.read.webarchive.message import Message
from backfile.read.webarchive.records import Record

PAGE = "page"
# Records that hold nothing that a reader saw.
_NO_ANSWERS = {
    "warcinfo": "description of the archive",
    "request": "request",
    "metadata": "metadata",
    "conversion": "conversion",
    "revisit": "revisit",
    "continuation": "continuation",
}
_ANSWERS = ("response", "resource", "")
NO_STORY = ("redirect", "error page")
_STATUSES = {1: "empty answer", 3: "redirect", 4: "error page", 5: "error page"}
_NO_CONTENT, _RESET, _PARTIAL, _NOT_MODIFIED = 204, 205, 206, 304
_TYPES = (
    (re.compile(r"text/html|application/xhtml\+xml|application/vnd\.wap\.xhtml"), PAGE),
    (re.compile(r"application/(rss|atom|rdf)\+xml"), "feed"),
    (re.compile(r"image/"), "image"),
    (re.compile(r"(text|application)/(x-)?(java|ecma|live)script|application/x-js"), "script"),
    (re.compile(r"text/css"), "style"),
    (re.compile(r"(application/(x-)?)?font"), "font"),
    (re.compile(r"application/vnd\.ms-fontobject"), "font"),
    (re.compile(r"video/|application/(vnd\.apple\.mpegurl|x-mpegurl|dash\+xml)"), "video"),
    (re.compile(r"audio/"), "audio"),
    (re.compile(r"application/pdf"), "pdf"),
    (re.compile(r"text/dns"), "dns"),
    (re.compile(r"(application|text)/([a-z.-]+\+)?(json|xml|csv)|text/event-stream"), "data"),
    (re.compile(r"text/plain"), "plain text"),
    (re.compile(r"application/(octet-stream|http|x-download)|(?!\w+/)"), ""),
)
# What a body is, whatever its server said.
_STARTS = (
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|\x00\x00\x01\x00", re.DOTALL), "image"),
    (re.compile(rb"%PDF"), "pdf"),
    (re.compile(rb"wOF[F2]|\x00\x01\x00\x00\x00"), "font"),
    (re.compile(rb"PK\x03\x04"), "packed file"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?(?:\s|<\?[^>]*>|<!--(?:(?!-->).)*-->)*<(?:rss|rdf:RDF|feed)[\s>]",
            re.DOTALL,
        ),
        "feed",
    ),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[\"\[{\]}]"), "data"),
)
_RANGE = re.compile(r"bytes 0-(\d+)/(\d+)")
# What servers also say of pages.
MAY_BE_PAGES = (PAGE, "data", "plain text", "")
_START = 4_096
_WORDS = 200


def kind_of_record(record: Record) -> str:
    """The kind of a record that holds no answer of a server; empty for one that does."""
    url = record.fields.get("warc-target-uri", "")
    if url.lower().startswith("dns:"):
        return "dns"
    said = record.fields.get("warc-type", "").strip().lower()
    return "" if said in _ANSWERS else _NO_ANSWERS.get(said, "other")


def kind_of_answer(message: Message) -> str:
    """The kind of an answer by its header and size: as `kind_by_header`."""
    kind = kind_by_header(message)
    return kind if message.size or kind in NO_STORY else "empty answer"


def kind_by_header(message: Message) -> str:
    """The kind of an answer by its header: "page" where it says HTML, empty where nothing."""
    status = message.status
    if status == _NOT_MODIFIED:
        return ""
    if status in {_NO_CONTENT, _RESET}:
        return "empty answer"
    if status == _PARTIAL and not _is_all(message.fields.get("content-range", "")):
        return "partial answer"
    if status // 100 in _STATUSES:
        return _STATUSES[status // 100]
    said = message.fields.get("content-type", "").strip().lower()
    return next((kind for form, kind in _TYPES if form.match(said)), "other")


def kind_of_content(said: str, content: bytes) -> str:
    """The kind of an answer by what its header says and by how its content begins."""
    start = content[:_START]
    if said not in MAY_BE_PAGES:
        return said
    if not start.strip():
        return "empty answer"
    found = next((kind for form, kind in _STARTS if form.match(start)), "")
    if found:
        return found
    if said == PAGE:
        # Counters and checks answer with a word or two, which are no page.
        return PAGE if b"<" in start or len(content) > _WORDS else "plain text"
    return PAGE if looks_like_a_page("", start) else said or "other"


def _is_all(span: str) -> bool:
    """Whether an answer in part holds all there is."""
    found = _RANGE.match(span.strip().lower())
    return found is not None and int(found[1]) + 1 == int(found[2])
