"""A copy of the program with a theme that may be changed, and processes that build with it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.building.trees import digests
from tests.builds.inputs import THEME, Archive
from tests.conftest import ROOT

_WORKER = Path(__file__).with_name("worker.py")
# What an archive's folder holds at rest.
AT_REST = {".backfile", "content", "output", "pelicanconf.py"}


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: its error, if any, the tree that is published, what was printed."""

    error: str
    tree: dict[str, str]
    said: str = ""


class Worker:
    """A process that builds one archive after another."""

    def __init__(self, checkout: Path) -> None:
        """Begin it."""
        self.process = subprocess.Popen(
            [sys.executable, str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(checkout),
        )

    def give(self, do: str, folder: Path) -> None:
        """Have it do something; `take` waits for that."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"do": do, "folder": str(folder)}) + "\n")
        self.process.stdin.flush()

    def take(self) -> tuple[str, str]:
        """The error of what it was given, or '', and what was printed."""
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the worker has ended; its traceback is above"
        answer = json.loads(line)
        return answer["error"], answer["said"]

    def end(self) -> None:
        """End it, and wait until it is gone."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def environment(checkout: Path) -> dict[str, str]:
    """The environment in which the program of a checkout runs."""
    return {
        **os.environ,
        "PYTHONPATH": str(checkout / "plugins"),
        "SOURCE_DATE_EPOCH": "1750000000",
    }


class Workshop:
    """Builds archives twice: the one that grows, and its inputs anew in another folder."""

    def __init__(self, folder: Path, theirs: Worker, clean: Worker) -> None:
        """Work below a folder, with two processes."""
        self.folder = folder
        self.checkout = folder / "checkout"
        self._theirs, self._clean = theirs, clean
        self._known: dict[str, Built] = {}
        self._archives = 0

    def archive(self) -> Archive:
        """A new archive; the theme is as it was at first."""
        for name in THEME:
            self.change_theme(name, changed=False)
        self._archives += 1
        return Archive(self.folder / f"archive-{self._archives}")

    def change_theme(self, name: str, *, changed: bool) -> None:
        """Give a file of the theme its usual text, or one with something at its end."""
        text = (ROOT / "theme" / name).read_text("utf-8")
        target = self.checkout / "theme" / name
        wanted = text + (THEME[name] if changed else "")
        if not target.is_file() or target.read_text("utf-8") != wanted:
            target.write_text(wanted, "utf-8")

    def accept(self, archive: Archive) -> str:
        """Accept what is published; the error, if any."""
        self._theirs.give("accept", archive.folder)
        return self._theirs.take()[0]

    def build(self, archive: Archive, how: str) -> tuple[Built, Built]:
        """Build the archive as it is, and its inputs in a clean folder; what both came to.

        how: "site" in the process that built it before, "task" there too, as
        the command does it, "command" in a process of its own.
        """
        key = self._key(archive)
        clean = self.folder / "clean" / "elsewhere"
        if key not in self._known:
            shutil.rmtree(clean, ignore_errors=True)
            clean.mkdir(parents=True)
            archive.copy_inputs(clean)
            self._clean.give("site", clean)
        error, said = self._grown(archive, how)
        if key not in self._known:
            told = self._clean.take()[0].replace(str(clean), ".")
            self._known[key] = Built(told, digests(clean / "output"))
        error = error.replace(str(archive.folder), ".")
        return Built(error, digests(archive.folder / "output"), said), self._known[key]

    def _grown(self, archive: Archive, how: str) -> tuple[str, str]:
        if how != "command":
            self._theirs.give(how, archive.folder)
            return self._theirs.take()
        command = [sys.executable, "-m", "backfile", "--folder", str(archive.folder), "build"]
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, env=environment(self.checkout)
        )
        assert done.returncode in {0, 1, 2, 3}, done.stderr
        # 3: published, with rejects that nobody has accepted.
        return "" if done.returncode in {0, 3} else done.stderr.strip(), done.stdout

    def _key(self, archive: Archive) -> str:
        theme = {name: (self.checkout / "theme" / name).read_text("utf-8") for name in THEME}
        conf = (archive.folder / "pelicanconf.py").read_text()
        return json.dumps([digests(archive.content), theme, conf], sort_keys=True)


@contextmanager
def workshop(folder: Path) -> Iterator[Workshop]:
    """A workshop below a folder; its processes are gone at the end."""
    checkout = folder / "checkout"
    no_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plugins", checkout / "plugins", ignore=no_caches)
    shutil.copytree(ROOT / "theme", checkout / "theme")
    workers = [Worker(checkout), Worker(checkout)]
    try:
        yield Workshop(folder, *workers)
    finally:
        for worker in workers:
            worker.end()
