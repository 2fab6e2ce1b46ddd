"""Web archives in (WARC, ARC, WACZ; plain or packed), a document of each page out.

    bytes -> segments -> records -> message -> pages -> gathering -> Reading

What is damaged costs only itself: each record that is lost is told by its
byte offset, and reading goes on behind it.
"""

from dataclasses import replace

from backfile.model import Capture, Reading, Rejected
from backfile.read.webarchive.gathering import Gathering
from backfile.read.webarchive.records import Damage, records
from backfile.read.webarchive.runs import Budget, Segment
from backfile.read.webarchive.segments import run_again, segments
from backfile.read.webarchive.starts import begins_record, unpacked_start
from backfile.read.webarchive.wacz import Wrong, is_wacz, is_zip, listed_in, parts_of
from backfile.settings import Settings

__all__ = ["accepts", "read"]

_ENDINGS = (".warc", ".arc", ".wacz", ".warc.gz", ".arc.gz", ".warc.zst")
_MOST_RECORDS = 1_000_000
_LZ4 = b"\x04\x22\x4d\x18"
_ZSTD_WITH_DICTIONARY = b"\x5d\x2a\x4d\x18"


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is a web archive, by its ending or its first bytes, unpacked."""
    if ending in _ENDINGS or is_wacz(start) or start.startswith(_ZSTD_WITH_DICTIONARY):
        return True
    return begins_record(unpacked_start(start)) or start.startswith(_LZ4)


def read(capture: Capture, data: bytes, settings: Settings) -> Reading | Rejected:
    """The documents of a web archive, what of it is lost, and what was passed over."""
    if data.startswith(_LZ4):
        why = "is packed with LZ4, which is not read; try: lz4 -d, then gzip"
        return Rejected(capture.path, why, capture.id)
    budget = Budget(settings.max_archive_bytes)
    gathering = Gathering(capture, settings)
    if not is_zip(data):
        _take_all(data, "", gathering, budget)
        return gathering.finish()
    for part in parts_of(data, budget):
        if isinstance(part, Wrong):
            gathering.lose(part.place, part.reason)
        else:
            member = f"member {part.name}, " if part.name else ""
            _take_all(part.data, member, gathering, budget)
    return gathering.finish(listed_in(data))


def _take_all(data: bytes, member: str, gathering: Gathering, budget: Budget) -> None:
    """Give the records of one file to what gathers them; member: begins the names of places."""
    for found in segments(data, budget):
        if not isinstance(found, Segment):
            reason = f"{found.reason} ({found.size} bytes)"
            gathering.lose(f"{member}bytes from {found.offset}", reason)
            continue
        again = run_again(data, found) if found.packed else None
        for record in records(found):
            if gathering.records >= _MOST_RECORDS:
                why = f"more than {_MOST_RECORDS} records: what follows is not read; try: split it"
                gathering.lose(f"{member}{record.place}", why)
                return
            if isinstance(record, Damage):
                gathering.lose(f"{member}{record.place}", record.reason)
            else:
                gathering.take(replace(record, place=f"{member}{record.place}", again=again))
