"""A function and then arguments in, over a pipe; their results out, one at a time.

This is the whole of a worker process. It ends with the program that began
it, and when one argument takes more than its limits.
"""

import os
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import PurePath
from types import TracebackType
from typing import Any

from backfile.errors import NO_ROOM
from backfile.pipeline import Unfinished
from backfile.work.limits import Limits, end_clock, end_limits, set_limits, size_of, use_alarms

READY = "ready"
_ORPHANED = 1


def main(handle: int, parent: int, limits: Limits) -> None:
    """Serve over a connection's file handle until its other end is closed."""
    use_alarms()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    with Connection(handle) as connection:
        connection.send(READY)
        try:
            _serve(connection, limits)
        except (EOFError, ConnectionError):
            return


def _serve(connection: Connection, limits: Limits) -> None:
    function: Callable[[Any], Any] = _nothing
    while True:
        is_function, given = connection.recv()
        if is_function:
            function = given
            continue
        set_limits(limits, size_of(given))
        answer, goes_on = _answer(function, given)
        # Whoever asked may take their time to listen.
        end_clock()
        _send(connection, answer, goes_on=goes_on)
        end_limits()
        if not goes_on:
            return


def _nothing(_: object) -> None:
    """What is called before there is anything to call."""


def _send(connection: Connection, answer: object, *, goes_on: bool) -> None:
    try:
        connection.send((answer, goes_on))
    except MemoryError:
        end_limits()
        connection.send((Unfinished(too_large()), True))


def _answer(function: Callable[[Any], Any], given: object) -> tuple[Any, bool]:
    """A result, and whether this process can be trusted with another one."""
    try:
        return function(given), True
    except MemoryError:
        end_limits()
        return Unfinished(too_large()), False
    except OSError as error:
        if error.errno in NO_ROOM:
            # Without this one capture after another would be left out of a site on a full disk.
            return OSError(error.errno, error.strerror), True
        return Unfinished(_fault(error)), True
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one capture, not all
        return Unfinished(_fault(error)), True


def too_large() -> str:
    """Why a capture is left out that needs more memory than it may have."""
    return "needs more memory than max_memory allows; try: raise max_memory, or cut it in parts"


def _fault(error: Exception) -> str:
    place = error.__traceback__
    said = " ".join(f"{type(error).__name__}: {error}".split())
    cure = "report it, with this line and the capture"
    return f"makes the program fail ({said}{_where(place)}); try: {cure}"


def _where(place: TracebackType | None) -> str:
    while place and place.tb_next:
        place = place.tb_next
    if place is None:
        return ""
    return f", {PurePath(place.tb_frame.f_code.co_filename).name} line {place.tb_lineno}"


def _end_with(parent: int) -> None:
    """End this process once the one that began it is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(_ORPHANED)
