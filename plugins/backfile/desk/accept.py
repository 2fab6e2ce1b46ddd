"""An archive's settings in, what it publishes now written down as accepted out.

"I have looked; this is what I stand for": addresses, tags and texts go to
content/register, rejects to content/rules/known-rejects.yaml.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backfile.clock import today_of
from backfile.errors import OwnerError
from backfile.model import Article, Corpus, Digest, Promise, Register, Rejected
from backfile.owner.known_rejects import accept_rejects
from backfile.owner.register import (
    ADDRESSES,
    HEADERS,
    TAGS,
    TEXTS,
    promise_line,
    text_line,
)
from backfile.owner.registerfiles import append
from backfile.owner.registertags import line_of
from backfile.owner.withheldlog import log_withheld
from backfile.pipeline import digests_of, is_demonstration, load_knowledge, register_of, run
from backfile.settings import Settings
from backfile.store.lock import locked_store

_WHY = "accepted as it is"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What is not accepted yet: lines for each file of the register, and rejects.

    still_open: what accepting can't settle, a line each. logged: rows that
    were added to the log of what is withheld.
    """

    addresses: tuple[str, ...]
    tags: tuple[str, ...]
    texts: tuple[str, ...]
    rejects: tuple[Rejected, ...]
    still_open: tuple[str, ...]
    logged: int = 0


def accept(settings: Settings, notes: tuple[str, str], *, dry_run: bool = False) -> Acceptance:
    """Write down what is published and rejected now; notes: by whom, on which day (ISO).

    Raises:
        OwnerError: there is nothing but the demonstration, or nothing at all.
        LockedError: a build is at work.
        RuleError, OutputError: a file of the owner's can't be read or written.
    """
    if is_demonstration(settings):
        cure = "backfile add FILE --source NAME"
        raise OwnerError(str(settings.captures), "is empty; a demonstration is not accepted", cure)
    knowledge = load_knowledge(settings.rules)
    state = settings.state
    with locked_store(state) as store:
        corpus = run(settings, knowledge, store)
        _refuse_nothing(corpus, settings)
        register = register_of(settings)
        found = acceptance_of(corpus, register, knowledge.known.captures)
        if not dry_run:
            _write(found, settings, notes)
            day = notes[1]
            logged = log_withheld(settings.register, knowledge.withheld, day, corpus.reached)
            found = replace(found, logged=logged)
    return found


def _refuse_nothing(corpus: Corpus, settings: Settings) -> None:
    """Captures that are not there, for once, are nothing to give all promises up for."""
    if not corpus.published and not corpus.withheld:
        cure = "look whether the captures are all there, then build"
        raise OwnerError(str(settings.captures), "gives nothing to accept", cure)


def acceptance_of(corpus: Corpus, register: Register, known: frozenset[str]) -> Acceptance:
    """What of a corpus is not in the register; known: captures whose reject is accepted."""
    new = {r.capture_id: r for r in corpus.rejected if r.capture_id and r.capture_id not in known}
    tags = ((f"{page.kind}/{page.slug}", page.name) for page in corpus.tag_pages)
    loose = (r for r in corpus.rejected if not r.capture_id)
    return Acceptance(
        addresses=tuple(
            promise_line(promise)
            for promise in _promises(corpus)
            if _is_new(promise, register.promises.get(promise.id))
        ),
        tags=tuple(line_of(key, name) for key, name in tags if key not in register.tags),
        texts=tuple(text_line(*text) for text in _texts(corpus, register)),
        rejects=tuple(new.values()),
        still_open=(*(f"{r.source}: {r.reason}" for r in loose), *corpus.decisions),
    )


def _promises(corpus: Corpus) -> Iterator[Promise]:
    """The promises that a corpus makes; articles oldest first, then each digest and its items."""
    for article in corpus.articles:
        yield _promise(_first_find(corpus, article), corpus.addresses[article.id])
    for digest in corpus.digests:
        address = corpus.addresses[digest.id]
        yield _promise(digest, address)
        for item in digest.items:
            place = f"{digest.document}:{item.block.place.first_line}"
            yield Promise(0, item.id, f"{address}#{item.id}", digest.capture_id, place)


def _promise(one: Article | Digest, address: str) -> Promise:
    return Promise(0, one.id, address, one.capture_id, f"{one.document}:{one.first_line}")


def _first_find(corpus: Corpus, article: Article) -> Article:
    """The article as it was found in the capture that its id is of."""
    story = corpus.histories.get(article.id)
    finds = (sighting.article for sighting in story.sightings) if story else ()
    return next((find for find in finds if find.id == article.id), article)


def _is_new(promise: Promise, known: Promise | None) -> bool:
    return known is None or known.address != promise.address


def _texts(corpus: Corpus, register: Register) -> Iterator[tuple[str, str]]:
    """Texts that are new or have changed, and those that are gone."""
    for one in corpus.published:
        digests = digests_of(one)
        if register.texts.get(one.id) != digests:
            yield one.id, digests
    yield from ((c.id, "") for c in corpus.changed if c.id not in corpus.addresses)


def _write(found: Acceptance, settings: Settings, notes: tuple[str, str]) -> None:
    files = {ADDRESSES: found.addresses, TAGS: found.tags, TEXTS: found.texts}
    for name, lines in files.items():
        append(settings.register / name, HEADERS[name], lines)
    accept_rejects(settings.rules, found.rejects, _WHY, notes)


def told(found: Acceptance, *, dry_run: bool) -> Iterator[str]:
    """What was accepted, a line for each kind, and what is still open."""
    counts = {
        "addresses": len(found.addresses),
        "tags": len(found.tags),
        "texts": len(found.texts),
        "known rejects": len(found.rejects),
        "withheld log": found.logged,
    }
    if not any(counts.values()):
        yield "nothing to accept: all that is published is accepted already"
    else:
        what = "would be accepted" if dry_run else "accepted"
        yield from (f"{name:14}{count} {what}" for name, count in counts.items() if count)
    yield from (f"still open: {line}" for line in found.still_open)


def day_of(on: str) -> str:
    """The day of an acceptance, ISO: as it was given, else today's.

    Raises:
        OwnerError: it is no day.
    """
    try:
        return dt.date.fromisoformat(on).isoformat() if on else today_of()
    except ValueError:
        raise OwnerError("--on", f"{on!r} is no day", "--on 2025-05-31") from None
