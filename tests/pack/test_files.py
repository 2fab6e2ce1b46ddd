"""Every damage of a site's files is found, and named."""

import os
import random
import shutil
import time
from pathlib import Path

import pytest

from backfile.pack.files import Fault, check_files
from backfile.pack.sums import SUMS, read_sums
from tests.pack.sites import PAGES, site, sum_up


def faults_of(folder: Path) -> list[Fault]:
    return list(check_files(folder, read_sums(folder)))


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return site(tmp_path / "site")


def test_nothing_is_wrong_with_a_whole_site(whole: Path) -> None:
    assert faults_of(whole) == []


def test_each_kind_of_damage_has_its_word(whole: Path) -> None:
    (whole / "index.html").write_bytes(b"another")
    (whole / "empty.html").unlink()
    (whole / "extra.html").touch()
    assert sorted(faults_of(whole), key=lambda fault: fault.what) == [
        Fault("missing", "empty.html"),
        Fault("extra", "extra.html"),
        Fault("changed", "index.html"),
    ]


def test_dot_entries_are_passed_over(whole: Path) -> None:
    (whole / ".git").mkdir()
    (whole / ".git" / "HEAD").touch()
    (whole / ".nojekyll").touch()
    (whole / "1912" / ".DS_Store").touch()
    (whole / ".link").symlink_to("/etc")
    assert faults_of(whole) == []


def test_a_link_is_never_followed(whole: Path) -> None:
    outside = whole.parent / "outside"
    (whole / "1912").rename(outside)
    (whole / "1912").symlink_to(outside)
    (whole / "index.html").rename(outside / "index.html")
    (whole / "index.html").symlink_to(outside / "index.html")
    kinds = {fault.what: fault.kind for fault in faults_of(whole)}
    assert kinds["1912"] == kinds["index.html"] == "link"
    assert kinds["1912/12/an-arrival.html"] == "missing"


def test_a_pipe_is_not_waited_for(whole: Path) -> None:
    (whole / "index.html").unlink()
    os.mkfifo(whole / "index.html")
    assert faults_of(whole) == [Fault("link", "index.html")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_can_not_be_read_is_told(whole: Path) -> None:
    (whole / "index.html").chmod(0)
    assert [fault.kind for fault in faults_of(whole)] == ["unreadable"]


def test_a_folder_in_the_place_of_a_file_is_told(whole: Path) -> None:
    (whole / "index.html").unlink()
    (whole / "index.html").mkdir()
    assert faults_of(whole) == [Fault("missing", "index.html")]


def damage(folder: Path, chance: random.Random) -> str:
    """Do one damage to a site, its list among its files; what was done."""
    name = chance.choice([*PAGES, SUMS])
    path, data = folder / name, (folder / name).read_bytes()
    what = chance.choice(["flip", "drop", "add", "rename", "cut", "empty"])
    if what == "drop":
        path.unlink()
    elif what == "add":
        (path.parent / f"{chance.randrange(10**6)}.html").write_bytes(data)
    elif what == "rename":
        path.rename(path.with_name(f"{chance.randrange(10**6)}.html"))
    elif not data:
        path.write_bytes(b"\0")
    elif what == "cut":
        path.write_bytes(data[: chance.randrange(len(data))])
    elif what == "empty":
        path.write_bytes(b"")
    else:
        place = chance.randrange(len(data))
        flipped = data[place] ^ 1 << chance.randrange(8)
        path.write_bytes(data[:place] + bytes([flipped]) + data[place + 1 :])
    return f"{what} {name}"


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_random_damages_are_all_found(whole: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damages every time
    for _ in range(100):
        copy = whole.parent / "copy"
        shutil.copytree(whole, copy)
        done = damage(copy, chance)
        assert faults_of(copy), done
        shutil.rmtree(copy)


@pytest.mark.slow
def test_ten_thousand_files_take_seconds(tmp_path: Path) -> None:
    folder = site(tmp_path / "site", {f"{n // 100}/{n}.html": b"x" * 3500 for n in range(10_000)})
    sum_up(folder)
    began = time.process_time()
    assert faults_of(folder) == []
    assert time.process_time() - began < 10
