"""A captures folder in, its captures with sidecars and companions out.

The order is that of the paths, whatever the file system says. Links that lead
out of the folder, special files and what can't be opened are rejected by name.
Hidden files are rejected by name too; the litter of tools is no capture.
"""

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from backfile.errors import CapturesError
from backfile.model import Capture, Rejected
from backfile.read.page import ENDINGS as PAGE_ENDINGS
from backfile.read.sidecars import FOLDER_SIDECAR, SidecarMistake, parse_sidecar, provenance

# What browsers call the folder of a saved page's files, by their language.
COMPANION_ENDINGS = (
    "_files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_file",
    "-filer", "_bestanden", "_pliki", "_soubory", "_tiedostot", "_fajlok", "_dosyalar",
)  # fmt: skip
# What editors and file managers make of a sidecar's name.
_NEARLY_SIDECARS = (".yaml.txt", ".yml.txt", ".yml")
# What tools and desktop programs leave behind; nobody means it as a capture.
_LITTER = re.compile(
    r"\.git|\.gitkeep|\.gitignore|\.gitattributes|\.backfile|\.DS_Store|\.directory"
    r"|\._.*|\.Trash.*|\.nfs.*|\.~lock.*|Thumbs\.db|desktop\.ini|Icon\r"
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a captures folder holds: every file is in exactly one of these."""

    captures: tuple[Capture, ...]
    rejected: tuple[Rejected, ...]
    companions: int

    @property
    def inputs(self) -> int:
        """How many files were offered, sidecars apart."""
        captures = sum(1 + len(capture.copies) for capture in self.captures)
        return captures + self.companions + len(self.rejected)


@dataclass(frozen=True, slots=True)
class _Files:
    """A walk's result: file by relative path, and what could not be entered."""

    paths: Mapping[str, Path]
    rejected: tuple[Rejected, ...]


def take_inventory(folder: Path) -> Inventory:
    """List the captures of a folder, any depth.

    Raises:
        CapturesError: the folder is missing or can't be listed.
    """
    if not folder.is_dir():
        raise CapturesError(str(folder), "no such folder of captures", "make it, or --captures DIR")
    files = _walk(folder)
    companions = _companions(tuple(files.paths))
    belongs = {name for names in companions.values() for name in names}
    sidecars = _Sidecars(files.paths, belongs)
    captures: dict[str, Capture] = {}
    rejected = list(files.rejected)
    for name, path in files.paths.items():
        if name in belongs or name in sidecars.names:
            continue
        taken = _take(name, path, sidecars)
        if isinstance(taken, Rejected):
            rejected.append(taken)
            continue
        taken = replace(taken, companions=companions.get(name, ()))
        captures[taken.id] = _with_copy(captures.get(taken.id), taken)
    rejected += sidecars.orphans()
    return Inventory(tuple(captures.values()), tuple(rejected), len(belongs))


def _with_copy(first: Capture | None, again: Capture) -> Capture:
    if first is None:
        return again
    return replace(
        first,
        copies=(*first.copies, again.path),
        companions=(*first.companions, *again.companions),
    )


def _take(name: str, path: Path, sidecars: "_Sidecars") -> Capture | Rejected:
    if name.lower().endswith(_NEARLY_SIDECARS):
        return Rejected(name, "looks like a sidecar; try: a name that ends in .yaml")
    try:
        speaking = sidecars.of(name)
    except SidecarMistake as mistake:
        return Rejected(name, f"its sidecar {mistake}")
    try:
        data = path.read_bytes()
    except OSError as error:
        return Rejected(name, f"can't be read ({error.strerror}); try: mend its permissions")
    digest = hashlib.sha256(data).hexdigest()
    return Capture(digest, name, len(data), provenance(name, speaking))


def _walk(root: Path) -> _Files:
    paths: dict[str, Path] = {}
    rejected: list[Rejected] = []
    for name, path, reason in sorted(_entries(root)):
        if reason:
            rejected.append(Rejected(name, reason))
        else:
            paths[name] = path
    return _Files(paths, tuple(rejected))


def _entries(root: Path) -> Iterator[tuple[str, Path, str]]:
    """Every file below a folder: relative name, path, reason it can't be taken or ''."""
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            found = list(os.scandir(folder))
        except OSError as error:
            yield _name(folder, root), folder, f"folder can't be listed ({error.strerror})"
            continue
        for entry in found:
            path = Path(entry.path)
            if _LITTER.fullmatch(entry.name):
                continue
            if entry.name.startswith("."):
                yield _name(path, root), path, "is hidden; try: a name without the leading dot"
            elif entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield _name(path, root), path, _why_not(path, root)


def _name(path: Path, root: Path) -> str:
    # A name that is not UTF-8, or breaks the line, still has to be shown in one.
    name = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
    return _UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], name)


def _why_not(path: Path, root: Path) -> str:
    """Why a directory entry is no capture; empty where it may be one."""
    if _name(path, root) != path.relative_to(root).as_posix():
        # By the name that is shown and stored it could not be opened again.
        return "has a name that is not UTF-8 or holds control characters; try: rename it"
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(root.resolve()):
            return "is a link that leads out of the captures folder; try: put the file itself here"
        mode = path.stat().st_mode
    except (OSError, RuntimeError):
        return "is a link that leads nowhere; try: put the file itself here"
    if stat.S_ISDIR(mode):
        return "is a link to a folder; try: put the folder itself here"
    return "" if stat.S_ISREG(mode) else "is no plain file; try: take it away"


def _companions(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The files of each saved page: those below its `Page_files` folder."""
    folders = {
        str(page.with_name(page.stem + ending)) + "/": name
        for name in names
        if (page := PurePosixPath(name)).suffix.lower() in PAGE_ENDINGS
        for ending in COMPANION_ENDINGS
    }
    found: dict[str, list[str]] = {}
    for name in names:
        parents = [f"{parent}/" for parent in PurePosixPath(name).parents]
        owner = next((folders[p] for p in parents if p in folders), None)
        if owner is not None:
            found.setdefault(owner, []).append(name)
    return {page: tuple(files) for page, files in found.items()}


class _Sidecars:
    """The sidecars among a folder's files, and which capture each speaks for."""

    def __init__(self, paths: Mapping[str, Path], companions: set[str]) -> None:
        self._paths = paths
        self._read: dict[str, dict[str, str] | SidecarMistake] = {}
        candidates = {n for n in paths if n.endswith(".yaml") and n not in companions}
        captures = {n for n in paths if n not in candidates and n not in companions}
        stems = {str(PurePosixPath(n).with_suffix("")) for n in captures} | captures
        self.names = candidates
        self._orphans = sorted(
            n for n in candidates
            if PurePosixPath(n).name != FOLDER_SIDECAR and n.removesuffix(".yaml") not in stems
        )  # fmt: skip

    def of(self, name: str) -> tuple[dict[str, str], ...]:
        """The fields of each sidecar that speaks for a capture, farthest first."""
        path = PurePosixPath(name)
        folders = [str(p / FOLDER_SIDECAR) for p in reversed(path.parents)]
        own = [f"{path.with_suffix('')}.yaml", f"{name}.yaml"]
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
            return parse_sidecar(self._paths[name].read_bytes())
        except SidecarMistake as mistake:
            return SidecarMistake(f"{name} {mistake}")
        except OSError as error:
            return SidecarMistake(f"{name} can't be read ({error.strerror})")

    def orphans(self) -> tuple[Rejected, ...]:
        """Sidecars of nothing: most likely a misspelt name, so the owner is told."""
        why = "is a sidecar of no capture; try: name it after its capture"
        return tuple(Rejected(name, why) for name in self._orphans)
