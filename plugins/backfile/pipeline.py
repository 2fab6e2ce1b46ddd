"""THE data flow on one page: a captures folder in, a corpus of articles and digests out.

    captures -> read -> census -> clean -> split -> annotate -> store -> gather -> (site)

Each stage is a function from values to new values. What was read and decided
before comes from the store, whose keys hold all that a result depends on.
"""

import functools
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from backfile.annotate import Vocabulary, annotate, load_vocabulary, tag_text
from backfile.annotate.language import direction
from backfile.clean import Rule, Rules, applies, load_rules, mark
from backfile.gather import gather
from backfile.model import (
    Article,
    Capture,
    Corpus,
    Digest,
    Division,
    Document,
    Outcome,
    Provenance,
    Reading,
    Rejected,
    Repeats,
    SearchDocument,
)
from backfile.owner import KnownRejects, load_known_rejects, refuse_unread
from backfile.read import read, text_documents
from backfile.read.captures import COMPANION_ENDINGS, Inventory, take_inventory
from backfile.read.census import repeats_within, site_of, take_census
from backfile.read.keep import files_beside, keep_pictures
from backfile.read.sidecars import SidecarMistake, parse_sidecar
from backfile.search.client import client_files
from backfile.search.index import build as build_index
from backfile.settings import Settings
from backfile.split import Models, load_models, split
from backfile.store import Store, key_of

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

# What is kept of a capture or document from build to build; its reason says why it is nothing.
T = TypeVar("T", Reading, Outcome)
# Calls a function for each of many arguments, in order: `map`, or a pool's, which
# may give Unfinished in the place of a result.
RunMany = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
_CHANGED = "changed or went away while it was read; try: build again"
# The rooms whose code decides what is read and found; a change there makes
# what the store holds of it stale.
_DECIDING = ("model.py", "slugs.py", "details.py", "hosts.py", "read", "clean", "split", "annotate")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """In the place of a result: why there is none. It is tried again by the next build."""

    reason: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages work by: rules, vocabulary, the owner's known rejects, the trained models."""

    rules: Rules
    vocabulary: Vocabulary
    known: KnownRejects
    models: Models

    @property
    def reasons(self) -> dict[str, str]:
        """Why each cleanup rule exists, by its name."""
        return {rule.name: rule.why for rule in self.rules.rules}

    def site_rule(self, name: str) -> Rule | None:
        """The rule of that name, where it is for the pages of one site."""
        return next((rule for rule in self.rules.rules if rule.name == name and rule.site), None)

    @property
    def digest(self) -> str:
        """Tells one state of knowledge, and of the code that uses it, from another."""
        return key_of(self.rules.digest, self.vocabulary.digest, self.models.digests, code_digest())


def load_knowledge(folder: Path | None) -> Knowledge:
    """The program's rules and vocabulary, and the owner's in a folder.

    Raises:
        RuleError: a file can't be used; names file, entry and cure.
    """
    vocabulary = load_vocabulary(folder / "vocabulary.yaml" if folder else None)
    known = load_known_rejects(folder) if folder else KnownRejects()
    if folder:
        refuse_unread(folder)
    return Knowledge(load_rules(folder), vocabulary, known, load_models())


@functools.cache
def code_digest() -> str:
    """A digest of the code and data of the rooms that decide."""
    package = Path(__file__).parent
    files = [
        file
        for name in _DECIDING
        for file in ([package / name] if name.endswith(".py") else (package / name).rglob("*"))
        if file.suffix in {".py", ".yaml"}
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(package)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def captures_folder(settings: Settings) -> Path:
    """The captures folder, or the demonstration's while that is empty or missing."""
    chosen = settings.captures
    usual = chosen == settings.root / "content" / "captures"
    entries = chosen.iterdir() if chosen.is_dir() else ()
    is_empty = all(entry.name.startswith(".") for entry in entries)
    has_demo = settings.demo_captures.is_dir()
    return settings.demo_captures if usual and is_empty and has_demo else chosen


def run(settings: Settings, knowledge: Knowledge, store: Store, run_many: RunMany = map) -> Corpus:
    """From the captures folder to the corpus.

    Raises:
        CapturesError: the folder is missing or can't be listed.
    """
    folder = captures_folder(settings)
    inventory = take_inventory(folder)
    readings = _read_all(inventory.captures, folder, settings, store, run_many)
    outcomes = _analyse_all(inventory.captures, readings, knowledge, store, run_many)
    store.commit()
    rejected = (*inventory.rejected, *_rejects(inventory, readings, outcomes))
    counts = (inventory.inputs, inventory.companions)
    corpus = gather(inventory.captures, outcomes, rejected, counts, settings)
    passed = sum((Counter(reading.passed) for reading in readings.values()), Counter())
    empty = tuple(_empty_records(inventory, readings, outcomes))
    return replace(corpus, empty_records=empty, passed=dict(sorted(passed.items())))


def _read_all(
    captures: Iterable[Capture], folder: Path, settings: Settings, store: Store, run_many: RunMany
) -> dict[str, Reading]:
    # Beside the bytes, reading takes a capture's ending, address and pictures, and these bounds.
    most = (settings.max_page_bytes, settings.max_text_bytes, settings.max_archive_bytes)
    pictured = (settings.max_picture_bytes, settings.max_picture_pixels)
    bounds = (*most, settings.max_depth, *pictured)
    told = (code_digest(), bounds)
    keys = {
        key_of(*told, c.id, Path(c.path).suffixes[-2:], c.provenance.url, c.pictured): c
        for c in captures
    }
    task = functools.partial(_read, folder=folder, settings=settings)
    work = functools.partial(_pictures_kept, store, functools.partial(run_many, task))
    values = _remembered(store, "readings", Reading, keys, work, _is_whole_in(store))
    store.commit()
    changed = Reading(reason=_CHANGED)
    return {capture.id: values.get(key, changed) for key, capture in keys.items()}


def _read(capture: Capture, folder: Path, settings: Settings) -> Reading | None:
    """A capture's reading; None, which is never kept, where its bytes are no longer those."""
    try:
        data = (folder / capture.path).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(data).hexdigest() != capture.id:
        return None
    return _reading(capture, data, folder, settings)


def _reading(capture: Capture, data: bytes, folder: Path, settings: Settings) -> Reading:
    """A capture read, with the bytes of its pictures."""
    beside = files_beside(capture, folder, settings.max_picture_bytes)
    return keep_pictures(read(capture, data, settings), beside, settings)


def _pictures_kept(
    store: Store,
    read_many: Callable[[Iterable[Capture]], Iterable[Reading | Unfinished | None]],
    captures: Iterable[Capture],
) -> Iterator[Reading | Unfinished | None]:
    """Readings, the bytes of whose pictures have gone to the store."""
    for reading in read_many(captures):
        if isinstance(reading, Reading):
            store.pictures.keep(reading.files)
            yield replace(reading, files={})
        else:
            yield reading


def _is_whole_in(store: Store) -> Callable[[Reading], bool]:
    """Tells whether the store still holds all pictures of a reading."""

    def is_whole(reading: Reading) -> bool:
        pictures = (picture for d in reading.documents for picture in d.pictures)
        return store.pictures.holds(picture.name for picture in pictures if picture.width)

    return is_whole


def _analyse_all(
    captures: Iterable[Capture],
    readings: Mapping[str, Reading],
    knowledge: Knowledge,
    store: Store,
    run_many: RunMany,
) -> dict[str, tuple[Outcome, ...]]:
    found = _with_repeats(captures, readings)
    tasks = [(document, _known(capture, document), repeats) for capture, document, repeats in found]
    keys = {key_of(knowledge.digest, *task): task for task in tasks}
    work = functools.partial(run_many, functools.partial(_analyse, knowledge))
    values = _remembered(store, "outcomes", Outcome, keys, work)
    outcomes: dict[str, list[Outcome]] = {capture_id: [] for capture_id in readings}
    for key, (document, _, _) in keys.items():
        outcomes[document.capture_id].append(values[key])
    return {capture_id: tuple(found) for capture_id, found in outcomes.items()}


def _with_repeats(
    captures: Iterable[Capture], readings: Mapping[str, Reading]
) -> Iterator[tuple[Capture, Document, Repeats]]:
    """Every document with its capture and with what other documents of its source hold too."""
    pairs = [(capture, d) for capture in captures for d in readings[capture.id].documents]
    repeats = census_of((_known(capture, d), d) for capture, d in pairs)
    for capture, document in pairs:
        yield capture, document, repeats(_known(capture, document), document)


def _known(capture: Capture, document: Document) -> Provenance:
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


def _remembered(
    store: Store,
    table: str,
    kind: type[T],
    tasks: Mapping[str, Any],
    run_many: Callable[[Iterable[Any]], Iterable[T | Unfinished | None]],
    is_whole: Callable[[T], bool] = bool,
) -> dict[str, T]:
    """The value for each key: kept from before, or made now from its task and kept.

    A task that gives None has no value, one that is unfinished only a reason;
    neither is kept, so both will be tried again. What is kept but no longer
    whole is made again.
    """
    recalled = ((key, store.recall(table, key, kind)) for key in tasks)
    known = {key: value if value and is_whole(value) else None for key, value in recalled}
    missing = [key for key, value in known.items() if value is None]
    made = zip(missing, run_many([tasks[key] for key in missing]), strict=True)
    for key, value in made:
        if isinstance(value, Unfinished):
            known[key] = kind(reason=value.reason)
            continue
        if value is not None:
            store.keep(table, key, value)
        known[key] = value
    return {key: value for key, value in known.items() if value is not None}


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
    return _outcome(document, division, provenance, knowledge)


def _outcome(
    document: Document, division: Division, provenance: Provenance, knowledge: Knowledge
) -> Outcome:
    vocabulary = knowledge.vocabulary
    made = [annotate(document, draft, provenance, vocabulary) for draft in division.drafts]
    if not made:
        return Outcome(reason="holds no paragraph of text; try: a capture of the whole story")
    return Outcome(
        tuple(one for one in made if isinstance(one, Article)),
        tuple(one for one in made if isinstance(one, Digest)),
    )


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
    reading = _reading(found[0], path.read_bytes(), beside, settings)
    if reading.reason:
        return Rejected(name, reading.reason, found[0].id)
    kin: list[Capture] = []
    readings = {found[0].id: reading}
    if store and inside:
        source = found[0].provenance.source
        kin = [c for c in inventory.captures if c.provenance.source == source and c != found[0]]
        readings |= _read_all(kin, folder, settings, store, map)
    explained = []
    for capture, document, repeats in _with_repeats((found[0], *kin), readings):
        if capture == found[0]:
            known = _known(capture, document)
            division = divide(document, known, repeats, knowledge)
            outcome = _outcome(document, division, known, knowledge)
            explained.append(Explained(capture, document, division, outcome))
    return tuple(explained)


def divisions(
    settings: Settings, knowledge: Knowledge, store: Store
) -> Iterator[tuple[Capture, Document, Division]]:
    """Every document of the archive, published or not, with what became of its blocks."""
    folder = captures_folder(settings)
    captures = take_inventory(folder).captures
    readings = _read_all(captures, folder, settings, store, map)
    for capture, document, repeats in _with_repeats(captures, readings):
        known = _known(capture, document)
        yield capture, document, divide(document, known, repeats, knowledge)


def search_files(documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The search index and the scripts that read it: path and bytes of each."""
    return build_index(documents) | client_files()


def _rejects(
    inventory: Inventory,
    readings: Mapping[str, Reading],
    outcomes: Mapping[str, tuple[Outcome, ...]],
) -> Iterator[Rejected]:
    """Every path of a capture that gave neither article nor digest, with the reason."""
    for capture in inventory.captures:
        found = outcomes[capture.id]
        if not any(map(_gave, found)):
            reading = readings[capture.id]
            lost = (f"{one.source.removeprefix(capture.path)} {one.reason}" for one in reading.lost)
            reasons = [reading.reason, *(outcome.reason for outcome in found), *lost]
            reason = next(filter(None, reasons), "holds no document").lstrip(", ")
            for path in (capture.path, *capture.copies):
                yield Rejected(path, reason, capture.id)


def _empty_records(
    inventory: Inventory,
    readings: Mapping[str, Reading],
    outcomes: Mapping[str, tuple[Outcome, ...]],
) -> Iterator[Rejected]:
    """The parts that gave nothing or were lost, of captures that others gave something of."""
    for capture in inventory.captures:
        found = outcomes[capture.id]
        if not any(map(_gave, found)):
            continue
        yield from readings[capture.id].lost
        for document, outcome in zip(readings[capture.id].documents, found, strict=True):
            if document.blocks and not _gave(outcome):
                part = document.part or f"line {document.blocks[0].place.first_line}"
                yield Rejected(f"{capture.path}, {part}", outcome.reason, capture.id)


def _gave(outcome: Outcome) -> bool:
    return bool(outcome.articles or outcome.digests)
