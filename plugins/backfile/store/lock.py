"""A lock file in, the right to build out: two builds of one archive never meet."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from backfile.errors import LockedError, OutputError, StoreError
from backfile.store import Store, open_store


@contextmanager
def build_lock(path: Path) -> Iterator[None]:
    """Hold the lock for the time of a build; the system frees it if the build is killed.

    Raises:
        LockedError: another build holds it.
        OutputError: its folder can't be written.
    """
    with _opened(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LockedError(
                str(path), "another build is at work", "again when it is done"
            ) from None
        yield


@contextmanager
def locked_store(state: Path) -> Iterator[Store]:
    """The store of an archive's folder of state, for one run of whatever needs it alone.

    Raises:
        LockedError: another build is at work.
        OutputError: the folder can't be written.
    """
    with build_lock(state / "lock"), open_store(state / "store.sqlite") as store:
        yield store


def is_damage(error: Exception) -> bool:
    """Whether an error tells that the store is damaged, and so must be made anew."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return isinstance(error, StoreError) or code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def forget_store(state: Path) -> None:
    """Take a store away that is damaged; the next run makes it anew.

    Raises:
        LockedError: another build is at work.
        OutputError: the folder can't be written.
    """
    with build_lock(state / "lock"):
        for ending in ("", "-journal", "-wal", "-shm"):
            (state / f"store.sqlite{ending}").unlink(missing_ok=True)


def _opened(path: Path) -> TextIO:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("a")
    except OSError as error:
        what = f"can't be written ({error.strerror})"
        raise OutputError(str(path), what, "mend the permissions of its folder") from None
