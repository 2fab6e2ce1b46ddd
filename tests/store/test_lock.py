"""The lock: one build at a time, and never a lock that outlives its build."""

import subprocess
import sys
from pathlib import Path

import pytest

from backfile.errors import LockedError, OutputError
from backfile.store.lock import build_lock

HOLD = """
import sys, time
from pathlib import Path
from backfile.store.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_builder_is_told_with_exit_code_75(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with (
        build_lock(lock),
        pytest.raises(LockedError, match="another build is at work") as caught,
        build_lock(lock),
    ):
        pass
    assert caught.value.exit_code == 75


def test_the_lock_is_free_after_a_build(tmp_path: Path) -> None:
    for _ in range(2):
        with build_lock(tmp_path / "lock"):
            pass


def test_the_lock_is_free_after_a_build_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mid-way"), build_lock(tmp_path / "lock"):
        raise ValueError("mid-way")
    with build_lock(tmp_path / "lock"):
        pass


def test_the_lock_is_freed_when_its_process_is_killed(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(LockedError), build_lock(lock):
            pass
        other.kill()
        other.wait()
        with build_lock(lock):
            pass


def test_a_folder_that_can_not_be_made_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(OutputError) as caught, build_lock(tmp_path / "state" / "lock"):
        pass
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)
