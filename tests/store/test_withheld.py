"""What must not stay in the store: it is not written, or dropped so that no byte is left."""

import sqlite3
from pathlib import Path

import pytest

from backfile.model import Reading
from backfile.store import open_store

WORDS = "zq the secret words"
ONE, OTHER = "a" * 64, "b" * 64
PICTURE = "0" * 20 + ".png"


def raw(folder: Path) -> bytes:
    """Every byte of every file of a store."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def kept(folder: Path, *keys: str) -> Path:
    """A store that holds readings that tell of a capture and the secret."""
    with open_store(folder / "store.sqlite") as store:
        for key in keys:
            store.keep("readings", key, Reading(reason=f"{ONE} {WORDS} {'x' * 900}"))
    return folder / "store.sqlite"


def test_what_is_dropped_with_its_capture_leaves_no_byte(tmp_path: Path) -> None:
    path = kept(tmp_path, *map(str, range(200)))
    with open_store(path) as store:
        for key in map(str, range(200)):
            store.recall("readings", key, Reading)
        store.keep("readings", "other", Reading(reason=OTHER))
        store.settle([ONE], [])
    assert WORDS.encode() not in raw(tmp_path)
    with open_store(path) as store:
        assert store.recall("readings", "other", Reading) == Reading(reason=OTHER)


def test_what_this_run_did_not_ask_for_goes_with_it(tmp_path: Path) -> None:
    with open_store(kept(tmp_path, "old")) as store:
        store.settle([], [])
    assert WORDS.encode() not in raw(tmp_path)


def test_while_it_waits_nothing_is_written(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        store.wait()
        store.keep("readings", "key", Reading(reason=WORDS))
        store.commit()
        assert store.recall("readings", "key", Reading) == Reading(reason=WORDS)
    assert WORDS.encode() not in raw(tmp_path)


def test_what_waited_is_written_where_it_tells_of_no_withheld_capture(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        store.wait()
        store.keep("readings", "one", Reading(reason=f"{ONE} {WORDS}"))
        store.keep("readings", "other", Reading(reason=OTHER))
        store.settle([ONE], [])
    with open_store(tmp_path / "store.sqlite") as store:
        assert store.recall("readings", "one", Reading) is None
        assert store.recall("readings", "other", Reading) == Reading(reason=OTHER)


def stopped(folder: Path) -> None:
    """A run that ends while it waits."""
    with open_store(folder / "store.sqlite") as store:
        store.wait()
        store.pictures.keep({PICTURE: WORDS.encode()})
        raise KeyboardInterrupt


def test_pictures_of_a_run_that_was_stopped_while_it_waited_go(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        stopped(tmp_path)
    assert WORDS.encode() not in raw(tmp_path)


def test_a_file_that_was_not_written_anew_is_by_the_next_run(tmp_path: Path) -> None:
    path = kept(tmp_path, "old")
    with open_store(path) as store:
        store.keep("readings", "old", Reading(reason=OTHER))
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (1,)
    connection.close()
    with open_store(path) as store:
        store.recall("readings", "old", Reading)
        store.settle([], [])
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (0,)
    connection.close()
