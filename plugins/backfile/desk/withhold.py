"""What shall be withheld in, a tried entry of withheld.yaml and what it touches out.

An entry that matches nothing, or that the file would not take, is refused
before anything is saved.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from backfile.clock import today_of
from backfile.desk.who import Ask, who
from backfile.errors import OwnerError, RuleError
from backfile.model import Article, Corpus, Digest, Reached
from backfile.owner.withheld import FILE_NAME, REASONS, Withheld, load_withheld
from backfile.owner.withheldlog import log_withheld
from backfile.owner.writing import append_entry
from backfile.pipeline import captures_folder, found_in, load_knowledge, run
from backfile.settings import Settings
from backfile.store import Store
from backfile.store.lock import locked_store

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHOWN = 10
# Decisions on these have nothing to do with what is withheld.
_CORRECTIONS = "content/rules/corrections.yaml"
_NO_ADDRESS = "it was never accepted, so no page stands in its place"


@dataclass(frozen=True, slots=True)
class Withholding:
    """The options of `withhold`, as they were given; '' or False where they were not.

    page: an output page, an address or an id. yes: save without asking.
    dry_run: only tell what it would touch.
    """

    page: str = ""
    capture: str = ""
    passage: str = ""
    name: str = ""
    reason: str = ""
    until: str = ""
    tombstone: str = ""
    why: str = ""
    by: str = ""
    on: str = ""
    yes: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """An entry that holds, and what it does; comment: what stands above it in the file."""

    entry: Mapping[str, Any]
    comment: str
    told: tuple[str, ...]
    withheld: Withheld
    reached: tuple[Reached, ...]


def withholding_done(settings: Settings, given: Withholding, ask: Ask) -> Iterator[str]:
    """What an entry touches, a line each; it is saved once a person, or --yes, agrees.

    Raises:
        OwnerError: it can't be tried, or nobody agrees.
    """
    tried = try_withholding(settings, given, ask)
    yield from tried.told
    if given.dry_run:
        return
    if ask is None and not given.yes:
        cure = "--yes to save without being asked"
        raise OwnerError("withhold", "nobody can be asked here, and nothing was saved", cure)
    if not given.yes and ask and not ask("save this? [y/N] ").lower().startswith("y"):
        raise OwnerError("withhold", "nothing was saved", "again with y")
    yield f"saved in {save_withholding(settings, tried)}; next: backfile build"


def try_withholding(settings: Settings, given: Withholding, ask: Ask = None) -> Tried:
    """The entry that is asked for, tried on the whole archive; nothing is saved.

    Raises:
        OwnerError: something is missing, or there is no such page or capture.
        RuleError: the entry matches nothing, or the file can't be used.
        LockedError: a build is at work.
    """
    given = _completed(given, ask)
    knowledge = load_knowledge(settings.rules)
    with locked_store(settings.state) as store:
        what, comment = _what(settings, given, store)
        entry = _entry(given, what)
        withheld = _with(settings.rules, entry, comment)
        try:
            corpus = run(settings, knowledge.without(withheld), store)
        except RuleError as error:
            raise _of_this(error, withheld) from None
    return Tried(entry, comment, tuple(_told(corpus, withheld)), withheld, corpus.reached)


def _of_this(error: RuleError, withheld: Withheld) -> OwnerError:
    """The error of an entry that is not in the file yet, told as one of the command."""
    if error.where.rpartition(":")[2] != str(withheld.entries[-1].line):
        return error
    return OwnerError(
        "withhold", f"nothing was saved: {error.what}", "the words as they stand there"
    )


def save_withholding(settings: Settings, tried: Tried) -> str:
    """Add the entry to withheld.yaml and a row to the log; the file and line where it stands.

    Raises:
        RuleError: a file can't be written.
    """
    line = append_entry(settings.rules / FILE_NAME, tried.entry, tried.comment)
    log_withheld(settings.register, tried.withheld, today_of(), tried.reached)
    return f"content/rules/{FILE_NAME}:{line}"


def _completed(given: Withholding, ask: Ask) -> Withholding:
    """The options, once what is missing is asked for.

    Raises:
        OwnerError: they name not one thing, or nobody is there to be asked.
    """
    things = [given.page, given.capture, given.passage, given.name]
    if sum(map(bool, things)) != 1:
        cure = "a page or id, or one of --capture, --passage, --name"
        raise OwnerError("withhold", "takes one thing to withhold", cure)
    asked = {
        "reason": (given.reason, f"the reason ({', '.join(REASONS)}): "),
        "why": (given.why, "why, for the archive's own files: "),
    }
    known = {field: said or (ask(words) if ask else "") for field, (said, words) in asked.items()}
    for field, value in known.items():
        if not value:
            raise OwnerError("withhold", f"--{field} is missing", f"--{field} TEXT")
    given = replace(given, reason=known["reason"], why=known["why"])
    if given.until and given.until <= today_of():
        raise OwnerError(f"--until {given.until}", "is no day to come", "a later day, or none")
    return replace(given, by=given.by or who(), on=given.on or today_of())


def _entry(given: Withholding, what: Mapping[str, str]) -> dict[str, Any]:
    entry: dict[str, Any] = {"what": dict(what), "reason": given.reason}
    entry |= {"until": given.until} if given.until else {}
    entry |= {"tombstone": given.tombstone} if given.tombstone else {}
    return entry | {"why": given.why, "by": given.by, "on": given.on}


def _with(rules: Path, entry: Mapping[str, Any], comment: str) -> Withheld:
    """What is withheld once the entry stands in the file, tried on a copy of it.

    Raises:
        RuleError: the entry, or the file, can't be used.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / FILE_NAME
        if (rules / FILE_NAME).exists():
            shutil.copyfile(rules / FILE_NAME, copy)
        append_entry(copy, entry, comment)
        return load_withheld(Path(folder), today_of())


def _what(settings: Settings, given: Withholding, store: Store) -> tuple[dict[str, str], str]:
    """What the entry says that it is for, and a comment for people."""
    if given.passage or given.name:
        return ({"passage": given.passage} if given.passage else {"name": given.name}), ""
    if given.capture:
        return _capture(settings, given.capture)
    corpus = run(settings, load_knowledge(settings.rules), store)
    one = found_in(corpus, given.page)
    if one is None:
        what = "is no page, article or digest that is published"
        raise OwnerError(given.page, what, "an output page, or the id that it names")
    return {"article": _ident(one, given.page)}, corpus.addresses[one.id]


def _ident(one: Article | Digest, page: str) -> str:
    """The id of what is meant: of a digest's item where that is named."""
    named = page.partition("#")[2] or page
    items = one.items if isinstance(one, Digest) else ()
    return named if any(item.id == named for item in items) else one.id


def _capture(settings: Settings, given: str) -> tuple[dict[str, str], str]:
    """A capture by its path, or by its SHA-256 where that is given."""
    if _SHA256.fullmatch(given):
        return {"capture": given}, ""
    folder = captures_folder(settings).resolve()
    path = next((p for p in (Path(given).expanduser(), folder / given) if p.is_file()), None)
    if path is None or not path.resolve().is_relative_to(folder):
        raise OwnerError(given, "is no capture", "its path in the captures folder, or its SHA-256")
    return {"capture": path.resolve().relative_to(folder).as_posix()}, ""


def _told(corpus: Corpus, withheld: Withheld) -> Iterator[str]:
    """What the last entry touches, a line each, the first few pages by name."""
    entry = withheld.entries[-1]
    reached = next(one for one in corpus.reached if one.line == entry.line)
    captures = len(reached.captures)
    yield f"{entry.kind} in {captures} capture{'s' * (captures != 1)}"
    if reached.places:
        yield f"cut out at {reached.places} place{'s' * (reached.places != 1)}"
        pages = [*_pages(corpus, reached, entry.mark)]
    else:
        pages = [stone.address for stone in corpus.tombstones if stone.words == entry.tombstone]
        yield f"at its address stands: {entry.tombstone}" if pages else _NO_ADDRESS
    yield from (f"page {page}" for page in pages[:_SHOWN])
    if len(pages) > _SHOWN:
        yield f"and {len(pages) - _SHOWN} pages more"
    others = (line for line in corpus.decisions if not line.startswith(_CORRECTIONS))
    yield from (f"to decide: {line}" for line in others)


def _pages(corpus: Corpus, reached: Reached, mark: str) -> Iterator[str]:
    """The addresses of what is published of the captures that it touches, and shows its mark."""
    touched = frozenset(reached.captures)
    for one in corpus.published:
        if one.capture_id in touched and any(mark in text for text in _texts(one)):
            yield corpus.addresses[one.id]


def _texts(one: Article | Digest) -> Iterator[str]:
    if isinstance(one, Digest):
        yield from (item.block.text for item in one.items)
        return
    yield one.title
    yield from (block.text for block in (*one.details, *one.body))
