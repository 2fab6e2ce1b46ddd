"""A small archive, and builds of it by a process of their own that things may happen to."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

STORY = (
    "Harbour opens again after a week of storms {0}\n\n"
    "The harbour was opened to ships again on Monday after a week of heavy storms {0}.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)


def add_story(folder: Path, number: int) -> None:
    """One more capture."""
    captures = folder / "content" / "captures"
    captures.mkdir(parents=True, exist_ok=True)
    (captures / f"story-{number}.txt").write_text(STORY.format(number))


def started(folder: Path, before: Callable[[], object] | None = None) -> subprocess.Popen[str]:
    """A build that is under way; before: what its process does first."""
    return subprocess.Popen(
        [sys.executable, "-m", "backfile", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=before,  # noqa: PLW1509 - it sets a limit alone, and no thread runs
    )


def built(folder: Path, before: Callable[[], object] | None = None) -> tuple[int, str, str]:
    """A build's exit code and what it said."""
    process = started(folder, before)
    said = process.communicate()
    return process.returncode, *said


def site_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each published file."""
    site = folder / "output"
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
