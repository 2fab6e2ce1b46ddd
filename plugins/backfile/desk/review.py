"""The archive in, its most doubtful articles out, each with its capture and what mends it.

What was looked at, and has the text that it had then, is left out.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backfile.clock import today_of
from backfile.desk import MOST
from backfile.desk.cases import Case, case_of, title_of
from backfile.desk.suspects import Looked, other_titles
from backfile.desk.who import who
from backfile.errors import OutputError, OwnerError
from backfile.model import Article, Corpus, Digest
from backfile.owner.reviewed import Reviewed, load_reviewed, remember
from backfile.pipeline import Knowledge, divisions, found_in, load_knowledge, run
from backfile.settings import Settings
from backfile.store.lock import locked_store

# Beside the chance that something is wrong with it, an article without a date and one whose
# page says other titles come up a little sooner: the owner can mend both.
NO_DATE, OTHER_TITLES = 0.05, 0.02


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: so many articles, or a share of all in percent; or which are right.

    captures: a folder instead of content/captures. html: where the page goes,
    '' for its usual place. ok: ids, addresses or pages; by: who looked at them,
    '' for the name that git knows.
    """

    captures: str | None = None
    most: int = MOST
    share: float = 0.0
    html: str = ""
    ok: Sequence[str] = ()
    by: str = ""


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
    with locked_store(settings.state) as store:
        corpus = run(settings, knowledge, store)
        waiting = sorted(_waiting(corpus, reviewed), key=lambda one: (-attention(one), one.id))
        count = math.ceil(len(corpus.published) * share / 100) if share else wanted.most
        worst = waiting[:count]
        captures = frozenset(one.capture_id for one in worst)
        found = {
            (capture.id, document.number): Looked(document, division)
            for capture, document, division in divisions(settings, knowledge, store, captures)
        }
    cases = tuple(
        case_of(
            rank,
            one,
            corpus.addresses[one.id],
            corpus.captures[one.capture_id],
            found.get((one.capture_id, one.document)),
        )
        for rank, one in enumerate(worst, 1)
    )
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
    with locked_store(settings.state) as store:
        corpus = run(settings, knowledge, store)
    ones = {one.id: one for name in wanted.ok for one in (_named(corpus, name),)}
    remember(settings.register, ones.values(), today_of(), wanted.by or who())
    for one in ones.values():
        yield f"reviewed: {one.id}  {title_of(one)}", ""


def _named(corpus: Corpus, name: str) -> Article | Digest:
    """The article of an id, address or page."""
    one = found_in(corpus, name)
    if one is None:
        raise OwnerError(f"--ok {name}", "is no article of this archive", "an id or an address")
    return one


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
