"""Bytes in, whether they begin a record of a web archive out."""

import re
from functools import partial

from backfile.read.webarchive.unpacking import GZIP, Zlib, Zstandard, start_of

# What begins a record: a version and a field of WARC, or the one line of an ARC record.
WARC_START = rb"WARC/[01]\.\d{1,3}[ \t]*\r?\n[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:"
ARC_START = (
    rb"(?P<url>[A-Za-z][A-Za-z0-9+.-]{1,20}:[^\r\n]{1,4000}) (?P<ip>[0-9A-Fa-f.:]{1,45}|-) "
    rb"(?P<date>\d{8,17}) (?P<rest>[^\r\n]{1,600}) (?P<length>-1|\d{1,15})[ \t]*\r?\n"
)
_BEGINS = re.compile(rb"\s{0,16}(?:" + WARC_START + b"|" + ARC_START + b")")
# How packed members begin.
GZIP_MAGIC = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
ZSTD_MAGIC = re.compile(rb"\x28\xb5\x2f\xfd")


def begins_record(start: bytes) -> bool:
    """Whether bytes are the start of a record of a web archive."""
    return bool(_BEGINS.match(start))


def unpacked_start(start: bytes) -> bytes:
    """The first bytes of a file, unpacked where they are packed as web archives are."""
    if GZIP_MAGIC.match(start):
        return start_of(start, 0, partial(Zlib, GZIP), len(start))
    return start_of(start, 0, Zstandard, len(start)) if ZSTD_MAGIC.match(start) else start
