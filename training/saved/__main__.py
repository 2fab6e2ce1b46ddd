"""Words of the command line in, a trained page model out: `python -m training.saved --help`."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

if find_spec("torch") is None:
    sys.exit('training: the package torch is missing; try: pip install "torch>=2.9"')

from backfile.errors import BackfileError
from training.program import Run
from training.saved.plan import PLAN
from training.saved.program import train
from training.sources import Sources


def main() -> None:
    """Train as the command line says; a mistake ends it with one line."""
    parser = argparse.ArgumentParser(prog="python -m training.saved", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the evaluation data")
    parser.add_argument("--out", type=Path, required=True, help="for pages.npz and pages.json")
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="for the card")
    parser.add_argument("--folds", type=int, default=4, help="of cross-validation, 0 for none (4)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    tries = parser.add_argument_group("to try it quickly, never for weights that are shipped")
    tries.add_argument("--limit", type=int, default=0, help="pages of each set")
    tries.add_argument("--epochs", type=int, default=PLAN.epochs)
    tries.add_argument("--networks", type=int, default=PLAN.networks)
    chosen = parser.parse_args()
    plan = replace(PLAN, epochs=chosen.epochs, networks=chosen.networks)
    sources = Sources(chosen.data)
    day = chosen.date.isoformat()
    try:
        train(Run(sources, day, plan, chosen.folds, chosen.jobs, chosen.limit), chosen.out)
    except BackfileError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
