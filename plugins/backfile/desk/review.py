"""The archive in, its most doubtful articles out, each with its capture and what mends it.

What was looked at, and has the text that it had then, is left out.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backfile.desk.suspects import Looked, Suspect, other_titles, suspects_of
from backfile.errors import OutputError, OwnerError
from backfile.explain.capture import row_of
from backfile.explain.told import Row
from backfile.model import Article, Capture, Corpus, Digest
from backfile.owner.reviewed import Reviewed, load_reviewed, remember
from backfile.pipeline import Knowledge, divisions, load_knowledge, run
from backfile.settings import Settings
from backfile.store import open_store
from backfile.store.lock import build_lock

# Beside the chance that something is wrong with it, an article without a date and one whose
# page says other titles come up a little sooner: the owner can mend both.
NO_DATE, OTHER_TITLES = 0.05, 0.02
MOST = 20
_WORDS = ((0.5, "more likely wrong than right"), (0.2, "may be wrong"), (0.05, "probably right"))
# A long run of rows that say nothing is folded, but for some beside those that do.
_BESIDE = 2
_LEAST_FOLDED = 4
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: so many articles, or a share of all in percent; or which are right.

    captures: a folder instead of content/captures. html: where the page goes,
    '' for its usual place. ok: ids or addresses; by: who looked at them.
    """

    captures: str | None = None
    most: int = MOST
    share: float = 0.0
    html: str = ""
    ok: Sequence[str] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a capture, and what may be wrong with it."""

    row: Row
    suspects: tuple[Suspect, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Rows that follow each other; folded where none of them is worth a look."""

    places: tuple[Place, ...]
    is_folded: bool

    @property
    def where(self) -> str:
        """Where they stand."""
        return f"{self.places[0].row.where} to {self.places[-1].row.where}"


@dataclass(frozen=True, slots=True)
class Case:
    """An article to look at.

    rank: from 1, the most doubtful first. suspects: what may be wrong, the
    likeliest first. runs: the capture's blocks from which it was made.
    """

    rank: int
    one: Article | Digest
    address: str
    capture: Capture
    suspects: tuple[Suspect, ...]
    runs: tuple[Run, ...]

    @property
    def title(self) -> str:
        """Its headline."""
        return title_of(self.one)

    @property
    def chance(self) -> str:
        """How likely something is wrong with it, in words."""
        doubt = self.one.doubt
        words = next((words for least, words in _WORDS if doubt >= least), "most likely right")
        return f"{words} ({round(100 * doubt)} in 100 such have a fault)"

    @property
    def where(self) -> str:
        """Its place in its capture."""
        return f"{self.capture.path}, {self.one.first_line} to {self.one.last_line}"

    def line(self, suspect: Suspect) -> str:
        """Where a suspect's block stands in the capture."""
        places = (place for run in self.runs for place in run.places)
        return next((p.row.where for p in places if suspect in p.suspects), "")

    def anchor(self, suspect: Suspect) -> str:
        """The name of a suspect's row on a page; empty where it has none."""
        return f"c{self.rank}-{suspect.index}" if suspect.index >= 0 else ""

    def commands(self) -> Iterator[str]:
        """What to type: first the word that all is well, then what would mend it."""
        yield f"inv review --ok {self.one.id}"
        fixes = dict.fromkeys(suspect.fix for suspect in self.suspects if suspect.fix)
        yield from (f"inv fix {self.one.id} {fix}" for fix in fixes)


@dataclass(frozen=True, slots=True)
class Review:
    """What to look at: the owner's decisions first, then articles.

    articles: how many there are; waiting: how many of them were not looked at.
    page: the file that shows it.
    """

    page: Path
    decisions: tuple[str, ...]
    cases: tuple[Case, ...]
    articles: int
    waiting: int


def doubtful(settings: Settings, wanted: Wanted) -> Review:
    """The most doubtful articles that were not looked at, as many as are wanted.

    Raises:
        OwnerError: the number or share is none.
        LockedError: a build is at work.
    """
    share = wanted.share
    if wanted.most < 1 or not 0 <= share <= 100:  # noqa: PLR2004 - percent
        raise OwnerError("review", "shows one article or more", "--most 20, or --share 5")
    knowledge = load_knowledge(settings.rules)
    reviewed = load_reviewed(settings.register)
    with build_lock(settings.state / "lock"), open_store(settings.state / "store.sqlite") as store:
        corpus = run(settings, knowledge, store)
        waiting = sorted(_waiting(corpus, reviewed), key=lambda one: (-attention(one), one.id))
        count = math.ceil(len(corpus.published) * share / 100) if share else wanted.most
        worst = waiting[:count]
        captures = frozenset(one.capture_id for one in worst)
        found = {
            (capture.id, document.number): Looked(document, division)
            for capture, document, division in divisions(settings, knowledge, store, captures)
        }
    cases = tuple(_case(rank, one, corpus, found) for rank, one in enumerate(worst, 1))
    decisions = tuple(_decisions(corpus, knowledge))
    page = _page(settings, wanted.html)
    return Review(page, decisions, cases, len(corpus.published), len(waiting))


def _page(settings: Settings, name: str) -> Path:
    """The file for the page; the folder of its usual place is made."""
    if name:
        return Path(name).expanduser()
    folder = settings.state / "review"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = f"can't be made ({error.strerror})"
        raise OutputError(str(folder), what, "mend its permissions") from None
    return folder / "index.html"


def accepted(settings: Settings, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """Remember that articles were looked at and are right; a line and its style for each.

    Raises:
        OwnerError: there is no such article.
        LockedError: a build is at work.
    """
    knowledge = load_knowledge(settings.rules)
    with build_lock(settings.state / "lock"), open_store(settings.state / "store.sqlite") as store:
        corpus = run(settings, knowledge, store)
    named = {one.id: one for one in corpus.published}
    named |= {corpus.addresses[one.id]: one for one in corpus.published}
    for name in wanted.ok:
        if name not in named:
            raise OwnerError(f"--ok {name}", "is no article of this archive", "an id or an address")
    ones = [named[name] for name in dict.fromkeys(wanted.ok)]
    remember(settings.register, ones, datetime.now(UTC).date().isoformat(), wanted.by)
    for one in ones:
        yield f"reviewed: {one.id}  {printable(title_of(one))}", ""


def printable(text: str) -> str:
    """A text without line ends and a terminal's own commands; captures may hold them."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def title_of(one: Article | Digest) -> str:
    """The headline; of a digest, which has none, its first words."""
    if isinstance(one, Article):
        return one.title
    first = " ".join(one.items[0].block.text.split()) if one.items else ""
    return f"Digest: {first[:_SHOWN]}…"


def attention(one: Article | Digest) -> float:
    """How soon an article is to be looked at: the sum of what is doubtful."""
    if isinstance(one, Digest):
        return one.doubt
    has_others = any(other_titles(one))
    return one.doubt + NO_DATE * (one.date is None) + OTHER_TITLES * has_others


def _waiting(corpus: Corpus, reviewed: Reviewed) -> Iterator[Article | Digest]:
    return (one for one in corpus.published if not reviewed.knows(one))


def _decisions(corpus: Corpus, knowledge: Knowledge) -> Iterator[str]:
    """What waits for the owner's word: corrections that lost their place, new rejects."""
    yield from corpus.decisions
    for reject in corpus.rejected:
        if not knowledge.known.knows(reject):
            yield f"new reject: {reject.source}: {reject.reason}"


def _case(
    rank: int,
    one: Article | Digest,
    corpus: Corpus,
    found: Mapping[tuple[str, int], Looked],
) -> Case:
    capture = corpus.captures[one.capture_id]
    looked = found.get((one.capture_id, one.document))
    if looked is None:
        return Case(rank, one, corpus.addresses[one.id], capture, (), ())
    span = _span(one, looked)
    suspects = suspects_of(one, looked, span)
    runs = tuple(_runs(list(_places(looked, span, suspects))))
    return Case(rank, one, corpus.addresses[one.id], capture, suspects, runs)


def _span(one: Article | Digest, found: Looked) -> range:
    """The blocks of an article's draft; all of a document's where none is the same."""
    for draft in found.division.drafts:
        if draft.start.first_line == one.first_line:
            return range(draft.first, draft.last + 1)
    return range(len(found.document.blocks))


def _places(found: Looked, span: range, suspects: Sequence[Suspect]) -> Iterator[Place]:
    for index in span:
        block, label = found.document.blocks[index], found.division.labels[index]
        told = tuple(suspect for suspect in suspects if suspect.index == index)
        yield Place(row_of(found.document.number, block, label), told)


def _runs(places: Sequence[Place]) -> Iterator[Run]:
    """The rows, those folded that are removed for sure and far from anything else."""
    shown = [bool(place.suspects) or place.row.state != "removed" for place in places]
    near = [any(shown[max(0, n - _BESIDE) : n + _BESIDE + 1]) for n in range(len(places))]
    start = 0
    for n in range(1, len(places) + 1):
        if n == len(places) or near[n] != near[start]:
            is_folded = not near[start] and n - start >= _LEAST_FOLDED
            yield Run(tuple(places[start:n]), is_folded)
            start = n
