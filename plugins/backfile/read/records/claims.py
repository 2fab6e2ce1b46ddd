"""A named value in, what it claims of its record out: author, date, address and so on."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Literal

from backfile.model import Claim
from backfile.read.lines import mend
from backfile.read.records.names import Role
from backfile.read.records.values import Value

ClaimField = Literal[
    "author", "date", "modified", "language", "section", "source", "url", "keyword"
]
CLAIMED: Mapping[Role, ClaimField] = {
    "author": "author",
    "date": "date",
    "modified": "modified",
    "language": "language",
    "section": "section",
    "source": "source",
    "url": "url",
    "keyword": "keyword",
}
# A claim is a name, a date, an address; more is not one. Pages are held to the same.
LONGEST_CLAIM = 1_000
_MOST_VALUES = 100
_QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"")
_BETWEEN_KEYWORDS = re.compile(r"\s*[;,|]\s*")
_HAS_LETTER = re.compile(r"[^\W\d_]")
# Seconds since 1970 as programs write them, up to the year 2286; milliseconds have three more.
_SECONDS, _MILLISECONDS = re.compile(r"\d{9,10}(?:\.\d+)?"), re.compile(r"\d{12,13}")


def claims_of(role: Role, name: str, value: Value, origin: str) -> Iterator[Claim]:
    """What a value claims; nothing where it is only a number or key of the export's own.

    name: that of its column or key, which stands in the claim's origin.
    """
    claimed = CLAIMED[role]
    for part in _parts(role, value.text)[:_MOST_VALUES]:
        mended = mend(part[: 2 * LONGEST_CLAIM], value.place)[0]
        line = " ".join(mended.split())[:LONGEST_CLAIM]
        if _is_claim(role, line):
            yield Claim(claimed, line, f"{origin}: {name}")


def _parts(role: Role, text: str) -> list[str]:
    text = text.strip()
    if text[:1] == "[" and text[-1:] == "]":
        return listed(text)
    if role in {"date", "modified"}:
        return [_day(text)]
    return _BETWEEN_KEYWORDS.split(text) if role == "keyword" else [text]


def listed(text: str) -> list[str]:
    """The texts of a list that was written into one value, as JSON or as Python shows it."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return [one or other for one, other in _QUOTED.findall(text)]
    return [part for part in found if isinstance(part, str)]


def _is_claim(role: Role, line: str) -> bool:
    if role == "url":
        return line.startswith(("http://", "https://"))
    if role in {"date", "modified"}:
        return bool(line)
    # "author: 12" is the number of a row elsewhere.
    return bool(_HAS_LETTER.search(line)) and line.lower() not in {"nan", "none", "null", "n/a"}


def _day(text: str) -> str:
    """A date as it stands, or of seconds since 1970 the time in Greenwich."""
    if _SECONDS.fullmatch(text):
        seconds = float(text)
    elif _MILLISECONDS.fullmatch(text):
        seconds = int(text) / 1_000
    else:
        return text
    return datetime.fromtimestamp(seconds, UTC).isoformat()
