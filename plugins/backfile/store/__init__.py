"""What was read and decided before in, so that a rerun does little and a crash loses nothing.

One SQLite file, and a folder for the bytes of pictures. Every entry carries a
checksum of its text; one that does not hold is forgotten and made again, and
so is a whole file that is damaged.
Texts are kept as bytes: what a capture holds is not always UTF-8, and neither
is a damaged entry. Nothing is ever unpickled.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from backfile.store.codec import dumps, loads
from backfile.store.pictures import Pictures

__all__ = ["Store", "dumps", "is_sound", "key_of", "loads", "open_store"]

T = TypeVar("T")
_UNSCRUBBED = 1
# Raised when the tables change; older files are made anew.
_SCHEMA = 2
_OF_CAPTURES = ("readings", "outcomes")
_TABLES = (*_OF_CAPTURES, "pages")
_CREATE = "CREATE TABLE {} (key TEXT PRIMARY KEY, text BLOB, checksum TEXT) WITHOUT ROWID"


def key_of(*parts: object) -> str:
    """A key that is equal only where all parts are."""
    return hashlib.sha256(dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _checksum(key: str, text: bytes) -> str:
    return hashlib.sha256(f"{key}\n".encode() + text).hexdigest()[:32]


class Store:
    """Entries by table and key; what a run did not ask for is dropped at its end."""

    def __init__(self, connection: sqlite3.Connection, pictures: Pictures) -> None:
        """Use a connection whose tables exist, and a place for pictures."""
        self._connection = connection
        self.pictures = pictures
        connection.text_factory = bytes
        self._used: dict[str, dict[str, None]] = {table: {} for table in _TABLES}
        self._waiting: dict[tuple[str, str], bytes] | None = None

    def recall(self, table: str, key: str, kind: type[T]) -> T | None:
        """The value kept under a key, or None where there is none that can be trusted."""
        self._used[table][key] = None
        text = (self._waiting or {}).get((table, key)) or self._text(table, key)
        if text is None:
            return None
        try:
            return loads(kind, text.decode("utf-8", "surrogatepass"))
        except (ValueError, KeyError, TypeError):
            return None

    def _text(self, table: str, key: str) -> bytes | None:
        row = self._connection.execute(
            f"SELECT text, checksum FROM {table} WHERE key = ?",  # noqa: S608 - our own table names
            (key,),
        ).fetchone()
        text, checksum = row or (None, None)
        is_sound = isinstance(text, bytes) and _checksum(key, text).encode() == checksum
        return text if is_sound else None

    def keep(self, table: str, key: str, value: object) -> None:
        """Keep a value under a key."""
        text = dumps(value).encode("utf-8", "surrogatepass")
        self._used[table][key] = None
        if self._waiting is None:
            self._write(table, key, text)
        else:
            self._waiting[table, key] = text

    def _write(self, table: str, key: str, text: bytes) -> None:
        self._drop(table, "key = ?", key)
        self._connection.execute(
            f"INSERT INTO {table} VALUES (?, ?, ?)",  # noqa: S608 - our own table names
            (key, text, _checksum(key, text)),
        )

    def _drop(self, table: str, which: str, *values: str | bytes) -> None:
        """Delete rows, and note in the file's header that copies may be left of them."""
        words = f"DELETE FROM {table} WHERE {which}"  # noqa: S608 - our own words
        if self._connection.execute(words, values).rowcount:
            self._connection.execute(f"PRAGMA application_id = {_UNSCRUBBED}")

    def remember(self, table: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """What is kept under a key, else what `make` gives, which is then kept."""
        value = self.recall(table, key, kind)
        if value is None:
            value = make()
            self.keep(table, key, value)
        return value

    def forget_unused(self) -> None:
        """Drop what this run did not ask for, bytes and all."""
        self._forget(_TABLES)
        self._connection.commit()
        self.pictures.forget_unused()

    def _forget(self, tables: Iterable[str]) -> None:
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY)")
        for table in tables:
            used = self._used[table]
            self._connection.execute("DELETE FROM used")
            self._connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
            self._drop(table, "key NOT IN (SELECT key FROM used)")

    def commit(self) -> None:
        """Make what was kept so far survive a crash."""
        self._connection.commit()

    def wait(self) -> None:
        """Write nothing until `settle`, since what is withheld may be among it."""
        self._waiting = self._waiting or {}

    def settle(self, capture_ids: Collection[str], pictures: Iterable[str]) -> None:
        """Drop what was read and found of some captures, and all that this run did not ask for.

        What is left is written for good, and of what went no byte stays in the
        file. pictures: the names of those that stay.
        """
        private = [capture_id.encode() for capture_id in capture_ids]
        for table in _OF_CAPTURES:
            for capture_id in private:
                self._drop(table, "instr(text, ?)", capture_id)
        self._forget(_OF_CAPTURES)
        waiting, self._waiting = self._waiting or {}, None
        for (table, key), text in waiting.items():
            if not any(capture_id in text for capture_id in private):
                self._write(table, key, text)
        self._connection.commit()
        self._scrub()
        self.pictures.use_only(pictures)
        self.pictures.forget_unused()

    def _scrub(self) -> None:
        """Write the file anew: rows that moved within it have left copies that no deletion finds.

        The mark in its header has outlived a run that was killed before this.
        """
        if self._connection.execute("PRAGMA application_id").fetchone() == (_UNSCRUBBED,):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA application_id = 0")
            self._connection.commit()

    def end(self) -> None:
        """Take back what was kept only for the time of a run that did not settle."""
        if self._waiting is not None:
            self.pictures.forget_new()


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store at a path, made anew where it is missing, damaged or of another schema."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _sound(path) or _fresh(path)
    store = Store(connection, Pictures(path.with_name("pictures")))
    try:
        yield store
        connection.commit()
    finally:
        store.end()
        connection.close()


def _sound(path: Path) -> sqlite3.Connection | None:
    """An existing store that can be trusted, or None."""
    if not path.exists():
        return None
    connection = sqlite3.connect(path)
    try:
        trusted = _is_ours(connection)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        # The second where SQLite tells of damage in damaged words.
        trusted = False
    if trusted:
        return connection
    connection.close()
    return None


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Whether a file is whole, has our tables, and takes writing."""
    # What is deleted must be gone from the file, withheld text above all.
    connection.execute("PRAGMA secure_delete = ON")
    healthy = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    version = connection.execute("PRAGMA user_version").fetchone() == (_SCHEMA,)
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_master"))
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    connection.rollback()
    return healthy and version and tables == {name: _CREATE.format(name) for name in _TABLES}


def _fresh(path: Path) -> sqlite3.Connection:
    for old in (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")):
        old.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA secure_delete = ON")
    for table in _TABLES:
        connection.execute(_CREATE.format(table))
    connection.execute(f"PRAGMA user_version = {_SCHEMA}")
    return connection


def is_sound(path: Path) -> bool:
    """Whether there is a store at a path that the next build will trust."""
    connection = _sound(path)
    if connection is None:
        return False
    connection.close()
    return True
