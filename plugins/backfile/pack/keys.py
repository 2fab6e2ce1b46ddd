"""Keys as minisign writes them in, what is needed of them out; and new pairs of them.

A key's id is shown as minisign shows it, so that the two can be compared.
"""

import base64
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import minisign

from backfile.errors import OwnerError

# scrypt with N = 2^17, r = 8, p = 1 (128 MiB, under a second): what OWASP asks for. minisign's
# own 1 GiB takes ten seconds, and fails on small machines of CI.
_OPERATIONS, _MEMORY = 1 << 22, 1 << 27
# A key is two lines of less than 300 characters.
_LARGEST = 4096
_ID = slice(2, 10)


def key_id(encoded: bytes) -> str:
    """The id of the key in a line of Base64 of a public key or a signature."""
    return f"{int.from_bytes(base64.b64decode(encoded)[_ID], 'little'):016X}"


def id_of(key: minisign.PublicKey) -> str:
    """The id of a public key, as minisign shows it."""
    return key_id(key.to_base64())


def public_key(given: str) -> minisign.PublicKey:
    """A public key from a file, or from the line of Base64 itself.

    Raises:
        OwnerError: it is neither.
    """
    path = Path(given).expanduser()
    try:
        if path.is_file():
            return minisign.PublicKey.from_bytes(_read(path))
        return minisign.PublicKey.from_base64(given)
    except (minisign.Error, OSError):
        cure = "the file seal.pub that you were given, or its second line, RW..."
        raise OwnerError(given, "is no public key of minisign", cure) from None


def new_pair(path: Path, password: str) -> minisign.PublicKey:
    """Write a new secret key, protected by a password unless that is empty; its public key beside.

    Raises:
        OwnerError: there is a key already, or it can't be written.
    """
    public_path = public_path_of(path)
    for file in (path, public_path):
        if file.exists():
            cure = "another --new-key FILE; whoever has the old one's public key needs it"
            raise OwnerError(str(file), "is there already and is never replaced", cure)
    pair = minisign.KeyPair.generate()
    if password:
        pair.secret_key.encrypt(password, opslimit=_OPERATIONS, memlimit=_MEMORY)
    with _told(path), pair.secret_key as secret:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(path, bytes(secret) + b"\n", 0o600)
        _write(public_path, public_bytes(pair.public_key), 0o644)
    return pair.public_key


def public_path_of(path: Path) -> Path:
    """Where the public key of a secret one lies: seal.key has seal.pub beside it."""
    return path.with_suffix(".pub")


def public_bytes(key: minisign.PublicKey) -> bytes:
    """A public key as minisign writes it."""
    key.untrusted_comment = f"minisign public key {id_of(key)}"
    return bytes(key) + b"\n"


def secret_key(path: Path) -> minisign.SecretKey:
    """A secret key, still locked where it has a password.

    Raises:
        OwnerError: the file is no secret key of minisign.
    """
    with _told(path):
        data = _read(path)
    try:
        return minisign.SecretKey.from_bytes(data)
    except minisign.Error as error:
        cure = "--key FILE, or seal --new-key for a first one"
        raise OwnerError(str(path), f"is no secret key of minisign ({error})", cure) from None


def unlock(key: minisign.SecretKey, password: str, where: str) -> None:
    """Unlock a secret key.

    Raises:
        OwnerError: the password is not its own.
    """
    try:
        key.decrypt(password)
    except minisign.Error as error:
        raise OwnerError(where, f"can't be unlocked ({error})", "its own password") from None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LARGEST)


def _write(path: Path, data: bytes, mode: int) -> None:
    # Made with its mode from the start: a key that is open for a moment is open.
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise OwnerError(str(path), "is not there", "seal --new-key, or --key FILE") from None
    except OSError as error:
        what = f"can't be used ({error.strerror})"
        raise OwnerError(str(path), what, "its permissions, or another FILE") from None
