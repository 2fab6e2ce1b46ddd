"""Values that a later run is to know in, one small file of JSON with its checksum out, and back.

Notes make a run cheap and are never needed: what is damaged, of another form
or missing is as if nothing had been written down.
"""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any


def read_notes(path: Path, form: str) -> Any:
    """What was noted in this form; None where there is nothing that can be trusted."""
    try:
        head, _, text = path.read_bytes().partition(b"\n")
        return json.loads(text) if head == _head(form, text) else None
    except (OSError, ValueError, RecursionError):
        return None


def write_notes(path: Path, form: str, value: object) -> None:
    """Note a value; where that fails, as on a full disk, nothing is noted any more."""
    # ASCII alone: names of files need not be UTF-8.
    text = json.dumps(value, separators=(",", ":")).encode()
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_bytes(_head(form, text) + b"\n" + text)
        new.replace(path)
    except OSError:
        for left in (new, path):
            with contextlib.suppress(OSError):
                left.unlink()


def _head(form: str, text: bytes) -> bytes:
    return hashlib.sha256(form.encode() + b"\n" + text).hexdigest().encode()
