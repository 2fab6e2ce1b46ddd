"""One of the owner's YAML lists in, its entries with their lines out.

Every entry of content/rules says `why`, `by` and `on` it is there.
"""

import datetime as dt
import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backfile.errors import RuleError
from backfile.yamlfiles import YamlMistake, load_items

NOTES = ("why", "by", "on")
RULES = "content/rules"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as the owner wrote it; line counts from 1."""

    file: str
    line: int
    fields: Mapping[str, Any]

    @property
    def where(self) -> str:
        """File and line, as errors name them; what is not in a file yet has been asked for."""
        if not self.line:
            return "what was asked for"
        return f"{RULES}/{self.file}:{self.line}"

    def error(self, what: str, cure: str = "") -> RuleError:
        """The error that says what is wrong with this entry, and how to mend it."""
        return RuleError(self.where, what, cure)

    def text(self, field: str) -> str:
        """A field's text, '' where it is not given.

        Raises:
            RuleError: it is a list or a mapping.
        """
        value = self.fields.get(field)
        if isinstance(value, Mapping | list):
            raise self.error(f'"{field}" is no text', f'one line "{field}: ..."')
        return "" if value is None else without_controls(" ".join(str(value).split()))

    def day(self, field: str) -> str:
        """A field's day, ISO, '' where it is not given.

        Raises:
            RuleError: it is no day of the calendar.
        """
        day = self.text(field)
        try:
            return dt.date.fromisoformat(day).isoformat() if day else ""
        except ValueError:
            raise self.error(f'"{field}" is {day!r}, no day', f"{field}: 2025-05-31") from None

    def refuse_unknown(self, known: Sequence[str], fields: Mapping[str, Any] | None = None) -> None:
        """Refuse fields that no entry of this kind has.

        Raises:
            RuleError: there is one; names the nearest.
        """
        for field in self.fields if fields is None else fields:
            if field not in known:
                near = difflib.get_close_matches(str(field), known, 1)
                cure = f'"{near[0]}:"' if near else f"one of {', '.join(known)}"
                raise self.error(f'has an unknown field "{field}"', cure)


def without_controls(text: str) -> str:
    """A text without control characters, and without those that turn its direction."""
    return "".join(c for c in text if c.isprintable() or c == "\u00ad")


def load_entries(folder: Path, file: str) -> list[Entry]:
    """The entries of a file; none where it is missing.

    Raises:
        RuleError: it can't be read or is no list of entries.
    """
    path = folder / file
    where = f"{RULES}/{file}"
    if not path.exists():
        return []
    try:
        items = load_items(path.read_bytes())
    except OSError as error:
        what = f"can't be read ({error.strerror})"
        raise RuleError(where, what, "mend its permissions") from None
    except YamlMistake as mistake:
        at = f"{where}:{mistake.line}" if mistake.line else where
        raise RuleError(at, mistake.what, "quotes around texts with : or #") from None
    entries = []
    for line, item in items:
        if not isinstance(item, Mapping):
            raise RuleError(f"{where}:{line}", "is no entry", 'lines of "field: value" after "- "')
        entries.append(Entry(file, line, item))
    return entries


def refuse_without_notes(entry: Entry) -> None:
    """Refuse an entry that does not say why, by whom and since when.

    Raises:
        RuleError: names what is missing.
    """
    for note in NOTES:
        if not entry.text(note):
            raise entry.error(f'has no "{note}:"', "why: a reason, by: who decided, on: 2025-05-31")
    entry.day("on")
