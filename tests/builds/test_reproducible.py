"""The same inputs give the same bytes, whatever the machine, the user and the moment are like."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from benchmarks.building.trees import differing
from tests.builds.inputs import CAPTURES, OWNERS, Archive
from tests.conftest import ROOT

_OLD, _FUTURE = 0.0, 4_102_444_800.0  # 1970 and 2100
_SKEWED = shutil.which("faketime")


def build(
    folder: Path,
    *words: str,
    env: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
    umask: int = 0o22,
) -> Path:
    """Build in a process of its own, without a store or a site of before; the site."""
    command = [*before, sys.executable, "-m", "backfile", "--folder", str(folder), "build", *words]
    given = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **(env or {})}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=given, umask=umask
    )
    assert done.returncode in {0, 3}, done.stdout + done.stderr
    return folder / "output"


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a capture and a file of the owner's of each kind."""
    archive = Archive(tmp_path_factory.mktemp("inputs") / "archive")
    for name in CAPTURES:
        archive.put(name, 0)
    for name in OWNERS:
        archive.own(name, 1)
    return archive.folder


@pytest.fixture(scope="module")
def usual(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of these inputs, built as the machine at hand does."""
    return build(copied(inputs, tmp_path_factory.mktemp("usual") / "archive"))


def copied(inputs: Path, target: Path, order: Callable[[list[Path]], list[Path]] = sorted) -> Path:
    """Copy the inputs, the files one by one in that order."""
    for file in order([path for path in inputs.rglob("*") if path.is_file()]):
        new = target / file.relative_to(inputs)
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, new)
    return target


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONHASHSEED": "4294967295"},
        {"USER": "someone", "LOGNAME": "someone", "HOME": "/nonexistent", "HOSTNAME": "elsewhere"},
        {"SOURCE_DATE_EPOCH": "946684800"},
        {"COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1", "CI": "true"},
    ],
    ids="-".join,
)
def test_the_environment_changes_no_byte(
    inputs: Path, usual: Path, tmp_path: Path, env: dict[str, str]
) -> None:
    assert differing(build(copied(inputs, tmp_path), env=env), usual) == []


@pytest.mark.parametrize("jobs", ["2", "3"])
def test_the_number_of_processes_changes_no_byte(
    inputs: Path, usual: Path, tmp_path: Path, jobs: str
) -> None:
    assert differing(build(copied(inputs, tmp_path), "--jobs", jobs), usual) == []


def test_the_folder_and_the_umask_change_no_byte(inputs: Path, usual: Path, tmp_path: Path) -> None:
    folder = copied(inputs, tmp_path / "a much longer name of a folder, ünïcode too" / ("x" * 90))
    assert differing(build(folder, umask=0o77), usual) == []


def test_the_order_in_which_files_were_made_changes_no_byte(
    inputs: Path, usual: Path, tmp_path: Path
) -> None:
    folder = copied(inputs, tmp_path, lambda files: sorted(files, reverse=True))
    assert differing(build(folder), usual) == []


@pytest.mark.parametrize("moment", [_OLD, _FUTURE], ids=["1970", "2100"])
def test_the_times_of_files_change_no_byte(
    inputs: Path, usual: Path, tmp_path: Path, moment: float
) -> None:
    folder = copied(inputs, tmp_path)
    for path in folder.rglob("*"):
        os.utime(path, (moment, moment))
    assert differing(build(folder), usual) == []


@pytest.mark.parametrize("day", ["1999-12-31 23:59:58", "2037-02-28 12:00:00"])
def test_the_clock_changes_no_byte(inputs: Path, usual: Path, tmp_path: Path, day: str) -> None:
    if not _SKEWED:
        pytest.skip("there is no faketime (Debian's package of that name) to set the clock with")
    site = build(copied(inputs, tmp_path), before=(_SKEWED, day))
    assert differing(site, usual) == []


def test_a_build_over_another_machines_site_and_store_changes_no_byte(
    inputs: Path, usual: Path, tmp_path: Path
) -> None:
    folder = copied(inputs, tmp_path / "one")
    build(folder, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"})
    # Moved as a whole: every time, inode and path is another one.
    moved = shutil.copytree(folder, tmp_path / "two", copy_function=shutil.copyfile)
    assert differing(build(moved), usual) == []
