"""A function in, what it gave in a process of its own out.

A forked child has all modules that its parent has, so it begins at once; and
whatever it leaves behind in memory goes with it: Pelican is not made for two
builds in one process. The parent must have no threads of its own.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self


def forked(function: Callable[[], Any]) -> Any:
    """What a function gives, as JSON can tell it, when a child calls it; None where it can't.

    The child writes to the same standard output and error.
    """
    ours, theirs = os.pipe()
    _flush()
    pid = os.fork()
    if not pid:  # pragma: no cover - the child's side is run where coverage does not see it
        os.close(ours)
        _end(lambda: _tell(theirs, function()))
    os.close(theirs)
    with os.fdopen(ours, "rb") as pipe:
        try:
            told = pipe.read()
        except KeyboardInterrupt:
            os.waitpid(pid, 0)  # it was interrupted too, and gives its lock and folders back
            raise
    os.waitpid(pid, 0)
    return json.loads(told) if told else None


def _tell(pipe: int, value: object) -> None:
    with os.fdopen(pipe, "wb") as stream:
        stream.write(json.dumps(value).encode())


@dataclass(frozen=True, slots=True)
class Child:
    """A process that goes on beside this one, until it is ended or this one ends."""

    pid: int

    @classmethod
    def begun(cls, function: Callable[[], None]) -> Self:
        """Call a function that does not end by itself in a process of its own."""
        _flush()
        pid = os.fork()
        if not pid:  # pragma: no cover - as above
            # Ctrl-C is for the parent, which then ends this one.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _end(function)
        return cls(pid)

    def __enter__(self) -> Self:
        """Go on."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)


def _flush() -> None:
    """Write out what waits, which both processes would write otherwise."""
    sys.stdout.flush()
    sys.stderr.flush()


def _end(function: Callable[[], None]) -> None:  # pragma: no cover - as above
    """Call a function as the last thing of a child, which must not go on as its parent would."""
    code = 1
    try:
        function()
        code = 0
    except KeyboardInterrupt:
        code = 130
    except SystemExit:
        code = 2
    finally:
        _flush()
        os._exit(code)
