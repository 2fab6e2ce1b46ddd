"""A record's stated digests and its bytes in, whether they agree out."""

import base64
import binascii
import hashlib
import re

from backfile.model import Repair
from backfile.read.webarchive.message import Body
from backfile.read.webarchive.records import Record

_STATED = re.compile(r"\s*(sha-?1|sha-?256|sha-?512|md5):\s*([A-Za-z0-9+/=]+)\s*", re.IGNORECASE)


def digest_fault(record: Record, body: Body) -> Repair | None:
    """What to tell where a record's bytes are not those that its digest was made of.

    One digest that agrees is enough: crawlers differ in what of a body they
    take (as sent, out of its chunks, unpacked), and tools rewrite headers.
    """
    stated = (
        record.fields.get("warc-payload-digest", ""),
        record.fields.get("warc-block-digest", ""),
    )
    checks = (
        *(_agrees(stated[0], data) for data in (body.sent, body.joined, body.content)),
        _agrees(stated[1], record.block()),
    )
    if True in checks or False not in checks:
        return None
    named = next(text for text in stated if known_digest(text))
    return Repair(named[:80], "", "the record is not the one that its digest was made of")


def _agrees(stated: str, data: bytes) -> bool | None:
    """Whether data has a digest; None where that is none that can be checked."""
    known = known_digest(stated)
    if known is None:
        return None
    name, value = known
    return hashlib.new(name, data, usedforsecurity=False).digest() == value


def known_digest(stated: str) -> tuple[str, bytes] | None:
    """The method and the value of a digest as it is stated, in base32 or hexadecimal.

    None where it is none that is known.
    """
    found = _STATED.fullmatch(stated)
    if found is None:
        return None
    name = found[1].lower().replace("-", "")
    size = hashlib.new(name, usedforsecurity=False).digest_size
    try:
        is_hex = len(found[2]) == size * 2
        value = bytes.fromhex(found[2]) if is_hex else base64.b32decode(found[2].upper())
    except (ValueError, binascii.Error):
        return None
    return (name, value) if len(value) == size else None
