"""What a long work is at, told as it goes on: stages and steps in, seconds of each stage out.

Whatever shows it implements `Progress`; the stages know no more than this.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Progress(Protocol):
    """Something that is told what a work is at."""

    def stage(self, name: str) -> None:
        """A stage begins, and with it the one before ends; '' ends the last."""

    def expect(self, steps: int) -> None:
        """So many steps more are to be done in this stage."""

    def step(self) -> None:
        """One of them is done."""


class Silent:
    """Shows nothing."""

    def stage(self, name: str) -> None:
        """Pass over a stage."""

    def expect(self, steps: int) -> None:
        """Pass over what is to be done."""

    def step(self) -> None:
        """Pass over a step."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage that is over: seconds that passed, and that this process was at work."""

    name: str
    seconds: float
    work: float
    steps: int = 0


class Clock:
    """Hands on what it is told, and notes how long each stage took."""

    def __init__(self, shown: Progress) -> None:
        """Begin with no stage."""
        self.stages: list[Stage] = []
        self._shown = shown
        self._name = ""
        self._steps = 0
        self._began = (time.monotonic(), time.process_time())

    def stage(self, name: str) -> None:
        """Note the stage that ends, and begin this one."""
        now = (time.monotonic(), time.process_time())
        if self._name:
            seconds, work = (end - began for end, began in zip(now, self._began, strict=True))
            self.stages.append(Stage(self._name, seconds, work, self._steps))
        self._name, self._began, self._steps = name, now, 0
        self._shown.stage(name)

    def expect(self, steps: int) -> None:
        """Hand on what is to be done."""
        self._shown.expect(steps)

    def step(self) -> None:
        """Hand on a step."""
        self._steps += 1
        self._shown.step()


SILENT: Progress = Silent()
_Many = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


def counted(run_many: _Many, progress: Progress) -> _Many:
    """A `map` that tells of each result as a step."""

    def run(function: Callable[[Any], Any], arguments: Iterable[Any]) -> Iterator[Any]:
        waiting: Sequence[Any] = list(arguments)
        progress.expect(len(waiting))
        for result in run_many(function, waiting):
            yield result
            progress.step()

    return run


def slowest(stages: Sequence[Stage], most: int = 3, least: float = 0.1) -> tuple[Stage, ...]:
    """The stages that took longest, so many at most, none of less than so many seconds.

    A stage that came more than once is told as one.
    """
    joined: dict[str, Stage] = {}
    for one in stages:
        before = joined.get(one.name, Stage(one.name, 0.0, 0.0))
        joined[one.name] = Stage(
            one.name,
            before.seconds + one.seconds,
            before.work + one.work,
            before.steps + one.steps,
        )
    ordered = sorted(joined.values(), key=lambda one: -one.seconds)
    return tuple(one for one in ordered if one.seconds >= least)[:most]
