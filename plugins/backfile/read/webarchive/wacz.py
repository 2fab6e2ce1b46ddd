"""A WACZ file in (web archives in a zip, with a list of their checksums), its archives out.

What is stored in it is taken as it stands, so that a damaged zip still gives
the records that are whole. Nothing is written; names lead nowhere.
"""

import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

from backfile.read.webarchive.naming import address_of, in_one_line
from backfile.read.webarchive.runs import Budget
from backfile.read.webarchive.unpacking import RAW, Unpacking, Zlib

_ZIP = b"PK\x03\x04"
# The first member of those that are not named .wacz.
_FIRST = re.compile(
    rb"PK\x03\x04.{22}.{4}(?:archive/[^/]{1,200}\.w?arc\b|datapackage|pages/|indexes/index)",
    re.DOTALL,
)
_ARCHIVE = re.compile(r".*\.w?arc(\.gz|\.zst)?", re.IGNORECASE | re.DOTALL)
_NESTED = re.compile(r".*\.wacz", re.IGNORECASE | re.DOTALL)
_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_PACKAGE = "datapackage.json"
_LISTED_IN = (_PACKAGE, "datapackage-digest.json")
_LOCAL_HEADER = 30
# Lists of checksums and pages are read up to here.
_MOST_LIST = 50_000_000
_MOST_MEMBERS = 20_000
_DEFLATED = zipfile.ZIP_DEFLATED
_DIFFERS = "differs from its checksum: what of it can be read is read"


@dataclass(frozen=True, slots=True)
class Archive:
    """A web archive in a WACZ file: its name there and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a part of a WACZ file."""

    place: str
    reason: str


def is_zip(start: bytes) -> bool:
    """Whether a file that begins so is a zip."""
    return start.startswith(_ZIP)


def is_wacz(start: bytes) -> bool:
    """Whether a file that begins so is a zip that begins as WACZ files do."""
    return bool(_FIRST.match(start))


def parts_of(data: bytes, budget: Budget) -> Iterator[Archive | Wrong]:
    """The web archives of a WACZ file, and what is wrong with it."""
    members = _members(data)
    if members is None:
        reason = "the zip's list of members can't be read: records were searched for in all of it"
        yield Wrong("its end", reason)
        yield Archive("", data)
        return
    hashes = yield from _hashes(data, members, budget)
    for name, member in members.items():
        yield from _part(name, _content(data, member, budget), hashes.get(name, ""))
    missing = (name for name in hashes if name not in members)
    yield from (Wrong(f"member {in_one_line(n)}", "is listed, but not there") for n in missing)
    if not any(map(_ARCHIVE.fullmatch, members)):
        yield Wrong("its members", "are no web archives; try: a WACZ with archive/*.warc.gz")


def listed_in(data: bytes) -> frozenset[str]:
    """The addresses that a WACZ file lists as pages."""
    members = _members(data) or {}
    found = (members[name] for name in _LISTS if name in members)
    lists = (_content(data, member, Budget(_MOST_LIST)).data for member in found)
    lines = (line for text in lists for line in text.split(b"\n"))
    return frozenset(address_of(str(_object(line).get("url", ""))) for line in lines)


def _members(data: bytes) -> Mapping[str, zipfile.ZipInfo] | None:
    """The members of a zip by their names; None where its list can't be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            found = package.infolist()[:_MOST_MEMBERS]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return None
    return {member.filename: member for member in found if not member.is_dir()}


@dataclass(frozen=True, slots=True)
class _Content:
    """The bytes of a member, as far as they can be had, and why they are not whole."""

    data: bytes
    fault: str = ""


def _content(data: bytes, member: zipfile.ZipInfo, budget: Budget) -> _Content:
    header = data[member.header_offset : member.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not is_zip(header):
        return _Content(b"", "can't be read: it is not where the zip says")
    if member.flag_bits & 1 or member.compress_type not in {zipfile.ZIP_STORED, _DEFLATED}:
        return _Content(
            b"", "can't be read: it is locked, or packed in a rare way; try: zip it anew"
        )
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    first = member.header_offset + _LOCAL_HEADER + names
    packed = data[first : first + member.compress_size]
    found = _inflated(packed, budget) if member.compress_type == _DEFLATED else _Content(packed)
    is_whole = len(found.data) == member.file_size and zlib.crc32(found.data) == member.CRC
    return found if found.fault or is_whole else _Content(found.data, _DIFFERS)


def _inflated(packed: bytes, budget: Budget) -> _Content:
    parts: list[bytes] = []
    unpacking = Unpacking(packed, 0, partial(Zlib, RAW))
    for piece in unpacking:
        if not budget.take(len(piece)):
            return _Content(b"", budget.reason)
        parts.append(piece)
    return _Content(b"".join(parts), unpacking.fault and _DIFFERS)


def _part(name: str, content: _Content, stated: str) -> Iterator[Archive | Wrong]:
    """A member as an archive where it is one, and whether it is what it was."""
    fault = content.fault
    if not fault and stated and hashlib.sha256(content.data).hexdigest() != stated:
        fault = _DIFFERS
    if _NESTED.fullmatch(name):
        fault = "is a WACZ in a WACZ, which is not read; try: take it out and add it by itself"
    if fault:
        yield Wrong(f"member {in_one_line(name)}", fault)
    if _ARCHIVE.fullmatch(name) and content.data:
        yield Archive(in_one_line(name), content.data)


def _hashes(
    data: bytes, members: Mapping[str, zipfile.ZipInfo], budget: Budget
) -> Generator[Wrong, None, dict[str, str]]:
    """The SHA-256 of each member as the package lists it; gives what is wrong with the list."""
    texts = {n: _content(data, members[n], budget).data for n in _LISTED_IN if n in members}
    package, digest = (_object(texts.get(name, b"")) for name in _LISTED_IN)
    resources = package.get("resources")
    if not isinstance(resources, list):
        yield Wrong(f"member {_PACKAGE}", "is missing or damaged: nothing is checked against it")
        return {}
    stated = _sha256(digest)
    if stated and stated != hashlib.sha256(texts[_PACKAGE]).hexdigest():
        yield Wrong(f"member {_PACKAGE}", "differs from the digest that was made of it")
    entries = [entry for entry in resources if isinstance(entry, dict)]
    return {str(entry.get("path", "")): _sha256(entry) for entry in entries}


def _sha256(entry: Mapping[str, Any]) -> str:
    method, _, value = str(entry.get("hash", "")).partition(":")
    return value.lower() if method.lower() == "sha256" else ""


def _object(text: bytes) -> Mapping[str, Any]:
    """The JSON object that a text holds; an empty one where it holds none."""
    try:
        found = json.loads(text[:_MOST_LIST])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
