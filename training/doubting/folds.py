"""Labelled data in, networks that have not learnt from each part of the sites out, in a folder."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from backfile.clean import load_rules
from training.doubting.rows import LINE_FOLDS, PAGE_FOLDS, line_file, page_file
from training.ensemble import models
from training.labelled import examples_of
from training.pages import read_texts
from training.plan import Plan
from training.program import tell
from training.saved.examples import read_pages
from training.saved.plan import PLAN
from training.saved.program import page_models
from training.sites import part_of
from training.sources import Sources
from training.validation import fold_of


def make_folds(sources: Sources, folder: Path, plan: Plan, jobs: int) -> None:
    """Train the networks that a folder lacks, each kind all at once.

    plan: of the line networks. Fewer of them than are shipped are enough to
    learn where they fail, and take a fraction of the time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kinds = (
        (page_file, PAGE_FOLDS, _pages(sources, jobs)),
        (line_file, LINE_FOLDS, _lines(sources, plan, jobs)),
    )
    for name, count, made in kinds:
        if all((folder / name(part)).is_file() for part in range(count)):
            continue
        for part, weights in enumerate(made):
            (folder / name(part)).write_bytes(weights)
            tell(f"{folder / name(part)} is made")


def _pages(sources: Sources, jobs: int) -> Iterator[bytes]:
    pages = list(read_pages(sources, load_rules()))
    parts = range(PAGE_FOLDS)
    learnt = [[p for p in pages if part_of(p.site, PAGE_FOLDS) != part] for part in parts]
    yield from page_models(learnt, PLAN, jobs)


def _lines(sources: Sources, plan: Plan, jobs: int) -> Iterator[bytes]:
    rules = load_rules()
    examples = examples_of(read_texts(sources), rules)
    # What each fold is measured by is made when it is measured; here one dump of a kind is enough.
    few = replace(plan, measured=1)
    folds = [fold_of(examples, part, LINE_FOLDS, few, rules) for part in range(LINE_FOLDS)]
    yield from models([fold.learnt for fold in folds], plan, jobs)
