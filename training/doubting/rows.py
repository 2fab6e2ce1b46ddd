"""Labelled dumps and saved pages in, a row for each draft out: its evidence, and what is wrong.

Each document is divided by networks that have not learnt from its site, where
a folder of such networks is given; else by those that are shipped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from backfile.clean import load_rules
from backfile.errors import BackfileError
from backfile.model import Division
from backfile.pipeline import census_of
from backfile.pipes.extract import story_text
from backfile.split import load_models, split
from backfile.split.dividing import Models, Trained
from backfile.split.evidence import evidence_of
from backfile.split.lines.voting import line_model_from
from backfile.split.pages.voting import page_model_from
from benchmarks.bodies import Extracted
from benchmarks.faults import Faults, Found, faults_in, faults_of_page
from training.answers import gold
from training.labelled import Example, examples_of
from training.pages import read_texts
from training.plan import Plan
from training.saved.examples import SavedPage, read_pages
from training.saved.tables import repeats_over
from training.sites import part_of
from training.sources import Sources
from training.validation import fold_of

# As many as the networks of the lines and of the pages are validated with.
LINE_FOLDS, PAGE_FOLDS = 5, 4


@dataclass(frozen=True, slots=True)
class Row:
    """A draft: where it is from, what tells of its doubt, and what is wrong with it.

    part: which of the folds' parts it is of. doubts: how many there are in
    words; margin: the smallest of its labels'; doubt: the shipped model's.
    """

    set: str
    medium: str
    part: int
    evidence: npt.NDArray[np.float64]
    faults: Faults
    doubts: int
    margin: float
    doubt: float


def line_file(part: int) -> str:
    """The name of the line networks that have not learnt from a part of the sites."""
    return f"lines-{part}-of-{LINE_FOLDS}.npz"


def page_file(part: int) -> str:
    """The name of the page networks that have not learnt from a part of the sites."""
    return f"pages-{part}-of-{PAGE_FOLDS}.npz"


def rows_of_pages(sources: Sources, folds: Path | None) -> Iterator[Row]:
    """The rows of the saved pages; those that gave no article have none."""
    shipped = load_models()
    pages = list(read_pages(sources, load_rules()))
    for part in range(PAGE_FOLDS):
        pages_model = (
            page_model_from(networks_in(folds, page_file(part))) if folds else shipped.pages
        )
        inside = [page for page in pages if part_of(page.site, PAGE_FOLDS) == part]
        repeated = repeats_over(inside)
        models = Trained(shipped.lines, pages_model, shipped.doubts)
        for page in inside:
            repeats = repeated(page.known, page.document)
            division = split(page.document, page.marks, repeats, models)
            yield from _of_page(page, division, part)


def _of_page(page: SavedPage, division: Division, part: int) -> Iterator[Row]:
    for draft in division.drafts:
        pair = Extracted(page.truth, story_text(draft.body))
        faults = faults_of_page(page.title, draft.title, pair)
        evidence = evidence_of(page.document, division.labels, page.marks, division.drafts)[0]
        margin = min(label.margin for label in division.labels)
        yield Row(page.set, "page", part, evidence, faults, len(draft.doubts), margin, draft.doubt)


def rows_of_dumps(sources: Sources, folds: Path | None) -> Iterator[Row]:
    """The rows of the labelled dumps.

    Dumps of several stories are composed of each part's pages, as the line
    model is validated; exports are read by their format, which learns nothing.
    """
    rules = load_rules()
    examples = examples_of(read_texts(sources), rules)
    shipped = load_models()
    for part in range(LINE_FOLDS):
        lines = line_model_from(networks_in(folds, line_file(part))) if folds else shipped.lines
        fold = fold_of(examples, part, LINE_FOLDS, Plan(), rules)
        models = Trained(lines, shipped.pages, shipped.doubts)
        yield from rows_of_examples(fold.measured, models, part)


def rows_of_examples(examples: Sequence[Example], models: Models, part: int) -> Iterator[Row]:
    """The rows of some dumps, which together are one corpus."""
    repeated = census_of((example.known, example.document) for example in examples)
    for example in examples:
        repeats = repeated(example.known, example.document)
        yield from _of_dump(example, split(example.document, example.marks, repeats, models), part)


def _of_dump(example: Example, division: Division, part: int) -> Iterator[Row]:
    blocks = example.document.blocks
    labels = [""] * len(example.labelled.lines)
    for block, label in zip(blocks, division.labels, strict=True):
        for line in range(block.place.first_line - 1, block.place.last_line):
            labels[line] = label.name
    finds = [
        Found(
            blocks[draft.first].place.first_line - 1,
            blocks[draft.last].place.last_line - 1,
            draft.start.first_line - 1,
            draft.kind == "digest",
        )
        for draft in division.drafts
    ]
    (right,) = gold([example.labelled])
    evidence = evidence_of(example.document, division.labels, example.marks, division.drafts)
    told = zip(division.drafts, evidence, faults_in(right, labels, finds), strict=True)
    for draft, row, faults in told:
        margin = min(label.margin for label in division.labels[draft.first : draft.last + 1])
        kind = example.labelled.kind
        yield Row(kind, "text", part, row, faults, len(draft.doubts), margin, draft.doubt)


def networks_in(folder: Path, name: str) -> bytes:
    """A file of networks.

    Raises:
        BackfileError: it is missing.
    """
    try:
        return (folder / name).read_bytes()
    except OSError:
        cure = "python -m training.doubting makes it"
        raise BackfileError(str(folder / name), "is missing", cure) from None
