"""The answer of a server in, the page it holds out, or what it is instead."""

import codecs
import hashlib
import re
from dataclasses import dataclass, replace

from backfile.model import Capture, Document, Rejected, Repair
from backfile.read.page import read as read_page
from backfile.read.webarchive.digests import digest_fault
from backfile.read.webarchive.kinds import (
    MAY_BE_PAGES,
    PAGE,
    kind_of_answer,
    kind_of_content,
)
from backfile.read.webarchive.message import Body, Message, body_of
from backfile.read.webarchive.naming import address_of, time_of
from backfile.settings import Settings

# How the reader of pages says that there is nothing to read, which is no loss.
_NO_TEXT = "holds no text"
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"charset\s*=|encoding\s*=", re.IGNORECASE)
_WHERE_DECLARED = 4_096


@dataclass(frozen=True, slots=True)
class Found:
    """What an answer holds: a document, a reason why its page is lost, or something else.

    kind: "page", or what it is instead. digest: tells one content from another.
    """

    kind: str
    document: Document | None = None
    lost: str = ""
    digest: bytes = b""


def found_in(message: Message, capture: Capture, settings: Settings) -> Found:
    """What an answer holds; a page is read."""
    said = kind_of_answer(message)
    if message.faults:
        return Found(said, lost=f"can't be read: {message.faults[0].why}")
    if said not in MAY_BE_PAGES:
        return Found(said, lost=_cut(message))
    if message.size <= settings.max_page_bytes:
        return _in_body(message, said, capture, settings)
    return Found(said or "other", lost=_too_large(settings) if said == PAGE else _cut(message))


def _in_body(message: Message, said: str, capture: Capture, settings: Settings) -> Found:
    body = body_of(message, settings.max_page_bytes)
    if said == PAGE and body.sent.strip() and not body.content.strip() and body.faults:
        return Found(PAGE, lost=f"can't be read: {body.faults[-1].why}")
    kind = kind_of_content(said, body.content)
    if kind != PAGE:
        return Found(kind, lost=_cut(message))
    if len(body.content) > settings.max_page_bytes:
        return Found(PAGE, lost=_too_large(settings))
    return _page(message, body, capture, settings)


def _too_large(settings: Settings) -> str:
    return f"is larger than {settings.max_page_bytes} bytes; try: raise max_page_bytes"


def _cut(message: Message) -> str:
    """Why a record that is no page is lost all the same: part of it is missing."""
    whys = (f"{one.why} ({one.before})" if one.before else one.why for one in message.record.faults)
    return "; ".join(whys)


def _page(message: Message, body: Body, capture: Capture, settings: Settings) -> Found:
    fields = message.record.fields
    url, captured = (
        address_of(fields.get("warc-target-uri", "")),
        time_of(fields.get("warc-date", "")),
    )
    # Links of a page lead from its own address.
    known = replace(capture.provenance, url=url or capture.provenance.url)
    data = _with_charset(message, body.content)
    read = read_page(replace(capture, provenance=known), data, settings)
    digest = hashlib.sha256(body.content).digest()
    if isinstance(read, Rejected):
        is_empty = read.reason == _NO_TEXT and not message.record.faults
        return (
            Found("page without text", digest=digest) if is_empty else Found(PAGE, lost=read.reason)
        )
    repairs = (*_repairs(message, body), *read[0].repairs)
    document = replace(
        read[0], url=url, captured=captured, part=message.record.place, repairs=repairs
    )
    return Found(PAGE, document, digest=digest)


def _repairs(message: Message, body: Body) -> tuple[Repair, ...]:
    """What to tell of how the record was damaged."""
    record = message.record
    faults = [*record.faults, *body.faults]
    if cut := record.fields.get("warc-truncated", ""):
        faults.append(Repair(cut[:80], "", "the crawler cut the record short"))
    if record.fields.get("warc-segment-number", "").strip() == "1":
        faults.append(Repair("", "", "the record goes on in others, which are not joined"))
    other = None if record.faults else digest_fault(record, body)
    return (*faults, other) if other else tuple(faults)


def _with_charset(message: Message, content: bytes) -> bytes:
    """A page that says nothing of its encoding, with what its server said of it.

    It stands in front as a comment, where encodings are looked for; the text is
    not touched. What is sound UTF-8 is read so, whatever the server said.
    """
    found = _CHARSET.search(message.fields.get("content-type", ""))
    if found is None or _DECLARED.search(content, 0, _WHERE_DECLARED):
        return content
    try:
        codecs.lookup(found[1])
    except LookupError:
        return content
    return f'<!-- charset="{found[1]}" -->'.encode() + content
