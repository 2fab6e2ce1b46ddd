"""A capture, an output page or an id in, what became of each block out, told line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from backfile.errors import OwnerError
from backfile.model import Article, Corpus, Digest, Rejected, Repair, Tag
from backfile.pipeline import Explained, captures_folder, explain, load_knowledge, run
from backfile.settings import Settings
from backfile.store import open_store
from backfile.store.lock import build_lock

State = Literal["head", "title", "kept", "detail", "digest", "removed", "why", "repair", "doubt"]
_STATES: dict[str, State] = {"T": "title", "T2": "title", "B": "kept", "M": "detail", "D": "digest"}
_SHOWN_CHARACTERS = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A line of an explanation, and what it tells of."""

    state: State
    text: str


def explanation(settings: Settings, what: str) -> Iterator[Told]:
    """Lines that explain a capture.

    Raises:
        OwnerError: there is no such capture, page or article.
    """
    path = Path(what).expanduser()
    is_page = path.suffix == ".html" and path.resolve().is_relative_to(settings.output)
    capture = path if path.is_file() and not is_page else _capture_of(settings, what)
    found = explain(capture, settings, load_knowledge(settings.rules))
    if isinstance(found, Rejected):
        yield Told("removed", f"{found.source}: rejected: {found.reason}")
        return
    for explained in found:
        yield from _explained(explained)


def _capture_of(settings: Settings, what: str) -> Path:
    """The capture that an output page, an address or an id was made from."""
    with build_lock(settings.state / "lock"), open_store(settings.state / "store.sqlite") as store:
        corpus = run(settings, load_knowledge(settings.rules), store)
    for one in corpus.published:
        if what == one.id or _is_address(corpus, one, what):
            return captures_folder(settings) / corpus.captures[one.capture_id].path
    raise OwnerError(what, "is no capture, page or article of this archive", "a path or an id")


def _is_address(corpus: Corpus, one: Article | Digest, what: str) -> bool:
    address = corpus.addresses[one.id]
    return what.partition("#")[0].endswith(f"/{address}") or what.partition("#")[0] == address


def _explained(explained: Explained) -> Iterator[Told]:
    capture = explained.capture
    yield Told("head", f"{capture.path}  (SHA-256 {capture.id})")
    blocks = zip(explained.document.blocks, explained.division.labels, strict=True)
    for block, label in blocks:
        state = _STATES.get(label.name, "removed")
        word = state.upper() if state == "removed" else state
        yield Told(state, f"{block.place.first_line:6} {word:8} {_shown(block.text)}")
        if state == "removed":
            yield Told("why", f"{'':15} rule {label.rule}: {label.reason}")
    yield from _repairs(explained.document.repairs)
    for one in _published(explained):
        yield from _made(one)
    if explained.outcome.reason:
        yield Told("removed", f"rejected: {explained.outcome.reason}")


def _published(explained: Explained) -> tuple[Article | Digest, ...]:
    return (*explained.outcome.articles, *explained.outcome.digests)


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN_CHARACTERS else words[: _SHOWN_CHARACTERS - 1] + "…"


def _repairs(repairs: Sequence[Repair]) -> Iterator[Told]:
    for repair in repairs:
        where = f"line {repair.place.first_line}" if repair.place else "whole capture"
        before, after = _shown(repair.before), _shown(repair.after)
        yield Told("repair", f"repair, {where}: {repair.why}: {before!r} -> {after!r}")


def _made(one: Article | Digest) -> Iterator[Told]:
    if isinstance(one, Digest):
        yield Told("head", f"digest {one.id}: {len(one.items)} items")
        for item in one.items:
            yield from _tags(f"item at line {item.block.place.first_line}", item.tags)
        return
    yield Told("head", f"article {one.id}: {one.title}")
    for found in one.dates:
        chosen = "asserted" if found == one.date else "not asserted"
        evidence = f"from {found.origin}: {found.evidence!r}"
        yield Told("why", f"  date {found.value} ({chosen}), {evidence}")
    for doubt in one.doubts:
        yield Told("doubt", f"  doubtful: {doubt}")
    yield from _tags("  tag", one.tags)


def _tags(lead: str, tags: Sequence[Tag]) -> Iterator[Told]:
    for tag in tags:
        evidence = "; ".join(_shown(words) for words in tag.evidence)
        yield Told("why", f"{lead} {tag.kind} {tag.name} ({tag.score:.2f}): {evidence}")
