"""Files of a new site in, the published folder exchanged for them out.

The site is built in a staging folder beside the output. What has not changed
is shared with the old site by hard links (copied where there are none). Then
two renames exchange the folders; whatever interrupts them, the next build
finds the old site or the new one whole and completes the exchange.
"""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from backfile.errors import OutputError
from backfile.pack.sums import SEAL_FILES, SUMS, is_plain

MANIFEST = "manifest.json"
PROGRAM = "backfile"
_SHOWN = 3


class Staging:
    """A new site beside the published one."""

    def __init__(self, output: Path) -> None:
        """Heal what an interrupted build left, and begin an empty staging folder.

        Raises:
            OutputError: the output is not empty and not a site of ours.
        """
        with _told(output):
            _refuse_foreign(output)
        self.output = output
        self.folder = output.with_name(f".{output.name}.new")
        self._old = output.with_name(f".{output.name}.old")
        with _told(output):
            self._heal()
            output.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir()

    def _heal(self) -> None:
        if self._old.exists() and not self.output.exists():
            self._old.rename(self.output)
        for left in (self._old, self.folder):
            if left.exists():
                _move_hidden(left, self.output)
                shutil.rmtree(left)

    def share(self, path: str, digest: str) -> bool:
        """Take a file over from the old site if its bytes still have this SHA-256."""
        old, new = self.output / path, self.folder / path
        try:
            if old.is_symlink() or _sha256(old) != digest:
                return False
            new.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(old, new)
            except OSError:
                shutil.copyfile(old, new)
        except OSError:
            return False
        return True

    def write(self, path: str, data: bytes) -> None:
        """Write a file of the new site.

        Raises:
            OutputError: it can't be written.
        """
        target = self.folder / path
        with _told(self.output):
            target.parent.mkdir(parents=True, exist_ok=True)
            # A new file every time: the old one may be shared with the published site.
            target.unlink(missing_ok=True)
            target.write_bytes(data)

    def seal(self, manifest: Mapping[str, object]) -> dict[str, str]:
        """Write manifest.json and SHA256SUMS; return the SHA-256 of each file by path."""
        text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
        self.write(MANIFEST, f"{text}\n".encode())
        sums = {path: _sha256(self.folder / path) for path in sorted(_files(self.folder))}
        self.write(SUMS, "".join(f"{digest}  {path}\n" for path, digest in sums.items()).encode())
        return sums

    def carry_seal(self) -> Literal["", "kept", "broken"]:
        """Take the old site's seal over where it is of the same sums; what became of it.

        A seal of other sums is of another site, and goes with that.
        """
        parts = [name for name in SEAL_FILES if is_plain(self.output / name)]
        if not parts:
            return ""
        new, old = self.folder / SUMS, self.output / SUMS
        if not is_plain(old) or _sha256(old) != _sha256(new):
            return "broken"
        for name in parts:
            self.write(name, (self.output / name).read_bytes())
        return "kept"

    def publish(self) -> None:
        """Exchange the published folder for the new one.

        Raises:
            OutputError: it can't be renamed, as a mount point can't.
        """
        with _told(self.output):
            if self.output.exists():
                _move_hidden(self.output, self.folder)
                self.output.rename(self._old)
            self.folder.rename(self.output)
        if self._old.exists():
            shutil.rmtree(self._old)

    def discard(self) -> None:
        """Take the staging folder away; the old site, its dot-entries too, is as it was."""
        with contextlib.suppress(OSError):
            self._heal()


def old_sums(output: Path) -> dict[str, str]:
    """The SHA-256 by path that the published site's SHA256SUMS tells; {} without one."""
    try:
        lines = (output / SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


@contextlib.contextmanager
def _told(output: Path) -> Iterator[None]:
    """Tell in one line what the file system refuses."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            str(output),
            f"can't be written ({error.strerror})",
            "--output FOLDER, or mend its permissions",
        ) from None


def _refuse_foreign(output: Path) -> None:
    """An output folder that is not empty must be a site of ours."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise OutputError(str(output), "is no folder", "--output FOLDER")
    entries = [e for e in output.iterdir() if not e.name.startswith(".")] if output.exists() else []
    if not entries:
        return
    try:
        ours = json.loads((output / MANIFEST).read_bytes())["program"]["name"] == PROGRAM
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise OutputError(
            str(output),
            f"is not empty and has no {MANIFEST} of a site that was built here",
            "--output with an empty or new folder",
        )
    _refuse_strangers(output)


def _refuse_strangers(output: Path) -> None:
    """A file in a site of ours that no build made may be all its owner has."""
    known = old_sums(output)
    ours = {*known, *SEAL_FILES}
    strangers = sorted(name for name in _files(output) if name not in ours)
    if known and strangers:
        shown = ", ".join(strangers[:_SHOWN]) + (" ..." if strangers[_SHOWN:] else "")
        what = f"holds files that are not the site's: {shown}"
        raise OutputError(str(output), what, "another place for them")


def _move_hidden(source: Path, target: Path) -> None:
    """Dot-entries (.git, .nojekyll) are the owner's and survive a build."""
    hidden = [entry for entry in source.iterdir() if entry.name.startswith(".")]
    if hidden:
        target.mkdir(exist_ok=True)
    for entry in hidden:
        if not (target / entry.name).exists():
            entry.rename(target / entry.name)


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(".") and name != SUMS:
            yield name


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
