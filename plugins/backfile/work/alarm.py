"""A piece of work in this process in, an OverLimits in its midst where it takes too much out.

For the commands for pipes, where a worker's second of beginning and the way
between processes would cost more than the work. What it can't do: stop C code
that loops (readers bound what they hand to their parsers for that), or live
through a library that ends the process when it is refused memory.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from backfile.work.limits import Limits, bound_memory

# Some code drops an error that comes at a bad moment, so the alarm repeats.
_AGAIN_SECONDS = 1


class OverLimits(Exception):  # noqa: N818 - it says what happened, as its line for a person does
    """A piece of work needs more than it may have."""


@contextmanager
def within(limits: Limits) -> Iterator[None]:
    """Let what stands inside take so much; to be used by a program's main thread alone.

    Raises:
        OverLimits: it needs more.
    """

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise OverLimits(f"needs more than {limits.seconds:g} s of computing")

    before = signal.signal(signal.SIGPROF, ring)
    try:
        bound_memory(limits.memory)
        signal.setitimer(signal.ITIMER_PROF, limits.seconds, _AGAIN_SECONDS)
        yield
    except MemoryError:
        bound_memory(None)
        raise OverLimits(f"needs more than {limits.memory} bytes of memory") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        bound_memory(None)
        signal.signal(signal.SIGPROF, before)
