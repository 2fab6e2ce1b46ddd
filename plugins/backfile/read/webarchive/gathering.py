"""The records of a capture in, one after the other; its reading out.

Every record ends as a document, as lost with its reason, or as passed by its
kind. One document an address and date: the same content again is passed, and
another content is kept under its address with a mark.
"""

from collections import Counter
from dataclasses import dataclass, replace

from backfile.model import Capture, Document, Reading, Rejected, Repair
from backfile.read.webarchive.kinds import NO_STORY, PAGE, kind_by_header, kind_of_record
from backfile.read.webarchive.message import message_of
from backfile.read.webarchive.naming import address_of, in_one_line, time_of
from backfile.read.webarchive.originals import Original, Originals
from backfile.read.webarchive.pages import found_in
from backfile.read.webarchive.pictures import Pictures
from backfile.read.webarchive.records import Record
from backfile.read.webarchive.requests import Requests
from backfile.settings import Settings

# A frame or a part of a page with a text of so many characters may be a story.
_LEAST_TEXT = 60
_SAME_MOMENT = "another content of the same address and second: the address is marked"
_NO_ORIGINAL = "revisit without its original"


@dataclass(frozen=True, slots=True)
class _Page:
    """A document, which of the records gave it, its digest and what it was asked for as."""

    order: int
    document: Document
    digest: bytes
    asked_as: str = ""


@dataclass(frozen=True, slots=True)
class _Revisit:
    """A revisit until all that it may refer to is known: its record's order, place and fields."""

    order: int
    place: str
    fields: dict[str, str]
    kind: str


class Gathering:
    """What the records of a capture gave so far."""

    def __init__(self, capture: Capture, settings: Settings) -> None:
        """Begin with none."""
        self.records = 0
        self._capture, self._settings = capture, settings
        self._pages: list[tuple[_Page, dict[str, str]]] = []
        self._revisits: list[_Revisit] = []
        self._lost: list[Rejected] = []
        self._passed: Counter[str] = Counter()
        self._originals, self._requests = Originals(), Requests()
        self._pictures = Pictures(settings.max_picture_bytes)
        self._contents: dict[tuple[str, str], list[bytes]] = {}

    def lose(self, place: str, reason: str) -> None:
        """Tell of a part that could not be read."""
        source = f"{self._capture.path}, {place}"
        self._lost.append(Rejected(source, reason, self._capture.id))

    def take(self, record: Record) -> None:
        """Take the next record."""
        self.records += 1
        kind = kind_of_record(record)
        if kind == "request":
            self._requests.note(record)
        if kind == "continuation":
            self.lose(record.place, "goes on with another record; records are not joined")
        elif kind == "revisit":
            self._wait(record)
        elif kind:
            self._pass(record, kind)
        else:
            self._answer(record)

    def _pass(self, record: Record, kind: str) -> None:
        if record.faults:
            self.lose(record.place, f"{record.faults[-1].why} ({kind})")
        else:
            self._passed[kind] += 1

    def _wait(self, record: Record) -> None:
        kind = kind_by_header(message_of(record))
        self._revisits.append(_Revisit(self.records, record.place, dict(record.fields), kind))

    def _answer(self, record: Record) -> None:
        message = message_of(record)
        found = found_in(message, self._capture, self._settings)
        fields = dict(record.fields)
        kind = "" if found.lost else found.kind
        self._originals.note(fields, Original(kind, found.document, found.digest))
        if found.lost:
            url = in_one_line(fields.get("warc-target-uri", ""))
            self.lose(record.place, f"{found.lost} ({found.kind} of {url or 'no address'})")
        elif found.document:
            self._keep(self.records, found.document, found.digest, fields)
        else:
            self._passed[found.kind] += 1
            if found.kind == "image":
                self._pictures.note(address_of(fields.get("warc-target-uri", "")), message)

    def _keep(self, order: int, document: Document, digest: bytes, fields: dict[str, str]) -> None:
        """Keep a document, unless the same stands there already."""
        moment = (document.url, document.captured)
        contents = self._contents.setdefault(moment, [])
        if digest in contents:
            self._passed["duplicate"] += 1
            return
        contents.append(digest)
        if document.url and len(contents) > 1:
            document = self._marked(document, len(contents))
        self._pages.append((_Page(order, document, digest), fields))

    def _marked(self, document: Document, number: int) -> Document:
        joint = "&" if "#" in document.url else "#"
        url = f"{document.url}{joint}capture-{number}"
        told = Repair(document.url, url, _SAME_MOMENT)
        return replace(document, url=url, repairs=(told, *document.repairs))

    def finish(self, listed: frozenset[str] = frozenset()) -> Reading:
        """The reading, once all records were taken; listed: addresses that are surely pages."""
        for revisit in self._revisits:
            self._resolve(revisit)
        stories = []
        for one, fields in sorted(self._pages, key=lambda pair: pair[0].order):
            asked_as = self._requests.asked_as(fields)
            if asked_as and one.document.url not in listed and not _has_text(one.document):
                self._passed[f"{asked_as} of a page"] += 1
            else:
                stories.append(one.document)
        documents = tuple(replace(one, number=number) for number, one in enumerate(stories))
        passed = dict(sorted(self._passed.items()))
        reason = "" if documents else self._why_none(passed)
        return Reading(documents, reason, tuple(self._lost), passed, self._pictures)

    def _resolve(self, revisit: _Revisit) -> None:
        original = self._originals.of(revisit.fields)
        if revisit.kind in NO_STORY:
            # An error page or redirect may have the same content as a page.
            self._passed[revisit.kind] += 1
        elif original is None:
            self._passed[_NO_ORIGINAL if revisit.kind in {PAGE, ""} else revisit.kind] += 1
        elif original.document:
            url = address_of(revisit.fields.get("warc-target-uri", ""))
            captured = time_of(revisit.fields.get("warc-date", ""))
            again = replace(original.document, url=url, captured=captured, part=revisit.place)
            self._keep(revisit.order, again, original.digest, revisit.fields)
        elif original.kind:
            self._passed[original.kind] += 1
        else:
            self.lose(revisit.place, "refers to a record that could not be read")

    def _why_none(self, passed: dict[str, int]) -> str:
        if self._lost:
            first, more = self._lost[0], len(self._lost) - 1
            where = first.source.removeprefix(f"{self._capture.path}, ")
            others = f" (and {more} more parts that are lost)" if more else ""
            return f"holds no page that can be read: {where} {first.reason}{others}"
        counts = ", ".join(f"{kind}: {count}" for kind, count in passed.items())
        return f"holds no page of a site ({counts or 'no record'}); try: a crawl that took pages"


def _has_text(document: Document) -> bool:
    return any(len(block.text) >= _LEAST_TEXT for block in document.blocks)
