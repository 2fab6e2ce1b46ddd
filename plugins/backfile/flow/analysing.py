"""Documents in, the articles and digests of each out: from the store, or found anew and kept."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

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
    Outcome,
    Provenance,
    Reading,
    Repeats,
)
from backfile.read.census import repeats_within, site_of, take_census
from backfile.split import split
from backfile.store import Store, key_of


def analyse_all(
    captures: Iterable[Capture],
    readings: Mapping[str, Reading],
    knowledge: Knowledge,
    store: Store,
    run_many: RunMany,
) -> dict[str, tuple[Outcome, ...]]:
    """What each capture's documents gave, by the capture's id."""
    found = with_repeats(captures, readings)
    tasks = [
        (document, known_of(capture, document), repeats) for capture, document, repeats in found
    ]
    keys = {key_of(knowledge.digest, *task): task for task in tasks}
    work = functools.partial(run_many, functools.partial(_analyse, knowledge))
    values = remembered(store, "outcomes", Outcome, keys, work)
    outcomes: dict[str, list[Outcome]] = {capture_id: [] for capture_id in readings}
    for key, (document, _, _) in keys.items():
        outcomes[document.capture_id].append(values[key])
    return {capture_id: tuple(found) for capture_id, found in outcomes.items()}


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


def _analyse(knowledge: Knowledge, task: tuple[Document, Provenance, Repeats]) -> Outcome:
    return analyse(*task, knowledge)


def divide(
    document: Document, provenance: Provenance, repeats: Repeats, knowledge: Knowledge
) -> Division:
    """One document cleaned and split: a label for each block, and drafts."""
    marks = mark(document, knowledge.rules, provenance)
    return split(document, marks, repeats, knowledge.models)


def analyse(
    document: Document, provenance: Provenance, repeats: Repeats, knowledge: Knowledge
) -> Outcome:
    """One document's articles and digests, or the reason there are none."""
    division = divide(document, provenance, repeats, knowledge)
    return outcome_of(document, division, provenance, knowledge)


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
