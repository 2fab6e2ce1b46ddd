"""What is withheld in, a log of when it was, which outlives it, out: content/register/withheld.tsv.

    day, event, kind, what, places, reason, until, by, on, number: a row an event

It holds no text: of passages and names it tells the kind, the day of the entry
and a running number, since a digest of a short name could be guessed. Rows are
only ever added; one that is there twice counts once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from backfile.model import Reached
from backfile.owner.registerfiles import append, rows_of, text_of
from backfile.owner.withheld import Withheld, Withholding
from backfile.printing import printable

LOG = "withheld.tsv"
HEADER = "day\tevent\tkind\twhat\tplaces\treason\tuntil\tby\ton\tnumber\n"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ROW = (
    rf"({_DAY})\t(withheld|lifted|ended)\t(capture|article|passage|name)\t([0-9a-z]*|-)\t([0-9]*)"
    rf"\t([a-z]+)\t((?:{_DAY})?)\t([^\t\n]*)\t({_DAY})\t([0-9]+)"
)
_FORM = "day, event, kind, what, places, reason, until, by, on, number"
# What makes an entry the one that a row tells of: kind, what or '-', reason, on, number.
_Key = tuple[str, str, str, str, str]


def log_withheld(
    folder: Path, withheld: Withheld, today: str, reached: Iterable[Reached] = ()
) -> int:
    """Add what is new to the log: entries that came, that are gone, or whose day has come.

    folder: of the register. today: ISO day. reached: what each entry reaches.
    Returns how many rows were added.

    Raises:
        RuleError: the log can't be read; names the line.
        OutputError: it can't be written.
    """
    found = {one.line: one for one in reached}
    rows = rows_of(text_of(folder, LOG), _ROW, HEADER, (LOG, _FORM))
    known = {_key_of(row): row for row in rows}
    held = dict(_keyed(withheld.entries, found))
    over = {key: one for key, one in _keyed(withheld.ended, found) if key not in held}
    lines = [
        _line(today, "withheld", key, entry, found)
        for key, entry in held.items()
        if key not in known or known[key][1] != "withheld"
    ]
    for key, row in known.items():
        if row[1] == "withheld" and key not in held:
            event = "ended" if key in over else "lifted"
            lines.append("\t".join((today, event, *row[2:])) + "\n")
    append(folder / LOG, HEADER, lines)
    return len(lines)


def _key_of(row: tuple[str, ...]) -> _Key:
    return row[2], row[3], row[5], row[8], row[9]


def _keyed(
    entries: Iterable[Withholding], reached: Mapping[int, Reached]
) -> Iterator[tuple[_Key, Withholding]]:
    """Entries with their keys; those that only their text tells apart are numbered."""
    count: Counter[tuple[str, ...]] = Counter()
    for entry in entries:
        alike = (entry.kind, _what(entry, reached), entry.reason, entry.on)
        count[alike] += 1
        yield (*alike, str(count[alike])), entry


def _what(entry: Withholding, reached: Mapping[int, Reached]) -> str:
    """The id or SHA-256; '-' for a text, and for a path, which may tell one."""
    if entry.kind == "article":
        return entry.what
    known = reached[entry.line].what if entry.line in reached else entry.what
    return known if entry.kind == "capture" and known.isalnum() else "-"


def _line(
    today: str, event: str, key: _Key, entry: Withholding, reached: Mapping[int, Reached]
) -> str:
    kind, what, reason, on, number = key
    is_text = kind in {"passage", "name"} and entry.line in reached
    places = str(reached[entry.line].places) if is_text else ""
    by = " ".join(printable(entry.by, " ").split())
    fields = (today, event, kind, what, places, reason, entry.until, by, on, number)
    return "\t".join(fields) + "\n"
