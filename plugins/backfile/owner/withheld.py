"""content/rules/withheld.yaml and today's day in, what is kept from publication out."""

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from backfile.details import CUT
from backfile.model import WithheldKind, WithheldReason
from backfile.owner.entries import Entry, load_entries, refuse_without_notes

FILE_NAME = "withheld.yaml"
KINDS: tuple[WithheldKind, ...] = get_args(WithheldKind)
REASONS: tuple[WithheldReason, ...] = get_args(WithheldReason)
_FIELDS = ("what", "reason", "until", "tombstone", "why", "by", "on")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[a-z2-7]{12}")
# Of less than so many letters and digits, a word would be cut out of half the archive.
_LEAST_LETTERS = 3
_WORDS: Mapping[WithheldReason, str] = {
    "court": "Withheld by order of a court.",
    "privacy": "Withheld to protect a person's privacy.",
    "copyright": "Withheld at the request of the holder of the rights.",
    "embargo": "Withheld until {until}.",
    "safety": "Withheld for somebody's safety.",
    "other": "Withheld by the archive.",
}
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_EMBARGO_WITHOUT_END = "Withheld for the time of an embargo."


@dataclass(frozen=True, slots=True)
class Withholding:
    """One entry: what is withheld, for which reason, until when, and in which words it is told.

    what: a path or SHA-256, an id, or the text itself. until: ISO day, the
    first on which it no longer holds, or ''. line: in withheld.yaml, from 1.
    """

    kind: WithheldKind
    what: str
    reason: WithheldReason
    until: str
    tombstone: str
    by: str
    on: str
    line: int

    @property
    def mark(self) -> str:
        """What stands in a text where something was cut out."""
        return f"{CUT}{self.reason}]"


@dataclass(frozen=True, slots=True)
class Withheld:
    """All that is kept from publication; ended: entries whose day has come."""

    entries: tuple[Withholding, ...] = ()
    ended: tuple[Withholding, ...] = ()

    def of(self, *kinds: WithheldKind) -> tuple[Withholding, ...]:
        """The entries in force of some kinds."""
        return tuple(entry for entry in self.entries if entry.kind in kinds)

    @property
    def texts(self) -> tuple[Withholding, ...]:
        """The passages and names."""
        return self.of("passage", "name")

    @property
    def digest(self) -> str:
        """Tells one state of what is cut out of texts from another; '' where nothing is."""
        if not self.texts:
            return ""
        told = (f"{entry.kind}\0{entry.what}\0{entry.reason}" for entry in self.texts)
        # It never leaves the store, which is as private as withheld.yaml itself.
        return hashlib.sha256("\1".join((_code_digest(), *told)).encode()).hexdigest()

    def __bool__(self) -> bool:
        """Whether anything is withheld."""
        return bool(self.entries)


@functools.cache
def _code_digest() -> str:
    """A digest of the code that cuts texts: what an older one has cleared is looked at again."""
    files = sorted((Path(__file__).parent / "redaction").glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def load_withheld(folder: Path, today: str) -> Withheld:
    """Read the owner's list; without the file, nothing is withheld.

    today: ISO day; an entry whose `until` is that day or before has ended.

    Raises:
        RuleError: the file can't be used; names the line and the cure.
    """
    found = [_withholding(entry) for entry in load_entries(folder, FILE_NAME)]
    return Withheld(
        tuple(one for one in found if not _is_over(one, today)),
        tuple(one for one in found if _is_over(one, today)),
    )


def _is_over(one: Withholding, today: str) -> bool:
    return bool(one.until) and one.until <= today


def _withholding(entry: Entry) -> Withholding:
    entry.refuse_unknown(_FIELDS)
    refuse_without_notes(entry)
    kind, what = _what(entry)
    reason = next((one for one in REASONS if one == entry.text("reason")), None)
    if reason is None:
        raise entry.error(
            f'"reason" is {entry.text("reason")!r}', f"reason: one of {', '.join(REASONS)}"
        )
    until = entry.day("until")
    return Withholding(
        kind,
        what,
        reason,
        until,
        entry.text("tombstone") or words_of(reason, until),
        entry.text("by"),
        entry.day("on"),
        entry.line,
    )


def words_of(reason: WithheldReason, until: str) -> str:
    """What stands in the place of something, where the owner says no other words."""
    if reason == "embargo" and not until:
        return _EMBARGO_WITHOUT_END
    return _WORDS[reason].format(until=_day_in_words(until) if until else "")


def _day_in_words(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def _what(entry: Entry) -> tuple[WithheldKind, str]:
    """The kind and the thing itself, in the form in which it is compared."""
    what = entry.fields.get("what")
    cure = '"what: {article: ID}", or capture, passage, name'
    if not isinstance(what, Mapping) or len(what) != 1:
        raise entry.error('"what" does not name one thing', cure)
    entry.refuse_unknown(KINDS, what)
    kind = next(one for one in KINDS if one in what)
    value = " ".join(str(what[kind]).split()) if isinstance(what[kind], str | int) else ""
    if not value:
        raise entry.error(f'"{kind}" says nothing', cure)
    for mistake, mend in _mistakes(kind, value):
        raise entry.error(mistake, mend)
    return kind, value.lower() if _SHA256.fullmatch(value.lower()) else value


def _mistakes(kind: WithheldKind, value: str) -> Iterator[tuple[str, str]]:
    if kind == "article" and not _ID.fullmatch(value):
        yield f"{value!r} is no id", "the 12 letters and digits that its page names"
    letters = sum(map(str.isalnum, value))
    if kind in {"passage", "name"} and value.isascii() and letters < _LEAST_LETTERS:
        yield f"a {kind} of less than {_LEAST_LETTERS} letters is too short", "more of its words"
    if kind in {"passage", "name"} and not letters:
        yield f"the {kind} holds no letter or digit", "words"
