"""A site's SHA256SUMS in, the SHA-256 of each of its files by path and the list's faults out.

The file may come from a stranger: lines are bounded, and no path leads out of
the folder.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUMS = "SHA256SUMS"
SIGNATURE = f"{SUMS}.minisig"
STAMP = f"{SUMS}.tsr"
PUBLIC_KEY = "seal.pub"
# What lies beside the sums and can't stand in them: they come after them.
SEAL_FILES = (SIGNATURE, PUBLIC_KEY, STAMP)

_LINE = re.compile(r"([0-9a-f]{64})  (.+)\n")
# Linux takes no longer path; the bound keeps a hostile file out of memory.
_LONGEST_LINE = 64 + 2 + 4096 + 1
# Forty times the largest archive that was measured.
_MOST_LINES = 5_000_000


@dataclass(frozen=True, slots=True)
class Sums:
    """The digests (SHA-256, hexadecimal) by path, and what is wrong with the list itself."""

    digests: dict[str, str]
    faults: tuple[str, ...] = ()


def read_sums(folder: Path) -> Sums:
    """The sums of a folder; a file that is missing or can't be read is a fault."""
    if not is_plain(folder / SUMS):
        return Sums({}, (f"{SUMS} is missing",))
    digests: dict[str, str] = {}
    faults: list[str] = []
    try:
        for number, line in enumerate(_lines(folder / SUMS), 1):
            digest, path = _parts(line)
            fault = (
                _fault(path, digests) if number <= _MOST_LINES else "and all behind it: too many"
            )
            if fault:
                faults.append(f"line {number} of {SUMS} {fault}")
            else:
                digests[path] = digest
            if number > _MOST_LINES:
                break
    except OSError as error:
        faults.append(f"{SUMS} can't be read ({error.strerror})")
    if not digests and not faults:
        faults.append(f"{SUMS} is empty")
    return Sums(digests, tuple(faults))


def is_plain(path: Path) -> bool:
    """Whether there is a file of that name: no link, and nothing that would wait for ever."""
    return path.is_file() and not path.is_symlink()


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE):
            yield line


def _parts(line: bytes) -> tuple[str, str]:
    """Digest and path of a line; ('', '') where it is torn."""
    try:
        found = _LINE.fullmatch(line.decode("utf-8"))
    except UnicodeDecodeError:
        return "", ""
    return (found[1], found[2]) if found else ("", "")


def _fault(path: str, known: dict[str, str]) -> str:
    """What is wrong with a line, in words; '' where it is well."""
    if not path:
        return "is torn: not a SHA-256, two spaces and a path"
    if path in known:
        return f"names {path} a second time"
    if path in {SUMS, *SEAL_FILES}:
        return f"names {path}, which comes after the sums"
    if not path.isprintable() or "\\" in path:
        return "names a path with signs that no page of a site has"
    if path.startswith("/") or {"", ".", ".."} & {*path.split("/")}:
        return f"leads out of the folder: {path}"
    return ""
