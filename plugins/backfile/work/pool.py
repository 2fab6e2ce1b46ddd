"""A function and many arguments in, the results in their order out, over worker processes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from typing import Any

from backfile.work.limits import Limits
from backfile.work.worker import Worker


class Pool:
    """Up to so many workers, begun when there is something for them to do.

    A task that takes more than the limits, or ends its process, gives
    Unfinished; the others are done by a fresh one.
    """

    def __init__(self, jobs: int, limits: Limits) -> None:
        """Begin nothing yet."""
        self._jobs = jobs
        self._limits = limits
        self._workers: list[Worker] = []

    def run(self, function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterator[Any]:
        """The result for each argument, in order; workers go on while one is looked at.

        Raises:
            OSError: there is no room for what a worker must write.
        """
        waiting = deque(enumerate(arguments))
        done: dict[int, Any] = {}
        try:
            for number in range(len(waiting)):
                self._give(function, waiting)
                while number not in done:
                    self._take(done)
                    self._give(function, waiting)
                answer = done.pop(number)
                if isinstance(answer, OSError):
                    raise answer
                yield answer
        finally:
            # Where nobody asks for the rest, its answers must not come to the next.
            self._end([worker for worker in self._workers if not worker.is_idle])

    def _give(self, function: Callable[[Any], Any], waiting: deque[tuple[int, Any]]) -> None:
        """Give every idle worker something to do."""
        self._begin(len(waiting))
        for worker in self._workers:
            if waiting and worker.is_idle:
                worker.give(function, *waiting.popleft())

    def _begin(self, tasks: int) -> None:
        """Replace the workers that are spent; begin as many as so many tasks can use."""
        self._end([worker for worker in self._workers if worker.is_spent])
        busy = sum(not worker.is_idle for worker in self._workers)
        wanted = min(self._jobs, busy + tasks)
        while len(self._workers) < wanted:
            self._workers.append(Worker(self._limits))

    def _take(self, done: dict[int, Any]) -> None:
        """Wait until a worker has an answer; take all that are there."""
        busy = {worker.connection: worker for worker in self._workers if not worker.is_idle}
        for connection in wait(list(busy)):
            number, answer = next(w for c, w in busy.items() if c is connection).take()
            done[number] = answer

    def _end(self, workers: list[Worker]) -> None:
        for worker in workers:
            worker.end()
            self._workers.remove(worker)

    def end(self) -> None:
        """End all workers, whatever they are at."""
        self._end(list(self._workers))
