"""A folder and its sums in, what of its files is missing, changed or too much out."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from backfile.pack.sums import SEAL_FILES, SUMS, Sums

FaultKind = Literal["list", "missing", "changed", "unreadable", "link", "extra"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as SHA256SUMS says: a path, or for "list" what is wrong with it."""

    kind: FaultKind
    what: str


def check_files(folder: Path, sums: Sums) -> tuple[Fault, ...]:
    """Compare every file, one after another; no link is followed.

    Entries whose names begin with a dot are passed over, as a build does:
    they are Git's and the system's.
    """
    found, odd = _walk(folder)
    faults = [Fault("list", what) for what in sums.faults]
    faults += [Fault("link", path) for path in odd if path in sums.digests or not _is_hidden(path)]
    for path, digest in sums.digests.items():
        if path in found:
            faults += _compared(folder, path, digest)
        elif path not in odd:
            faults.append(Fault("missing", path))
    known = {**sums.digests, **dict.fromkeys((SUMS, *SEAL_FILES), "")}
    extra = (path for path in found if path not in known and not _is_hidden(path))
    return (*faults, *(Fault("extra", path) for path in sorted(extra)))


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path


def _walk(folder: Path) -> tuple[dict[str, None], dict[str, None]]:
    """The plain files of a folder, and what is neither file nor folder, by path."""
    files: dict[str, None] = {}
    odd: dict[str, None] = {}
    waiting = [""]
    while waiting:
        base = waiting.pop()
        for entry in _entries(folder / base):
            path = f"{base}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                # Git's folder may be larger than the site.
                waiting += [f"{path}/"] if base or not entry.name.startswith(".") else []
            elif entry.is_file(follow_symlinks=False):
                files[path] = None
            else:
                odd[path] = None
    return files, odd


def _entries(folder: Path) -> Iterator["os.DirEntry[str]"]:
    """What a folder holds; one that can't be listed holds nothing, so its files are missing."""
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError:
        return


def _compared(folder: Path, path: str, digest: str) -> list[Fault]:
    try:
        with (folder / path).open("rb") as file:
            is_same = hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError as error:
        return [Fault("unreadable", f"{path} ({error.strerror})")]
    return [] if is_same else [Fault("changed", path)]
