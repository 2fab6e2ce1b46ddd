"""Digests by stat: what was read is known again, what may have changed is not."""

import os
from pathlib import Path

import pytest

from backfile.store.stats import Stats

DIGEST = "0" * 64
OTHER = "1" * 64


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the digest of a capture is kept that has been there for long."""
    (tmp_path / "story.txt").write_text("one")
    stats = Stats(tmp_path / "captures.stat")
    stats.keep(tmp_path / "story.txt", stat_of(tmp_path), DIGEST)
    stats.save()
    return tmp_path / "captures.stat"


def stat_of(folder: Path, ctime_ns: int = 1_000_000_000) -> os.stat_result:
    """The stat of the capture, as if it had been changed at another time."""
    found = (folder / "story.txt").stat()
    fields = {"st_mtime_ns": found.st_mtime_ns, "st_ctime_ns": ctime_ns}
    return os.stat_result(tuple(found), fields)


def digest_in(kept: Path, ctime_ns: int = 1_000_000_000) -> str | None:
    capture = kept.with_name("story.txt")
    return Stats(kept).digest_of(capture, stat_of(kept.parent, ctime_ns))


def test_the_digest_of_a_file_that_nobody_touched_is_known(kept: Path) -> None:
    assert digest_in(kept) == DIGEST


def test_a_file_that_was_touched_is_not_known(kept: Path) -> None:
    assert digest_in(kept, 1_000_000_001) is None


def test_another_file_of_the_same_name_is_not_known(kept: Path) -> None:
    (kept.with_name("other.txt")).write_text("one")
    kept.with_name("other.txt").replace(kept.with_name("story.txt"))
    assert digest_in(kept) is None


def test_a_file_that_has_just_changed_is_not_kept(kept: Path) -> None:
    stats, capture = Stats(kept), kept.with_name("story.txt")
    stats.keep(capture, capture.stat(), OTHER)
    assert stats.digest_of(capture, capture.stat()) is None


def test_a_file_that_nobody_asked_for_is_forgotten(kept: Path) -> None:
    Stats(kept).save()
    assert digest_in(kept) is None


def test_a_file_that_was_asked_for_stays_known(kept: Path) -> None:
    stats = Stats(kept)
    stats.digest_of(kept.with_name("story.txt"), stat_of(kept.parent))
    stats.save()
    assert digest_in(kept) == DIGEST


@pytest.mark.parametrize("text", [b"", b"garbage", b"{}", b"\xff" * 99])
def test_damaged_notes_know_nothing(kept: Path, text: bytes) -> None:
    kept.write_bytes(text)
    assert digest_in(kept) is None


def test_names_that_are_no_utf_8_are_kept(kept: Path) -> None:
    stats = Stats(kept)
    stats.keep("caf\udce9.txt", stat_of(kept.parent), OTHER)
    stats.save()
    assert Stats(kept).digest_of("caf\udce9.txt", stat_of(kept.parent)) == OTHER
