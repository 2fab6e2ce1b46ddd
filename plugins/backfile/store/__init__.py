"""What was read and decided before in, so that a rerun does little and a crash loses nothing.

One SQLite file, and a folder for the bytes of pictures. Every entry carries a
checksum of its text; one that does not hold is forgotten and made again, and
so is a whole file that is damaged.
Texts are kept as bytes: what a capture holds is not always UTF-8, and neither
is a damaged entry. Nothing is ever unpickled.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from backfile.store.codec import dumps, loads
from backfile.store.pictures import Pictures

__all__ = ["Store", "dumps", "is_sound", "key_of", "loads", "open_store"]

T = TypeVar("T")
# Raised when the tables change; older files are made anew.
_SCHEMA = 2
_TABLES = ("readings", "outcomes", "pages")
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

    def recall(self, table: str, key: str, kind: type[T]) -> T | None:
        """The value kept under a key, or None where there is none that can be trusted."""
        self._used[table][key] = None
        row = self._connection.execute(
            f"SELECT text, checksum FROM {table} WHERE key = ?",  # noqa: S608 - our own table names
            (key,),
        ).fetchone()
        text, checksum = row or (None, None)
        if not isinstance(text, bytes) or _checksum(key, text).encode() != checksum:
            return None
        try:
            return loads(kind, text.decode("utf-8", "surrogatepass"))
        except (ValueError, KeyError, TypeError):
            return None

    def keep(self, table: str, key: str, value: object) -> None:
        """Keep a value under a key."""
        text = dumps(value).encode("utf-8", "surrogatepass")
        self._used[table][key] = None
        self._connection.execute(
            f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608 - our own table names
            (key, text, _checksum(key, text)),
        )

    def remember(self, table: str, key: str, kind: type[T], make: Callable[[], T]) -> T:
        """What is kept under a key, else what `make` gives, which is then kept."""
        value = self.recall(table, key, kind)
        if value is None:
            value = make()
            self.keep(table, key, value)
        return value

    def forget_unused(self) -> None:
        """Drop what this run did not ask for, bytes and all."""
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY)")
        for table, used in self._used.items():
            self._connection.execute("DELETE FROM used")
            self._connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
            self._connection.execute(
                f"DELETE FROM {table} WHERE key NOT IN (SELECT key FROM used)"  # noqa: S608 - our own table names
            )
        self._connection.commit()
        self.pictures.forget_unused()

    def commit(self) -> None:
        """Make what was kept so far survive a crash."""
        self._connection.commit()


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store at a path, made anew where it is missing, damaged or of another schema."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _sound(path) or _fresh(path)
    try:
        yield Store(connection, Pictures(path.with_name("pictures")))
        connection.commit()
    finally:
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
