"""A file's stat in, the SHA-256 of its bytes as an earlier run read them out.

Kept in one small file below .backfile/; damaged or missing, every file is
read again.
"""

import hashlib
import os
import time
from pathlib import Path

from backfile.notes import read_notes, write_notes
from backfile.signatures import signature

_FORM = "backfile captures 1"
_DIGEST = 64
_NAME = 12
# File systems stamp with whole seconds, or two, at the worst.
_SAFE_NS = 2_000_000_000


class Stats:
    """What is known of files whose stat is as it was."""

    def __init__(self, path: Path) -> None:
        """Read what the last run wrote down.

        path: where it is kept.
        """
        self._path = path
        found = read_notes(path, _FORM)
        self._known: dict[str, str] = found if _is_rows(found) else {}
        self._used: dict[str, str] = {}
        self._began = time.time_ns()

    def digest_of(self, path: Path | str, stat: os.stat_result) -> str | None:
        """The SHA-256 (hexadecimal) of a file's bytes; None where it must be read."""
        name = _name(path)
        row = self._known.get(name, "")
        if row[_DIGEST:] != f" {signature(stat)}":
            return None
        self._used[name] = row
        return row[:_DIGEST]

    def keep(self, path: Path | str, stat: os.stat_result, digest: str) -> None:
        """Remember the SHA-256 of bytes that were read after this stat was taken.

        One that was changed in the last two seconds is not: it may change
        again with the same stat.
        """
        if stat.st_ctime_ns < self._began - _SAFE_NS:
            self._used[_name(path)] = f"{digest} {signature(stat)}"

    def save(self) -> None:
        """Write down what this run asked for or kept, and nothing of other files."""
        if self._used != self._known or not self._path.exists():
            write_notes(self._path, _FORM, self._used)


def _name(path: Path | str) -> str:
    """What stands for a path: its name may be one that is withheld."""
    return hashlib.blake2b(os.fsencode(path), digest_size=_NAME).hexdigest()


def _is_rows(found: object) -> bool:
    return isinstance(found, dict) and all(isinstance(row, str) for row in found.values())
