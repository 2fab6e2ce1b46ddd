"""THE data flow on one page: a captures folder in, a corpus of articles and digests out.

    captures -> read -> census -> clean -> split -> annotate -> store -> gather -> (site)

Each stage is a function from values to new values. What was read and decided
before comes from the store, whose keys hold all that a result depends on.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from backfile.annotate import tag_text
from backfile.annotate.language import direction
from backfile.clean import Rule, applies
from backfile.flow.accounts import empty_records, rejects
from backfile.flow.analysing import (
    analyse,
    analyse_all,
    census_of,
    divide,
    known_of,
    outcome_of,
    with_repeats,
)
from backfile.flow.keeping import RunMany, Unfinished
from backfile.flow.knowledge import Knowledge, load_knowledge
from backfile.flow.reading import captures_folder, read_all, reading_of
from backfile.gather import gather
from backfile.model import Capture, Corpus, Division, Document, Outcome, Rejected, SearchDocument
from backfile.read import read, text_documents
from backfile.read.captures import COMPANION_ENDINGS, take_inventory
from backfile.read.sidecars import SidecarMistake, parse_sidecar
from backfile.search.client import client_files
from backfile.search.index import build as build_index
from backfile.settings import Settings
from backfile.store import Store

__all__ = [
    "COMPANION_ENDINGS",
    "Explained",
    "Knowledge",
    "Rule",
    "RunMany",
    "SidecarMistake",
    "Unfinished",
    "analyse",
    "applies",
    "captures_folder",
    "census_of",
    "direction",
    "divide",
    "divisions",
    "explain",
    "load_knowledge",
    "parse_sidecar",
    "read",
    "run",
    "search_files",
    "tag_text",
    "text_documents",
]


def run(settings: Settings, knowledge: Knowledge, store: Store, run_many: RunMany = map) -> Corpus:
    """From the captures folder to the corpus.

    Raises:
        CapturesError: the folder is missing or can't be listed.
    """
    folder = captures_folder(settings)
    inventory = take_inventory(folder)
    readings = read_all(inventory.captures, folder, settings, store, run_many)
    outcomes = analyse_all(inventory.captures, readings, knowledge, store, run_many)
    store.commit()
    rejected = (*inventory.rejected, *rejects(inventory, readings, outcomes))
    counts = (inventory.inputs, inventory.companions)
    corpus = gather(inventory.captures, outcomes, rejected, counts, settings)
    passed = sum((Counter(reading.passed) for reading in readings.values()), Counter())
    empty = tuple(empty_records(inventory, readings, outcomes))
    return replace(corpus, empty_records=empty, passed=dict(sorted(passed.items())))


@dataclass(frozen=True, slots=True)
class Explained:
    """One document of a capture with what became of each of its blocks."""

    capture: Capture
    document: Document
    division: Division
    outcome: Outcome


def explain(
    path: Path, settings: Settings, knowledge: Knowledge, store: Store | None = None
) -> tuple[Explained, ...] | Rejected:
    """A capture read and divided anew.

    path: of the capture; its sidecars are read where it stands in the captures
    folder. store: from where the other captures of its source come, so that
    lines are counted over all of them, as in a build; without it, or for a
    file that stands elsewhere, they are counted over this capture alone.

    Raises:
        CapturesError: it is no file.
    """
    folder = captures_folder(settings)
    inside = path.resolve().is_relative_to(folder)
    inventory = take_inventory(folder if inside else path.parent)
    name = path.resolve().relative_to(folder).as_posix() if inside else path.name
    found = [c for c in inventory.captures if name in {c.path, *c.copies}]
    if not found:
        reasons = [r for r in inventory.rejected if r.source == name]
        return reasons[0] if reasons else Rejected(name, "is no capture, but belongs to one")
    beside = folder if inside else path.parent
    reading = reading_of(found[0], path.read_bytes(), beside, settings)
    if reading.reason:
        return Rejected(name, reading.reason, found[0].id)
    kin: list[Capture] = []
    readings = {found[0].id: reading}
    if store and inside:
        source = found[0].provenance.source
        kin = [c for c in inventory.captures if c.provenance.source == source and c != found[0]]
        readings |= read_all(kin, folder, settings, store, map)
    explained = []
    for capture, document, repeats in with_repeats((found[0], *kin), readings):
        if capture == found[0]:
            known = known_of(capture, document)
            division = divide(document, known, repeats, knowledge)
            outcome = outcome_of(document, division, known, knowledge)
            explained.append(Explained(capture, document, division, outcome))
    return tuple(explained)


def divisions(
    settings: Settings, knowledge: Knowledge, store: Store
) -> Iterator[tuple[Capture, Document, Division]]:
    """Every document of the archive, published or not, with what became of its blocks."""
    folder = captures_folder(settings)
    captures = take_inventory(folder).captures
    readings = read_all(captures, folder, settings, store, map)
    for capture, document, repeats in with_repeats(captures, readings):
        known = known_of(capture, document)
        yield capture, document, divide(document, known, repeats, knowledge)


def search_files(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The search index and the scripts that read it: path and bytes of each."""
    return build_index(documents) | client_files()
