"""`diff` as a person and CI run it: what it prints, how it ends, what it leaves alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

STORY = (
    "Harbour opens again after a week of storms\n\n"
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)


def backfile(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-m", "backfile", *words]
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a published story, and one that is not published yet."""
    folder = tmp_path_factory.mktemp("archive")
    captures = folder / "content" / "captures"
    captures.mkdir(parents=True)
    (captures / "story.txt").write_text(STORY)
    assert backfile(folder, "build").returncode == 0
    (captures / "other.txt").write_text(STORY.replace("Harbour", "Port").replace("ferry", "mail"))
    return folder


def test_changes_are_told_and_end_with_0(archive: Path) -> None:
    done = backfile(archive, "diff")
    assert done.returncode == 0, done.stderr
    assert "+ undated/port-opens-again-after-a-week-of-storms.html" in done.stdout
    assert "\x1b" not in done.stdout


def test_changes_end_with_1_where_that_is_asked_for(archive: Path) -> None:
    assert backfile(archive, "diff", "--exit-code", "--jobs", "2").returncode == 1


def test_no_change_ends_with_0_even_then(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    done = backfile(archive, "diff", "--exit-code", "--captures", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "a rebuild changes nothing\n")


def test_without_a_published_site_there_is_one_line(archive: Path, tmp_path: Path) -> None:
    done = backfile(archive, "diff", "--against", str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    cure = "try: inv build, or --against FOLDER"
    assert done.stderr == f"{tmp_path}: holds no published site; {cure}\n"


def test_inv_knows_the_same_options(archive: Path) -> None:
    command = [sys.executable, "-m", "invoke", "--search-root", str(ROOT), "diff", "--help"]
    told = subprocess.run(command, cwd=archive, capture_output=True, text=True, check=True).stdout
    for option in ("--captures", "--against", "--site-url", "--jobs", "--full", "--exit-code"):
        assert option in told
