"""A published site in, a second folder of the same files out, which costs no room.

The next site is made from it by changing the few files that change. It is
never trusted: a file counts only where it is the published one itself, by its
inode, so that whatever a killed build or a stranger left there is put right.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path


def bring(mirror: Path, published: Path, wanted: Mapping[str, str]) -> tuple[list[str], bool]:
    """Make a mirror hold the wanted files of the published site and no others.

    wanted: the signature by path. Gives the paths that had to be linked or
    copied there, and whether all could be linked.

    Raises:
        OSError: it can't be written.
    """
    mirror.mkdir(parents=True, exist_ok=True)
    missing = dict(wanted)
    _clear(f"{mirror}/", "", missing)
    is_linked = True
    made: dict[str, None] = {}
    for path in missing:
        make_parents(mirror, path, made)
        is_linked &= link(f"{published}/{path}", f"{mirror}/{path}")
    return list(missing), is_linked


def _clear(root: str, below: str, missing: dict[str, str]) -> bool:
    """Take away what is not wanted, from missing what is there; whether anything is left."""
    is_used = False
    with os.scandir(root + below) as found:
        entries = list(found)
    for entry in entries:
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            if (not below and name.startswith(".")) or _clear(root, f"{name}/", missing):
                is_used = True
            else:
                os.rmdir(entry.path)  # noqa: PTH106 - thousands of them
        elif missing.get(name, "").endswith(f" {entry.inode()}"):
            del missing[name]
            is_used = True
        elif not below and name.startswith("."):
            is_used = True
        else:
            os.unlink(entry.path)  # noqa: PTH108 - thousands of them
    return is_used


def link(old: str, new: str) -> bool:
    """Link a file, or copy it where that can't be; whether it was linked.

    Raises:
        OSError: neither can be done.
    """
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
        return False
    return True


def make_parents(folder: Path, path: str, made: dict[str, None]) -> None:
    """Make the folders above a path, each once.

    Raises:
        OSError: they can't be made.
    """
    parent = path.rpartition("/")[0]
    if parent not in made:
        os.makedirs(f"{folder}/{parent}", exist_ok=True)  # noqa: PTH103 - a path as text
        made[parent] = None


def follow(mirror: Path, published: Path, gone: Iterable[str], new: Iterable[str]) -> bool:
    """Bring the old site, exchanged for the published one, to the same state.

    Whether all could be linked.

    Raises:
        OSError: it can't be written.
    """
    for path in gone:
        (mirror / path).unlink(missing_ok=True)
        _forsake(mirror, path)
    is_linked = True
    made: dict[str, None] = {}
    for path in new:
        make_parents(mirror, path, made)
        is_linked &= link(f"{published}/{path}", f"{mirror}/{path}")
    return is_linked


def _forsake(mirror: Path, path: str) -> None:
    """Take away the folders above a path that are empty."""
    parent = path.rpartition("/")[0]
    while parent:
        try:
            (mirror / parent).rmdir()
        except OSError:
            return
        parent = parent.rpartition("/")[0]
