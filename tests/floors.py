"""Our own messy dumps with each line's right label in, how well they are labelled out.

tests/split/floors.json pins what must not get worse:

    PYTHONPATH=plugins:. python -m tests.floors                  the figures beside their floors
    PYTHONPATH=plugins:. python -m tests.floors --wrong          the lines that are labelled wrongly
    PYTHONPATH=plugins:. python -m tests.floors --raise          pin the figures that got better
    PYTHONPATH=plugins:. python -m tests.floors --lower "why"    pin those that got worse too

A dump is a file of tests/split/dumps, named SOURCE--WHAT.tsv: on each line a
label, a tab and the text; a blank line is an empty line. Captions, kickers and
notes about the author are boilerplate (X); a deck below a headline, and a list
or a question inside the body, are text (B).
"""

import argparse
import hashlib
import io
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from backfile.clean.shapes import is_prose
from backfile.errors import BackfileError
from backfile.pipes.label import LABEL
from backfile.pipes.run import run_pipe
from backfile.split.lines.voting import load_line_model

DUMPS = Path(__file__).parent / "split" / "dumps"
FLOORS = Path(__file__).parent / "split" / "floors.json"
COMMAND = "PYTHONPATH=plugins:. python -m tests.floors"

# Each figure, as it is shown, and whether more of it is better.
MORE_IS_BETTER = {
    "headlines-f1": True,
    "boundaries-f1": True,
    "digest-f1": True,
    "body-lost": False,
    "kept-boilerplate": False,
    "articles-missing-prose": False,
}
# Figures are rounded to so many steps in 1, to the worse side: one wrong headline
# or one lost paragraph is a step of more than that.
_STEPS = 1_000
_KEPT = frozenset({"T", "T2", "B", "D"})
_TAKEN = frozenset({"X", "S"})

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Dump:
    """A text whose lines' right labels are known; a blank line has ''."""

    name: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def source(self) -> str:
        """Whose dump it is: what repeats is counted within a source."""
        return self.name.partition("--")[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says of a dump: a label a line, and the lines where articles start."""

    labels: tuple[str, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Floors:
    """Figures, and the digests of the dumps and the line model that they were measured with.

    lowered: each time that a floor was lowered; the day, the reason, and what
    fell from where to where.
    """

    dumps: str
    model: str
    floors: Figures
    lowered: Sequence[Mapping[str, Any]] = ()


def load_dumps(folder: Path = DUMPS) -> tuple[Dump, ...]:
    """The dumps of a folder, in the order of their names."""
    return tuple(_dump(file) for file in sorted(folder.glob("*.tsv")))


def _dump(file: Path) -> Dump:
    rows = [line.partition("\t") for line in file.read_text("utf-8").removesuffix("\n").split("\n")]
    return Dump(file.stem, tuple(row[2] for row in rows), tuple(row[0] for row in rows))


def digest_of(dumps: Sequence[Dump]) -> str:
    """The SHA-256 over the dumps' names, lines and labels."""
    return hashlib.sha256(json.dumps([asdict(dump) for dump in dumps]).encode()).hexdigest()


def answers_to(dumps: Sequence[Dump]) -> tuple[Answer, ...]:
    """What `label` says of the dumps, all of them one corpus.

    Raises:
        BackfileError: one of them could not be labelled.
    """
    asked = [{"id": one.name, "source": one.source, "text": "\n".join(one.lines)} for one in dumps]
    told = io.BytesIO()
    if run_pipe(LABEL, io.BytesIO("\n".join(map(json.dumps, asked)).encode()), told):
        raise BackfileError(DUMPS.name, f"could not be labelled: {told.getvalue().decode()}")
    return tuple(
        Answer(tuple(row["line_labels"]), tuple(one["start_line"] for one in row["articles"]))
        for row in map(json.loads, told.getvalue().splitlines())
    )


def figures_of(dumps: Sequence[Dump], answers: Sequence[Answer]) -> dict[str, float]:
    """Each figure over all the dumps together, 0 to 1.

    The F1 are of exact lines. body-lost: share of the body's characters that
    are not kept. kept-boilerplate: share of what is kept that is boilerplate;
    details (M) count neither way. articles-missing-prose: share of articles of
    which a paragraph of prose is taken away.
    """
    counts = map(_characters, dumps, answers)
    body, lost, kept, leaked = (sum(column) for column in zip(*counts, strict=True))
    missing = [one for pair in zip(dumps, answers, strict=True) for one in _missing(*pair)]
    return {
        "headlines-f1": _f1(_lines(dumps, "T"), _lines(answers, "T")),
        "boundaries-f1": _f1(_lines(dumps, "T"), [answer.starts for answer in answers]),
        "digest-f1": _f1(_lines(dumps, "D"), _lines(answers, "D")),
        "body-lost": lost / max(1, body),
        "kept-boilerplate": leaked / max(1, kept),
        "articles-missing-prose": sum(missing) / max(1, len(missing)),
    }


def _lines(texts: Sequence[Dump | Answer], label: str) -> list[list[int]]:
    """Of each text the lines with a label."""
    return [[n for n, name in enumerate(text.labels) if name == label] for text in texts]


def _f1(right: Sequence[Sequence[int]], found: Sequence[Sequence[int]]) -> float:
    """The harmonic mean of precision and recall over each dump's lines; 1 where there are none."""
    both = sum(len({*ours} & {*theirs}) for ours, theirs in zip(right, found, strict=True))
    count = sum(map(len, (*right, *found)))
    return 2 * both / count if count else 1.0


def _characters(dump: Dump, answer: Answer) -> tuple[int, int, int, int]:
    """Characters of the body, those of it that are lost, all kept, those of them that leak."""
    body = lost = kept = leaked = 0
    for label, answered, text in zip(dump.labels, answer.labels, dump.lines, strict=True):
        length, is_kept = len(text.strip()), answered in _KEPT and label != "M"
        body += length * (label == "B")
        lost += length * (label == "B" and not is_kept)
        kept += length * is_kept
        leaked += length * (is_kept and label in _TAKEN)
    return body, lost, kept, leaked


def _missing(dump: Dump, answer: Answer) -> Iterator[bool]:
    """Of each article whether a paragraph of prose is taken from it."""
    rows = list(zip(dump.labels, answer.labels, map(is_prose, dump.lines), strict=True))
    (starts,) = _lines([dump], "T")
    for start, end in pairwise((*starts, len(rows))):
        article = rows[start:end]
        yield any(label == "B" and taken in _TAKEN and prose for label, taken, prose in article)


def measure() -> Floors:
    """What could be pinned now: our own dumps, labelled with the line model that is shipped."""
    dumps = load_dumps()
    figures = figures_of(dumps, answers_to(dumps))
    return Floors(digest_of(dumps), load_line_model().digest, rounded(figures))


def rounded(figures: Figures) -> Figures:
    """Figures as floors hold them."""
    return {
        name: (math.floor if more else math.ceil)(figures[name] * _STEPS) / _STEPS
        for name, more in MORE_IS_BETTER.items()
    }


def wrong_lines() -> Iterator[str]:
    """Each line that is labelled wrongly; details (M) count neither way."""
    dumps = load_dumps()
    for dump, answer in zip(dumps, answers_to(dumps), strict=True):
        rows = zip(dump.labels, answer.labels, dump.lines, strict=True)
        for number, (label, answered, text) in enumerate(rows, 1):
            if label != answered and "M" not in {label, answered}:
                yield f"{dump.name}.tsv:{number}: {label}, labelled {answered}: {text[:60]}\n"


def fallen(floors: Floors, now: Floors) -> dict[str, list[float]]:
    """The figures that are worse than their floors: floor and figure."""
    pairs = {name: [floors.floors[name], now.floors[name]] for name in now.floors}
    return {name: pair for name, pair in pairs.items() if _best(name, pair) != pair[1]}


def faults(floors: Floors, now: Floors) -> list[str]:
    """What is wrong, each with its cure: other dumps, or a figure worse than its floor."""
    told = [
        f"{name} is {figure}, worse than its floor of {floor}; "
        f'try: {COMMAND} --wrong, and mend it; or {COMMAND} --lower "why"'
        for name, (floor, figure) in fallen(floors, now).items()
    ]
    if floors.dumps != now.dumps:
        what = "tests/split/dumps are not the dumps that the floors were pinned on"
        told.insert(0, f'{what}; try: {COMMAND} --raise, or --lower "why" where a figure fell')
    return told


def raised(floors: Floors, now: Floors) -> Floors:
    """The floors with the figures that got better; none gets worse."""
    best = {name: _best(name, (floors.floors[name], now.floors[name])) for name in now.floors}
    return replace(now, floors=best, lowered=floors.lowered)


def lowered(floors: Floors, now: Floors, why: str, day: str) -> Floors:
    """The figures as they are now; what got worse is noted with the reason and the day.

    Raises:
        BackfileError: there is no reason.
    """
    if not why.strip():
        raise BackfileError("--lower", "has no reason", f'{COMMAND} --lower "why"')
    fell = fallen(floors, now)
    note = [{"on": day, "why": why.strip(), "fell": fell}] if fell else []
    return replace(now, lowered=(*floors.lowered, *note))


def _best(name: str, figures: Sequence[float]) -> float:
    return max(figures) if MORE_IS_BETTER[name] else min(figures)


def load_floors(file: Path = FLOORS) -> Floors:
    """The floors that a file holds; of a figure that it lacks, the worst there is."""
    held = json.loads(file.read_text("utf-8"))
    worst = {name: float(not more) for name, more in MORE_IS_BETTER.items()}
    return Floors(**held | {"floors": worst | held["floors"]})


def written(floors: Floors) -> str:
    """The floors as their file holds them."""
    return json.dumps(asdict(floors), ensure_ascii=False, indent=1) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.floors", description="quality floors of our own dumps"
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--wrong", action="store_true", help="list the lines labelled wrongly")
    ways.add_argument("--raise", action="store_true", dest="up", help="pin what got better")
    ways.add_argument("--lower", metavar="WHY", help="pin what got worse too; say why")
    return parser


def _pinned(floors: Floors, now: Floors, why: str | None) -> Floors:
    """The floors written anew: lowered where there is a word of why, else only raised."""
    today = datetime.now(UTC).date().isoformat()
    pinned = raised(floors, now) if why is None else lowered(floors, now, why, today)
    FLOORS.write_text(written(pinned), "utf-8")
    return pinned


def main() -> int:
    """Show the figures, or pin them; 1 where the floors don't hold or no reason is given."""
    chosen = _parser().parse_args()
    if chosen.wrong:
        sys.stdout.writelines(wrong_lines())
        return 0
    floors, now = load_floors(), measure()
    try:
        if chosen.up or chosen.lower is not None:
            floors = _pinned(floors, now, chosen.lower)
    except BackfileError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    for name, figure in now.floors.items():
        sys.stdout.write(f"{name:24} {figure:.3f}   floor {floors.floors[name]:.3f}\n")
    sys.stdout.writelines(f"{fault}\n" for fault in faults(floors, now))
    return 1 if faults(floors, now) else 0


if __name__ == "__main__":
    sys.exit(main())
