"""Captures in, what reading them gave out: from the store, or read anew and kept."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from backfile.flow.keeping import RunMany, Unfinished, remembered
from backfile.flow.knowledge import code_digest
from backfile.flow.offering import Offer
from backfile.model import Capture, Reading
from backfile.owner.redaction import cleared
from backfile.owner.withheld import Withheld
from backfile.read import read
from backfile.read.keep import files_beside, keep_pictures
from backfile.settings import Settings
from backfile.store import Store, key_of

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
) -> dict[str, Reading]:
    """What each capture gave when it was read, by the capture's id; nothing withheld is in it.

    The store never holds more than that: while it could, it writes nothing down.
    """
    if offer.withheld.of("article"):
        store.wait()
    # Beside the bytes, reading takes a capture's ending, address and pictures, and these bounds.
    most = (settings.max_page_bytes, settings.max_text_bytes, settings.max_archive_bytes)
    pictured = (settings.max_picture_bytes, settings.max_picture_pixels)
    bounds = (*most, settings.max_depth, *pictured)
    told = (code_digest(), bounds)
    keys = {
        key_of(*told, c.id, Path(c.path).suffixes[-2:], c.provenance.url, c.pictured): c
        for c in offer.captures
    }
    task = functools.partial(_read, offer=offer, settings=settings)
    work = functools.partial(_pictures_kept, store, functools.partial(run_many, task))
    is_usable = functools.partial(_is_usable, store, offer.withheld)
    found = remembered(store, "readings", Reading, keys, work, is_usable)
    values = {key: _cleared_again(key, found[key], offer.withheld, store) for key in found}
    store.commit()
    changed = Reading(reason=_CHANGED)
    return {capture.id: values.get(key, changed) for key, capture in keys.items()}


def _read(capture: Capture, offer: Offer, settings: Settings) -> Reading | None:
    """A capture's reading; None, which is never kept, where its bytes are no longer those."""
    try:
        data = (offer.folder / capture.path).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != capture.id:
        return None
    return reading_of(capture, data, offer, settings)


def reading_of(capture: Capture, data: bytes, offer: Offer, settings: Settings) -> Reading:
    """A capture read, with the bytes of its pictures, without what is withheld of it."""
    beside = files_beside(capture, offer.folder, settings.max_picture_bytes)
    return cleared(keep_pictures(read(capture, data, settings), beside, settings), offer.withheld)


def _pictures_kept(
    store: Store,
    read_many: Callable[[Iterable[Capture]], Iterable[Reading | Unfinished | None]],
    captures: Iterable[Capture],
) -> Iterator[Reading | Unfinished | None]:
    """Readings, the bytes of whose pictures have gone to the store."""
    for reading in read_many(captures):
        if isinstance(reading, Reading):
            store.pictures.keep(reading.files)
            yield replace(reading, files={})
        else:
            yield reading


def _is_usable(store: Store, withheld: Withheld, reading: Reading) -> bool:
    """Whether a kept reading can be used: pictures and all, and what it lacks is still withheld."""
    pictures = (picture for d in reading.documents for picture in d.pictures)
    is_whole = store.pictures.holds(picture.name for picture in pictures if picture.width)
    return is_whole and (not reading.withheld or reading.cleared == withheld.digest)


def _cleared_again(key: str, reading: Reading, withheld: Withheld, store: Store) -> Reading:
    """A kept reading without what is withheld since; the store then has it in its place."""
    if not withheld.digest or reading.cleared == withheld.digest or reading.reason == _CHANGED:
        return reading
    found = cleared(reading, withheld)
    # What could not be read this time has neither, and is not kept.
    if found.documents or found.withheld:
        store.keep("readings", key, found)
    return found
