"""A request in, a task that can wait in a file out; and what a command for pipes is.

A task waits as a line of JSON: values of the model by the order of their
fields, which is a third of the work of reading the text again.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from backfile.model import Block, Claim, Document, Picture, Place, Provenance, Repair, Repeats
from backfile.pipeline import Knowledge

Request = dict[str, Any]
Answer = dict[str, Any]
# What repeats over the sites; asked for a document of known origin, the part that touches it.
Repeated = Callable[[Provenance, Document], Repeats]

_FIELDS: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind)))
    for kind in (Document, Block, Place, Claim, Repair, Provenance, Picture)
}


@dataclass(frozen=True, slots=True)
class Task:
    """A request with the documents it is about: one, one a record of an export, or none.

    asked: of the request what its answer needs, its id among it.
    """

    asked: Mapping[str, Any]
    documents: tuple[Document, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Pipe:
    """A command for pipes: how a request becomes a task, and a task an answer.

    A request that can't be served raises ValueError, KeyError, TypeError or OSError.
    """

    prepare: Callable[[Request], Task]
    answer: Callable[[Task, Repeated, Knowledge], Answer]


def text_of(request: Request, name: str) -> str:
    """A text that a request must hold.

    Raises:
        KeyError, TypeError: it does not.
    """
    value = request[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def packed(task: Task) -> bytes:
    """A task as a line."""
    row = (task.asked, task.documents, task.provenance)
    return line_of(json.dumps(row, ensure_ascii=False, default=_row))


def line_of(text: str) -> bytes:
    """JSON as a line; half characters, which a request may hold, come back as they were."""
    return text.encode("utf-8", "surrogatepass") + b"\n"


def unpacked(line: bytes) -> Task | Answer:
    """What a line holds: a task, or the answer of a request that failed before."""
    found = json.loads(line.decode("utf-8", "surrogatepass"))
    if isinstance(found, dict):
        return found
    asked, documents, provenance = found
    return Task(asked, tuple(map(_document, documents)), Provenance(*provenance))


def _row(value: object) -> Any:
    return _FIELDS[type(value)](value)


def _document(row: list[Any]) -> Document:
    capture_id, number, medium, blocks, claims, repairs, url, captured, part, pictures, own = row
    return Document(
        capture_id,
        number,
        medium,
        tuple(map(_block, blocks)),
        tuple(Claim(*claim) for claim in claims),
        tuple(
            Repair(before, after, why, Place(*place) if place else None)
            for before, after, why, place in repairs
        ),
        url,
        captured,
        part,
        tuple(Picture(*picture) for picture in pictures),
        Provenance(*own) if own else None,
    )


def _block(row: list[Any]) -> Block:
    kind, text, place, html, level, gap, link_share, given, votes, pictures = row
    where, seen = Place(*place), (tuple(votes), tuple(pictures))
    return Block(kind, text, where, html, level, gap, link_share, given, *seen)
