"""An entry in, one of the owner's YAML lists with it at its end out; all that stood there stays.

The file is changed as text, so that comments and the order of lines are kept,
and is replaced in one step: a crash leaves the old file or the new one.
"""

import datetime as dt
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from backfile.errors import RuleError
from backfile.yamlfiles import YamlMistake, load_items

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WIDTH = 96


class _Dumper(yaml.SafeDumper):
    """YAML as a person would write it: `on:` and `by: yes` are words, as our loader reads them."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own way to say it
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
        ]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's own
        """Indent lists below their key."""
        del indentless
        super().increase_indent(flow, indentless=False)


def entry_text(entry: Mapping[str, Any], comment: str = "") -> str:
    """An entry as the lines of a list, with a comment above it; ends in a line end."""
    told = "".join(f"# {line}\n" for line in comment.splitlines())
    return told + yaml.dump(
        [_plain(entry)],
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=_WIDTH,
    )


def append_entry(path: Path, entry: Mapping[str, Any], comment: str = "") -> int:
    """Add an entry at the end of a list in a file, which is made where it is missing.

    entry: texts, numbers, None, lists and mappings; "2025-05-31" becomes a day.
    comment: lines that stand above it. Returns the line where it begins, from 1.

    Raises:
        RuleError: the file is no list that an entry could be added to, or can't be written.
    """
    return append_entries(path, [(entry, comment)])


def append_entries(path: Path, entries: Sequence[tuple[Mapping[str, Any], str]]) -> int:
    """Add entries, each with its comment, in one step; else as `append_entry`, of the last.

    Raises:
        RuleError: the file is no list that an entry could be added to, or can't be written.
    """
    path = path.resolve()
    where = f"content/rules/{path.name}"
    try:
        # As bytes, so that line ends stay what they are.
        old = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        new = _with_entries(old, "".join(entry_text(*entry) for entry in entries))
        line = _checked(old, new, [entry for entry, _ in entries])
        _replace(path, new)
    except OSError as error:
        what = f"can't be written ({error.strerror})"
        raise RuleError(where, what, "mend its permissions") from None
    except UnicodeDecodeError:
        raise RuleError(where, "is not UTF-8 text", "save it as UTF-8") from None
    except YamlMistake as mistake:
        raise RuleError(where, f"takes no entry: {mistake}", "mend that line by hand") from None
    return line


def _plain(value: Any) -> Any:
    """The same in YAML's own kinds; days as days, which need no quotes."""
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _with_entries(old: str, added: str) -> str:
    """The text of a file with entries behind all that it holds."""
    ending = "\r\n" if "\r\n" in old else "\n"
    lines = old.replace("\r\n", "\n").rstrip("\n").split("\n") if old.strip() else []
    # An empty list, as `[]`, and the end of a YAML document would part it from what follows.
    lines = [line for line in lines if line.rstrip() not in {"[]", "..."}]
    indent = next((line[: line.index("-")] for line in lines if re.match(r" *- ", line)), "")
    told = [f"{indent}{line}" if line else "" for line in added.rstrip("\n").split("\n")]
    return ending.join([*lines, *told, ""])


def _checked(old: str, new: str, added: Sequence[Mapping[str, Any]]) -> int:
    """The line of the last new entry, once the new text is known to hold all old ones and those.

    Raises:
        YamlMistake: it does not.
    """
    before, after = load_items(old), load_items(new)
    wanted = [*(value for _, value in before), *map(_plain, added)]
    if [value for _, value in after] != wanted:
        raise YamlMistake("its entries are not written one below the other")
    return after[-1][0]


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    with new.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        new.chmod(path.stat().st_mode & 0o777)
    new.replace(path)
