"""The store: what is kept comes back, damage is forgotten, what is dropped is gone."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Rejected
from backfile.store import open_store

KEYS = [f"key-{number:02}" for number in range(12)]
TEXT = "Grüße aus dem Hafen. " * 15
TABLES = ("readings", "outcomes", "documents", "texts")


def filled(path: Path) -> bytes:
    """A store with entries in each table; its bytes."""
    with open_store(path) as store:
        for table in TABLES:
            for key in KEYS:
                store.keep(table, key, TEXT + key)
    return path.read_bytes()


def assert_works(path: Path) -> None:
    """A store that gives what was kept or nothing, and keeps what it is given."""
    with open_store(path) as store:
        for table in TABLES:
            assert all(store.recall(table, key, str) in {None, TEXT + key} for key in KEYS)
            store.keep(table, "new", "value")
        store.forget_unused()
    with open_store(path) as store:
        assert store.recall("outcomes", "new", str) == "value"


def change(path: Path, statement: str) -> None:
    """Change a store behind its back."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "store.sqlite"


@pytest.fixture
def whole(path: Path) -> bytes:
    return filled(path)


def test_what_is_kept_comes_back_in_the_next_run(path: Path) -> None:
    value = Rejected("a.txt", "is empty")
    with open_store(path) as store:
        store.keep("readings", "key", value)
    with open_store(path) as store:
        assert store.recall("readings", "key", Rejected) == value


def test_nothing_is_known_of_another_key_or_table(path: Path, whole: bytes) -> None:
    assert whole
    with open_store(path) as store:
        assert store.recall("outcomes", "other", str) is None


@given(text=st.text(st.characters(), max_size=20))
def test_any_text_can_be_kept(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    with open_store(tmp_path_factory.getbasetemp() / "any.sqlite") as store:
        store.keep("outcomes", "key", text)
        assert store.recall("outcomes", "key", str) == text


def test_what_a_crash_interrupted_is_there_up_to_the_last_commit(path: Path) -> None:
    def crash() -> None:
        with open_store(path) as store:
            store.keep("outcomes", "before", "kept")
            store.commit()
            store.keep("outcomes", "after", "lost")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crash()
    with open_store(path) as store:
        assert store.recall("outcomes", "before", str) == "kept"
        assert store.recall("outcomes", "after", str) is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outcomes SET text = CAST('\"other\"' AS BLOB) WHERE key = 'key-00'",
        "UPDATE outcomes SET text = NULL WHERE key = 'key-00'",
        "UPDATE outcomes SET text = '\"a text, no bytes\"' WHERE key = 'key-00'",
        "UPDATE outcomes SET checksum = CAST(x'ff' AS TEXT) WHERE key = 'key-00'",
        "UPDATE outcomes SET key = 'key-99' WHERE key = 'key-00'",
    ],
)
def test_an_entry_whose_checksum_does_not_hold_is_forgotten(
    path: Path, whole: bytes, statement: str
) -> None:
    assert whole
    change(path, statement)
    with open_store(path) as store:
        assert store.recall("outcomes", "key-00", str) is None
        assert store.recall("outcomes", "key-99", str) is None
        assert store.recall("outcomes", "key-01", str) == TEXT + "key-01"


def test_an_entry_of_another_kind_is_forgotten(path: Path, whole: bytes) -> None:
    assert whole
    with open_store(path) as store:
        assert store.recall("outcomes", "key-00", Rejected) is None


@pytest.mark.parametrize("step", range(3))
def test_a_flipped_byte_anywhere_never_stops_a_build(path: Path, whole: bytes, step: int) -> None:
    # The file's header and the tables' own words byte by byte, the rest in steps.
    places = [*range(step, 110, 3), *range(3600 + step * 17, 4096, 51)]
    places += range(4096 + step * 331, len(whole), 997)
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        assert_works(path)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_file_never_stops_a_build(path: Path, whole: bytes, share: float) -> None:
    path.write_bytes(whole[: int(len(whole) * share)])
    assert_works(path)


@pytest.mark.parametrize("garbage", [b"garbage", b"\0" * 5000, b"SQLite format 3\0" * 300])
def test_a_garbage_file_never_stops_a_build(path: Path, garbage: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(garbage)
    assert_works(path)


def test_a_garbage_journal_never_stops_a_build(path: Path, whole: bytes) -> None:
    assert whole
    path.with_name("store.sqlite-journal").write_bytes(b"garbage" * 999)
    assert_works(path)


@pytest.mark.parametrize(
    "statement",
    ["PRAGMA user_version = 99", "DROP TABLE outcomes", "ALTER TABLE outcomes RENAME TO other"],
)
def test_a_store_of_another_schema_is_made_anew(path: Path, whole: bytes, statement: str) -> None:
    assert whole
    change(path, statement)
    assert_works(path)
    assert TEXT.encode() not in path.read_bytes()


def test_what_a_run_did_not_ask_for_is_gone_from_the_files_bytes(path: Path, whole: bytes) -> None:
    assert b"Hafen. key-03" in whole
    with open_store(path) as store:
        store.recall("outcomes", "key-00", str)
        store.forget_unused()
    left = [file.read_bytes() for file in path.parent.iterdir()]
    # The outcome, and the text that belongs to it.
    assert [data.count(b"Hafen. key-") for data in left] == [2]


def test_a_value_that_was_replaced_is_gone_from_the_files_bytes(path: Path) -> None:
    for value in ("withheld words", "other words"):
        with open_store(path) as store:
            store.keep("outcomes", "key", value)
    assert b"withheld words" not in path.read_bytes()


def test_an_entry_with_a_damaged_key_is_dropped_too(path: Path, whole: bytes) -> None:
    assert whole
    change(path, "UPDATE outcomes SET key = CAST(x'ff' AS TEXT) WHERE key = 'key-05'")
    with open_store(path) as store:
        store.forget_unused()
    assert b"Hafen" not in path.read_bytes()
