"""A feed in (RSS, Atom, RDF), a document of each entry that holds text out.

An entry's text is HTML most of the time: it is read as a saved page is, with
its title as the headline. What an entry says of itself goes before what its
text says. Entries without any text are lost by name.
"""

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from backfile.later import later
from backfile.model import Capture, Claim, Document, Place, Reading, Rejected, Repair
from backfile.read.encoding import Decoded, decode
from backfile.read.feeds.claims import address_of, claims_of, line
from backfile.read.feeds.texts import Told, text_of
from backfile.read.magic import no_text
from backfile.read.page import read as read_page
from backfile.read.records.entry import shown
from backfile.read.records.values import Source, Value, line_of
from backfile.settings import Settings

# Every reader is asked of every capture; only feeds need what reads them.
with later("feedparser"):
    import feedparser

_ENDINGS = (".rss", ".atom", ".rdf")
_LOOKS_LIKE_A_FEED = re.compile(
    rb"\s*(?:<\?(?:(?!\?>).)*\?>\s*|<!--(?:(?!-->).)*-->\s*)*(?:<!doctype rss[^<>]*>\s*)?"
    rb"<(?:rss\b|(?:\w+:)?feed\b[^<>]*atom|rdf:rdf\b[^<>]*(?:purl\.org/rss|netscape\.com/rdf))",
    re.IGNORECASE | re.DOTALL,
)
_PROLOGUE = re.compile(r"\s*<\?xml\b[^<>]*\?>", re.IGNORECASE)
# A hostile feed takes 15 seconds a million tags; one of 10,000 stories has 300,000.
_MOST_TAGS = 1_000_000
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[.*?\]\]>", re.DOTALL)
_NO_ENTRY = "is a feed without an entry; try: save its pages themselves"
_NO_FEED = "is no feed that can be read; try: save it anew, or save its pages themselves"
_UTF8 = {"content-type": "application/xml; charset=utf-8"}


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is a feed, by its ending or its first bytes."""
    return ending in _ENDINGS or bool(_LOOKS_LIKE_A_FEED.match(start.removeprefix(b"\xef\xbb\xbf")))


def read(capture: Capture, data: bytes, settings: Settings) -> Reading | Rejected:
    """The documents of a feed's entries, or why there are none."""
    if len(data) > settings.max_text_bytes:
        most = settings.max_text_bytes
        why = f"is larger than {most} bytes; try: split it, or raise max_text_bytes"
        return Rejected(capture.path, why, capture.id)
    decoded = decode(data, declares=True)
    if decoded is None:
        return Rejected(capture.path, no_text(data), capture.id)
    if decoded.text.count("<") > _MOST_TAGS:
        why = f"has more than {_MOST_TAGS} tags; try: split it"
        return Rejected(capture.path, why, capture.id)
    parsed = _parsed(decoded.text)
    if not parsed["entries"]:
        return Rejected(capture.path, _NO_ENTRY if parsed.get("version") else _NO_FEED, capture.id)
    return _Feed(capture, settings, parsed).reading(decoded)


def _parsed(text: str) -> Mapping[str, Any]:
    # Bytes alone would be taken for a path or an address to open.
    body = io.BytesIO(_PROLOGUE.sub("", text, count=1).lstrip().encode("utf-8", "replace"))
    found = feedparser.parse(
        body, response_headers=_UTF8, sanitize_html=False, resolve_relative_uris=False
    )
    # As plain dicts: the parser's own give one field for another where it is missing.
    entries = [dict(entry) for entry in found["entries"]]
    return {**found, "feed": dict(found["feed"]), "entries": entries}


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed that was parsed."""

    capture: Capture
    settings: Settings
    parsed: Mapping[str, Any]

    def reading(self, decoded: Decoded) -> Reading:
        """Each entry as a document, and those that are none."""
        documents: list[Document] = []
        lost: list[Rejected] = []
        for number, entry in enumerate(self.parsed["entries"], 1):
            found = self._document(entry, f"entry {number}")
            if isinstance(found, Rejected):
                lost.append(found)
            else:
                documents.append(replace(found, number=len(documents)))
        lost += self._not_parsed(decoded.text)
        if documents:
            repairs = (*decoded.repairs, *self._damage(), *documents[0].repairs)
            documents[0] = replace(documents[0], repairs=repairs)
        return Reading(tuple(_addressed_once(documents)), lost=tuple(lost))

    def _damage(self) -> tuple[Repair, ...]:
        """What tells that the feed is not well-formed."""
        if not self.parsed.get("bozo"):
            return ()
        said = line(str(self.parsed.get("bozo_exception", "")))
        return (Repair(shown(said), "", "a feed that is not well-formed: read as far as it goes"),)

    def _not_parsed(self, text: str) -> Iterator[Rejected]:
        """How many entries the feed begins that the parser did not give."""
        missed = len(_ENTRY.findall(_CDATA.sub("", text))) - len(self.parsed["entries"])
        if missed > 0:
            why = f"{missed} entries can't be read; try: save the feed anew"
            yield Rejected(f"{self.capture.path}, behind the last entry", why, self.capture.id)

    def _document(self, entry: Mapping[str, Any], part: str) -> Document | Rejected:
        """The document of an entry, or why there is none."""
        address = address_of(entry)
        known = replace(self.capture.provenance, url=address or self.capture.provenance.url)
        capture = replace(self.capture, provenance=known)
        source = Source(capture, self.settings, address)
        title, mended = line_of(Value(line(entry.get("title")), Place(1, 1)), source)
        told = text_of(entry)
        if not told.markup:
            return self._lost(part, title, "holds no text", address)
        found = read_page(capture, _page(title, told), self.settings)
        if isinstance(found, Rejected):
            return self._lost(part, title, found.reason, address)
        (document,) = found
        claims = (*claims_of(title, entry, self.parsed["feed"]), *document.claims)
        return replace(
            document,
            claims=tuple(dict.fromkeys(claim for claim in claims if not _is_ours(claim))),
            repairs=(*mended, *told.repairs, *_of_text(document)),
            url=address,
            part=part,
        )

    def _lost(self, part: str, title: str, why: str, address: str) -> Rejected:
        cure = "" if "; try: " in why else f"; try: save the page {address}" if address else ""
        source = f"{self.capture.path}, {part}"
        return Rejected(f"{source} ({shown(title, 80)})" if title else source, f"{why}{cure}")


def _page(title: str, told: Told) -> bytes:
    """An entry as a page, whose title stands where pages have theirs."""
    heading = f"<h1>{html.escape(title)}</h1>" if title else ""
    text = f"<!DOCTYPE html><html><body><article>{heading}{told.markup}</article></body></html>"
    # A byte order mark goes before whatever encoding the mark-up declares.
    return text.encode("utf-8-sig", "replace")


def _is_ours(claim: Claim) -> bool:
    # The heading that was put above the text says what the entry says.
    return claim.field == "title" and claim.origin == "h1"


def _of_text(document: Document) -> Iterator[Repair]:
    return (repair for repair in document.repairs if repair.why != "wrong encoding")


def _addressed_once(documents: list[Document]) -> Iterator[Document]:
    """Entries with the same address keep it as a claim: an id is made of it only once."""
    addresses: dict[str, int] = {}
    for document in documents:
        first = addresses.setdefault(document.url, document.number)
        yield document if first == document.number else replace(document, url="")
