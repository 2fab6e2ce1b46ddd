"""Sidecar files in, what is known of a capture's origin out.

`capture.yaml` speaks for its folder and all below it; `NAME.yaml` or
`NAME.EXT.yaml` beside a capture speaks for that capture; the nearer word wins,
field by field. Where nobody names the source it is the first folder's name.
"""

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from pathlib import PurePosixPath
from typing import Any

from backfile.model import Provenance, Rejected
from backfile.yamlfiles import YamlMistake, load_yaml

FOLDER_SIDECAR = "capture.yaml"
_FIELDS = tuple(f.name for f in fields(Provenance) if f.name != "captured_precision")
_PRECISIONS = ("exact", "approximate", "unknown")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_CAPTURED = re.compile(r"(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)?\s*(?P<precision>[a-z]+)?")
# A sidecar is a few lines; more is somebody else's file or an attack.
_MOST_BYTES = 64_000


class SidecarMistake(ValueError):  # noqa: N818 - it names what the owner has to mend
    """What is wrong with a sidecar, in words; its captures are rejected with it."""


def parse_sidecar(data: bytes) -> dict[str, str]:
    """The fields of a sidecar, as text.

    Raises:
        SidecarMistake: it is not YAML, too large, or has an unknown field.
    """
    if len(data) > _MOST_BYTES:
        raise SidecarMistake(f"is larger than {_MOST_BYTES} bytes")
    try:
        return _checked(load_yaml(data))
    except YamlMistake as mistake:
        raise SidecarMistake(f"{mistake}; try: quotes around texts with : or #") from None


def _checked(content: object) -> dict[str, str]:
    if content is None:
        return {}
    if not isinstance(content, Mapping):
        raise SidecarMistake("must be lines of `field: value`")
    found = {}
    for name, value in content.items():
        if name not in _FIELDS:
            near = difflib.get_close_matches(str(name), _FIELDS, 1)
            hint = f", did you mean {near[0]!r}?" if near else f"; fields: {', '.join(_FIELDS)}"
            raise SidecarMistake(f"has an unknown field {str(name)!r}{hint}")
        if isinstance(value, Mapping | list):
            raise SidecarMistake(f"field {name!r} must be a single value")
        found[str(name)] = "" if value is None else _text(value)
    if found.get("language") and not _LANGUAGE.fullmatch(found["language"]):
        raise SidecarMistake(f"language is {found['language']!r}, but must be like `en` or `pt-BR`")
    if "captured" in found:
        found |= _captured(found["captured"])
    return found


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return " ".join(str(value).split())


def _captured(words: str) -> dict[str, str]:
    """`2025-05-12`, `2025-05 approximate` or `unknown`; a bare date is exact."""
    found = _CAPTURED.fullmatch(words.strip().lower())
    precision = (found and found["precision"]) or "exact"
    date = (found and found["date"]) or ""
    if not _is_day(date) or precision not in _PRECISIONS or bool(date) == (precision == "unknown"):
        raise SidecarMistake(
            f"captured is {words!r}, but must be like `2025-05-12`, "
            "`2025-05 approximate` or `unknown`"
        )
    return {"captured": date, "captured_precision": precision}


def _is_day(date: str) -> bool:
    """Whether a date, or the part of it that is known, is in the calendar."""
    try:
        return not date or bool(dt.date.fromisoformat(date + "2000-01-01"[len(date) :]))
    except ValueError:
        return False


def provenance(path: str, sidecars: tuple[Mapping[str, str], ...]) -> Provenance:
    """Join the sidecars that speak for a capture, farthest first."""
    known: dict[str, Any] = {"source": path.split("/", 1)[0] if "/" in path else ""}
    for sidecar in sidecars:
        known |= sidecar
    return Provenance(**known)


class Sidecars:
    """The sidecars among the files of a folder or pack, and which capture each speaks for.

    names: of all files, with forward slashes. companions: those that belong to
    saved pages. content_of: gives a file's bytes; it may raise OSError.
    """

    def __init__(
        self, names: Iterable[str], companions: set[str], content_of: Callable[[str], bytes]
    ) -> None:
        """Sort out which files are sidecars; their fields are read when asked for."""
        self._content_of = content_of
        self._read: dict[str, dict[str, str] | SidecarMistake] = {}
        self._folders: dict[str, Provenance] = {}
        files = [n for n in names if n not in companions]
        candidates = {n for n in files if n.endswith(".yaml")}
        captures = {n for n in files if n not in candidates}
        stems = {_stem(n) for n in captures} | captures if candidates else set()
        self.names = candidates
        self._orphans = sorted(
            n for n in candidates
            if PurePosixPath(n).name != FOLDER_SIDECAR and n.removesuffix(".yaml") not in stems
        )  # fmt: skip

    def known(self, name: str) -> Provenance:
        """What the sidecars that speak for a capture say; one value for all of a folder.

        Raises:
            SidecarMistake: one of them can't be used; names it.
        """
        folder = name.rpartition("/")[0]
        names = self.names
        # Most folders hold no sidecar, and then no name need be taken apart.
        if names and (f"{name}.yaml" in names or f"{_stem(name)}.yaml" in names):
            return provenance(name, self.of(name))
        if folder not in self._folders:
            self._folders[folder] = provenance(name, self.of(name))
        return self._folders[folder]

    def of(self, name: str) -> tuple[dict[str, str], ...]:
        """The fields of each sidecar that speaks for a capture, farthest first.

        Raises:
            SidecarMistake: one of them can't be used; names it.
        """
        path = PurePosixPath(name)
        folders = [str(p / FOLDER_SIDECAR) for p in reversed(path.parents)]
        own = [f"{_stem(name)}.yaml", f"{name}.yaml"]
        wanted = dict.fromkeys(n for n in folders + own if n in self.names)
        return tuple(self._fields(n) for n in wanted)

    def _fields(self, name: str) -> dict[str, str]:
        # A folder's sidecar speaks for thousands of captures, and is read once.
        if name not in self._read:
            self._read[name] = self._parsed(name)
        known = self._read[name]
        if isinstance(known, SidecarMistake):
            raise known
        return known

    def _parsed(self, name: str) -> dict[str, str] | SidecarMistake:
        try:
            return parse_sidecar(self._content_of(name))
        except SidecarMistake as mistake:
            return SidecarMistake(f"{name} {mistake}")
        except OSError as error:
            return SidecarMistake(f"{name} can't be read ({error.strerror})")

    def orphans(self) -> tuple[Rejected, ...]:
        """Sidecars of nothing: most likely a misspelt name, so the owner is told."""
        why = "is a sidecar of no capture; try: name it after its capture"
        return tuple(Rejected(name, why) for name in self._orphans)


def _stem(name: str) -> str:
    """A path without its last ending; a dot at the start of a name begins none."""
    folder, mark, last = name.rpartition("/")
    end = last.rfind(".")
    return folder + mark + last[:end] if 0 < end < len(last) - 1 else name
