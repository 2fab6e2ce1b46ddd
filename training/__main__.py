"""Words of the command line in, a trained line model out: `python -m training --help`."""

import argparse
import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

if find_spec("torch") is None:
    sys.exit('training: the package torch is missing; try: pip install "torch>=2.9"')

from backfile.errors import BackfileError
from training.plan import Plan
from training.program import Run, train
from training.sources import RENDERED, Sources


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the evaluation data")
    parser.add_argument("--pages", type=Path, default=RENDERED, help="from training.render")
    parser.add_argument("--out", type=Path, required=True, help="for lines.npz and lines.json")
    parser.add_argument("--date", type=_day, help="for the card (from SOURCE_DATE_EPOCH)")
    parser.add_argument("--folds", type=int, default=5, help="of cross-validation, 0 for none (5)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    tries = parser.add_argument_group("to try it quickly, never for weights that are shipped")
    tries.add_argument("--limit", type=int, default=0, help="documents of each set")
    tries.add_argument("--epochs", type=int)
    tries.add_argument("--networks", type=int)
    tries.add_argument("--composed", type=int)
    return parser


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _today() -> str:
    """The day that the environment gives: the clock would make other bytes each time."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not stamp.isdecimal():
        raise BackfileError("--date", "no day is given for the card", "--date 2025-05-12")
    return datetime.fromtimestamp(int(stamp), UTC).date().isoformat()


def main() -> None:
    """Train as the command line says; a mistake ends it with one line."""
    chosen = _parser().parse_args()
    changes = {name: getattr(chosen, name) for name in ("epochs", "networks", "composed")}
    plan = replace(Plan(), **{name: n for name, n in changes.items() if n is not None})
    sources = Sources(chosen.data, chosen.pages)
    try:
        day = chosen.date or _today()
        train(Run(sources, day, plan, chosen.folds, chosen.jobs, chosen.limit), chosen.out)
    except BackfileError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
