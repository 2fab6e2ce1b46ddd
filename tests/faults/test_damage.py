"""What lies below .backfile/, damaged: it is found out, and the site is the same."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.archives import add_story, built, site_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that was built."""
    folder = tmp_path_factory.mktemp("made")
    add_story(folder, 1)
    add_story(folder, 2)
    assert built(folder)[0] == 0
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it, one capture more."""
    shutil.copytree(made, tmp_path / "archive", symlinks=True)
    add_story(tmp_path / "archive", 3)
    return tmp_path / "archive"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site of such an archive that was built but once."""
    folder = tmp_path_factory.mktemp("clean")
    for number in (1, 2, 3):
        add_story(folder, number)
    assert built(folder)[0] == 0
    return site_of(folder)


def flipped(data: bytes) -> bytes:
    """One bit is another, in the middle."""
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :] if data else b"?"


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "flipped": flipped,
    "cut short": lambda data: data[: len(data) // 2],
    "emptied": lambda _: b"",
    "garbage": lambda data: bytes(range(256)) * (len(data) // 256 + 1),
}


@pytest.mark.parametrize("what", DAMAGES)
def test_every_file_of_state_may_be_damaged_at_once(
    folder: Path, what: str, clean: dict[str, str]
) -> None:
    for path in (folder / ".backfile").rglob("*"):
        if path.is_file():
            data = DAMAGES[what](path.read_bytes())
            path.unlink()  # a copy of its own: the published file is not to be damaged too
            path.write_bytes(data)
    code, _, told = built(folder)
    assert (code, told) == (0, "")
    assert site_of(folder) == clean


def test_the_folder_of_state_may_be_deleted(folder: Path, clean: dict[str, str]) -> None:
    shutil.rmtree(folder / ".backfile")
    assert built(folder)[0] == 0
    assert site_of(folder) == clean


def test_while_another_build_is_at_work_nothing_is_told_from_memory(made: Path) -> None:
    assert "since the last build" in built(made)[1]
    with (made / ".backfile" / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert built(made)[0] == 75


def test_a_damaged_page_of_the_site_is_made_again(folder: Path, clean: dict[str, str]) -> None:
    assert built(folder)[0] == 0
    with (folder / "output" / "index.html").open("r+") as page:
        page.write("x")
    assert "since the last build" not in built(folder)[1]
    assert site_of(folder) == clean
