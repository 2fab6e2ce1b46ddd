"""What was read and decided before in, so that a rerun does little and a crash loses nothing.

One SQLite file, and a folder for the bytes of pictures. Every entry carries a
checksum of its text; one that does not hold is forgotten and made again, and
so is a whole file that is damaged. Nothing is ever unpickled.

What is small (readings, outcomes) is recalled at each run; what is large
(documents, texts) is fetched only for those that something must be made of,
and belongs to the reading or outcome of the same key.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from backfile.errors import StoreError
from backfile.model import ArticleText, Document, KeptText
from backfile.store.codec import dumps, pack, unpack
from backfile.store.pictures import Pictures

__all__ = ["Store", "dumps", "is_sound", "key_of", "open_store", "pack", "quick_key", "unpack"]

T = TypeVar("T")
_UNSCRUBBED = 1
# Raised when the tables change; older files are made anew.
_SCHEMA = 4
_SMALL = ("readings", "outcomes")
# The large things of each, by keys that begin with the small one's.
_LARGE = {"documents": "readings", "texts": "outcomes"}
_TABLES = (*_SMALL, *_LARGE)
# With its rows in the tree of the keys, a text of 5 kB took three times as long to fetch.
_CREATE = "CREATE TABLE {} (key TEXT PRIMARY KEY, text BLOB, checksum BLOB)"
_KEY_DIGITS = 40
_CHECKSUM_BYTES = 12
_TEXTS_AT_HAND = 64


def key_of(*parts: object) -> str:
    """A key that is equal only where all parts are."""
    return hashlib.sha256(dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def quick_key(*parts: str | bytes) -> str:
    """A key of 40 hexadecimal digits for parts that are texts or bytes."""
    each = [p.encode("utf-8", "surrogatepass") if isinstance(p, str) else p for p in parts]
    lengths = " ".join(str(len(part)) for part in each).encode()
    return hashlib.blake2b(
        b"".join((lengths, b":", *each)), digest_size=_KEY_DIGITS // 2
    ).hexdigest()


def _checksum(key: str, text: bytes) -> bytes:
    return hashlib.blake2b(text, digest_size=_CHECKSUM_BYTES, key=key[:64].encode()).digest()


class Store:
    """Entries by table and key; what a run did not ask for is dropped at its end."""

    def __init__(self, path: Path, connection: sqlite3.Connection, pictures: Pictures) -> None:
        """Use a connection whose tables exist, to the file at a path, and a place for pictures."""
        self._path = path
        self._connection = connection
        # Of a damaged key or checksum too.
        connection.text_factory = _decoded
        self.pictures = pictures
        self._used: dict[str, dict[str, None]] = {table: {} for table in _SMALL}
        self._waiting: dict[tuple[str, str], bytes] | None = None
        self._at_hand: dict[str, tuple[ArticleText, ...]] = {}
        self._is_over = self._is_thinned = False

    def recall(self, table: str, key: str, kind: type[T]) -> T | None:
        """The value kept under a key, or None where there is none that can be trusted."""
        if table in self._used:
            self._used[table][key] = None
        text = (self._waiting or {}).get((table, key)) or self._text(table, key)
        if text is None:
            return None
        try:
            return self.opened(kind, key, text)
        except (ValueError, KeyError, TypeError):
            return None

    def recall_all(self, table: str, keys: Iterable[str], kind: type[T]) -> dict[str, T]:
        """The values kept under some keys, of which most are there: in one sweep."""
        wanted = dict.fromkeys(keys)
        self._used[table] |= wanted
        if self._waiting:
            found = ((key, self.recall(table, key, kind)) for key in wanted)
            return {key: value for key, value in found if value is not None}
        rows = self._connection.execute(f"SELECT key, text, checksum FROM {table}")  # noqa: S608 - our own table names
        values: dict[str, T] = {}
        for key, text, checksum in rows:
            if key in wanted and isinstance(text, bytes) and _checksum(key, text) == checksum:
                with suppress(ValueError, KeyError, TypeError):
                    values[key] = self.opened(kind, key, text)
        return values

    def keys(self, table: str) -> set[str]:
        """Every key that there is something under."""
        rows = self._connection.execute(f"SELECT key FROM {table}")  # noqa: S608 - our own table names
        found = {key for (key,) in rows}
        return found | {key for held, key in self._waiting or {} if held == table}

    def _text(self, table: str, key: str) -> bytes | None:
        row = self._reading().execute(_SELECT[table], (key,)).fetchone()
        text, checksum = row or (None, None)
        is_sound = isinstance(text, bytes) and _checksum(key, text) == checksum
        return text if is_sound else None

    def _reading(self) -> sqlite3.Connection:
        """A connection to read with, which texts may need once the run is over."""
        if self._is_over:
            self._connection = sqlite3.connect(f"file:{quote(str(self._path))}?mode=ro", uri=True)
            self._is_over = False
        return self._connection

    def text(self, key: str, number: int) -> ArticleText:
        """The text of the article of a number in what one document gave.

        Raises:
            StoreError: it is damaged.
        """
        texts = self._at_hand.get(key)
        if texts is None:
            texts = self.recall("texts", key, tuple[ArticleText, ...])
            if texts is None or number >= len(texts):
                raise StoreError("the store", "is damaged", "build again")
            while len(self._at_hand) >= _TEXTS_AT_HAND:
                del self._at_hand[next(iter(self._at_hand))]
            self._at_hand[key] = texts
        return texts[number]

    def document(self, key: str) -> Document:
        """The document under a key.

        Raises:
            StoreError: it is damaged.
        """
        found = self.recall("documents", key, Document)
        if found is None:
            raise StoreError("the store", "is damaged", "build again")
        return found

    def packed_document(self, key: str) -> bytes:
        """The document under a key, as bytes.

        Raises:
            StoreError: it is damaged.
        """
        found = (self._waiting or {}).get(("documents", key)) or self._text("documents", key)
        if found is None:
            raise StoreError("the store", "is damaged", "build again")
        return found

    def opened(self, kind: type[T], key: str, text: bytes) -> T:
        """The value that was packed, to be kept under a key; its texts wait here.

        Raises:
            ValueError, KeyError, TypeError: the bytes are not one of these.
        """
        return unpack(kind, text, partial(_kept_text, self, key))

    def keep(self, table: str, key: str, value: object) -> None:
        """Keep a value under a key."""
        self.keep_packed(table, key, pack(value))

    def keep_packed(self, table: str, key: str, text: bytes) -> None:
        """Keep a value that is packed already."""
        if table in self._used:
            self._used[table][key] = None
        self._at_hand.pop(key, None)
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
            self._is_thinned = True
            self._connection.execute(f"PRAGMA application_id = {_UNSCRUBBED}")

    def forget_unused(self) -> None:
        """Drop what this run did not ask for, bytes and all."""
        self._forget()
        self._connection.commit()
        self.pictures.forget_unused()

    def _forget(self) -> None:
        """Drop the small things that this run did not ask for, and large ones of no small one."""
        for table in _SMALL:
            if not self._used[table].keys() >= self.keys(table):
                self._forget_all_but(table, self._used[table])
        # A large thing is left alone only by a small one that goes in the same transaction.
        if self._is_thinned:
            self._drop_orphans()

    def _forget_all_but(self, table: str, used: Iterable[str]) -> None:
        self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY)")
        self._connection.execute("DELETE FROM used")
        self._connection.executemany("INSERT INTO used VALUES (?)", ((key,) for key in used))
        self._drop(table, "key NOT IN (SELECT key FROM used)")

    def _drop_orphans(self) -> None:
        """Drop large things whose small one is gone."""
        for table, owner in _LARGE.items():
            of_none = f"substr(key, 1, {_KEY_DIGITS}) NOT IN (SELECT key FROM {owner})"  # noqa: S608 - our own table names
            self._drop(table, of_none)

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
        for table in _SMALL:
            for capture_id in private:
                self._drop(table, "instr(text, ?)", capture_id)
        waiting, self._waiting = self._waiting or {}, None
        gone = {
            key
            for (table, key), text in waiting.items()
            if table in _SMALL and any(capture_id in text for capture_id in private)
        }
        for (table, key), text in waiting.items():
            if key[:_KEY_DIGITS] not in gone:
                self._write(table, key, text)
        self._forget()
        self._at_hand.clear()
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
        """Take back what was kept only for the time of a run that did not settle; let the file go.

        Texts can be fetched still.
        """
        if self._waiting is not None:
            self.pictures.forget_new()
        self._connection.close()
        self._is_over = True


_SELECT = {
    table: f"SELECT text, checksum FROM {table} WHERE key = ?"  # noqa: S608 - our own table names
    for table in _TABLES
}


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _kept_text(store: Store, key: str, number: int) -> KeptText:
    return KeptText(key, number, store)


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store at a path, made anew where it is missing, damaged or of another schema."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _sound(path) or _fresh(path)
    store = Store(path, connection, Pictures(path.with_name("pictures")))
    try:
        yield store
        connection.commit()
    finally:
        store.end()


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
    tables = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
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
