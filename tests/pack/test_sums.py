"""SHA256SUMS is read line by line, whoever wrote it."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.pack.sums import SEAL_FILES, SUMS, read_sums

DIGEST = "ab" * 32


def read(folder: Path, text: str | bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    (folder / SUMS).write_bytes(text.encode() if isinstance(text, str) else text)
    found = read_sums(folder)
    return found.digests, found.faults


def test_each_line_is_a_digest_and_a_path(tmp_path: Path) -> None:
    digests, faults = read(tmp_path, f"{DIGEST}  index.html\n{DIGEST}  a/b c.html\n")
    assert digests == {"index.html": DIGEST, "a/b c.html": DIGEST}
    assert faults == ()


@pytest.mark.parametrize(
    "path",
    ["../a.html", "a/../../b.html", "/etc/passwd", "a//b.html", "./a.html", "a/..", "a\\b.html"],
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    digests, faults = read(tmp_path, f"{DIGEST}  {path}\n")
    assert digests == {}
    assert faults[0].startswith(f"line 1 of {SUMS} ")


@pytest.mark.parametrize(
    "line",
    [
        f"{DIGEST}  index.html",
        f"{DIGEST} index.html\n",
        f"{DIGEST[:-1]}  index.html\n",
        f"{DIGEST.upper()}  index.html\n",
        f"{DIGEST} *index.html\n",
        "\n",
        f"{DIGEST}  \n",
        b"\xff\xfe\n",
        f"{DIGEST}  a\0b.html\n",
        f"{DIGEST}  a\x1b[31m.html\n",
        f"{DIGEST}  {'a' * 5000}.html\n",
    ],
)
def test_a_torn_line_is_told_by_its_number(tmp_path: Path, line: str | bytes) -> None:
    first = f"{DIGEST}  first.html\n".encode()
    digests, faults = read(tmp_path, first + (line.encode() if isinstance(line, str) else line))
    assert digests == {"first.html": DIGEST}
    assert faults[0].startswith(f"line 2 of {SUMS} ")


def test_a_path_may_stand_there_once(tmp_path: Path) -> None:
    digests, faults = read(tmp_path, f"{DIGEST}  a.html\n{'cd' * 32}  a.html\n")
    assert digests == {"a.html": DIGEST}
    assert faults == (f"line 2 of {SUMS} names a.html a second time",)


@pytest.mark.parametrize("name", [SUMS, *SEAL_FILES])
def test_what_comes_after_the_sums_can_not_stand_in_them(tmp_path: Path, name: str) -> None:
    digests, faults = read(tmp_path, f"{DIGEST}  {name}\n")
    assert digests == {}
    assert len(faults) == 1


def test_no_sums_and_empty_ones_are_faults(tmp_path: Path) -> None:
    assert read_sums(tmp_path).faults == (f"{SUMS} is missing",)
    assert read(tmp_path, "")[1] == (f"{SUMS} is empty",)


def test_a_link_and_a_pipe_in_its_place_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / SUMS).symlink_to("/etc/passwd")
    assert read_sums(tmp_path).faults == (f"{SUMS} is missing",)
    (tmp_path / SUMS).unlink()
    os.mkfifo(tmp_path / SUMS)
    assert read_sums(tmp_path).faults == (f"{SUMS} is missing",)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail_or_lead_out(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("sums")
    digests, faults = read(folder, data)
    assert digests or faults
    assert all((folder / path).is_relative_to(folder) for path in digests)
