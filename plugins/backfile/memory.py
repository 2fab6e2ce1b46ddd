"""Keys in, what was made for them before out: small values as JSON in one checked file.

For what is made of files that hardly ever change, such as the program's own
rules. Whatever is wrong with the file, all is made anew; it is never unpickled.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from backfile.notes import read_notes, write_notes


class Memory:
    """What is remembered in a file; a memory without one lasts as long as itself."""

    def __init__(self, file: Path | None = None, of: str = "") -> None:
        """Read what is there.

        of: a digest of all the code that makes the values; what other code made is
        passed over.
        """
        self._file, self._of = file, of
        found = read_notes(file, of) if file else None
        self._kept: dict[str, Any] = found if isinstance(found, dict) else {}
        self._used: dict[str, Any] = {}

    def value(self, key: str, make: Callable[[], Any]) -> Any:
        """The value of a key, made now where it is not remembered.

        make: gives what JSON can tell. Its errors are those of the caller.
        """
        if key not in self._used:
            if key in self._kept:
                self._used[key] = self._kept[key]
            else:
                # By way of JSON at once, so that it is the same now and remembered.
                self._used[key] = json.loads(json.dumps(make()))
        return self._used[key]

    def save(self) -> None:
        """Write down what was asked for since it was read; what was not is forgotten."""
        if self._file is None or self._used.keys() == self._kept.keys():
            return
        write_notes(self._file, self._of, self._used)
        self._kept = dict(self._used)
