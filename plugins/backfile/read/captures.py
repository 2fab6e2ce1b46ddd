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
from typing import Protocol

from backfile.errors import CapturesError
from backfile.model import Capture, Rejected
from backfile.read.endings import PAGE_ENDINGS
from backfile.read.images import START_BYTES, ending_of
from backfile.read.sidecars import SidecarMistake, Sidecars

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


class Digests(Protocol):
    """What is known of the bytes of files whose stat is as it was."""

    def digest_of(self, path: str, stat: os.stat_result) -> str | None:
        """The SHA-256 of a file's bytes, hexadecimal; None where it must be read."""

    def keep(self, path: str, stat: os.stat_result, digest: str) -> None:
        """Remember the SHA-256 of a file that was read after its stat was taken."""


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the folder: its path, and its stat where it may be a capture."""

    path: str
    stat: os.stat_result


@dataclass(frozen=True, slots=True)
class _Files:
    """A walk's result: file by relative path, and what could not be entered."""

    paths: Mapping[str, _File]
    rejected: tuple[Rejected, ...]


def take_inventory(folder: Path, digests: Digests | None = None) -> Inventory:
    """List the captures of a folder, any depth.

    digests: spares reading what has not changed.

    Raises:
        CapturesError: the folder is missing or can't be listed.
    """
    if not folder.is_dir():
        raise CapturesError(str(folder), "no such folder of captures", "make it, or --captures DIR")
    files = _walk(folder)
    companions = companions_of(tuple(files.paths))
    belongs = {name for names in companions.values() for name in names}
    sidecars = Sidecars(files.paths, belongs, lambda name: _bytes_of(files.paths[name]))
    captures: dict[str, Capture] = {}
    rejected = list(files.rejected)
    for name, file in files.paths.items():
        if name in belongs or name in sidecars.names:
            continue
        taken = _take(name, file, sidecars, digests)
        if isinstance(taken, Rejected):
            rejected.append(taken)
            continue
        if own := companions.get(name, ()):
            taken = replace(taken, companions=own, pictured=_pictured(own, files.paths))
        captures[taken.id] = _with_copy(captures.get(taken.id), taken)
    rejected += sidecars.orphans()
    return Inventory(tuple(captures.values()), tuple(rejected), len(belongs))


def _bytes_of(file: _File) -> bytes:
    return Path(file.path).read_bytes()


def _with_copy(first: Capture | None, again: Capture) -> Capture:
    if first is None:
        return again
    return replace(
        first,
        copies=(*first.copies, again.path),
        companions=(*first.companions, *again.companions),
        pictured=first.pictured + again.pictured,
    )


def _pictured(companions: tuple[str, ...], paths: Mapping[str, _File]) -> str:
    """A digest of the pictures among a saved page's files, names and bytes; '' without any."""
    digest = hashlib.sha256()
    is_any = False
    for name in companions:
        try:
            with Path(paths[name].path).open("rb") as file:
                if ending_of(file.read(START_BYTES)):
                    is_any = True
                    file.seek(0)
                    found = hashlib.file_digest(file, "sha256").digest()
                    digest.update(name.encode() + b"\0" + found)
        except OSError:
            continue  # then it can't be shown either
    return digest.hexdigest() if is_any else ""


def _take(
    name: str, file: _File, sidecars: Sidecars, digests: Digests | None
) -> Capture | Rejected:
    if name.lower().endswith(NEARLY_SIDECARS):
        return Rejected(name, "looks like a sidecar; try: a name that ends in .yaml")
    try:
        known = sidecars.known(name)
    except SidecarMistake as mistake:
        return Rejected(name, f"its sidecar {mistake}")
    digest = digests.digest_of(file.path, file.stat) if digests else None
    if digest is not None:
        return Capture(digest, name, file.stat.st_size, known)
    try:
        data = _bytes_of(file)
    except OSError as error:
        return Rejected(name, f"can't be read ({error.strerror}); try: mend its permissions")
    digest = hashlib.sha256(data).hexdigest()
    if digests and len(data) == file.stat.st_size:
        digests.keep(file.path, file.stat, digest)
    return Capture(digest, name, len(data), known)


def _walk(root: Path) -> _Files:
    paths: dict[str, _File] = {}
    rejected: list[Rejected] = []
    for name, found in sorted(_entries(root), key=lambda entry: entry[0]):
        if isinstance(found, str):
            rejected.append(Rejected(name, found))
        else:
            paths[name] = found
    return _Files(paths, tuple(rejected))


def _entries(root: Path) -> Iterator[tuple[str, _File | str]]:
    """Every file below a folder: its relative name, and itself or why it can't be taken."""
    folders = [(str(root), "")]
    inside = str(root.resolve())
    while folders:
        folder, before = folders.pop()
        try:
            with os.scandir(folder) as listed:
                found = list(listed)
        except OSError as error:
            yield _name(before[:-1]) or ".", f"folder can't be listed ({error.strerror})"
            continue
        for entry in found:
            raw = before + entry.name
            if entry.name.startswith("."):
                if not LITTER.fullmatch(entry.name):
                    yield _name(raw), "is hidden; try: a name without the leading dot"
            elif LITTER.fullmatch(entry.name):
                continue
            elif entry.is_dir(follow_symlinks=False):
                folders.append((entry.path, f"{raw}/"))
            else:
                yield _name(raw), _file_of(entry, raw, inside)


def _name(raw: str) -> str:
    # A name that is not UTF-8, or breaks the line, still has to be shown in one.
    if raw.isascii() and raw.isprintable():
        return raw
    name = os.fsencode(raw).decode("utf-8", "backslashreplace")
    return UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1], name)


def _file_of(entry: "os.DirEntry[str]", raw: str, root: str) -> _File | str:
    """A directory entry that may be a capture, or why it is none."""
    if _name(raw) != raw:
        # By the name that is shown and stored it could not be opened again.
        return "has a name that is not UTF-8 or holds control characters; try: rename it"
    try:
        if entry.is_symlink() and not _leads_inside(entry.path, root):
            return "is a link that leads out of the captures folder; try: put the file itself here"
        found = entry.stat()
    except (OSError, RuntimeError):
        return "is a link that leads nowhere; try: put the file itself here"
    if stat.S_ISDIR(found.st_mode):
        return "is a link to a folder; try: put the folder itself here"
    is_plain = stat.S_ISREG(found.st_mode)
    return _File(entry.path, found) if is_plain else "is no plain file; try: take it away"


def _leads_inside(path: str, root: str) -> bool:
    return Path(path).resolve(strict=True).is_relative_to(root)


def companions_of(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The files of each saved page: those below its `Page_files` folder."""
    owners = _folders_of_pages(names)
    found: dict[str, list[str]] = {}
    for name in names if owners else ():
        owner = next((owners[folder] for folder in _parents(name) if folder in owners), None)
        if owner is not None:
            found.setdefault(owner, []).append(name)
    return {page: tuple(files) for page, files in found.items()}


def _folders_of_pages(names: tuple[str, ...]) -> dict[str, str]:
    """The page of each folder that holds the files of one."""
    folders = dict.fromkeys(folder for name in names for folder in _parents(name))
    stems = {
        (folder.removesuffix(ending), ending): folder
        for folder in folders
        for ending in COMPANION_ENDINGS
        if folder.endswith(ending)
    }
    return {
        stems[stem, ending]: name
        for name in (names if stems else ())
        if name[name.rfind(".") :].lower() in PAGE_ENDINGS
        for ending in COMPANION_ENDINGS
        if ((stem := str(PurePosixPath(name).with_suffix(""))), ending) in stems
    }


def _parents(name: str) -> Iterator[str]:
    """The folders that a name is in, the nearest first."""
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name
