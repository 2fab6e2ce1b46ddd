"""JSON lines or JSON in, a document of each record out.

A record is an object that names a headline or a text; records/names.py says
which names are known. An answer of an interface is opened down to its list.
"""

from backfile.model import Capture, Document, Rejected
from backfile.read.opening import opened
from backfile.read.records.entry import Entry, LeftOut, documents_of, shown
from backfile.read.records.fields import entry_of
from backfile.read.records.located import Found, in_lines, in_text, is_whole
from backfile.read.records.objects import fields_of, written
from backfile.read.records.values import Source
from backfile.settings import Settings

_LINES = (".jsonl", ".ndjson", ".jsonlines")
_ENDINGS = (*_LINES, ".json")
# The first record of JSON lines ends within these.
_START_CHARACTERS = 1_000_000


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file's ending says that it is JSON."""
    del start
    return ending in _ENDINGS


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of JSON lines, or of a JSON list or object, or why there are none."""
    decoded = opened(capture, data, settings)
    if isinstance(decoded, Rejected):
        return decoded
    lines = capture.path.lower().endswith(_LINES)
    values = in_lines if _is_lines(decoded.text, named=lines) else in_text
    source = Source(capture, settings)
    found = (_entry(one, source) for one in values(decoded.text))
    return documents_of(capture, found, decoded.repairs)


def _is_lines(text: str, *, named: bool) -> bool:
    """Whether each line is a value: the first is a whole object, or the file's name says so."""
    lines = (line.strip(" \t\r,\x1e") for line in text[:_START_CHARACTERS].split("\n"))
    first = next((line for line in lines if line not in {"", "["}), "")
    if first[:1] == "{" and is_whole(first):
        return True
    return named and first != "{" and text.lstrip()[:1] != "["


def _entry(one: Found | LeftOut, source: Source) -> Entry | LeftOut:
    if isinstance(one, LeftOut):
        return one
    if not isinstance(one.value, dict):
        return LeftOut(one.place, shown(written(one.value)), "no record but a bare value: left out")
    return entry_of(list(fields_of(one.value, one.place)), "json", source, one.place)
