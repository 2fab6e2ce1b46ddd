"""Signatures: the same for a file that nobody touched, others for whatever was done to it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from backfile.signatures import NO_FILE, TICK, signature, signed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.html").write_text("one")
    (tmp_path / "index.html").write_text("two")
    time.sleep(TICK)
    return tmp_path


def test_every_file_has_the_signature_of_its_stat(folder: Path) -> None:
    found = signed(str(folder))
    assert sorted(found) == ["2025/a.html", "index.html"]
    assert found["2025/a.html"] == signature((folder / "2025" / "a.html").stat())


def test_dot_entries_at_the_top_alone_are_left_out(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").touch()
    (folder / "2025" / ".hidden").touch()
    assert sorted(signed(str(folder))) == ["2025/.hidden", "2025/a.html", "index.html"]


def test_links_and_pipes_are_no_files(folder: Path) -> None:
    (folder / "link").symlink_to(folder / "2025")
    os.mkfifo(folder / "pipe")
    found = signed(str(folder))
    assert (found["link"], found["pipe"]) == (NO_FILE, NO_FILE)


def rewritten(path: Path) -> None:
    before = path.stat()
    path.write_text("eno")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("change", [rewritten, lambda path: path.chmod(0o600), os.utime])
def test_whatever_is_done_to_a_file_changes_its_signature(
    folder: Path, change: Callable[[Path], None]
) -> None:
    before = signed(str(folder))
    change(folder / "2025" / "a.html")
    after = signed(str(folder))
    assert after["2025/a.html"] != before["2025/a.html"]
    assert after["index.html"] == before["index.html"]
