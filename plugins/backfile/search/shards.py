"""Payloads in, the classic scripts that hand them to the engine out.

A script is one call, `Backfile.search.load("KIND/LETTERS",PAYLOAD);`, because
fetch does not work on file://. Its letters come from the payload's SHA-256: a
host may cache it for ever, and what has not changed keeps its name. They are
lower-case base32, since a file system may not tell A from a.
"""

import base64
import json
from collections.abc import Generator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

File = tuple[str, bytes]
# What writes scripts gives them one after another, and at its end what it is asked for.
Written = Generator[File, None, str]

# 40 bits: among 100,000 shards of a kind two share them once in 220 archives.
_LETTERS = 8
# 20 bits are enough to tell the states of one shard from each other where its
# place stands in its name; listings of many are half as large so.
_LETTERS_BESIDE_A_PLACE = 4
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NONE: Mapping[str, bytes] = MappingProxyType({})
_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<\u2028\u2029"}


def payload_of(value: object) -> bytes:
    """Write a value as JSON that may stand in a script.

    Line separators end a line in older JavaScript, and `</` or `<!--` would end
    or hide a script that someone puts into a page. Half of a surrogate pair,
    which a text can hold and no encoding writes, becomes a question mark.
    """
    written = _encode(value)
    for sign, escape in _UNSAFE.items():
        if sign in written:
            written = written.replace(sign, escape)
    return written.encode(errors="replace")


class Shards:
    """The scripts of one index; each is given out once, however often it is written."""

    def __init__(self, before: Mapping[str, bytes] = _NONE) -> None:
        """Begin without any; before: the digest of each shard that the last build named."""
        self._digests: dict[str, bytes] = {}
        self._before = before
        self._again: list[str] = []

    @property
    def digests(self) -> Mapping[str, bytes]:
        """The digest of each payload by KIND/LETTERS, but of those that have a place."""
        return self._digests

    @property
    def again(self) -> Sequence[str]:
        """The paths of the shards that are those of the last build."""
        return self._again

    def has(self, kind: str, letters: str | None) -> bool:
        """Tell whether a shard is one of the last build."""
        return f"{kind}/{letters}" in self._before

    def keep(self, kind: str, letters: str) -> str:
        """Take a shard of the last build; return its letters.

        Raises:
            KeyError: the last build had no such shard, or it has another name now.
        """
        name = f"{kind}/{letters}"
        digest = self._before[name]
        is_first = len(letters) == _LETTERS and name not in self._digests
        if not is_first and self._name(kind, digest) != letters:
            raise KeyError(name)
        if name not in self._digests:
            self._digests[name] = digest
            self._again.append(f"search/{name}.js")
        return letters

    def keep_placed(self, kind: str, place: int, letters: str) -> None:
        """Take the shard at a place of the last build."""
        self._again.append(f"search/{kind}/{place}-{letters}.js")

    def shard(self, kind: str, payload: bytes) -> Written:
        """Give the script of a payload unless it was given before; return its letters."""
        digest = sha256(payload).digest()
        letters = self._name(kind, digest)
        if f"{kind}/{letters}" not in self._digests:
            self._digests[f"{kind}/{letters}"] = digest
            yield _script(f"{kind}/{letters}", payload)
        return letters

    def _name(self, kind: str, digest: bytes) -> str:
        """Give the letters of a digest, more where another has the first of them."""
        length = _LETTERS
        while self._digests.get(f"{kind}/{_letters(digest, length)}", digest) != digest:
            length += 1
        return _letters(digest, length)

    def placed(self, kind: str, place: int, payload: bytes) -> Written:
        """Give the script of the shard at a place of its kind, `KIND/PLACE-LETTERS`.

        Its letters are returned.
        """
        letters = _letters(sha256(payload).digest(), _LETTERS_BESIDE_A_PLACE)
        yield _script(f"{kind}/{place}-{letters}", payload)
        return letters


def root_scripts(root: bytes) -> tuple[File, File]:
    """Give the script that tells the root's name, then that of the root itself.

    The first has the one name in the index that never changes.
    """
    name = f"index.{_letters(sha256(root).digest(), _LETTERS)}"
    entry = b'Backfile.search.load("entry","%b");\n' % name.encode()
    return ("search/index.js", entry), _script(name, root)


def _letters(digest: bytes, count: int) -> str:
    """Give the first letters of a digest; five bytes are eight letters."""
    return base64.b32encode(digest[: count * 5 // 8 + 1]).decode()[:count].lower()


def _script(name: str, payload: bytes) -> File:
    return f"search/{name}.js", b'Backfile.search.load("%b",%b);\n' % (name.encode(), payload)
