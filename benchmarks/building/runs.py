"""Commands that take turns in, the medians of what each took out: CPU seconds, largest memory."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.searching.indexing import Cost

ROOT = Path(__file__).resolve().parent.parent.parent
_MEASURED = ROOT / "benchmarks" / "searching" / "measured.py"
_SHOWN = 2_000


class FailedRunError(Exception):
    """A command that is measured ended with an error; the words it ended with."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command to be measured, and what comes before it in each round, unmeasured.

    prepare: is told the number of the round, from 0.
    """

    name: str
    command: Sequence[str]
    prepare: Callable[[int], None] = lambda _: None


def in_turn(steps: Sequence[Step], rounds: int) -> dict[str, Cost]:
    """The medians of so many rounds of all the steps, which a busy time of the machine meets alike.

    Raises:
        FailedRunError: a command failed.
    """
    runs: dict[str, list[Cost]] = {step.name: [] for step in steps}
    for number in range(rounds):
        for step in steps:
            step.prepare(number)
            runs[step.name].append(cost_of(step.command))
    return {
        name: Cost(median(run.seconds for run in found), median(run.peak for run in found))
        for name, found in runs.items()
    }


def together(*costs: Cost) -> Cost:
    """What commands that follow each other take."""
    return Cost(sum(cost.seconds for cost in costs), max(cost.peak for cost in costs))


def cost_of(command: Sequence[str]) -> Cost:
    """Run a command; what it and the processes it began took.

    Raises:
        FailedRunError: it failed.
    """
    done = _run([sys.executable, str(_MEASURED), *command])
    return Cost(**json.loads(done))


def run(command: Sequence[str]) -> None:
    """Run a command that is not measured.

    Raises:
        FailedRunError: it failed.
    """
    _run(command)


def _run(command: Sequence[str]) -> str:
    # The program of this checkout, whatever is installed; a benchmark has no date of its own.
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "plugins"), str(ROOT)])}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=env)  # noqa: S603 - our own words
    if done.returncode:
        said = f"{done.stdout[-_SHOWN:]}\n{done.stderr[-_SHOWN:]}".strip()
        raise FailedRunError(f"{' '.join(command)} ended with {done.returncode}: {said}")
    return done.stdout
