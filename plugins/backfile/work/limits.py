"""What one capture may take in, the kernel's own alarms and bounds set for this process out.

The alarms end the process whatever it is at, in C code too, and need nobody
to watch: no handler of Python's could stop a parser that loops. Each can be
set anew for the next capture, which RLIMIT_CPU can't.
"""

import resource
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from backfile.model import Capture, Document, PackedDocument
from backfile.settings import Settings

# A capture of so many bytes has max_seconds; a larger one has more in proportion.
# Measured: 5 MB of the slowest kind, a saved page, are read in 5 s at the most.
_USUAL_BYTES = 5_000_000
# A process that waits for a disk or a busy machine takes no CPU time; so many
# times the CPU seconds may pass on the clock.
_CLOCK_SECONDS = 10
# A capture is held as bytes, as text, and packed for its way back.
_BYTES_A_BYTE = 4
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a capture of the usual size may take: CPU seconds, and bytes of memory."""

    seconds: float
    memory: int

    def seconds_for(self, size: int) -> float:
        """CPU seconds for a capture of that many bytes."""
        return self.seconds * max(1.0, size / _USUAL_BYTES)


def limits_of(settings: Settings) -> Limits:
    """The owner's limits."""
    return Limits(settings.max_seconds, settings.max_memory)


def size_of(argument: object) -> int:
    """The bytes of a capture, or the characters of the documents among a task's values."""
    if isinstance(argument, Capture):
        return argument.size
    parts = argument if isinstance(argument, Iterable) else ()
    documents = (part for part in parts if isinstance(part, Document | PackedDocument))
    return sum(document.characters for document in documents)


def use_alarms() -> None:
    """Let the alarms end this process, and Ctrl-C not: that is for the program that began it."""
    for name in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(name, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def set_limits(limits: Limits, size: int) -> None:
    """Begin to count for a capture of that many bytes."""
    bound_memory(limits.memory + _BYTES_A_BYTE * size)
    seconds = limits.seconds_for(size)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds * _CLOCK_SECONDS)


def end_clock() -> None:
    """Let any time pass on the clock, as long as no more CPU time is taken."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def end_limits() -> None:
    """Count no longer."""
    end_clock()
    signal.setitimer(signal.ITIMER_PROF, 0)
    bound_memory(None)


def bound_memory(more: int | None) -> None:
    """Let this process take so many bytes more than now; None: any number.

    Linux alone keeps it: macOS takes the number and does not mind it.
    """
    hardest = resource.getrlimit(resource.RLIMIT_DATA)[1]
    bound = resource.RLIM_INFINITY if more is None else _data_bytes() + more
    if hardest != resource.RLIM_INFINITY:
        bound = hardest if more is None else min(bound, hardest)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (bound, hardest))


def _data_bytes() -> int:
    """What RLIMIT_DATA counts of this process: memory of its own that can be written."""
    pages = int(_STATM.read_text("ascii").split()[5]) if _STATM.exists() else 0
    return pages * resource.getpagesize()
