"""An archive's folder and a command's choices in, what to say if nothing has changed out.

A build writes down what all that it read and wrote looked like to the file
system. The next one that finds all of it so needs no Pelican and no stage: it
tells the last report again. Where anything is not certain, it is built.
"""

import array
import fcntl
import hashlib
import itertools
import json
import operator
import os
import re
import stat
import sys
import sysconfig
import time
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backfile.clock import today_of
from backfile.errors import BackfileError
from backfile.notes import read_notes, write_notes
from backfile.settings import theme_folder
from backfile.signatures import NO_FILE, TICK, signature

_FORM = "backfile gate 1"
_NAME = "gate"
_SECONDS = f"{'seconds':14}"
_CONF = "pelicanconf.py"
_PLUGINS = ["backfile.site"]
# What tools leave behind, and no build reads.
_PASSED = (".git", ".backfile", "__pycache__")
_FACTS = operator.attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
_BY_NAME = operator.attrgetter("name")
# File systems stamp with whole seconds, or two, at the worst.
_SAFE_NS = 2_000_000_000
# Of files that changed just before the build so many bytes are read to be sure of them.
_MOST_BYTES = 64_000_000
# Settings that ask for more than their own files may say something else each time.
_RESTLESS = re.compile(
    rb"environ|getenv|subprocess|popen|system|datetime|\btime\b|random|uuid|open\s*\(|read_|"
    rb"urllib|requests|http\.|socket|\bglob\b|listdir|scandir|iterdir|exists|is_file|is_dir|stat\("
)


@dataclass(frozen=True, slots=True)
class Done:
    """What a build reported: its lines, its exit code, and the first day on which it is stale."""

    lines: tuple[str, ...]
    exit_code: int
    until: str = ""


@dataclass(slots=True)
class _Tree:
    """What a folder looked like; recent: its files that may change again unseen."""

    digest: str
    is_certain: bool = True
    recent: list[str] = field(default_factory=list)


def tell(done: Done, seconds: float) -> int:
    """Tell a report again, and that nothing has changed; its exit code."""
    lines = [f"{'nothing':14}has changed since the last build"]
    took = f"{_SECONDS}{seconds:.1f}"
    lines += [took if line.startswith(_SECONDS) else line for line in done.lines]
    try:
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output, `head` for one, has enough of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return done.exit_code


class Gate:
    """What decides, before anything is loaded, whether there is anything to do."""

    def __init__(self, folder: Path, choices: Mapping[str, object]) -> None:
        """Look at nothing yet.

        choices: the command's own; paths as they were given.
        """
        self._folder = folder.resolve()
        self._path = self._folder / ".backfile" / _NAME
        self._choices = {name: _plain(name, value) for name, value in choices.items()}
        self._began = time.time_ns()
        self._trees: dict[str, _Tree] = {}
        self._recent: dict[str, str] = {}
        # What is loaded already is the command's own.
        self._loaded = frozenset(sys.modules)

    def done(self) -> Done | None:
        """What the last build reported, if another one could only do the same."""
        found = read_notes(self._path, _FORM)
        if not isinstance(found, dict):
            return None
        try:
            # While another build is at work nothing is certain.
            with self._path.with_name("lock").open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return self._done(found) if self._is_same(found) else None
        except (OSError, KeyError, TypeError, ValueError, OverflowError, BackfileError):
            return None

    def _done(self, found: Mapping[str, Any]) -> Done:
        return Done(tuple(map(str, found["lines"])), int(found["exit_code"]), str(found["until"]))

    def _is_same(self, found: Mapping[str, Any]) -> bool:
        today = today_of()
        return (
            found["around"] == self._around()
            and found["day"] <= today
            and (not found["until"] or today < found["until"])
            and all(_sign(path) == sign for path, sign in found["files"].items())
            and all(self._tree(path).digest == digest for path, digest in found["trees"].items())
            and _digest_of_site(found["output"]) == found["site"]
        )

    def _around(self) -> list[object]:
        """All that a build depends on beside files."""
        environment = [os.environ.get(name, "") for name in ("SOURCE_DATE_EPOCH", "PYTHONPATH")]
        homes = sorted({sysconfig.get_path(name) for name in ("purelib", "platlib")})
        packages = [
            sorted(name for name in os.listdir(home) if name.endswith(("-info", ".pth", "-link")))  # noqa: PTH208 - hundreds of names
            for home in homes
        ]
        told = json.dumps([packages, environment, self._choices], sort_keys=True)
        # A copy of an archive is another one.
        return [
            str(self._folder),
            sys.version,
            sys.prefix,
            hashlib.sha256(told.encode()).hexdigest(),
        ]

    def _tree(self, path: str) -> _Tree:
        if path not in self._trees:
            self._trees[path] = _look(path, self._began - _SAFE_NS)
        return self._trees[path]

    def watch(self, folders: Iterable[Path]) -> None:
        """Look at all that a build reads before it does; folders: where captures may be."""
        own = [self._folder / "content", theme_folder(), Path(__file__).parent]
        every = dict.fromkeys(path.resolve() for path in (*own, *folders))
        wanted = [
            str(path)
            for path in every
            if not any(path != other and path.is_relative_to(other) for other in every)
        ]
        try:
            self._trees = {path: self._tree(path) for path in wanted}
            left = _MOST_BYTES
            for path in itertools.chain.from_iterable(t.recent for t in self._trees.values()):
                left -= os.stat(path).st_size if left > 0 else 0  # noqa: PTH116 - a path as text
                self._recent[path] = _sha256(path) if left > 0 else ""
        except (OSError, OverflowError):
            self._trees = {}

    def keep(
        self, done: Done, output: Path, signs: Mapping[str, str], plugins: Sequence[str]
    ) -> None:
        """Write down what a build, just done, has read and published.

        signs: the signature of each published file by its path. plugins: those
        of Pelican; others than ours may do anything.
        """
        try:
            value = self._value(done, output, signs) if list(plugins) == _PLUGINS else None
        except (OSError, ValueError, OverflowError):
            value = None
        write_notes(self._path, _FORM, value)

    def _value(
        self, done: Done, output: Path, signs: Mapping[str, str]
    ) -> Mapping[str, object] | None:
        """What the next build must find; None where something may have changed unseen."""
        own = (str(self._folder / _CONF), *_own_modules(self._loaded))
        files = {path: _sign(path) for path in own}
        if not self._is_certain(files):
            return None
        rejected = str(self._path.with_name("rejected.json"))
        return {
            "around": self._around(),
            "day": today_of(),
            "until": done.until,
            "files": {**files, rejected: _sign(rejected)},
            "trees": {path: tree.digest for path, tree in self._trees.items()},
            "output": str(output),
            "site": _digest_of_signs(signs),
            "lines": done.lines,
            "exit_code": done.exit_code,
        }

    def _is_certain(self, files: Mapping[str, str]) -> bool:
        """Whether nothing can have changed unseen since it was looked at."""
        is_settled = bool(self._trees) and all(tree.is_certain for tree in self._trees.values())
        return (
            is_settled
            and all(map(_is_settled, self._recent))
            and all(digest and _sha256(path) == digest for path, digest in self._recent.items())
            and all(
                sign == NO_FILE or int(sign.split()[2]) < self._began - TICK * 1e9
                for sign in files.values()
            )
            and not any(sign != NO_FILE and _is_restless(path) for path, sign in files.items())
        )


def gate_of(
    folder: Path,
    captures: str | None,
    output: str | None,
    site_url: str | None,
    *,
    freeze_text: bool,
) -> Gate:
    """The gate of a build with these choices."""
    named = {"captures": captures, "output": output, "site_url": site_url}
    return Gate(folder, {**named, "freeze_text": freeze_text})


def _plain(name: str, value: object) -> str:
    """A choice as it is compared: paths whole, what was not given empty."""
    if name in {"captures", "output"} and value:
        return str(Path(str(value)).expanduser().resolve())
    return str(value or "")


def _look(root: str, recently: int) -> _Tree:
    """What the files below a folder look like; recently: ns, since when one is recent."""
    tree = _Tree("")
    folders: dict[str, bytes] = {}
    for below, entries, stats in _folders(root, _PASSED):
        for entry, one in zip(entries, stats, strict=True):
            # What a link leads to may change without it.
            tree.is_certain &= not entry.is_symlink()
            if one.st_ctime_ns >= recently and stat.S_ISREG(one.st_mode):
                tree.recent.append(f"{root}/{below}{entry.name}")
        folders[below] = _folded([entry.name for entry in entries], map(_FACTS, stats))
    tree.digest = _digest(folders)
    return tree


def _folders(
    root: str, passed: Container[str]
) -> Iterator[tuple[str, list[os.DirEntry[str]], list[os.stat_result]]]:
    """Each folder that holds files, below a root: its path with a slash, the files, their stats.

    passed: folders that are left out.
    """
    waiting = [""] if os.path.isdir(root) else []  # noqa: PTH112 - a path as text
    while waiting:
        below = waiting.pop()
        plain = []
        # By its handle the system need not follow the path to each file again.
        handle = os.open(f"{root}/{below}", os.O_RDONLY)
        try:
            with os.scandir(handle) as found:
                for entry in sorted(found, key=_BY_NAME):
                    if not entry.is_dir(follow_symlinks=False):
                        plain.append(entry)
                    elif entry.name not in passed:
                        waiting.append(f"{below}{entry.name}/")
                if plain:
                    yield below, plain, [entry.stat(follow_symlinks=False) for entry in plain]
        finally:
            os.close(handle)


def _folded(names: Iterable[str], facts: Iterable[Iterable[int]]) -> bytes:
    """The files of one folder."""
    numbers = array.array("q", itertools.chain.from_iterable(facts))
    return os.fsencode("\0".join(names)) + b"\0" + numbers.tobytes()


def _digest(folders: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(folders):
        digest.update(os.fsencode(name) + b"\0" + folders[name] + b"\0")
    return digest.hexdigest()


def _digest_of_site(output: str) -> str:
    """What the published files look like; the owner's dot-entries are none."""
    folders = {}
    for below, entries, stats in _folders(output, (".git",)):
        names = [entry.name for entry in entries]
        facts = list(map(_FACTS, stats))
        if not below:
            shown = [n for n, name in enumerate(names) if not name.startswith(".")]
            names, facts = [names[n] for n in shown], [facts[n] for n in shown]
        if names and not below.startswith("."):
            folders[below] = _folded(names, facts)
    return _digest(folders)


def _digest_of_signs(signs: Mapping[str, str]) -> str:
    """The same of files whose signatures are known."""
    by_folder: dict[str, list[tuple[str, str]]] = {}
    for path, sign in signs.items():
        folder, slash, name = path.rpartition("/")
        by_folder.setdefault(folder + slash, []).append((name, sign))
    folders = {}
    for folder, files in by_folder.items():
        files.sort()
        facts = [map(int, sign.split()) for _, sign in files]
        folders[folder] = _folded([name for name, _ in files], facts)
    return _digest(folders)


def _sign(path: str) -> str:
    """The signature of a file, links followed; that of no file where there is none."""
    try:
        return signature(os.stat(path))  # noqa: PTH116 - a path as text
    except OSError:
        return NO_FILE


def _is_settled(path: str) -> bool:
    """Whether a further change would show: by now the file system's clock has gone on."""
    changed = os.stat(path).st_ctime_ns  # noqa: PTH116 - a path as text
    is_fine = changed % 1_000_000_000
    return time.time_ns() > changed + (TICK * 1e9 if is_fine else _SAFE_NS)


def _is_restless(path: str) -> bool:
    return bool(_RESTLESS.search(Path(path).read_bytes()))


def _own_modules(loaded: Container[str]) -> list[str]:
    """The files of all modules loaded since that are neither ours nor installed: the owner's."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    homes = (*(sysconfig.get_path(name) for name in names), str(Path(__file__).parent))
    homes = tuple(f"{Path(home).resolve()}{os.sep}" for home in homes)
    found = dict[str, None]()
    for name, module in (*sys.modules.items(),):
        file = None if name in loaded else getattr(module, "__file__", None)
        if isinstance(file, str) and file.endswith(".py"):
            whole = str(Path(file).resolve())
            found |= {} if whole.startswith(homes) else {whole: None}
    return sorted(found)


def _sha256(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
