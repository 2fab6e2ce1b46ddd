"""What the system refuses or asks for in, one line for a person or an orderly end out."""

import contextlib
import errno
import os
import resource
import signal
import sqlite3
from collections.abc import Iterator
from types import FrameType

_CURE = "try: free space, or mend the permissions"


def trouble(error: OSError | sqlite3.Error) -> str:
    """What the system refused, in its own words: `FILE: No space left on device; try: ...`."""
    if isinstance(error, OSError):
        return f"{error.filename or 'the system'}: {error.strerror or error}; {_CURE}"
    return f".backfile: {_refused(error)}; {_CURE}, or delete .backfile, which is made anew"


def _refused(error: sqlite3.Error) -> str:
    """What lies behind an error of SQLite, which tells of a full disk in words of its own."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return os.strerror(errno.ENOSPC)
    is_bounded = resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
    if code == sqlite3.SQLITE_IOERR and is_bounded:
        return f"{os.strerror(errno.EFBIG)} ({error})"
    return str(error)


@contextlib.contextmanager
def ended() -> Iterator[None]:
    """Let a request to end (SIGTERM) end things as Ctrl-C does, so that they are tidied up.

    Raises:
        KeyboardInterrupt: it was asked to end.
    """
    try:
        before = signal.signal(signal.SIGTERM, _stop)
    except ValueError:  # a thread other than the first can't be asked
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if before is None else before)


def _stop(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt
