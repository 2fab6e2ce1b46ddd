"""A corpus in, what indexing it costs us and Pagefind out: CPU seconds and largest memory."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_MEASURED = Path(__file__).with_name("measured.py")


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, user and system, and the largest memory in MB."""

    seconds: float
    peak: float


def our_command(corpus: Path, names: Path, *folder: Path) -> list[str]:
    """The words that index a corpus with us; names: a JSON file of groups of spellings.

    Without a folder the corpus is only read, so that this can be subtracted.
    """
    module = "benchmarks.searching.index_once"
    return [sys.executable, "-m", module, *map(str, (corpus, names, *folder))]


def costs(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """The medians of so many runs of each command; they take turns, so that a busy time meets all.

    Raises:
        subprocess.CalledProcessError: a command failed.
    """
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(_cost(command))
    return {
        name: Cost(median(run.seconds for run in found), median(run.peak for run in found))
        for name, found in runs.items()
    }


def _cost(command: Sequence[str]) -> Cost:
    words = [sys.executable, str(_MEASURED), *command]
    done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    return Cost(**json.loads(done.stdout))
