"""A stream for messages in, what shows progress there out: bars on a terminal, else plain lines.

It never writes to standard output, where the report goes.
"""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from backfile.later import later
from backfile.progress import Progress

with later("backfile.desk.terminal", "rich.console"):
    from rich import console as rich_console

    from backfile.desk import terminal

# A stage that is over sooner is not worth a line in a log.
LEAST_SECONDS = 5.0


@contextmanager
def watched(stream: TextIO, env: Mapping[str, str] | None = None) -> Iterator[Progress]:
    """Show progress on a stream.

    env: the environment, of which CI and TERM=dumb ask for plain lines, and
    NO_COLOR for none in colour; None for that of this process.
    """
    known = os.environ if env is None else env
    if known.get("CI") or known.get("TERM", "dumb") == "dumb" or not stream.isatty():
        yield Lines(stream)
        return
    console = rich_console.Console(file=stream, force_terminal=True, _environ=known)
    with terminal.Bars(console) as bars:
        yield bars


class Lines:
    """A line for each stage that took long, once it is over."""

    def __init__(self, stream: TextIO, least: float = LEAST_SECONDS) -> None:
        """Write to that stream of stages that took so many seconds."""
        self._stream, self._least = stream, least
        self._name, self._steps = "", 0
        self._began = time.monotonic()

    def stage(self, name: str) -> None:
        """Tell of the stage that ends."""
        seconds = time.monotonic() - self._began
        if self._name and seconds >= self._least:
            count = f" {self._steps:,}," if self._steps else ""
            self._stream.write(f"{self._name}:{count} {seconds:.0f} s\n")
            self._stream.flush()
        self._name, self._steps, self._began = name, 0, time.monotonic()

    def expect(self, steps: int) -> None:
        """Pass over what is to be done."""

    def step(self) -> None:
        """Count a step."""
        self._steps += 1
