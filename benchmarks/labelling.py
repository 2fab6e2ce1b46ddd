"""How fast `label` is, and how often it loses a paragraph without a warning: tables in Markdown.

    python benchmarks/labelling.py speed [--lines N] [--rounds N] [--against CHECKOUT] [GOLD ...]
    python benchmarks/labelling.py missed GOLD.jsonl PREDICTED.jsonl ...

GOLD: JSON lines {id, set, text, line_labels, articles}. PREDICTED: what
`python -m backfile label` answers for them.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Run by name, only this folder is looked through for modules.
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from benchmarks.corpus import requests  # noqa: E402 - only found from here on
from benchmarks.missed import Missed, Row, lines_of, missed  # noqa: E402 - the same

_SPEED = ("corpus", "program", "lines", "CPU seconds", "lines a second", "from", "to", "peak MB")
_MISSED = ("predicted", "set", "articles", "miss prose", "of these doubtful", "all doubtful")
_HEAD_LINES = 2
# getrusage tells the largest memory in kilobytes, on macOS in bytes.
_MEMORY_UNIT = 1_000_000 if sys.platform == "darwin" else 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of `label` took: CPU seconds, and the largest memory in MB."""

    seconds: float
    peak: float


def run_label(checkout: Path, corpus: Path) -> Run:
    """Label a corpus with the program of a checkout.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    command = [sys.executable, "-m", "backfile", "label"]
    # A library that starts threads of its own would count twice.
    env = os.environ | {"PYTHONPATH": str(checkout / "plugins"), "OMP_NUM_THREADS": "1"}
    with corpus.open("rb") as source, Path(os.devnull).open("wb") as sink:
        process = subprocess.Popen(command, stdin=source, stdout=sink, env=env)  # noqa: S603 - our own words
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / _MEMORY_UNIT)


def speed(corpora: Sequence[Path], checkouts: Sequence[Path], rounds: int) -> Iterator[list[str]]:
    """A row for each corpus and checkout, which take turns so that a busy time meets them all."""
    pairs = [(corpus, checkout) for corpus in corpora for checkout in checkouts]
    runs: list[list[Run]] = [[] for _ in pairs]
    for _ in range(rounds):
        for found, (corpus, checkout) in zip(runs, pairs, strict=True):
            found.append(run_label(checkout, corpus))
    for found, (corpus, checkout) in zip(runs, pairs, strict=True):
        yield _speed_row(corpus, checkout, found)


def _speed_row(corpus: Path, checkout: Path, runs: Sequence[Run]) -> list[str]:
    lines = sum(len(lines_of(request["text"])) for request in _rows(corpus))
    seconds = sorted(run.seconds for run in runs)
    rates = [lines / taken for taken in (median(seconds), seconds[-1], seconds[0])]
    figures = [f"{rate:.0f}" for rate in rates] if lines else ["", "", ""]
    peak = max(run.peak for run in runs)
    return [
        corpus.stem,
        checkout.name,
        str(lines),
        f"{median(seconds):.2f}",
        *figures,
        f"{peak:.0f}",
    ]


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def warnings(files: Sequence[Path]) -> Iterator[list[str]]:
    """A row for each file of predictions and each set that it answers, and one for the unmarked."""
    read = [(path, list(_rows(path))) for path in files]
    gold = [row for _, rows in read for row in rows if "text" in row]
    for path, rows in read:
        predicted = {row["id"]: row for row in rows if "text" not in row}
        found = _by_set(gold, predicted)
        for name, one in found.items():
            yield _missed_row(path, f"{name} (marked)" if one.marked else name, one)
        unmarked = [one for one in found.values() if not one.marked]
        if len(unmarked) > 1:
            yield _missed_row(path, "all unmarked", sum(unmarked, Missed()))


def _by_set(gold: Sequence[Row], predicted: Mapping[Any, Row]) -> dict[str, Missed]:
    """What was missed of each set of which anything is predicted."""
    sets = dict.fromkeys(one["set"] for one in gold if one["id"] in predicted)
    return {name: missed([one for one in gold if one["set"] == name], predicted) for name in sets}


def _missed_row(path: Path, name: str, found: Missed) -> list[str]:
    return [
        path.stem,
        name,
        str(found.articles),
        _share(found.missing, found.articles),
        _share(found.warned, found.missing),
        _share(found.doubtful, found.predicted),
    ]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part} of {whole})" if whole else "-"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, line by line."""
    for row in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(row)} |"


def _measure(chosen: argparse.Namespace) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        empty, made = Path(folder) / "start alone.jsonl", Path(folder) / "made pages.jsonl"
        empty.touch()
        made.write_text("".join(f"{line}\n" for line in requests(chosen.lines)), "utf-8")
        checkouts = [ROOT, *(path.resolve() for path in chosen.against)]
        yield from table(_SPEED, speed([empty, made, *chosen.gold], checkouts, chosen.rounds))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    fast = commands.add_parser("speed", help="lines a second of CPU time, start and all")
    fast.add_argument("--lines", type=int, default=20_000, help="of the made pages (20000)")
    fast.add_argument("--rounds", type=int, default=5, help="the median of so many is told (5)")
    fast.add_argument("--against", type=Path, action="append", default=[], metavar="CHECKOUT")
    fast.add_argument("gold", type=Path, nargs="*", metavar="GOLD.jsonl")
    lost = commands.add_parser("missed", help="articles that lost a paragraph of prose")
    lost.add_argument("files", type=Path, nargs="+", metavar="GOLD.jsonl PREDICTED.jsonl")
    return parser


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table that was asked for."""
    chosen = _parser().parse_args(arguments)
    if chosen.command == "speed":
        lines = list(_measure(chosen))
    else:
        lines = list(table(_MISSED, warnings(chosen.files)))
    if len(lines) == _HEAD_LINES:
        sys.exit("labelling.py: no prediction is of these gold files; try: files of the same ids")
    sys.stdout.write("\n".join((*lines, "")))


if __name__ == "__main__":
    main()
