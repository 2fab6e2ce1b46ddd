"""Header lines of a WARC record or an HTTP message in, their fields out.

Names are case-blind; of a field given twice the first counts. Crawlers write
what servers sent, so lines that are no field are passed over.
"""

import mmap
import re
from collections.abc import Iterator, Mapping

Bytes = bytes | mmap.mmap
# Longer headers are no headers.
MOST_HEADER = 65_536
_END = re.compile(rb"\r?\n[ \t]*\r?\n")
_FOLDED = re.compile(r"\r?\n[ \t]+")


def header_end(data: Bytes, begin: int = 0) -> tuple[int, int]:
    """Where the header at a place of bytes ends and its body begins; -1, -1 without an end."""
    found = _END.search(data, begin, begin + MOST_HEADER)
    return (found.start(), found.end()) if found else (-1, -1)


def fields_of(header: bytes) -> Mapping[str, str]:
    """The fields below the first line of a header, by their names in lower case."""
    text = _FOLDED.sub(" ", _decoded(header))
    found: dict[str, str] = {}
    for name, value in _pairs(text.split("\n")[1:]):
        found.setdefault(name, value)
    return found


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _decoded(header: bytes) -> str:
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("latin-1")


def number_of(text: str) -> int:
    """A length as a header states it; -1 where it states none."""
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else -1  # noqa: PLR2004 - a petabyte has 16
