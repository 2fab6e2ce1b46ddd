"""Documents in, as what the last build knew of them; the files of the index out, and which stay.

Three ways lead to the same bytes. Where nothing has changed, the files are told
again. Where all that is new follows what was there, only what it touches is
made (appended.py); where it does not follow the last build's documents, as
among a few that are not accepted yet, it may still follow those of the last
build of all. Else all is made (rebuilt.py), but no text is parted into words
that was so before. What was learnt is written only when the last file was
taken, so that a build that is killed leaves what the one before it learnt.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import numpy as np

from backfile.model import Listed, SearchFile
from backfile.search.appended import Added, NotPlain, appended
from backfile.search.memory import (
    Damaged,
    Memory,
    Told,
    head_of,
    keep_base,
    log_path,
    make_room,
    names_digest,
    write_head,
    write_texts,
)
from backfile.search.numbering import numbered
from backfile.search.rebuilt import Known, Numbered, key_of, rebuilt
from backfile.search.remembered import Log
from backfile.search.shards import File
from backfile.search.vocabulary import least_documents

Result = TypeVar("Result")

# Where more is new than one document in so many, all is made: that costs less.
_FEW = 50
# A log may be so many times as large as the entries that still count in it.
_GARBAGE = 2


def update(
    listed: Iterable[Listed], names: Sequence[Sequence[str]], state: Path
) -> Iterator[SearchFile]:
    """Give each file of the index; the same bytes as index.build gives, whatever was before.

    names: groups of spellings of one name each, its usual one first. state: a
    folder of its own, in which this keeps what the next build takes over; it is
    made where it is missing. The root comes last.

    Raises:
        ValueError: two documents have the same number.
        OSError: the folder can't be written.
    """
    waiting = numbered(listed)
    keys = [key_of(one) for _, one in waiting]
    numbers = np.array([number for number, _ in waiting], np.int64)
    new = Told(keys, numbers, names_digest(names), {})
    try:
        memory = Memory(state)
        old = memory.told()
    except Damaged:
        return (yield from _anew(waiting, names, new, state, None))
    if _is_same(old, new):
        return (yield from _again(old))
    files = _with_more(memory, old, new, waiting, state)
    if files is None:
        yield from _anew(waiting, names, new, state, (memory, old))
    else:
        yield from files


def _is_same(old: Told, new: Told) -> bool:
    return (
        old.names == new.names and old.keys == new.keys and np.array_equal(old.numbers, new.numbers)
    )


def _again(old: Told) -> Iterator[SearchFile]:
    for path, digest in old.files.items():
        yield SearchFile(path, digest, None)


def _with_more(
    memory: Memory, old: Told, new: Told, waiting: Sequence[Numbered], state: Path
) -> Iterator[SearchFile] | None:
    """Make what documents change that follow those of an earlier build; None: all must be made."""
    try:
        if _only_adds(memory, old, new):
            return _with_appended(memory, old, new, waiting, state, old.files)
        base = memory.base()
        before = base.told()
        if _only_adds(base, before, new):
            return _with_appended(base, before, new, waiting, state, old.files)
    except (Damaged, NotPlain, KeyError):
        pass
    return None


def _only_adds(memory: Memory, old: Told, new: Told) -> bool:
    """Tell whether all that is new is a few documents behind the others, whose words stay."""
    count, total = len(old.keys), len(new.keys)
    return (
        bool(count)
        and 0 < total - count <= max(1, count // _FEW)
        and old.names == new.names
        and old.keys == new.keys[:count]
        and np.array_equal(old.numbers, new.numbers[:count])
        and least_documents(count) == least_documents(total)
        and memory.is_plain()
    )


def _with_appended(
    memory: Memory,
    old: Told,
    new: Told,
    waiting: Sequence[Numbered],
    state: Path,
    files: Mapping[str, str],
) -> Iterator[SearchFile] | None:
    """Make what some documents that follow all others change; None where all must be made.

    old: the documents that they follow. files: what was told last.

    Raises:
        Damaged: what was remembered can't be used.
        NotPlain: the documents may change what the words of others mean.
        KeyError: a shard that would stay is not there any more.
    """
    head = memory.head(old)
    live = sum(int(places.sizes.sum()) for places in head.words.entries)
    if head.log_end > _GARBAGE * live:
        return None
    added: Added = [(number, one.load()) for number, one in waiting[len(old.keys) :]]
    # What was added since goes from the log, so that nothing stays of what was taken back.
    log = Log(log_path(state, head.generation), head.log_end)
    told: dict[str, str] = {}
    try:
        steps = appended(head, log, added, replace(new, files=told), files)
        fresh, (known, again) = _taken(steps)
    finally:
        log.close()
    if not all(path in files for path in again):
        return None
    return _given(fresh, again, files, told, lambda: write_head(state, known))


def _anew(
    waiting: list[Numbered],
    names: Sequence[Sequence[str]],
    new: Told,
    state: Path,
    before: tuple[Memory, Told] | None,
) -> Iterator[SearchFile]:
    """Make all, but for what is known of documents that are as they were."""
    known, old, generation = Known(), None, 1
    if before:
        memory, old = before
        generation = memory.generation + 1
        try:
            known = memory.known(old)
        except Damaged:
            old = None
    make_room(state, generation)
    log = Log(log_path(state, generation))
    log.add([])
    waiting.reverse()
    told: dict[str, str] = {}
    files = old.files if old else {}
    steps = rebuilt(waiting, names, known, log)
    del known
    held: list[File] = []
    try:
        while True:
            try:
                path, data = next(steps)
            except StopIteration as end:
                made = end.value
                break
            if path.startswith("search/index."):
                held.append((path, data))
            else:
                yield _file(path, data, files, told)
    finally:
        log.close()
    yield from _given(held, made.shards.again, files, told)
    write_texts(state, generation, new.keys, made)
    write_head(state, head_of(made, replace(new, files=told), generation, log.end))
    keep_base(state)


def _given(
    fresh: Iterable[File],
    again: Sequence[str],
    old: Mapping[str, str],
    told: dict[str, str],
    done: Callable[[], object] = dict,
) -> Iterator[SearchFile]:
    """Give files that stay, then those that were made; at last do what is left to do."""
    for path in again:
        told[path] = old[path]
        yield SearchFile(path, told[path], None)
    for path, data in fresh:
        yield _file(path, data, old, told)
    done()


def _file(path: str, data: bytes, old: Mapping[str, str], told: dict[str, str]) -> SearchFile:
    """Give a file that was made, without its data where the last build gave the same."""
    digest = told[path] = sha256(data).hexdigest()
    return SearchFile(path, digest, None if old.get(path) == digest else data)


def _taken(steps: Generator[File, None, Result]) -> tuple[list[File], Result]:
    """Give all files of some steps, and what these return at their end."""
    files = []
    while True:
        try:
            files.append(next(steps))
        except StopIteration as end:
            return files, end.value
