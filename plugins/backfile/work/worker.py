"""A worker process as the program sees it: tasks in, answers out, or why it died.

A process of its own, begun anew rather than forked: the same on Linux and
macOS, no lock is inherited, and what it was begun by is not run again in it.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import astuple
from multiprocessing.connection import Connection
from typing import Any

from backfile.errors import BackfileError
from backfile.pipeline import Unfinished
from backfile.work.child import READY
from backfile.work.limits import Limits, size_of

_CODE = "from backfile.work import child, limits; child.main({}, {}, limits.Limits(*{}))"


class Worker:
    """One process and what it is at."""

    def __init__(self, limits: Limits) -> None:
        """Begin the process; it needs about a second before it can be given anything."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = _begin(theirs.fileno(), limits)
        self.connection = Connection(ours.detach())
        self._limits = limits
        self._function: Callable[[Any], Any] | None = None
        self._is_ready = False
        self._at: tuple[int, Any] | None = None
        self.is_spent = False

    @property
    def is_idle(self) -> bool:
        """Whether it can be given a task."""
        return self._at is None

    def give(self, function: Callable[[Any], Any], number: int, argument: object) -> None:
        """Let it call a function for one argument; the number tells the answer's place.

        Raises:
            BackfileError: the process can't begin.
        """
        self._at = number, argument
        self._await_ready()
        try:
            if function is not self._function:
                self.connection.send((True, function))
                self._function = function
            self.connection.send((False, argument))
        except ConnectionError:
            # It died meanwhile; who asks for the answer is told why.
            return

    def _await_ready(self) -> None:
        if self._is_ready:
            return
        try:
            self._is_ready = self.connection.recv() == READY
        except (EOFError, ConnectionError):
            what = f"could not begin (exit code {self._process.wait()})"
            raise BackfileError("a worker process", what, "backfile doctor") from None

    def take(self) -> tuple[int, Any]:
        """The number of the task it was at, and the answer; waits for it."""
        assert self._at is not None  # noqa: S101 - asked only while it is at something
        number, argument = self._at
        try:
            answer, goes_on = self.connection.recv()
        except (EOFError, ConnectionError):
            answer, goes_on = Unfinished(self._why_dead(size_of(argument))), False
        self.is_spent = not goes_on
        self._at = None
        return number, answer

    def _why_dead(self, size: int) -> str:
        code = self._process.wait()
        if code in {-signal.SIGPROF, -signal.SIGALRM}:
            seconds = round(self._limits.seconds_for(size))
            return f"needs more than {seconds} s to read; try: raise max_seconds, or leave it out"
        if code == -signal.SIGKILL:
            return "was ended from outside, for want of memory most likely; try: fewer --jobs"
        name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return f"ends the program that reads it ({name}); try: report it, with the capture"

    def end(self) -> None:
        """End the process, whatever it is at."""
        self.connection.close()
        self._process.kill()
        self._process.wait()


def _begin(handle: int, limits: Limits) -> subprocess.Popen[bytes]:
    # Without -P a file of the archive's folder could take the place of a module.
    command = [sys.executable, "-P", "-c", _CODE.format(handle, os.getpid(), astuple(limits))]
    path = os.pathsep.join(folder for folder in sys.path if folder)
    return subprocess.Popen(  # noqa: S603 - our own words
        command,
        pass_fds=[handle],
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Ctrl-C is for the program alone, which then ends its workers.
        start_new_session=True,
    )
