"""What a person runs: `python3 tasks.py build` on a bare machine, `inv build` after.

Run bare, this file sets up .venv with the locked packages and hands over to
the program there. The tasks are in backfile/invoking.py, their bodies in
backfile/tasks.py.
"""

import ast
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OLDEST = (3, 11)
# The tasks of this checkout alone, which need the packages of the tests.
LOCKS = dict.fromkeys(("test", "screenshots", "bench"), "requirements-test.lock")
PLUGINS = ROOT / "plugins"
# Tests that take minutes and one processor.
BUILDING = ("tests/builds", "tests/faults", "tests/benchmarks")
BENCHMARKS = ("builds", "search", "extraction", "labelling", "reviewing")


def stop(what: str, cure: str) -> None:
    """End with one line."""
    sys.exit(f"tasks.py: {what}; try: {cure}")


def set_up(lock: Path) -> None:
    """Make .venv hold the packages of a lock file; a stamp, written last, says it does.

    Without network nothing is asked for where the stamp is right.
    """
    stamp = VENV / f"{lock.name}.stamp"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    sys.stderr.write("Setting up .venv (once; a minute or two) ...\n")
    if not PYTHON.exists() and run([sys.executable, "-m", "venv", str(VENV)]):
        stop("python3 -m venv does not work here", "apt install python3-venv (Debian, Ubuntu)")
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if run([*install, "--require-hashes", "-r", str(lock)]):
        stop("the packages could not be installed", "again with a network that reaches PyPI")
    for site in VENV.glob("lib/python3*/site-packages"):
        # An editable install is refused together with hashes; a path file does the same.
        (site / "backfile-plugins.pth").write_text(f"{PLUGINS}\n")
    command = PYTHON.with_name("backfile")
    command.write_text(f"#!{PYTHON}\nfrom backfile.__main__ import main\nmain()\n")
    command.chmod(0o755)
    stamp.write_text(wanted)


def run(command: list[str]) -> int:
    """Run a command; its output goes to stderr so that a report stays clean."""
    return subprocess.run(command, check=False, stdout=sys.stderr).returncode  # noqa: S603 - our own words


def main(arguments: list[str]) -> None:
    """Set up, then run the task in .venv."""
    if sys.version_info < OLDEST:
        stop("Python 3.11 or newer is needed", "python3.11 tasks.py build")
    name = arguments[0] if arguments else "--help"
    set_up(ROOT / LOCKS.get(name, "requirements.lock"))
    if name in LOCKS:
        os.execv(PYTHON, [str(PYTHON), "-m", "invoke", "--search-root", str(ROOT), *arguments])  # noqa: S606 - our own words
    os.execv(PYTHON, [str(PYTHON), "-m", "backfile", "--folder", str(ROOT), *(arguments or [name])])  # noqa: S606 - our own words


if __name__ == "__main__":
    main(sys.argv[1:])

sys.path.insert(0, str(PLUGINS))

from backfile import settings

settings.end_without_modules()

from invoke import Argument, Context, Task, task

from backfile.invoking import collection


@task
def test(_: Context) -> None:
    """All tests, the linters and the type checker."""
    commands = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"])
    codes = [subprocess.call([PYTHON, "-m", *command], cwd=ROOT) for command in commands]  # noqa: S603 - our own words
    sys.exit(max(*codes, *tested()))


def tested() -> tuple[int, int]:
    """The exit codes of all tests: those that build again and again run beside the others."""
    pytest = [str(PYTHON), "-m", "pytest"]
    with tempfile.TemporaryFile() as told:
        beside = subprocess.Popen([*pytest, *BUILDING], cwd=ROOT, stdout=told)  # noqa: S603 - our own words
        others = [f"--ignore={folder}" for folder in BUILDING]
        code = subprocess.call([*pytest, *others], cwd=ROOT)  # noqa: S603 - our own words
        beside.wait()
        told.seek(0)
        shutil.copyfileobj(told, sys.stdout.buffer)
        sys.stdout.flush()
    return code, beside.returncode


@task
def screenshots(_: Context) -> None:
    """Pictures of each kind of page into docs/screenshots, for the docs."""
    sys.exit(subprocess.call([PYTHON, ROOT / "docs" / "make_screenshots.py"]))  # noqa: S603 - our own words


class Bench(Task[Any]):
    """Runs a benchmark, or lists all; invoke itself can't leave a name out that needs no dashes."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:  # noqa: FBT001 - invoke's own
        """The task's one argument."""
        del ignore_unknown_help
        is_alone = sys.argv[-1] == self.name
        return [Argument("what", help="which one", positional=not is_alone)]


@task(klass=Bench, help={"what": "which one"})
def bench(c: Context, what: str | None) -> None:
    """A benchmark, such as builds; what is for it stands behind --, such as -- --articles 5000."""
    if what not in BENCHMARKS:
        lines = [f"{name:12}{told}" for name, told in benchmarks().items()]
        sys.stdout.writelines(f"{line}\n" for line in lines)
        sys.exit(f"bench: there is no {what}; try: one of these" if what else 0)
    options = shlex.split(c.remainder)
    sys.exit(subprocess.call([PYTHON, "-m", f"benchmarks.{what}", *options], cwd=ROOT))  # noqa: S603 - our own words


def benchmarks() -> dict[str, str]:
    """What each benchmark does, as its first line tells."""
    files = {name: ROOT / "benchmarks" / f"{name}.py" for name in BENCHMARKS}
    told = {name: ast.get_docstring(ast.parse(file.read_text())) for name, file in files.items()}
    return {name: (text or "").partition("\n")[0] for name, text in told.items()}


namespace = collection(ROOT)
for own in (test, screenshots, bench):
    namespace.add_task(own)  # type: ignore[arg-type]  # invoke types its decorator loosely
