"""Keys in, what was made for them before out: small values as JSON in one checked file.

For what is made of files that hardly ever change, such as the program's own
rules. Whatever is wrong with the file, all is made anew; it is never unpickled.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


class Memory:
    """What is remembered in a file; a memory without one lasts as long as itself."""

    def __init__(self, file: Path | None = None, of: str = "") -> None:
        """Read what is there.

        of: a digest of all the code that makes the values; what other code made is
        passed over.
        """
        self._file, self._of = file, of
        self._kept: dict[str, Any] = _read(file, of) if file else {}
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
        told = json.dumps({"of": self._of, "values": self._used}, separators=(",", ":")).encode()
        new = self._file.with_name(f"{self._file.name}.{os.getpid()}.new")
        # It only saves time: a folder that can't be written is told of where it matters.
        with contextlib.suppress(OSError):
            new.write_bytes(hashlib.sha256(told).hexdigest().encode() + b"\n" + told)
            new.replace(self._file)
        self._kept = dict(self._used)


def _read(file: Path, of: str) -> dict[str, Any]:
    try:
        digest, _, told = file.read_bytes().partition(b"\n")
        if hashlib.sha256(told).hexdigest().encode() != digest:
            return {}
        found = json.loads(told)
    except (OSError, ValueError):
        return {}
    return dict(found["values"]) if found["of"] == of else {}
