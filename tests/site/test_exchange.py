"""The exchange of two folders, and what asks the program to end meanwhile."""

import os
import signal
from pathlib import Path

import pytest

from backfile.site.exchange import exchange, unstopped


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    return tmp_path / "one", tmp_path / "other"


def test_each_folder_is_in_the_others_place(folders: tuple[Path, Path]) -> None:
    one, other = folders
    exchange(one, other, one.with_name("between"))
    assert ((one / "other").exists(), (other / "one").exists()) == (True, True)
    assert sorted(path.name for path in one.parent.iterdir()) == ["one", "other"]


def test_a_folder_that_is_not_there_can_not_be_exchanged(folders: tuple[Path, Path]) -> None:
    one, other = folders
    with pytest.raises(OSError, match="No such file"):
        exchange(one, other / "missing", one.with_name("between"))
    assert (one / "one").exists()


def asked_to_end(number: int, done: list[str]) -> None:
    with unstopped():
        os.kill(os.getpid(), number)
        done.append("all")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_request_to_end_waits_until_all_is_done(number: int) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt, match="published"):
        asked_to_end(number, done)
    assert done == ["all"]


def test_without_a_request_nothing_is_raised() -> None:
    before = signal.getsignal(signal.SIGINT)
    with unstopped():
        pass
    assert signal.getsignal(signal.SIGINT) == before
