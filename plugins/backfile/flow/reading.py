"""Captures in, what reading them gave out: from the store, or read anew and kept."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from backfile.flow.keeping import PackedReading, RunMany, Shelf, Unfinished, remembered
from backfile.flow.knowledge import code_digest
from backfile.flow.offering import Offer
from backfile.model import Capture, Document, KeptDocument, KeptReading, Reading
from backfile.owner.redaction import cleared
from backfile.owner.withheld import Withheld
from backfile.read import read
from backfile.read.census import marks_of
from backfile.read.keep import files_beside, keep_pictures
from backfile.settings import Settings
from backfile.store import Store, pack, quick_key

_CHANGED = "changed or went away while it was read; try: build again"


def captures_folder(settings: Settings) -> Path:
    """The captures folder, or the demonstration's while that is empty or missing."""
    chosen = settings.captures
    usual = chosen == settings.root / "content" / "captures"
    entries = chosen.iterdir() if chosen.is_dir() else ()
    is_empty = all(entry.name.startswith(".") for entry in entries)
    has_demo = settings.demo_captures.is_dir()
    return settings.demo_captures if usual and is_empty and has_demo else chosen


def read_all(
    offer: Offer, settings: Settings, store: Store, run_many: RunMany
) -> dict[str, KeptReading]:
    """What each capture gave when it was read, by the capture's id; nothing withheld is in it.

    The store never holds more than that: while it could, it writes nothing
    down. The documents wait there until one is asked for.
    """
    if offer.withheld.of("article"):
        store.wait()
    # Beside the bytes, reading takes a capture's ending, address and pictures, and these bounds.
    most = (settings.max_page_bytes, settings.max_text_bytes, settings.max_archive_bytes)
    pictured = (settings.max_picture_bytes, settings.max_picture_pixels)
    told = quick_key(code_digest(), repr((*most, settings.max_depth, *pictured)))
    keys = {_key(told, capture): capture for capture in offer.captures}
    task = functools.partial(_read, offer=offer, settings=settings)
    work = functools.partial(_pictures_kept, store, functools.partial(run_many, task))
    shelf = Readings(store, offer.withheld)
    found = remembered(shelf, keys, work)
    values = {key: _cleared_again(key, found[key], offer.withheld, shelf) for key in found}
    store.commit()
    changed = KeptReading(reason=_CHANGED)
    return {capture.id: values.get(key, changed) for key, capture in keys.items()}


def _key(told: str, capture: Capture) -> str:
    ends = "\n".join(PurePosixPath(capture.path).suffixes[-2:])
    return quick_key(told, capture.id, ends, capture.provenance.url, capture.pictured)


def _read(capture: Capture, offer: Offer, settings: Settings) -> PackedReading | None:
    """A capture's reading; None, which is never kept, where its bytes are no longer those."""
    try:
        data = (offer.folder / capture.path).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != capture.id:
        return None
    return _packed(reading_of(capture, data, offer, settings))


def _packed(reading: Reading) -> PackedReading:
    """A reading as it can be kept."""
    data = tuple(map(pack, reading.documents))
    kept = KeptReading(
        documents=tuple(map(_brief, reading.documents, data)),
        reason=reading.reason,
        lost=reading.lost,
        passed=reading.passed,
        cleared=reading.cleared,
        withheld=reading.withheld,
    )
    return PackedReading(kept, data, reading.files)


def _brief(document: Document, data: bytes) -> KeptDocument:
    return KeptDocument(
        capture_id=document.capture_id,
        number=document.number,
        digest=quick_key(data),
        lines=marks_of(document),
        addresses=document.addresses,
        shown=document.shown,
        begins=document.begins,
        characters=document.characters,
        url=document.url,
        captured=document.captured,
        part=document.part,
        provenance=document.provenance,
        key="",
    )


def reading_of(capture: Capture, data: bytes, offer: Offer, settings: Settings) -> Reading:
    """A capture read, with the bytes of its pictures, without what is withheld of it."""
    beside = files_beside(capture, offer.folder, settings.max_picture_bytes)
    return cleared(keep_pictures(read(capture, data, settings), beside, settings), offer.withheld)


def _pictures_kept(
    store: Store,
    read_many: Callable[[Iterable[Capture]], Iterable[PackedReading | Unfinished | None]],
    captures: Iterable[Capture],
) -> Iterator[PackedReading | Unfinished | None]:
    """Readings, the bytes of whose pictures have gone to the store."""
    for reading in read_many(captures):
        if isinstance(reading, PackedReading):
            store.pictures.keep(reading.files)
        yield reading


@dataclass(frozen=True, slots=True)
class Readings(Shelf[PackedReading, KeptReading]):
    """The readings that the store has."""

    store: Store
    withheld: Withheld

    def recalled(self, keys: Iterable[str]) -> dict[str, KeptReading]:
        """Readings that can be used: pictures and all, and what they lack is still withheld."""
        found = self.store.recall_all("readings", keys, KeptReading)
        for reading in found.values():
            for document in reading.documents:
                document.documents = self.store
        return {key: reading for key, reading in found.items() if self._is_usable(reading)}

    def kept(self, key: str, reading: PackedReading) -> KeptReading:
        """Keep a reading; it comes back with documents that wait in the store."""
        found = reading.kept
        for document, data in zip(found.documents, reading.documents, strict=True):
            document.key = f"{key}:{document.number}"
            self.store.keep_packed("documents", document.key, data)
        self.store.keep("readings", key, found)
        for document in found.documents:
            document.documents = self.store
        return found

    def unfinished(self, reason: str) -> KeptReading:
        """A reading that came to nothing, and is not kept."""
        return KeptReading(reason=reason)

    def _is_usable(self, row: KeptReading) -> bool:
        names = [name for document in row.documents for name in document.shown]
        is_whole = not names or self.store.pictures.holds(names)
        return is_whole and (not row.withheld or row.cleared == self.withheld.digest)


def _cleared_again(
    key: str, reading: KeptReading, withheld: Withheld, shelf: Readings
) -> KeptReading:
    """A kept reading without what is withheld since; the store then has it in its place."""
    if not withheld.digest or reading.cleared == withheld.digest or reading.reason == _CHANGED:
        return reading
    whole = Reading(
        documents=tuple(document.whole for document in reading.documents),
        reason=reading.reason,
        lost=reading.lost,
        passed=reading.passed,
        cleared=reading.cleared,
        withheld=reading.withheld,
    )
    found = cleared(whole, withheld)
    # What could not be read this time has neither, and is not kept.
    if found.documents or found.withheld:
        return shelf.kept(key, _packed(found))
    return replace(reading, reason=found.reason, lost=found.lost, cleared=found.cleared)
