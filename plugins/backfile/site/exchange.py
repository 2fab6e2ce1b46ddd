"""Two folders in, each in the other's place out; whatever interrupts it, both are whole.

Linux exchanges them in one step. Elsewhere it takes three renames, and a
folder that is left beside them tells the next build where they were
interrupted.
"""

import contextlib
import ctypes
import errno
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

_AT_FDCWD = -100
_EXCHANGE = 2
# What tells that the system or the file system knows no exchange.
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def exchange(one: Path, other: Path, between: Path) -> None:
    """Put two folders each in the other's place.

    between: free, and beside `one`.

    Raises:
        OSError: they can't be renamed, as a mount point can't.
    """
    try:
        _at_once(one, other)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
        one.rename(between)
        other.rename(one)
        between.rename(other)


def _at_once(one: Path, other: Path) -> None:
    library: Any = ctypes.CDLL(None, use_errno=True)
    try:
        rename = library.renameat2
    except AttributeError:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), str(one)) from None
    names = os.fsencode(one), os.fsencode(other)
    if rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one))


@contextlib.contextmanager
def unstopped() -> Iterator[None]:
    """Let what asks the program to end wait until what was begun is done.

    Raises:
        KeyboardInterrupt: it was asked; says "published".
    """
    asked: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        del frame
        asked.append(number)

    try:
        before = [(number, signal.signal(number, note)) for number in _SIGNALS]
    except ValueError:  # a thread other than the first can't be asked
        before = []
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    if asked:
        raise KeyboardInterrupt("published")
