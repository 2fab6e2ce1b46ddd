"""Captures in, what reading them gave out: from the store, or read anew and kept."""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from backfile.flow.keeping import RunMany, Unfinished, remembered
from backfile.flow.knowledge import code_digest
from backfile.model import Capture, Reading
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
    captures: Iterable[Capture], folder: Path, settings: Settings, store: Store, run_many: RunMany
) -> dict[str, Reading]:
    """What each capture gave when it was read, by the capture's id."""
    # Beside the bytes, reading takes a capture's ending, address and pictures, and these bounds.
    most = (settings.max_page_bytes, settings.max_text_bytes, settings.max_archive_bytes)
    pictured = (settings.max_picture_bytes, settings.max_picture_pixels)
    bounds = (*most, settings.max_depth, *pictured)
    told = (code_digest(), bounds)
    keys = {
        key_of(*told, c.id, Path(c.path).suffixes[-2:], c.provenance.url, c.pictured): c
        for c in captures
    }
    task = functools.partial(_read, folder=folder, settings=settings)
    work = functools.partial(_pictures_kept, store, functools.partial(run_many, task))
    values = remembered(store, "readings", Reading, keys, work, _is_whole_in(store))
    store.commit()
    changed = Reading(reason=_CHANGED)
    return {capture.id: values.get(key, changed) for key, capture in keys.items()}


def _read(capture: Capture, folder: Path, settings: Settings) -> Reading | None:
    """A capture's reading; None, which is never kept, where its bytes are no longer those."""
    try:
        data = (folder / capture.path).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != capture.id:
        return None
    return reading_of(capture, data, folder, settings)


def reading_of(capture: Capture, data: bytes, folder: Path, settings: Settings) -> Reading:
    """A capture read, with the bytes of its pictures."""
    beside = files_beside(capture, folder, settings.max_picture_bytes)
    return keep_pictures(read(capture, data, settings), beside, settings)


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


def _is_whole_in(store: Store) -> Callable[[Reading], bool]:
    """Tells whether the store still holds all pictures of a reading."""

    def is_whole(reading: Reading) -> bool:
        pictures = (picture for d in reading.documents for picture in d.pictures)
        return store.pictures.holds(picture.name for picture in pictures if picture.width)

    return is_whole
