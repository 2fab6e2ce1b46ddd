"""A lock file in, the right to build out: two builds of one archive never meet."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backfile.errors import LockedError


@contextmanager
def build_lock(path: Path) -> Iterator[None]:
    """Hold the lock for the time of a build; the system frees it if the build is killed.

    Raises:
        LockedError: another build holds it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LockedError(
                str(path), "another build is at work", "again when it is done"
            ) from None
        yield
