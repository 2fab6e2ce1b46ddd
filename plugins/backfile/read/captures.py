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
from backfile.read.images import START_BYTES, ending_of
from backfile.read.page import ENDINGS as PAGE_ENDINGS
from backfile.read.sidecars import SidecarMistake, Sidecars, provenance

# What browsers call the folder of a saved page's files, by their language.
COMPANION_ENDINGS = (
    "_files", ".files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_file",
    "-filer", "_bestanden", "_pliki", "_soubory", "_tiedostot", "_fajlok", "_dosyalar",
)  # fmt: skip
# What editors and file managers make of a sidecar's name.
NEARLY_SIDECARS = (".yaml.txt", ".yml.txt", ".yml")
# What tools and desktop programs leave behind; nobody means it as a capture.
LITTER = re.compile(
    r"\.git|\.gitkeep|\.gitignore|\.gitattributes|\.backfile|\.DS_Store|\.directory"
    r"|\._.*|\.Trash.*|\.nfs.*|\.~lock.*|Thumbs\.db|desktop\.ini|Icon\r"
)
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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
    companions = companions_of(tuple(files.paths))
    belongs = {name for names in companions.values() for name in names}
    sidecars = Sidecars(files.paths, belongs, lambda name: files.paths[name].read_bytes())
    captures: dict[str, Capture] = {}
    rejected = list(files.rejected)
    for name, path in files.paths.items():
        if name in belongs or name in sidecars.names:
            continue
        taken = _take(name, path, sidecars)
        if isinstance(taken, Rejected):
            rejected.append(taken)
            continue
        own = companions.get(name, ())
        taken = replace(taken, companions=own, pictured=_pictured(own, files.paths))
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
        pictured=first.pictured + again.pictured,
    )


def _pictured(companions: tuple[str, ...], paths: Mapping[str, Path]) -> str:
    """A digest of the pictures among a saved page's files, names and bytes; '' without any."""
    digest = hashlib.sha256()
    is_any = False
    for name in companions:
        try:
            with paths[name].open("rb") as file:
                if ending_of(file.read(START_BYTES)):
                    is_any = True
                    file.seek(0)
                    found = hashlib.file_digest(file, "sha256").digest()
                    digest.update(name.encode() + b"\0" + found)
        except OSError:
            continue  # then it can't be shown either
    return digest.hexdigest() if is_any else ""


def _take(name: str, path: Path, sidecars: Sidecars) -> Capture | Rejected:
    if name.lower().endswith(NEARLY_SIDECARS):
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
            if LITTER.fullmatch(entry.name):
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
    return UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], name)


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


def companions_of(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
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
