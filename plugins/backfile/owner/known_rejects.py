"""content/rules/known-rejects.yaml in, the captures that may stay rejected out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from backfile.errors import RuleError
from backfile.model import Rejected
from backfile.yamlfiles import YamlMistake, load_yaml

FILE_NAME = "known-rejects.yaml"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FIELDS = ("capture", "reason", "why", "by", "on")


@dataclass(frozen=True, slots=True)
class KnownRejects:
    """The SHA-256 of captures whose rejection the owner has accepted.

    An entry that matches no capture is no error: captures come and go.
    """

    captures: frozenset[str] = frozenset()

    def knows(self, reject: Rejected) -> bool:
        """Whether the owner has accepted this reject."""
        return reject.capture_id in self.captures


def load_known_rejects(folder: Path) -> KnownRejects:
    """Read the owner's list; without the file, nothing is known.

    Raises:
        RuleError: the file can't be used; names the entry and the cure.
    """
    path = folder / FILE_NAME
    where = f"content/rules/{FILE_NAME}"
    if not path.exists():
        return KnownRejects()
    try:
        entries = load_yaml(path.read_bytes())
    except OSError as error:
        raise RuleError(
            where, f"can't be read ({error.strerror})", "mend its permissions"
        ) from None
    except YamlMistake as mistake:
        raise RuleError(where, str(mistake), "quotes around texts with : or #") from None
    if not isinstance(entries, list | None):
        raise RuleError(where, "must be a list", 'entries of "- capture: SHA-256" and "reason:"')
    found = [_capture(where, number, entry) for number, entry in enumerate(entries or (), 1)]
    return KnownRejects(frozenset(found))


def _capture(where: str, number: int, entry: object) -> str:
    if not isinstance(entry, Mapping):
        raise RuleError(where, f"entry {number}: is no entry", '"capture: SHA-256" and "reason:"')
    for field in entry:
        if field not in _FIELDS:
            raise RuleError(
                where, f'entry {number}: has an unknown field "{field}"', ", ".join(_FIELDS)
            )
    capture = str(entry.get("capture") or "")
    if not _SHA256.fullmatch(capture):
        raise RuleError(where, f"entry {number}: capture is no SHA-256", "64 digits from 0-9a-f")
    if not entry.get("reason"):
        raise RuleError(where, f"entry {number}: has no reason", 'a line "reason: ..."')
    return capture
