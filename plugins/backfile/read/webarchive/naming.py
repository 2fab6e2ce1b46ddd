"""Addresses and dates as archives write them in, safe and in one form out."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from backfile.printing import printable

_SCHEMES = ("http", "https", "ftp")
_LONGEST = 4_000
_NEVER_IN_ADDRESSES = re.compile(
    r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff<>\"]"
)
_DIGITS = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)[T ]?(\d\d)?:?(\d\d)?:?(\d\d)?")


def address_of(text: str) -> str:
    """The address of a record, fit for a link; empty where it is none that one can follow.

    Some tools write it in angle brackets, or with spaces.
    """
    address = text.strip().removeprefix("<").removesuffix(">").strip()
    address = _NEVER_IN_ADDRESSES.sub(_quoted, address)
    try:
        parts = urlsplit(address)
        is_address = parts.scheme.lower() in _SCHEMES and bool(parts.hostname)
    except ValueError:
        return ""
    return address if is_address and len(address) <= _LONGEST else ""


def _quoted(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


def time_of(text: str) -> str:
    """The second a record was made in, "YYYY-MM-DDTHH:MM:SSZ"; empty where it is none.

    Takes WARC dates with and without fractions, and the 8 to 17 digits of ARC.
    """
    found = _DIGITS.match(text.strip())
    if found is None:
        return ""
    try:
        moment = datetime(*(int(part or 0) for part in found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - WARC dates are UTC
    except ValueError:
        return ""
    return f"{moment.isoformat()}Z"


def in_one_line(text: str, most: int = 200) -> str:
    """Text of an archive as it may stand in a message."""
    plain = printable(text, "?")
    return plain if len(plain) <= most else f"{plain[:most]}…"
