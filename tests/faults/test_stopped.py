"""A build that is killed, asked to end or out of room: the old site or the new, then as ever."""

import os
import random
import resource
import signal
import time
from pathlib import Path

import pytest

from tests.faults.archives import add_story, built, site_of, started

# The same moments every time: from the first import to the exchange of the folders.
_MOMENTS = random.Random(8)  # noqa: S311 - no secret
DELAYS = [round(_MOMENTS.uniform(0.05, 4.0), 2) for _ in range(3)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive that was built, to which a capture came."""
    add_story(tmp_path, 1)
    add_story(tmp_path, 2)
    assert built(tmp_path)[0] == 0
    add_story(tmp_path, 3)
    return tmp_path


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such an archive that was built but once."""
    folder = tmp_path_factory.mktemp("clean")
    for number in (1, 2, 3):
        add_story(folder, number)
    assert built(folder)[0] == 0
    return folder


def assert_healed(folder: Path, clean: Path) -> None:
    """The next build gives what a first one would, and nothing is left lying about."""
    assert built(folder)[0] == 0
    assert site_of(folder) == site_of(clean)
    for below in (".", ".backfile"):
        left = sorted(path.name for path in (folder / below).iterdir())
        assert left == sorted(path.name for path in (clean / below).iterdir())


@pytest.mark.parametrize("delay", DELAYS)
def test_a_killed_build_leaves_a_whole_site_and_the_next_heals(
    folder: Path, delay: float, clean: Path
) -> None:
    old = site_of(folder)
    process = started(folder)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    left = site_of(folder)
    assert_healed(folder, clean)
    assert left in (old, site_of(folder))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_asked_to_end_says_so_in_one_line(folder: Path, number: int) -> None:
    old = site_of(folder)
    process = started(folder)
    while not (folder / ".backfile" / "staging").exists() and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, number)
    _, told = process.communicate()
    assert (process.returncode, told) == (130, "stopped; the published site is as it was\n")
    assert site_of(folder) == old
    assert not (folder / ".backfile" / "staging").exists()


@pytest.mark.parametrize("most", [0, 20_000])
def test_a_file_that_may_not_grow_is_told_in_one_line(folder: Path, most: int, clean: Path) -> None:
    old = site_of(folder)
    code, _, told = built(folder, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert (code, len(told.splitlines())) == (2, 1)
    assert "File too large" in told
    assert site_of(folder) == old
    assert_healed(folder, clean)
