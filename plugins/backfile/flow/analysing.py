"""Documents in, the articles and digests of each out: from the store, or found anew and kept."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from backfile.annotate import annotate
from backfile.clean import mark
from backfile.flow.keeping import PackedOutcome, RunMany, Shelf, Unfinished, remembered
from backfile.flow.knowledge import Knowledge, sketching_digest
from backfile.gather.sketches import gist_of, sketches_of
from backfile.model import (
    Article,
    ArticleText,
    Capture,
    Digest,
    Division,
    Document,
    KeptDocument,
    KeptReading,
    KeptText,
    Orders,
    Outcome,
    PackedDocument,
    Provenance,
    Reading,
    Repeats,
    Tag,
)
from backfile.read.census import (
    repeats_at,
    repeats_of,
    repeats_signed,
    repeats_within,
    site_of,
    take_census,
)
from backfile.split import split
from backfile.store import Store, dumps, pack, quick_key, unpack

# A document by its capture and its number there.
Key = tuple[str, int]
# A document, what is known of where it came from, which of its lines repeat how often, and
# what the owner's corrections say of it.
_Packed = tuple[PackedDocument, Provenance, Mapping[int, int], Orders]


@dataclass(frozen=True, slots=True)
class Task:
    """What one document is analysed with; census tells which of its lines repeat."""

    document: Document | KeptDocument
    known: Provenance
    census: Callable[[Document | KeptDocument], Mapping[int, int]]
    repeated: bytes
    orders: Orders = field(default_factory=Orders)

    @property
    def whole(self) -> "tuple[Document, Provenance, Repeats, Orders]":
        """The same with all of the document."""
        document = self.document.whole
        return document, self.known, repeats_of(document, self._repeats), self.orders

    @property
    def packed(self) -> _Packed:
        """The same as a worker takes it."""
        document = self.document
        if isinstance(document, Document):
            packed = PackedDocument(pack(document), document.characters)
        else:
            packed = document.packed
        return packed, self.known, self._repeats, self.orders

    @property
    def _repeats(self) -> Mapping[int, int]:
        return self.census(self.document) if self.repeated else {}


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
    readings: Mapping[str, Reading | KeptReading],
    knowledge: Knowledge,
    store: Store,
    run_many: RunMany,
) -> Analysis:
    """What every document gave, by rules and models alone."""
    tasks = {
        (task.document.capture_id, task.document.number): task
        for _, task in tasks_of(captures, readings)
    }
    return Analysis(tasks, outcomes_of(tasks, knowledge, store, run_many))


def outcomes_of(
    tasks: Mapping[Key, Task], knowledge: Knowledge, store: Store, run_many: RunMany
) -> dict[Key, Outcome]:
    """What each document gave: as the store holds it, or found now."""
    digest = quick_key(knowledge.digest, sketching_digest())
    keys = {_key(digest, task): key for key, task in tasks.items()}
    work = functools.partial(_analyse_many, run_many, knowledge)
    asked = {stored: tasks[key] for stored, key in keys.items()}
    values = remembered(Outcomes(store), asked, work)
    return {key: values[stored] for stored, key in keys.items()}


def _key(digest: str, task: Task) -> str:
    said = dumps(task.orders) if task.orders else ""
    document = task.document
    told = document.digest if isinstance(document, KeptDocument) else pack(document)
    return quick_key(digest, told, _told(task.known), task.repeated, said)


@functools.lru_cache(4_096)
def _told(known: Provenance) -> str:
    return dumps(known)


def _analyse_many(
    run_many: RunMany, knowledge: Knowledge, tasks: Iterable[Task]
) -> Iterable[PackedOutcome | Unfinished | None]:
    work: Iterable[PackedOutcome | Unfinished | None] = run_many(
        functools.partial(_analyse_packed, knowledge), (task.packed for task in tasks)
    )
    return work


@dataclass(frozen=True, slots=True)
class Outcomes(Shelf[PackedOutcome, Outcome]):
    """The outcomes that the store has."""

    store: Store

    def recalled(self, keys: Iterable[str]) -> dict[str, Outcome]:
        """Outcomes whose articles' texts wait in the store."""
        found = self.store.recall_all("outcomes", keys, Outcome)
        texts = self.store.keys("texts")
        return {key: one for key, one in found.items() if not one.articles or key in texts}

    def kept(self, key: str, made: PackedOutcome) -> Outcome:
        """Keep an outcome; its articles come back with texts that wait in the store."""
        if made.texts:
            self.store.keep_packed("texts", key, made.texts)
        self.store.keep_packed("outcomes", key, made.outcome)
        return self.store.opened(Outcome, key, made.outcome)

    def unfinished(self, reason: str) -> Outcome:
        """An outcome of nothing, which is not kept."""
        return Outcome(reason=reason)


class _Nowhere:
    """Stands for the store where there is none."""

    def text(self, key: str, number: int) -> ArticleText:
        """Nothing."""
        raise LookupError(key, number)


_NOWHERE = _Nowhere()


def _packed(outcome: Outcome) -> PackedOutcome:
    """An outcome as it can be kept."""
    texts = tuple(article.held for article in outcome.articles)
    brief = tuple(
        replace(article, text=KeptText("", number, _NOWHERE), tags=_light(article.tags))
        for number, article in enumerate(outcome.articles)
    )
    return PackedOutcome(pack(replace(outcome, articles=brief)), pack(texts) if texts else b"")


def _light(tags: tuple[Tag, ...]) -> tuple[Tag, ...]:
    """Tags without the words that they were found by, which `explain` alone tells."""
    return tuple(replace(tag, evidence=()) for tag in tags)


def tasks_of(
    captures: Iterable[Capture], readings: Mapping[str, Reading | KeptReading]
) -> Iterator[tuple[Capture, Task]]:
    """Every document with its capture, and with what other documents of its source hold too."""
    pairs = [(capture, d) for capture in captures for d in readings[capture.id].documents]
    sited = [(site_of(d, known), d, known) for known, d in ((known_of(*p), p[1]) for p in pairs)]
    counts = take_census((source, document) for source, document, _ in sited)
    signed = repeats_signed(((source, document) for source, document, _ in sited), counts)
    for (capture, _), (source, document, known), repeated in zip(pairs, sited, signed, strict=True):
        census = functools.partial(repeats_at, source=source, counts=counts)
        yield capture, Task(document, known, census, repeated)


def known_of(capture: Capture, document: Document | KeptDocument) -> Provenance:
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


def _analyse_packed(knowledge: Knowledge, task: _Packed) -> PackedOutcome:
    packed, provenance, at, orders = task
    document = unpack(Document, packed.data)
    repeats = repeats_of(document, at)
    return _packed(analyse(document, provenance, repeats, knowledge, orders))


def sketched(outcome: Outcome) -> Outcome:
    """An outcome with the gist and the sketch of each article."""
    gists = (gist_of(article, quick_key(pack(article))) for article in outcome.articles)
    articles = (replace(a, gist=g) for a, g in zip(outcome.articles, gists, strict=True))
    sketches = tuple(sketches_of(outcome.articles))
    return replace(outcome, articles=tuple(articles), sketches=sketches)


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
    document: Document,
    provenance: Provenance,
    repeats: Repeats,
    knowledge: Knowledge,
    orders: Orders = Orders(),  # noqa: B008 - a frozen value
) -> Outcome:
    """One document's articles and digests, or the reason there are none."""
    division = divide(document, provenance, repeats, knowledge, orders)
    return sketched(outcome_of(document, division, provenance, knowledge))


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
