"""Labelled data in, lines.npz and its card lines.json out: the whole of training on one page."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from backfile.clean import load_rules
from backfile.split.lines.voting import line_model_from
from training.answers import answers, gold
from training.card import Origin, card
from training.ensemble import models
from training.labelled import Example, Labelled, examples_of
from training.pages import read_texts
from training.plan import Plan
from training.scores import Scores, scores_of
from training.sources import Sources
from training.validation import Fold, fold_of


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked for: data, a day for the card, how to train, and how many folds and processes.

    limit: documents of each set at most, 0 for all. folds: 0 for no cross-validation.
    """

    sources: Sources
    date: str
    plan: Plan
    folds: int
    jobs: int
    limit: int = 0


def train(run: Run, out: Path) -> None:
    """Write lines.npz and lines.json into a folder.

    Raises:
        BackfileError: data are missing, or the weights are too large to be shipped.
    """
    examples, folds = _read(run)
    made = models([examples, *(fold.learnt for fold in folds)], run.plan, run.jobs)
    weights = next(made)
    out.mkdir(parents=True, exist_ok=True)
    (out / "lines.npz").write_bytes(weights)
    tell("the networks are fitted; their scores follow")
    scores = {"fit": _fit(examples, weights), "cross_validation": _validated(folds, made)}
    origin = Origin(run.date, run.sources.digest(), run.limit)
    (out / "lines.json").write_bytes(card(origin, run.plan, examples, weights, scores))
    tell(f"{out / 'lines.npz'}: {len(weights)} bytes")


def _read(run: Run) -> tuple[list[Example], list[Fold]]:
    """All that is learnt from, and its folds."""
    run.sources.check()
    rules = load_rules()
    examples = examples_of(_limited(read_texts(run.sources), run.limit), rules)
    folds = [fold_of(examples, part, run.folds, run.plan, rules) for part in range(run.folds)]
    tell(f"{len(examples)} documents, {len(folds)} folds, {run.plan.networks} networks for each")
    return examples, folds


def _limited(texts: Sequence[Labelled], limit: int) -> Iterator[Labelled]:
    for _, those in groupby(texts, key=lambda text: text.kind):
        yield from list(those)[: limit or None]


def _fit(examples: Sequence[Example], weights: bytes) -> dict[str, Scores]:
    """How well the model does on what it has learnt from."""
    known = [example for example in examples if "T" in example.labelled.labels]
    told = answers(known, line_model_from(weights))
    return scores_of(gold(example.labelled for example in known), told)


def _validated(folds: Sequence[Fold], made: Iterator[bytes]) -> dict[str, Scores]:
    """How well models do on sites that they have not learnt from, all folds together."""
    right, told = [], []
    for number, (fold, weights) in enumerate(zip(folds, made, strict=True), 1):
        # Dumps composed for one fold have the names of those of another.
        rows = gold(example.labelled for example in fold.measured)
        found = answers(fold.measured, line_model_from(weights))
        right += [{**row, "id": f"{number}/{row['id']}"} for row in rows]
        told += [{**row, "id": f"{number}/{row['id']}"} for row in found]
        tell(f"fold {number} of {len(folds)} is measured")
    return scores_of(right, told)


def tell(words: str) -> None:
    """Say how far training is."""
    sys.stderr.write(f"training: {words}\n")
