"""Files of a new site in, the published folder exchanged for them out.

What changes is written into a folder of its own, what does not is only noted.
To publish, a mirror of the old site takes the changed files in and is
exchanged for it; then the old one becomes the mirror of the new. Whatever
interrupts that, the next build finds the old site or the new one whole.
"""

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from backfile.errors import OutputError
from backfile.pack.sums import SEAL_FILES, SUMS
from backfile.signatures import NO_FILE, TICK, signature, signed
from backfile.site.exchange import exchange, unstopped
from backfile.site.mirror import bring, follow, make_parents
from backfile.site.record import (
    NAME,
    NO_KEY,
    digest_in,
    key_in,
    read_record,
    row_of,
    sign_in,
    write_record,
)

MANIFEST = "manifest.json"
PROGRAM = "backfile"
_SHOWN = 3
_MIRROR = "mirror"
_FRESH = "staging"
_MIRRORED = "mirror.of"


class Staging:
    """A new site, and the published one whose files it takes over.

    folder: where files that changed are written. Below `state` the mirror and
    the record stay for the next build; without it nothing does.
    """

    def __init__(self, output: Path, state: Path | None = None) -> None:
        """Heal what an interrupted build left, and begin an empty staging folder.

        Raises:
            OutputError: the output is not empty and not a site of ours.
        """
        with _told(output):
            _refuse_foreign(output)
        self._begin(output, state)
        self._old = output.with_name(f".{output.name}.old")
        self._mirror = output.with_name(f".{output.name}.mirror")
        with _told(output):
            if state:
                state.mkdir(parents=True, exist_ok=True)
            self._heal()
            if output.exists():
                self._signs |= signed(str(output))
            self._known |= self._rows()
            _refuse_strangers(output, self._signs, self._known)
            output.parent.mkdir(parents=True, exist_ok=True)
            self.folder = output.with_name(f".{output.name}.new")
            self.folder.mkdir()
        if state:
            # Below it, unless that is another file system; then both stay beside the output.
            with contextlib.suppress(OSError):
                self.folder.rename(state / _FRESH)
                self.folder, self._mirror = state / _FRESH, state / _MIRROR

    def _begin(self, output: Path, state: Path | None) -> None:
        self.output, self._state = output, state
        self._signs: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._shared: dict[str, str] = {}
        self._written: dict[str, tuple[str, str]] = {}
        self._seals: tuple[str, ...] = ()
        self._parents: dict[str, None] = {}

    @property
    def known(self) -> Mapping[str, str]:
        """The row (record.py) of each file of the published site by its path."""
        return self._known

    def _rows(self) -> dict[str, str]:
        """What is known of the published site: the record's word where it is of that site."""
        where, rows = read_record(self._state / NAME) if self._state else ("", {})
        is_same = where == str(self.output) and SUMS in self._signs
        if is_same and sign_in(rows.get(SUMS, "")) == self._signs[SUMS]:
            return {path: row for path, row in rows.items() if path not in {SUMS, *SEAL_FILES}}
        known = {}
        for path, digest in old_sums(self.output).items():
            row = rows.get(path, "")
            # The files may be others with the same bytes: these a look into them must tell.
            is_made = digest_in(row) == digest
            known[path] = row if is_made else row_of(digest, NO_KEY, NO_FILE)
        return known

    def _heal(self) -> None:
        if self._old.exists() and not self.output.exists():
            self._old.rename(self.output)
        for ending in ("old", "mirror", "new"):
            left = self.output.with_name(f".{self.output.name}.{ending}")
            if left.exists():
                _move_hidden(left, self.output)
                shutil.rmtree(left)
        if self._state:
            _remove(self._state / _FRESH)
            _give_back(self._state / _MIRROR, self._state / _MIRRORED, self.output)

    def share(self, path: str, digest: str) -> bool:
        """Take a file over from the old site if its bytes still have this SHA-256."""
        sign = self._signs.get(path, NO_FILE)
        if sign == NO_FILE:
            return False
        row = self._known.get(path, "")
        if digest_in(row) != digest or sign_in(row) != sign:
            try:
                if _sha256(self.output / path) != digest:
                    return False
            except OSError:
                return False
        self._shared[path] = digest
        return True

    def write(self, path: str, data: bytes) -> None:
        """Write a file of the new site.

        Raises:
            OutputError: it can't be written.
        """
        with _told(self.output):
            make_parents(self.folder, path, self._parents)
            sign = _write(f"{self.folder}/{path}", data)
        self._written[path] = hashlib.sha256(data).hexdigest(), sign
        self._shared.pop(path, None)

    def seal(self, manifest: Mapping[str, object]) -> dict[str, str]:
        """Put manifest.json and SHA256SUMS there; give the SHA-256 of each file by path."""
        text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False)
        self._put(MANIFEST, f"{text}\n".encode())
        with _told(self.output):
            self._look_again()
        digests = {path: digest for path, (digest, _) in self._written.items()}
        sums = dict(sorted({**self._shared, **digests}.items()))
        self._put(SUMS, "".join(f"{digest}  {path}\n" for path, digest in sums.items()).encode())
        return sums

    def _put(self, path: str, data: bytes) -> None:
        """Write a file, or take it over where it is the same."""
        if not self.share(path, hashlib.sha256(data).hexdigest()):
            self.write(path, data)

    def _look_again(self) -> None:
        """An owner's plugin may have written files beside ours, or changed them."""
        for path, sign in signed(str(self.folder)).items():
            if path in self._written and self._written[path][1] == sign:
                continue
            if sign != NO_FILE:
                self._written[path] = _sha256(self.folder / path), sign
                self._shared.pop(path, None)

    def carry_seal(self) -> Literal["", "kept", "broken"]:
        """Take the old site's seal over where it is of the same sums; what became of it.

        A seal of other sums is of another site, and goes with that.
        """
        parts = [name for name in SEAL_FILES if self._signs.get(name, NO_FILE) != NO_FILE]
        if not parts:
            return ""
        if SUMS not in self._shared:
            return "broken"
        self._seals = tuple(parts)
        return "kept"

    def publish(self, keys: Mapping[str, str] | None = None) -> None:
        """Exchange the published site for the new one, and write down what is published.

        keys: what each page was made from, by its path.

        Raises:
            OutputError: it can't be renamed, as a mount point can't.
            KeyboardInterrupt: the program was to end meanwhile; it is published then.
        """
        kept = {path: self._signs[path] for path in (*self._shared, *self._seals)}
        gone = [path for path in self._signs if path not in kept]
        with _told(self.output), unstopped():
            touched, is_linked = list[str](), True
            if gone or self._written or not self.output.exists():
                touched, is_linked = self._gather(kept)
                self._swap()
            with contextlib.suppress(OSError):
                _remove(self.folder)
            touched += self._settle(kept, gone, is_linked=is_linked)
            self._note(kept, touched, keys or {})

    def _gather(self, kept: Mapping[str, str]) -> tuple[list[str], bool]:
        """Make the new site where the mirror is; what was touched, and whether it is all links."""
        self._note_mirror()
        if not kept:
            _remove(self._mirror)
            self.folder.rename(self._mirror)
            return list(self._written), True
        linked, is_linked = bring(self._mirror, self.output, kept)
        parents: dict[str, None] = {}
        for path in self._written:
            make_parents(self._mirror, path, parents)
            os.rename(f"{self.folder}/{path}", f"{self._mirror}/{path}")  # noqa: PTH104 - as text
        _move_hidden(self.folder, self._mirror)
        return [*self._written, *linked], is_linked

    def _note_mirror(self) -> None:
        """Say whose dot-entries a killed build may leave in the mirror."""
        if self._state and self._mirror.parent == self._state:
            (self._state / _MIRRORED).write_bytes(os.fsencode(self.output))

    def _swap(self) -> None:
        if not self.output.exists():
            self._mirror.rename(self.output)
            return
        _move_hidden(self.output, self._mirror)
        exchange(self.output, self._mirror, self._old)

    def _settle(self, kept: Mapping[str, str], gone: list[str], *, is_linked: bool) -> list[str]:
        """Make what is beside the published site its mirror, or take it away; what was touched."""
        every = {**kept, **dict.fromkeys(self._written, NO_FILE)}
        touched = list[str]()
        try:
            if is_linked and self._state and self._mirror.parent == self._state:
                for entry in _hidden(self._mirror):
                    _remove(entry)
                if self._mirror.exists() and (gone or self._written):
                    is_linked = follow(self._mirror, self.output, gone, self._written)
                else:
                    touched, is_linked = bring(self._mirror, self.output, every)
            else:
                is_linked = False
        except OSError:
            is_linked = False
        if is_linked:
            return touched
        # Without links it would be a second site, and to make it costs as much as to make one.
        with contextlib.suppress(OSError):
            _remove(self._mirror)
        return list(every)

    def _note(self, kept: Mapping[str, str], touched: list[str], keys: Mapping[str, str]) -> None:
        """Write down what is published, once whatever changes from here on has another ctime."""
        time.sleep(TICK)
        self._signs = {**kept, **dict.fromkeys(self._written, NO_FILE)}
        for path in touched:
            with contextlib.suppress(OSError):
                self._signs[path] = signature(os.lstat(f"{self.output}/{path}"))
        if not self._state:
            return
        digests = {path: digest for path, (digest, _) in self._written.items()} | self._shared
        rows = {
            path: row_of(digests.get(path, NO_FILE * 64), keys.get(path, NO_KEY), sign)
            for path, sign in self._signs.items()
        }
        write_record(self._state / NAME, self.output, rows)

    @property
    def signs(self) -> Mapping[str, str]:
        """The signature of each published file by its path, once it is published."""
        return self._signs

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


def rows_of(output: Path, state: Path | None) -> dict[str, str]:
    """The row of each file that the published site's sums tell, with what the record knows."""
    rows = read_record(state / NAME)[1] if state else {}
    known = {}
    for path, digest in old_sums(output).items():
        row = rows.get(path, "")
        known[path] = row_of(digest, key_in(row) if digest_in(row) == digest else NO_KEY, NO_FILE)
    return known


@contextlib.contextmanager
def _told(output: Path) -> Iterator[None]:
    """Tell in one line what the file system refuses."""
    try:
        yield
    except OSError as error:
        raise OutputError(
            str(output),
            f"can't be written ({error.strerror or error})",
            "--output FOLDER, or mend its permissions",
        ) from None


def _write(path: str, data: bytes) -> str:
    """Write a new file, whatever stood there; its signature."""
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        file = os.open(path, how, 0o666)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108 - a path as text
        file = os.open(path, how, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(file, left) :]
        return signature(os.fstat(file))
    finally:
        os.close(file)


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


def _refuse_strangers(output: Path, found: Mapping[str, str], known: Mapping[str, str]) -> None:
    """A file in a site of ours that no build made may be all its owner has."""
    ours = (SUMS, *SEAL_FILES)
    others = (name for name in found if name not in known and name not in ours)
    strangers = sorted(name for name in others if (output / name).is_file())
    if known and strangers:
        shown = ", ".join(strangers[:_SHOWN]) + (" ..." if strangers[_SHOWN:] else "")
        what = f"holds files that are not the site's: {shown}"
        raise OutputError(str(output), what, "another place for them")


def _hidden(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [folder / name for name in os.listdir(folder) if name.startswith(".")]  # noqa: PTH208 - thousands of names


def _move_hidden(source: Path, target: Path) -> None:
    """Dot-entries (.git, .nojekyll) are the owner's and survive a build."""
    for entry in _hidden(source):
        target.mkdir(exist_ok=True)
        if not os.path.lexists(target / entry.name):
            entry.rename(target / entry.name)


def _give_back(mirror: Path, mirrored: Path, output: Path) -> None:
    """Bring dot-entries that a killed build left in the mirror back to the site they are of."""
    if not _hidden(mirror):
        return
    try:
        owner = Path(os.fsdecode(mirrored.read_bytes()))
        owner = owner if owner.is_dir() else output
    except (OSError, ValueError):
        owner = output
    _move_hidden(mirror, owner)


def _remove(path: Path) -> None:
    """Take a folder or file away, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
