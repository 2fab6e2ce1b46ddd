"""A function and many arguments in, the results in order out: worker processes with limits.

Each capture has so many seconds and so much memory. One that takes more, or
ends its process, gives Unfinished in the place of its result, and costs no
other capture anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from backfile.pipeline import RunMany
from backfile.work.limits import Limits, limits_of
from backfile.work.pool import Pool

__all__ = ["Limits", "limits_of", "workers"]


@contextmanager
def workers(jobs: int, limits: Limits) -> Iterator[RunMany]:
    """A `map` over up to so many processes, which are gone at the end.

    Where there is nothing to do no process is begun.
    """
    pool = Pool(jobs, limits)
    try:
        yield pool.run
    finally:
        pool.end()
