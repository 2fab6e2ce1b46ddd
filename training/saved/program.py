"""Saved pages in, pages.npz and its card pages.json out: the whole of training on one page."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from backfile import VERSION
from backfile.clean import load_rules
from backfile.pipes.extract import story_text
from backfile.split import split
from backfile.split.dividing import Models, Trained
from backfile.split.lines.voting import load_line_model
from backfile.split.pages.voting import LABELS, PageModel, page_model_from
from benchmarks.bodies import Extracted, scores_of
from training.fitting import fitted
from training.plan import Plan
from training.program import Run, tell
from training.saved.examples import SavedPage, read_pages
from training.saved.tables import Known, repeats_over, tables_of, vocabulary_of
from training.sites import part_of
from training.tables import Floats
from training.weights import packed

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What one network learns from."""

    pages: tuple[SavedPage, ...]
    known: Known
    plan: Plan
    seed: int


def train(run: Run, out: Path) -> None:
    """Write pages.npz and pages.json into a folder.

    Raises:
        BackfileError: the weights are too large to be shipped.
    """
    pages = list(read_pages(run.sources, load_rules(), run.limit))
    parts = range(run.folds)
    learnt = [[p for p in pages if part_of(p.site, run.folds) != part] for part in parts]
    tell(f"{len(pages)} pages, {run.folds} folds, {run.plan.networks} networks for each")
    made = page_models([pages, *learnt], run.plan, run.jobs)
    weights = next(made)
    out.mkdir(parents=True, exist_ok=True)
    (out / "pages.npz").write_bytes(weights)
    tell("the networks are fitted; their scores follow")
    held: list[tuple[str, Extracted]] = []
    for part, fold in zip(parts, made, strict=True):
        measured = [page for page in pages if part_of(page.site, run.folds) == part]
        held += extracted(measured, page_model_from(fold))
        tell(f"fold {part + 1} of {run.folds} is measured")
    fit = extracted(pages, page_model_from(weights))
    scores = {"fit": _by_set(fit), "cross_validation": _by_set(held)}
    (out / "pages.json").write_bytes(_card(run, pages, weights, scores))
    tell(f"{out / 'pages.npz'}: {len(weights)} bytes")


def page_models(lessons: Sequence[Sequence[SavedPage]], plan: Plan, jobs: int) -> Iterator[bytes]:
    """The file of the model that learns from each sequence of pages, in order."""
    known = [vocabulary_of(pages, plan) for pages in lessons]
    each = zip(lessons, known, strict=True)
    tasks = [_Lesson(tuple(pages), k, plan, seed) for pages, k in each for seed in plan.seeds]
    # Started anew, a process shares no state of torch with this one.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        networks = pool.map(_learn, tasks)
        for one in known:
            tables = {"checksums": one.words, "step-checksums": one.steps}
            yield packed([next(networks) for _ in plan.seeds], tables, plan)
    finally:
        pool.shutdown(cancel_futures=True)


def _learn(lesson: _Lesson) -> dict[str, Floats]:
    """The weights of one network."""
    known, plan = lesson.known, lesson.plan
    tables = list(tables_of(lesson.pages, known, plan, lesson.seed))
    counts = (len(known.words), len(known.steps))
    return fitted(tables, counts, len(LABELS), plan, lesson.seed)


def extracted(pages: Sequence[SavedPage], model: PageModel) -> list[tuple[str, Extracted]]:
    """What the program extracts of each page by a model; pages of a site know of each other."""
    models = Trained(load_line_model(), model)
    repeated = repeats_over(pages)
    return [(page.set, _extracted(page, models, repeated)) for page in pages]


def _extracted(page: SavedPage, models: Models, repeated: Any) -> Extracted:
    repeats = repeated(page.known, page.document)
    division = split(page.document, page.marks, repeats, models)
    draft = next(iter(division.drafts), None)
    text = story_text(draft.body) if draft else ""
    return Extracted(page.truth, text, doubtful=not draft or bool(draft.doubts))


def _by_set(pairs: Sequence[tuple[str, Extracted]]) -> dict[str, dict[str, Any]]:
    sets = sorted({name for name, _ in pairs})
    found = {name: scores_of([pair for of, pair in pairs if of == name]) for name in sets}
    return {name: _rounded(asdict(scores)) for name, scores in found.items()}


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, _DIGITS) if isinstance(v, float) else v for k, v in figures.items()}


def _card(run: Run, pages: Sequence[SavedPage], weights: bytes, scores: dict[str, Any]) -> bytes:
    told = {
        "what": "Backfile's page model: how likely each block of a saved page is of its story",
        "program": VERSION,
        "date": run.date,
        "weights": {"sha256": hashlib.sha256(weights).hexdigest(), "bytes": len(weights)},
        "data": {
            "sha256": run.sources.digest_of_pages(),
            "limit": run.limit,
            "pages": len(pages),
            "blocks": sum(len(page.document.blocks) for page in pages),
            "sites": len({page.site for page in pages}),
            "sets": dict(sorted(Counter(page.set for page in pages).items())),
        },
        "plan": asdict(run.plan),
        "folds": run.folds,
        "scores": scores,
    }
    return f"{json.dumps(told, indent=1)}\n".encode()
