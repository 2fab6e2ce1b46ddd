"""What a member gave in, as if it were a capture; the same as a part of its pack out."""

import functools
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from backfile.model import (
    Capture,
    Claim,
    Document,
    Picture,
    Provenance,
    Reading,
    Rejected,
    Repair,
)

_MEMBER = "member "
_NOTHING = "gave nothing that is read; try: take it away"
_MISSING = "a part of it is missing from its pack"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A member by the name that tells it from all others of its pack, and its own files."""

    name: str
    companions: Sequence[str] = ()


def as_part(reading: Reading, pack: Capture, name: str, part: Part) -> Reading:
    """What a member of that name gave, as a part of its pack; what gave nothing is lost by name."""
    lost = [
        _lost(one.source.removeprefix(f"{pack.path}/{name}"), one, pack, part)
        for one in reading.lost
    ]
    is_told = reading.documents or lost or reading.passed
    if reading.reason or not is_told:
        lost.insert(0, _lost("", Rejected("", reading.reason or _NOTHING, pack.id), pack, part))
    documents = tuple(_document(one, part) for one in reading.documents)
    return Reading(documents, lost=tuple(lost), passed=reading.passed)


def _lost(inner: str, lost: Rejected, pack: Capture, part: Part) -> Rejected:
    return replace(lost, source=f"{pack.path}, {_named(inner, part)}")


def _named(part: str, member: Part) -> str:
    """A part of a member, as it is called in the pack that holds both."""
    inner = part.removeprefix(", ")
    if inner.startswith(_MEMBER):
        return f"{_MEMBER}{member.name}/{inner.removeprefix(_MEMBER)}"
    return f"{_MEMBER}{member.name}, {inner}" if inner else f"{_MEMBER}{member.name}"


def _document(document: Document, part: Part) -> Document:
    pictures = tuple(_pictured(picture, part) for picture in document.pictures)
    return replace(document, part=_named(document.part, part), pictures=pictures)


def _pictured(picture: Picture, part: Part) -> Picture:
    """A picture with the name that it has beside its page, where an address ends in it."""
    folder = posixpath.dirname(part.name)
    beside = [name.removeprefix(f"{folder}/") for name in part.companions]
    found = [name for name in beside for one in (picture.name, *picture.others) if _ends(one, name)]
    return replace(picture, others=(*picture.others, *dict.fromkeys(found)))


def _ends(address: str, name: str) -> bool:
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return False
    return path != name and f"/{path}".endswith(f"/{name}")


def file_getters(reading: Reading, part: Part) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The files that a member holds itself, by address or by their path in the pack."""
    for name in reading.files:
        key = name if _SCHEME.match(name) else f"{part.name}/{name}"
        yield key, functools.partial(_bytes, reading.files, name)


def _bytes(files: Mapping[str, bytes], name: str) -> bytes:
    return files.get(name, b"")


def _told_apart(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents numbered from 0; ids are made of address and time where there is an address.

    So of several with the same ones, the later state theirs as a claim.
    """
    met: dict[tuple[str, str], None] = {}
    told = []
    for number, document in enumerate(documents):
        key = (document.url, document.captured)
        one = replace(document, number=number)
        if document.url and key in met:
            claim = Claim("url", document.url, "address of its record")
            one = replace(one, url="", claims=(*document.claims, claim))
        met[key] = None
        told.append(one)
    return tuple(told)


def joined(readings: Sequence[Reading], files: Mapping[str, bytes]) -> Reading:
    """What the parts of a pack gave, as one."""
    passed: Counter[str] = Counter()
    for reading in readings:
        passed.update(reading.passed)
    return Reading(
        _told_apart(document for reading in readings for document in reading.documents),
        lost=tuple(one for reading in readings for one in reading.lost),
        passed=dict(passed),
        files=files,
    )


def provenance_of(sidecars: Iterable[Mapping[str, str]]) -> Provenance:
    """What the sidecars in a pack say of a member, farthest first."""
    known: dict[str, Any] = {}
    for sidecar in sidecars:
        known |= sidecar
    return Provenance(**known)


def with_known(reading: Reading, known: Provenance) -> Reading:
    """What a member gave, with what is known of it; what is known of a part of it is nearer."""
    documents = tuple(
        replace(one, provenance=replace(known.joined(inner), url=inner.url) if inner else known)
        for one in reading.documents
        for inner in (one.provenance,)
    )
    return replace(reading, documents=documents)


def with_damage(reading: Reading, damage: str) -> Reading:
    """What a member gave whose bytes are not whole: each document tells of it."""
    if not damage:
        return reading
    repair = Repair(damage, "", _MISSING)
    documents = tuple(replace(d, repairs=(repair, *d.repairs)) for d in reading.documents)
    reason = f"{damage}; {reading.reason}" if reading.reason else ""
    return replace(reading, documents=documents, reason=reason)
