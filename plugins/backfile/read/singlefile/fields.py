"""The header of an MHTML file, or of one of its parts, in; its fields out."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from backfile.read.mailbox.headers import header_text

_FIELD = re.compile(rb"^([!-9;-~]{1,100}):[ \t]*([^\r\n]*)", re.MULTILINE)
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_PARAMETER = re.compile(r';\s*([a-z]{1,20})\s*=\s*(?:"([^"]*)"|([^\s;]*))', re.IGNORECASE)
# Longer fields are attacks on whoever reads them.
_LONGEST = 10_000
_END = re.compile(rb"\r?\n[ \t]*\r?\n")
# Before the web there was no page to save.
_FIRST_YEAR = 1991
_LONGEST_HEADER = 100_000


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a header by their names in small letters, the first of each name."""

    values: Mapping[str, str]

    def get(self, name: str) -> str:
        """A field's text in one line; '' where there is none."""
        return header_text(self.values.get(name, ""))

    def address(self, name: str) -> str:
        """A field that holds an address: long ones are broken into lines anywhere."""
        return re.sub(r"[\s\x00-\x1f\x7f]+", "", self.get(name))

    @property
    def type(self) -> str:
        """The type of what stands below, such as "text/html"."""
        return self.get("content-type").partition(";")[0].strip().lower()

    def parameter(self, name: str) -> str:
        """A parameter of the type, such as charset or boundary."""
        found = _PARAMETER.findall(self.values.get("content-type", ""))
        return next((quoted or bare for key, quoted, bare in found if key.lower() == name), "")

    @property
    def ident(self) -> str:
        """The id by which other parts name this one."""
        return self.get("content-id").strip().strip("<>")

    @property
    def moment(self) -> str:
        """When it was saved, as "2025-05-11T07:00:00Z"; '' where that is not told."""
        try:
            moment = parsedate_to_datetime(self.get("date"))
            aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
            told = aware.astimezone(dt.UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            return ""
        is_likely = told.year >= _FIRST_YEAR
        return told.isoformat(timespec="seconds").replace("+00:00", "Z") if is_likely else ""


def fields_of(header: bytes) -> Fields:
    """The fields of a header."""
    unfolded = _FOLD.sub(b"", header)
    values: dict[str, str] = {}
    for name, value in _FIELD.findall(unfolded):
        values.setdefault(
            name.decode("ascii").lower(), value[:_LONGEST].decode("utf-8", "surrogateescape")
        )
    return Fields(values)


def header_end(data: bytes, start: int = 0) -> tuple[int, int]:
    """Where a header ends and where what it speaks of begins; the whole where it has no end."""
    found = _END.search(data, start, start + _LONGEST_HEADER)
    return found.span() if found else (min(len(data), start + _LONGEST_HEADER), len(data))
