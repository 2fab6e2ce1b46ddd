"""The request records of an archive in, what a page was asked for as out.

Browsers say whether they ask for a page, for a frame in one, or for a script.
Frames and what scripts ask for are mostly advertisements and parts of pages.
"""

from collections.abc import Mapping

from backfile.read.webarchive.fields import MOST_HEADER, fields_of, header_end
from backfile.read.webarchive.naming import address_of, time_of
from backfile.read.webarchive.records import Record

_AS = {"iframe": "frame", "frame": "frame", "object": "frame", "embed": "frame", "empty": "part"}


class Requests:
    """What was asked for, by the record of its answer."""

    def __init__(self) -> None:
        """Begin with none."""
        self._as: dict[str, str] = {}

    def note(self, record: Record) -> None:
        """Remember a request for a frame or by a script."""
        start = record.start(MOST_HEADER)
        end, _ = header_end(start)
        fields = fields_of(start if end < 0 else start[:end])
        asked_as = _AS.get(fields.get("sec-fetch-dest", "").lower(), "")
        if fields.get("x-requested-with", "").lower() == "xmlhttprequest":
            asked_as = "part"
        if asked_as:
            for key in (record.fields.get("warc-concurrent-to", ""), _moment(record.fields)):
                self._as[key] = asked_as

    def asked_as(self, fields: Mapping[str, str]) -> str:
        """What the answer with these fields was asked for as: "frame", "part" of a page, or ''."""
        by_id = self._as.get(fields.get("warc-record-id", "") or "none", "")
        return by_id or self._as.get(_moment(fields), "")


def _moment(fields: Mapping[str, str]) -> str:
    address = address_of(fields.get("warc-target-uri", ""))
    return f"{address} {time_of(fields.get('warc-date', ''))}"
