"""A function and many arguments in, the results in order out: one process or several."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

from backfile.errors import BackfileError
from backfile.pipeline import RunMany

# So many captures travel to a worker at once; each brings the rules along.
_CHUNK = 8


@contextmanager
def workers(jobs: int) -> Iterator[RunMany]:
    """A `map` over so many processes; with one, the plain `map`.

    Raises:
        BackfileError: a process was ended from outside, for want of memory most likely.
    """
    if jobs == 1:
        yield map
        return
    # Spawned, not forked: the same on Linux and macOS, and no lock is inherited.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:

        def run_many(function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterable[Any]:
            return pool.map(function, arguments, chunksize=_CHUNK)

        try:
            yield run_many
        except BrokenProcessPool:
            cure = "fewer --jobs, or more memory"
            raise BackfileError("--jobs", "a process was ended from outside", cure) from None
