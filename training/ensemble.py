"""Sets of examples in, a line model for each out: networks fitted in processes of their own."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from backfile.clean import load_rules
from backfile.split.lines.voting import LABELS
from training.composing import composed
from training.fitting import fitted
from training.labelled import Example, examples_of
from training.pages import KIND as SAVED_PAGE
from training.plan import Plan
from training.tables import Floats, tables_of
from training.vocabulary import vocabulary_of
from training.weights import packed

# What dumps are composed of: pages with all that stands on them.
COMPOSED_OF = ("page_full", SAVED_PAGE)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one network learns from: examples, and checksums of the words that it knows."""

    examples: tuple[Example, ...]
    words: tuple[int, ...]
    plan: Plan
    seed: int


def models(lessons: Sequence[Sequence[Example]], plan: Plan, jobs: int) -> Iterator[bytes]:
    """The file of the line model that learns from each sequence of examples, in order.

    jobs: processes at a time; the files are the same however many there are.
    """
    words = [vocabulary_of(examples, plan) for examples in lessons]
    each = zip(lessons, words, strict=True)
    tasks = [Lesson(tuple(e), known, plan, seed) for e, known in each for seed in plan.seeds]
    # Started anew, a process shares no state of torch with this one.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    try:
        networks = pool.map(learn, tasks)
        for known in words:
            yield packed([next(networks) for _ in plan.seeds], {"checksums": known}, plan)
    finally:
        pool.shutdown(cancel_futures=True)


def learn(lesson: Lesson) -> dict[str, Floats]:
    """The weights of one network."""
    plan, examples = lesson.plan, lesson.examples
    pages = [e.labelled for e in examples if e.labelled.kind in COMPOSED_OF]
    made = examples_of(composed(pages, plan.composed, lesson.seed), load_rules())
    known = {checksum: number for number, checksum in enumerate(lesson.words, 1)}
    tables = list(tables_of([*examples, *made], known, plan, lesson.seed))
    return fitted(tables, (len(known),), len(LABELS), plan, lesson.seed)
