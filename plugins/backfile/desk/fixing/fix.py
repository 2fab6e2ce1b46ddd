"""A page and what is wrong with it in, a correction that has been tried out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from backfile.desk.fixing.effects import effects
from backfile.desk.fixing.wishes import (
    ON_BLOCKS,
    Wish,
    entry_of_article,
    entry_of_tag,
    place_in,
)
from backfile.errors import OwnerError
from backfile.model import Article, Corpus, Digest, Document, Rejected, TagPage
from backfile.owner.corrections import correction_of
from backfile.owner.writing import append_entry
from backfile.pipeline import (
    Knowledge,
    captures_folder,
    explain,
    found_in,
    load_knowledge,
    run,
    tag_in,
    tag_named,
)
from backfile.settings import Settings
from backfile.store import Store
from backfile.store.lock import locked_store

FILE = "corrections.yaml"
_IDENT = re.compile(r'data-id="([a-z2-7]{12})"')


@dataclass(frozen=True, slots=True)
class Notes:
    """Why a correction is made, by whom, and on which day (ISO)."""

    why: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Tried:
    """An entry that mends something, and what it changes.

    comment: what stands above it in the file. told: a line for each change.
    """

    entry: Mapping[str, Any]
    comment: str
    told: tuple[str, ...]


def try_fix(settings: Settings, what: str, wish: Wish, notes: Notes) -> Tried:
    """The correction that a wish comes to, tried on the whole archive; nothing is saved.

    what: an output page, an address, an id, or a capture that gave nothing.

    Raises:
        OwnerError: there is no such page, or it changes nothing.
        LockedError: a build is at work.
    """
    knowledge = load_knowledge(settings.rules)
    with locked_store(settings.state) as store:
        before = run(settings, knowledge, store)
        entry, comment = _entry(settings, what, wish, before, (knowledge, store))
        entry |= {"why": notes.why, "by": notes.by, "on": notes.on}
        after = run(settings, _with(knowledge, entry), store)
    told = [*effects(before, after), *_settled(before, after)]
    if not told:
        raise OwnerError(what, "that would change nothing in the archive", "another value")
    return Tried(entry, comment, tuple(told))


def _settled(before: Corpus, after: Corpus) -> Iterator[str]:
    """What the owner need not decide any more."""
    return (f"decided: {line}" for line in before.decisions if line not in after.decisions)


def save(settings: Settings, tried: Tried) -> str:
    """Add an entry to the owner's corrections; the file and line where it stands.

    Raises:
        RuleError: the file can't be written.
    """
    line = append_entry(settings.rules / FILE, tried.entry, tried.comment)
    return f"content/rules/{FILE}:{line}"


def _with(knowledge: Knowledge, entry: Mapping[str, Any]) -> Knowledge:
    """What the stages work by, with one correction more."""
    corrections = knowledge.corrections
    added = correction_of(FILE, entry)
    return knowledge.corrected_by(replace(corrections, entries=(*corrections.entries, added)))


def _entry(
    settings: Settings, what: str, wish: Wish, corpus: Corpus, means: tuple[Knowledge, Store]
) -> tuple[dict[str, Any], str]:
    """The entry, and what it is about."""
    tag = tag_in(corpus, what) or tag_named(corpus, what)
    if tag:
        wish = _with_members(wish, tag, corpus)
        return entry_of_tag(tag, wish), f"{tag.kind} {tag.name}, {tag.path}"
    one = found_in(corpus, what) or found_in(corpus, _ident_of_page(what))
    if one:
        wish = _with_ident(wish, corpus)
        document = _document(settings, corpus.captures[one.capture_id].path, one, means)
        title = one.title if isinstance(one, Article) else "digest"
        path = corpus.captures[one.capture_id].path
        return entry_of_article(one, document, corpus, wish), f"{title} ({path})"
    path = _capture_path(settings, what)
    there = [o for o in corpus.found if corpus.captures[o.capture_id].path == path]
    if there and wish.do not in ON_BLOCKS:
        named = ", ".join(o.id for o in there)
        raise OwnerError(what, f"gave {len(there)} articles or digests", f"one of {named}")
    return place_in(_document(settings, path, None, means), wish), path


def _ident_of_page(what: str) -> str:
    """The id that an output page tells, whose article has moved since it was built; or ''."""
    path = Path(what.partition("#")[0]).expanduser()
    if path.suffix != ".html" or not path.is_file():
        return ""
    found = _IDENT.search(path.read_text("utf-8", "replace"))
    return found[1] if found else ""


def _with_ident(wish: Wish, corpus: Corpus) -> Wish:
    """A wish that names another article by its id, however it was named."""
    if wish.do not in {"same-as", "join"} or not wish.value:
        return wish
    other = found_in(corpus, wish.value) or found_in(corpus, _ident_of_page(wish.value))
    return replace(wish, value=other.id) if other else wish


def _with_members(wish: Wish, tag: TagPage, corpus: Corpus) -> Wish:
    """A wish whose articles are given by their ids; each must carry the tag."""
    members = set(tag.members)
    found = []
    for what in wish.within:
        one = found_in(corpus, what)
        items = [item.id for item in one.items] if isinstance(one, Digest) else []
        if one is None or members.isdisjoint([one.id, *items]):
            raise OwnerError(what, f"is no article under {tag.name}", tag.path)
        found.append(one.id)
    return replace(wish, within=tuple(found))


def _capture_path(settings: Settings, what: str) -> str:
    """The path of a capture that gave no article."""
    folder = captures_folder(settings)
    for path in (Path(what).expanduser().resolve(), (folder / what).resolve()):
        if path.is_file() and path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    raise OwnerError(what, "is no page, article, tag or capture of this archive", "a page's path")


def _document(
    settings: Settings, path: str, one: Article | Digest | None, means: tuple[Knowledge, Store]
) -> Document:
    """The document of an article, or the only one of a capture."""
    found = explain(captures_folder(settings) / path, settings, *means)
    if isinstance(found, Rejected):
        raise OwnerError(path, found.reason)
    number = one.document if one else 0
    return next(e.document for e in found if e.document.number == number)
