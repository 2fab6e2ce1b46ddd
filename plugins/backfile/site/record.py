"""A published site in, what it was made from and how its files stood out, for the next build.

One row a file: its SHA-256, the key of what its page was made from, and its
signature. A row is one text, since an archive has tens of thousands.
"""

from collections.abc import Mapping
from pathlib import Path

from backfile.notes import read_notes, write_notes

NAME = "site.record"
_FORM = "backfile site 1"
_DIGEST = 64
_KEY = 32
NO_KEY = "-" * _KEY


def row_of(digest: str, key: str, sign: str) -> str:
    """The row of a file."""
    return f"{digest} {key} {sign}"


def digest_in(row: str) -> str:
    """The SHA-256 of a row, hexadecimal."""
    return row[:_DIGEST]


def key_in(row: str) -> str:
    """The key of a row."""
    return row[_DIGEST + 1 : _DIGEST + 1 + _KEY]


def sign_in(row: str) -> str:
    """The signature of a row."""
    return row[_DIGEST + _KEY + 2 :]


def key_from(key: bytes | str) -> str:
    """The key of a page as a row holds it."""
    return (key if isinstance(key, str) else key.hex())[:_KEY].ljust(_KEY, "-")


def read_record(path: Path) -> tuple[str, dict[str, str]]:
    """Which folder was published, and the row of each file by its path; nothing where damaged."""
    found = read_notes(path, _FORM)
    match found:
        case {"output": str() as output, "files": dict() as rows}:
            if all(isinstance(row, str) for row in rows.values()):
                return output, rows
    return "", {}


def write_record(path: Path, output: Path, rows: Mapping[str, str]) -> None:
    """Write down what was published where."""
    write_notes(path, _FORM, {"output": str(output), "files": rows})
