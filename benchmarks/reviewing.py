"""Labelled dumps and saved pages in, how many faulty articles a reader of the worst few finds out.

    python benchmarks/reviewing.py [--data FOLDER] [--folds FOLDER] [--pages FILE] [dumps|pages ...]

DATA: the evaluation data (../shared/eval). FOLDS: networks that have not learnt
from each part of the sites, as `python -m training.doubting` leaves them; then
no document is divided by networks that know its site, and no doubt weighed by
what was fitted to it. Without them the shipped models are measured: on the
data that they learnt from their figures are too good.

An article is faulty where its headline or a boundary is wrong or a paragraph
was lost, as benchmarks/faults.py defines these; digests are among the
articles. Of each set: how many are faulty, the share of those that stand among
the worst 5, 10 and 20 % by their doubt; the most that any order could find
there; and what other orders find: any, by the number of doubts in words, by
the smallest margin. The mixtures stand for archives in which faults are rarer.
"""

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Run by name, only this folder is looked through for modules.
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from backfile.errors import BackfileError  # noqa: E402 - only found from here on
from benchmarks.labelling import table  # noqa: E402 - the same
from training.doubting.fitting import held_out  # noqa: E402 - the same
from training.doubting.rows import Row, rows_of_dumps, rows_of_pages  # noqa: E402 - the same
from training.sources import RENDERED, Sources  # noqa: E402 - the same

_DATA = ROOT.parent / "shared" / "eval"
_SHARES = (0.05, 0.1, 0.2)
_HEADS = (
    "set", "articles", "faulty", "worst 5 %", "10 %", "20 %", "of the most possible at 5 %",
    "any order", "by words", "by margin",
)  # fmt: skip
# The mixtures: all sets together, and the same with so few of the faulty that these shares are.
_RARE = (0.05, 0.025)


def found_in_worst(faulty: Sequence[bool], order: Sequence[float], share: float) -> float:
    """The share of the faulty that stand among the worst; ties count by their mean.

    faulty, order: an entry an article, the most doubtful has the greatest.
    """
    count = math.ceil(share * len(faulty))
    ranked = sorted(order, reverse=True)
    bound = ranked[count - 1] if ranked else 0.0
    above = [wrong for wrong, place in zip(faulty, order, strict=True) if place > bound]
    tied = [wrong for wrong, place in zip(faulty, order, strict=True) if place == bound]
    found = sum(above) + (count - len(above)) * sum(tied) / max(1, len(tied))
    return found / max(1, sum(faulty))


def most_possible(faulty: Sequence[bool], share: float) -> float:
    """The share of the faulty that the best order of all would find."""
    return min(1.0, math.ceil(share * len(faulty)) / max(1, sum(faulty)))


def measured(name: str, rows: Sequence[Row], doubts: Sequence[float]) -> list[str]:
    """The row of the table for a set."""
    faulty = [bool(row.faults) for row in rows]
    found = [found_in_worst(faulty, doubts, share) for share in _SHARES]
    first = _SHARES[0]
    most = most_possible(faulty, first)
    others = ([0.0] * len(rows), [row.doubts for row in rows], [-row.margin for row in rows])
    return [
        name,
        str(len(rows)),
        f"{sum(faulty)} ({_percent(sum(faulty) / len(rows))})",
        *map(_percent, found),
        f"{_percent(found[0] / most)} of {_percent(most)}",
        *(_percent(found_in_worst(faulty, order, first)) for order in others),
    ]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _table(rows: Sequence[Row], doubts: Sequence[float]) -> Iterator[list[str]]:
    for name, own in groups_of(rows).items():
        yield measured(name, [rows[n] for n in own], [doubts[n] for n in own])


def groups_of(rows: Sequence[Row]) -> dict[str, list[int]]:
    """The numbers of the rows of each set and mixture, by its name."""
    sets = dict.fromkeys(row.set for row in rows)
    members = {name: [n for n, row in enumerate(rows) if row.set == name] for name in sets}
    return members | dict(_mixtures(rows))


def _mixtures(rows: Sequence[Row]) -> Iterator[tuple[str, list[int]]]:
    """All sets together; then with every second, third ... of the faulty alone."""
    yield "all together", list(range(len(rows)))
    right = [n for n, row in enumerate(rows) if not row.faults]
    wrong = [n for n, row in enumerate(rows) if row.faults]
    for share in _RARE:
        wanted = round(len(right) * share / (1 - share))
        step = max(1, len(wrong) // max(1, wanted))
        yield f"all, {100 * share:g} % faulty", sorted([*right, *wrong[::step][:wanted]])


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--data", type=Path, default=_DATA, help="the evaluation data")
    parser.add_argument("--folds", type=Path, help="networks that have not seen each part")
    parser.add_argument("--pages", type=Path, default=RENDERED, help="the pages' texts")
    parser.add_argument("what", nargs="*", default=("dumps", "pages"), choices=("dumps", "pages"))
    chosen = parser.parse_args(arguments)
    sources = Sources(chosen.data, chosen.pages)
    read = {"dumps": rows_of_dumps, "pages": rows_of_pages}
    try:
        rows = [row for name in chosen.what for row in read[name](sources, chosen.folds)]
    except (BackfileError, FileNotFoundError) as error:
        sys.exit(f"reviewing.py: {error}")
    doubts = held_out(rows) if chosen.folds else [row.doubt for row in rows]
    how = "cross-validated" if chosen.folds else "by the shipped models, not cross-validated"
    lines = (f"Faulty articles found, {how}:", "", *table(_HEADS, _table(rows, doubts)))
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
