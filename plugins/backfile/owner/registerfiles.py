"""A file of the register in, its rows out; or rows in, the file with them at its end out."""

import codecs
import os
import re
from collections.abc import Iterable
from pathlib import Path

from backfile.errors import OutputError, RuleError

REGISTER = "content/register"
_CONFLICTS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def text_of(folder: Path, name: str) -> str:
    """The text of a file, '' where it is missing.

    Raises:
        RuleError: it can't be read, is no UTF-8 text, or its last line is torn.
    """
    where = f"{REGISTER}/{name}"
    try:
        text = (folder / name).read_bytes().removeprefix(codecs.BOM_UTF8).decode()
    except FileNotFoundError:
        return ""
    except OSError as error:
        what = f"can't be read ({error.strerror})"
        raise RuleError(where, what, "mend its permissions") from None
    except UnicodeDecodeError:
        raise RuleError(where, "is not UTF-8 text", "the file as git has it") from None
    text = text.replace("\r\n", "\n")
    if text and not text.endswith("\n"):
        line = text.count("\n") + 1
        cure = "take that line away, then accept again"
        raise RuleError(f"{where}:{line}", "the last line is torn, it has no end", cure)
    return text


def rows_of(text: str, row: str, header: str, told: tuple[str, str]) -> list[tuple[str, ...]]:
    """The fields of each row of a text in which every line is a row or the header.

    row: the pattern of a line, with a group for each field. told: the file's
    name, and its fields in words.

    Raises:
        RuleError: a line is no row, or marks a merge conflict.
    """
    rows: list[tuple[str, ...]] = re.findall(f"^{row}\n", text, re.MULTILINE)
    if len(rows) + text.count(header) == text.count("\n"):
        return rows
    name, fields = told
    refuse_conflict(text, name)
    pattern = re.compile(row)
    number = next(
        number
        for number, line in enumerate(text.split("\n"), 1)
        if f"{line}\n" != header and not pattern.fullmatch(line)
    )
    what = f"is no row: {fields}, with tabs between them"
    raise RuleError(f"{REGISTER}/{name}:{number}", what, "the line as git has it")


def refuse_conflict(text: str, name: str) -> None:
    """Refuse a file that git could not merge.

    Raises:
        RuleError: names the first line of the conflict.
    """
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(_CONFLICTS):
            cure = "keep the rows of both sides, take the lines of < = > away"
            raise RuleError(f"{REGISTER}/{name}:{number}", "holds a merge conflict", cure)


def append(path: Path, header: str, lines: Iterable[str]) -> None:
    """Put lines at the end of a file, which then begins with the header; whole or not at all.

    Raises:
        OutputError: it can't be written.
    """
    added = "".join(lines)
    if not added:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        old = path.read_bytes() if path.exists() else header.encode()
        _replace(path, old + added.encode())
    except OSError as error:
        what = f"can't be written ({error.strerror})"
        raise OutputError(str(path), what, "mend its permissions") from None


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, wait for the disk, then rename: a crash leaves the old or the new."""
    new = path.with_name(f".{path.name}.new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
