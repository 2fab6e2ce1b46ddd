"""Words of the command line in, a trained doubt model out: `python -m training.doubting --help`."""

import argparse
import hashlib
import sys
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

if find_spec("torch") is None:
    sys.exit('training: the package torch is missing; try: pip install "torch>=2.9"')

from backfile.errors import BackfileError
from training.doubting.folds import make_folds
from training.doubting.program import Origin, card
from training.doubting.rows import rows_of_dumps, rows_of_pages
from training.plan import Plan
from training.program import tell
from training.sources import RENDERED, Sources

# Where the networks are kept from run to run; never committed.
FOLDS = Path(".backfile") / "folds"


def main() -> None:
    """Train as the command line says; a mistake ends it with one line."""
    parser = argparse.ArgumentParser(prog="python -m training.doubting", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the evaluation data")
    parser.add_argument("--pages", type=Path, default=RENDERED, help="from training.render")
    parser.add_argument("--out", type=Path, required=True, help="for doubts.json")
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="for the file")
    parser.add_argument("--folds", type=Path, default=FOLDS, help="for the networks of each part")
    parser.add_argument("--networks", type=int, default=1, help="line networks of each part (1)")
    parser.add_argument("--composed", type=int, default=200, help="dumps made for each (200)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    chosen = parser.parse_args()
    sources = Sources(chosen.data, chosen.pages)
    plan = replace(Plan(), networks=chosen.networks, composed=chosen.composed)
    try:
        sources.check()
        make_folds(sources, chosen.folds, plan, chosen.jobs)
        rows = [*rows_of_dumps(sources, chosen.folds), *rows_of_pages(sources, chosen.folds)]
    except BackfileError as error:
        sys.exit(str(error))
    told = {"networks": plan.networks, "composed": plan.composed}
    origin = Origin(chosen.date.isoformat(), sources.digest(), _digest(chosen.folds), told)
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "doubts.json").write_bytes(card(rows, origin))
    tell(f"{chosen.out / 'doubts.json'}: {len(rows)} articles")


def _digest(folder: Path) -> str:
    each = (hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.npz")))
    return hashlib.sha256("".join(f"{one}\n" for one in each).encode()).hexdigest()


if __name__ == "__main__":
    main()
