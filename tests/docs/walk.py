"""A page of the documentation in, what it tells a reader to do done, to the letter.

```sh` is run; `sh fails` must fail. `text` is what the command before it prints (`...` stands
for anything). A block with a path is put into that file: added to a YAML file, else in place of
it; `diff` changes its lines. `console` and blocks without a path are only read.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_BLOCK = re.compile(r"^```(\w+) ?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# New rejects (exit code 3) are no mistake; all else ends the walk.
_TRAP = 'trap \'code=$?; [ "$code" = 3 ] || exit "$code"\' ERR\n'
_ACTIVATE = re.compile(r"^\. .*/activate$", re.MULTILINE)


@dataclass
class Reader:
    """Where a reader stands, and what the last command printed."""

    folder: Path
    stands_for: Mapping[str, str]
    printed: str = ""

    def follow(self, page: str) -> list[str]:
        """Do what a page says; what went otherwise than it says."""
        text = (ROOT / "docs" / page).read_text("utf-8")
        blocks = [(kind, info, body) for kind, info, body in _BLOCK.findall(text)]
        return [wrong for block in blocks for wrong in self._do(*block)]

    def _do(self, kind: str, info: str, body: str) -> Iterator[str]:
        if kind == "sh":
            yield from self._run(body, must_fail=info == "fails")
        elif kind == "diff":
            yield from self._change(self.folder / info, body)
        elif info and kind != "console":
            self._write(self.folder / info, body)
        elif kind == "text":
            yield from self._missing(body)

    def _run(self, body: str, *, must_fail: bool) -> Iterator[str]:
        script = _ACTIVATE.sub(":", body)
        for words, real in self.stands_for.items():
            script = script.replace(words, real)
        done = subprocess.run(
            ["bash", "-c", f"{_TRAP}{script}\npwd > {self._place}"],
            cwd=self.folder,
            env=_environment(),
            check=False,
            capture_output=True,
            text=True,
        )
        self.printed = done.stdout + done.stderr
        if must_fail != bool(done.returncode):
            yield f"{body}ended with {done.returncode}: {self.printed}"
        elif not must_fail:
            self.folder = Path(self._place.read_text().strip())

    @property
    def _place(self) -> Path:
        return Path(self.stands_for["/media/stick"]) / ".place"

    def _write(self, path: Path, body: str) -> None:
        with path.open("a" if path.suffix == ".yaml" else "w") as file:
            file.write(body)

    def _change(self, path: Path, body: str) -> Iterator[str]:
        # A line end before it: a comment may hold the same words.
        old, new = (
            "\n" + "".join(f"{line[1:]}\n" for line in body.splitlines() if line[0] == sign)
            for sign in "-+"
        )
        text = path.read_text()
        if text.count(old) != 1:
            yield f"{path.name} does not hold once: {old}"
        path.write_text(text.replace(old, new))

    def _missing(self, body: str) -> Iterator[str]:
        lines = [" ".join(line.split()) for line in self.printed.splitlines()]
        for line in filter(None, map(str.strip, body.splitlines())):
            parts = " ".join(line.split()).split("...")
            wanted = re.compile(".*".join(map(re.escape, parts)))
            if not any(map(wanted.fullmatch, lines)):
                yield f"is not printed: {line}"


def _environment() -> dict[str, str]:
    """As with the program switched on: its Python first, and a name for Git."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    who = {f"GIT_{role}_{what}": "tests" for role in ("AUTHOR", "COMMITTER")
           for what in ("NAME", "EMAIL")}  # fmt: skip
    return os.environ | who | {"PATH": path, "PYTHONPATH": str(ROOT / "plugins")}
