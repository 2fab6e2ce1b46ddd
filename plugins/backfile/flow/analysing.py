"""Documents in, the articles and digests of each out: from the store, or found anew and kept."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from backfile.annotate import annotate
from backfile.clean import mark
from backfile.flow.keeping import RunMany, remembered
from backfile.flow.knowledge import Knowledge
from backfile.model import (
    Article,
    Capture,
    Digest,
    Division,
    Document,
    Orders,
    Outcome,
    Provenance,
    Reading,
    Repeats,
)
from backfile.read.census import repeats_within, site_of, take_census
from backfile.split import split
from backfile.store import Store, key_of

# A document by its capture and its number there.
Key = tuple[str, int]
Task = tuple[Document, Provenance, Repeats, Orders]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Every document with what is known of it, and what it gave, in the captures' order."""

    tasks: Mapping[Key, Task]
    outcomes: Mapping[Key, Outcome]

    def by_capture(self, captures: Iterable[Capture]) -> dict[str, tuple[Outcome, ...]]:
        """What each capture's documents gave, by the capture's id."""
        found: dict[str, list[Outcome]] = {capture.id: [] for capture in captures}
        for (capture_id, _), outcome in self.outcomes.items():
            found[capture_id].append(outcome)
        return {capture_id: tuple(outcomes) for capture_id, outcomes in found.items()}


def analyse_all(
    captures: Iterable[Capture],
    readings: Mapping[str, Reading],
    knowledge: Knowledge,
    store: Store,
    run_many: RunMany,
) -> Analysis:
    """What every document gave, by rules and models alone."""
    tasks: dict[Key, Task] = {
        (document.capture_id, document.number): (
            document,
            known_of(capture, document),
            repeats,
            Orders(),
        )
        for capture, document, repeats in with_repeats(captures, readings)
    }
    return Analysis(tasks, outcomes_of(tasks, knowledge, store, run_many))


def outcomes_of(
    tasks: Mapping[Key, Task], knowledge: Knowledge, store: Store, run_many: RunMany
) -> dict[Key, Outcome]:
    """What each document gave: as the store holds it, or found now."""
    digest = knowledge.digest
    keys = {key_of(digest, *(task if task[-1] else task[:-1])): key for key, task in tasks.items()}
    work = functools.partial(run_many, functools.partial(_analyse, knowledge))
    asked = {stored: tasks[key] for stored, key in keys.items()}
    values = remembered(store, "outcomes", Outcome, asked, work)
    return {key: values[stored] for stored, key in keys.items()}


def with_repeats(
    captures: Iterable[Capture], readings: Mapping[str, Reading]
) -> Iterator[tuple[Capture, Document, Repeats]]:
    """Every document with its capture and with what other documents of its source hold too."""
    pairs = [(capture, d) for capture in captures for d in readings[capture.id].documents]
    repeats = census_of((known_of(capture, d), d) for capture, d in pairs)
    for capture, document in pairs:
        yield capture, document, repeats(known_of(capture, document), document)


def known_of(capture: Capture, document: Document) -> Provenance:
    """What is known of where a document came from: its own sidecar is nearer than the capture's."""
    own = document.provenance
    # The address of a packed capture is where the pack was fetched, not its stories.
    return replace(capture.provenance.joined(own), url=own.url) if own else capture.provenance


def census_of(
    documents: Iterable[tuple[Provenance, Document]],
) -> Callable[[Provenance, Document], Repeats]:
    """What repeats over each site or source; asked for a document, the part that touches it."""
    counts = take_census((site_of(document, known), document) for known, document in documents)
    return lambda known, document: repeats_within(document, site_of(document, known), counts)


def _analyse(knowledge: Knowledge, task: Task) -> Outcome:
    document, provenance, repeats, orders = task
    division = divide(document, provenance, repeats, knowledge, orders)
    return outcome_of(document, division, provenance, knowledge)


def divide(
    document: Document,
    provenance: Provenance,
    repeats: Repeats,
    knowledge: Knowledge,
    orders: Orders = Orders(),  # noqa: B008 - a frozen value
) -> Division:
    """One document cleaned and split: a label for each block, and drafts."""
    marks = mark(document, knowledge.rules, provenance)
    return split(document, marks, repeats, knowledge.models, orders)


def analyse(
    document: Document, provenance: Provenance, repeats: Repeats, knowledge: Knowledge
) -> Outcome:
    """One document's articles and digests, or the reason there are none."""
    return _analyse(knowledge, (document, provenance, repeats, Orders()))


def outcome_of(
    document: Document, division: Division, provenance: Provenance, knowledge: Knowledge
) -> Outcome:
    """The drafts of a document made whole, or the reason there are none."""
    vocabulary = knowledge.vocabulary
    made = [annotate(document, draft, provenance, vocabulary) for draft in division.drafts]
    if not made:
        return Outcome(reason="holds no paragraph of text; try: a capture of the whole story")
    return Outcome(
        tuple(one for one in made if isinstance(one, Article)),
        tuple(one for one in made if isinstance(one, Digest)),
    )
