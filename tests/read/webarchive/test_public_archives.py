"""Public archives, broken ones among them: each is read or named, and each record accounted for."""

import gzip
import re
from pathlib import Path

import pytest

from tests.read.webarchive.reading import losses, reading

FOLDER = Path(__file__).parents[4] / "shared" / "eval" / "warcs"
NAMES = sorted(
    file.relative_to(FOLDER).as_posix()
    for file in FOLDER.rglob("*")
    if file.is_file() and file.suffix != ".json"
)
# What is damaged, or not read: how many documents, lost parts and passed records it gives.
DAMAGED = {
    "clipped.warc.gz": (1, 0, 0),
    "invalid_example_1.wacz": (0, 2, 0),
    "bad.arc": (0, 2, 0),
    "example-bad-non-chunked.warc.gz": (2, 0, 4),
    "example-trunc.warc": (1, 0, 3),
}
_START = re.compile(
    rb"^WARC/[01]\.\d+\r?\n[A-Z]|^(?:filedesc|https?)://[^\n]+ \d{14} [^\n]+ -?\d+\r?$",
    re.MULTILINE,
)


def counted(data: bytes) -> int:
    """How many records a file holds, by a naive search."""
    return len(_START.findall(gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data))


@pytest.mark.skipif(not NAMES, reason="the public archives are not on this machine")
def test_every_record_of_the_public_archives_is_accounted_for() -> None:
    for name in NAMES:
        data = (FOLDER / name).read_bytes()
        found = reading(data, name)
        short = name.partition("__")[2].rpartition("__")[2]
        account = (len(found.documents), len(found.lost), sum(found.passed.values()))
        assert "\n" not in "".join((found.reason, *losses(found))), name
        if short in DAMAGED:
            assert account == DAMAGED[short], name
        elif not name.endswith((".wacz", ".lz4")):
            assert (account[1], sum(account)) == (0, counted(data)), name
        else:
            assert sum(account) or found.reason, name
