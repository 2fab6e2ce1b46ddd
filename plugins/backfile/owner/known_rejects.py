"""content/rules/known-rejects.yaml in, the captures that may stay rejected out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from backfile.model import Rejected
from backfile.owner.entries import Entry, load_entries
from backfile.owner.writing import append_entries

FILE_NAME = "known-rejects.yaml"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FIELDS = ("capture", "reason", "why", "by", "on")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\ufeff]")


@dataclass(frozen=True, slots=True)
class KnownRejects:
    """The SHA-256 of captures whose rejection the owner has accepted.

    An entry that matches no capture, or one that is no reject any more, is no
    error: captures come and go, and the program learns to read more of them.
    """

    captures: frozenset[str] = frozenset()

    def knows(self, reject: Rejected) -> bool:
        """Whether the owner has accepted this reject."""
        return reject.capture_id in self.captures


def load_known_rejects(folder: Path) -> KnownRejects:
    """Read the owner's list; without the file, nothing is known.

    Raises:
        RuleError: the file can't be used; names the line and the cure.
    """
    return KnownRejects(frozenset(_capture(entry) for entry in load_entries(folder, FILE_NAME)))


def _capture(entry: Entry) -> str:
    entry.refuse_unknown(_FIELDS)
    capture = entry.text("capture")
    if not _SHA256.fullmatch(capture):
        raise entry.error("capture is no SHA-256", "64 digits from 0-9a-f")
    if not entry.text("reason"):
        raise entry.error("has no reason", 'a line "reason: ..."')
    entry.day("on")
    return capture


def accept_rejects(
    folder: Path, rejects: Iterable[Rejected], why: str, notes: tuple[str, str]
) -> None:
    """Add rejects to the list, each with its file as a comment; notes: by whom, on which day.

    Raises:
        RuleError: the file is no list that they could be added to, or can't be written.
    """
    by, day = notes
    entries = [(_entry(reject) | {"why": why, "by": by, "on": day}, reject) for reject in rejects]
    if entries:
        told = [(entry, _CONTROL.sub("?", reject.source)) for entry, reject in entries]
        append_entries(folder / FILE_NAME, told)


def _entry(reject: Rejected) -> dict[str, str]:
    return {"capture": reject.capture_id, "reason": _CONTROL.sub("?", reject.reason)}
