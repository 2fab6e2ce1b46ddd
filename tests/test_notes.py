"""Notes for a later run: what was written is read again, whatever is damaged is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.notes import read_notes, write_notes

VALUE = {"a": ["b", 1], "caf\udce9.txt": "kept"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_notes(tmp_path / "notes", "test 1", VALUE)
    return tmp_path / "notes"


def test_what_was_noted_is_read_again(path: Path) -> None:
    assert read_notes(path, "test 1") == VALUE


def test_notes_of_another_form_are_none(path: Path) -> None:
    assert read_notes(path, "test 2") is None


def test_where_nothing_was_noted_there_is_nothing(path: Path) -> None:
    assert read_notes(path.with_name("others"), "test 1") is None


def test_nothing_else_is_left_beside_them(path: Path) -> None:
    assert [one.name for one in path.parent.iterdir()] == ["notes"]


def test_notes_that_can_not_be_written_are_none(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    write_notes(tmp_path / "notes", "test 1", VALUE)
    assert read_notes(tmp_path / "notes", "test 1") is None
    assert [one.name for one in tmp_path.iterdir()] == ["notes"]


@given(at=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=7))
def test_no_flipped_bit_goes_unseen(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    path = tmp_path_factory.mktemp("notes") / "notes"
    write_notes(path, "test 1", VALUE)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << bit
    path.write_bytes(data)
    assert read_notes(path, "test 1") is None


@pytest.mark.parametrize("text", [b"", b"garbage", b"\xff\0" * 99, b"[" * 99_999])
def test_garbage_is_none(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    assert read_notes(path, "test 1") is None


def test_a_note_that_was_cut_short_is_none(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5])
    assert read_notes(path, "test 1") is None
