"""THE data flow on one page: a captures folder in, a corpus of articles and digests out.

    captures -> read -> census -> clean -> split -> annotate -> store -> gather -> (site)

Each stage is a function from values to new values. What was read and decided
before comes from the store, whose keys hold all that a result depends on.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from backfile.annotate import tag_text
from backfile.annotate.language import direction
from backfile.clean import Rule, applies
from backfile.flow.accounts import empty_records, rejects
from backfile.flow.analysing import (
    Key,
    analyse,
    analyse_all,
    census_of,
    divide,
    outcome_of,
    tasks_of,
)
from backfile.flow.correcting import correct, published_corrections, resolve_all
from backfile.flow.finding import found_in, tag_in, tag_named
from backfile.flow.keeping import RunMany, Unfinished
from backfile.flow.knowledge import Knowledge, load_knowledge, memory_in
from backfile.flow.offering import Offer, offer
from backfile.flow.promised import is_demonstration, register_of
from backfile.flow.reading import captures_folder, read_all, reading_of
from backfile.flow.withholding import settled, withheld_ids
from backfile.gather import gather
from backfile.gather.accepted import digest_of, digests_of
from backfile.gather.differences import difference
from backfile.gather.promises import known_again
from backfile.gather.sketches import gist_of
from backfile.model import (
    Capture,
    Corpus,
    Division,
    Document,
    KeptReading,
    Listed,
    Orders,
    Outcome,
    Reading,
    Register,
    Rejected,
    SearchDocument,
    SearchFile,
    Word,
)
from backfile.progress import SILENT, Progress
from backfile.read import read, text_documents
from backfile.read.captures import COMPANION_ENDINGS
from backfile.read.sidecars import SidecarMistake, parse_sidecar
from backfile.search.client import client_files
from backfile.search.index import build as build_index
from backfile.search.monolith import monolith as lunr_index
from backfile.search.update import update as update_index
from backfile.settings import Settings
from backfile.store import Store
from backfile.store.stats import Stats

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
    "difference",
    "digest_of",
    "digests_of",
    "direction",
    "divide",
    "divisions",
    "explain",
    "found_in",
    "gist_of",
    "is_demonstration",
    "load_knowledge",
    "lunr_index",
    "memory_in",
    "parse_sidecar",
    "read",
    "register_of",
    "run",
    "search_files",
    "search_update",
    "tag_in",
    "tag_named",
    "tag_text",
    "text_documents",
]


def run(
    settings: Settings,
    knowledge: Knowledge,
    store: Store,
    run_many: RunMany = map,
    progress: Progress = SILENT,
) -> Corpus:
    """From the captures folder to the corpus.

    progress: is told of each stage.

    Raises:
        CapturesError: the folder is missing or can't be listed.
        RuleError: a correction or withholding matches nothing any more, or the
            register is damaged.
    """
    progress.stage("looking at captures")
    digests = Stats(settings.state / "captures.stat")
    given = offer(captures_folder(settings), knowledge.withheld, digests)
    digests.save()
    captures = given.captures
    register = register_of(settings)
    progress.stage("reading captures")
    readings = read_all(given, settings, store, run_many)
    progress.stage("finding articles")
    analysis = analyse_all(captures, readings, knowledge, store, run_many)
    analysis, words = correct(given, analysis, knowledge, register, store, run_many)
    store.commit()
    found = analysis.by_capture(captures)
    outcomes = known_again(found, register)
    named = given.named
    rejected = (*named.rejected, *rejects(named, readings, outcomes))
    counts = (given.inputs, named.companions)
    word = Word(register, words.ties, knowledge.tag_words, withheld_ids(given, register))
    progress.stage("gathering")
    corpus = gather(named.captures, outcomes, rejected, counts, settings, word)
    passed: Counter[str] = Counter()
    for reading in readings.values():
        passed.update(reading.passed)
    corpus = replace(
        corpus,
        empty_records=tuple(empty_records(named, readings, outcomes)),
        passed=dict(sorted(passed.items())),
        decisions=(*corpus.decisions, *words.decisions),
        corrections=published_corrections(words.corrected, corpus, found, outcomes),
    )
    return settled(corpus, given, readings, register, store)


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
    given = offer(folder if inside else path.parent, knowledge.withheld)
    name = path.resolve().relative_to(folder).as_posix() if inside else path.name
    found = [c for c in given.captures if name in {c.path, *c.copies}]
    if not found:
        return given.why_not(name)
    reading = reading_of(found[0], path.read_bytes(), given, settings)
    if reading.reason:
        return Rejected(name, reading.reason, found[0].id)
    kin: list[Capture] = []
    readings: dict[str, Reading | KeptReading] = {found[0].id: reading}
    if store and inside:
        source = found[0].provenance.source
        kin = [c for c in given.captures if c.provenance.source == source and c != found[0]]
        readings |= read_all(given.of(kin), settings, store, map)
    orders: Mapping[Key, Orders] = {}
    if store and inside and knowledge.corrections.of_documents():
        every = read_all(given, settings, store, map)
        orders = _orders(given, every, settings, knowledge, store)
    explained = []
    for capture, task in tasks_of((found[0], *kin), readings):
        if capture == found[0]:
            document, known, repeats, _ = task.whole
            said = orders.get((capture.id, document.number), Orders())
            division = divide(document, known, repeats, knowledge, said)
            outcome = outcome_of(document, division, known, knowledge)
            explained.append(Explained(capture, document, division, outcome))
    return _under_promised_ids(explained, register_of(settings)) if inside else tuple(explained)


def _under_promised_ids(
    explained: Sequence[Explained], register: Register
) -> tuple[Explained, ...]:
    """The documents of one capture, what they gave under the ids that its pages have."""
    found = {one.capture.id: tuple(other.outcome for other in explained) for one in explained[:1]}
    again = known_again(found, register)
    pairs = zip(explained, next(iter(again.values()), ()), strict=True)
    return tuple(replace(one, outcome=outcome) for one, outcome in pairs)


def _orders(
    given: Offer,
    readings: Mapping[str, Reading | KeptReading],
    settings: Settings,
    knowledge: Knowledge,
    store: Store,
) -> Mapping[Key, Orders]:
    """What the owner's corrections say of each document."""
    if not knowledge.corrections.of_documents():
        return {}
    analysis = analyse_all(given.captures, readings, knowledge, store, map)
    register = register_of(settings)
    return resolve_all(given, analysis, knowledge.corrections, register).orders


def divisions(
    settings: Settings,
    knowledge: Knowledge,
    store: Store,
    only: Container[str] | None = None,
) -> Iterator[tuple[Capture, Document, Division]]:
    """Every document of the archive, published or not, with what became of its blocks.

    only: ids of captures; of all others nothing is divided, but their lines count.
    """
    given = offer(captures_folder(settings), knowledge.withheld)
    readings = read_all(given, settings, store, map)
    orders = _orders(given, readings, settings, knowledge, store)
    for capture, task in tasks_of(given.captures, readings):
        if only is None or capture.id in only:
            document, known, repeats, _ = task.whole
            said = orders.get((capture.id, document.number), Orders())
            yield capture, document, divide(document, known, repeats, knowledge, said)


def search_files(
    documents: Iterable[SearchDocument], spellings: Sequence[Sequence[str]] = ()
) -> Iterator[tuple[str, bytes]]:
    """The search index and the scripts that read it: path and bytes of each, one after another.

    spellings: of each name that has several, all of them.
    """
    yield from client_files().items()
    yield from build_index(documents, spellings)


def search_update(
    listed: Iterable[Listed], spellings: Sequence[Sequence[str]], state: Path
) -> Iterator[SearchFile]:
    """The files that search_files gives for the same documents, made from what has changed.

    state: the folder in which what the last build learnt is kept, and after
    the last file what this one did. Where the published site lacks a file
    without data, remove that folder and ask again.
    """
    for path, data in client_files().items():
        yield SearchFile(path, sha256(data).hexdigest(), data)
    yield from update_index(listed, spellings, state)
