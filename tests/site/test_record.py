"""The record of a published site: its rows hold what was put in, damage is as if missing."""

from pathlib import Path

import pytest

from backfile.site.record import (
    NO_KEY,
    digest_in,
    key_from,
    key_in,
    read_record,
    row_of,
    sign_in,
    write_record,
)

ROW = row_of("a" * 64, key_from("b" * 64), "1 2 3 4")


def test_a_row_gives_its_parts() -> None:
    assert (digest_in(ROW), key_in(ROW), sign_in(ROW)) == ("a" * 64, "b" * 32, "1 2 3 4")


def test_a_row_of_a_file_that_is_no_page_has_no_key() -> None:
    assert key_in(row_of("a" * 64, NO_KEY, "1 2 3 4")) == NO_KEY


def test_a_key_of_bytes_is_that_of_its_digits() -> None:
    assert key_from(bytes.fromhex("ab" * 32)) == key_from("ab" * 32)


def test_an_empty_row_is_of_no_file() -> None:
    assert (digest_in(""), key_in(""), sign_in("")) == ("", "", "")


def test_a_record_is_read_again(tmp_path: Path) -> None:
    write_record(tmp_path / "record", Path("/site"), {"index.html": ROW})
    assert read_record(tmp_path / "record") == ("/site", {"index.html": ROW})


@pytest.mark.parametrize("text", [b"", b"garbage", b"{}"])
def test_a_damaged_record_knows_nothing(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "record").write_bytes(text)
    assert read_record(tmp_path / "record") == ("", {})
