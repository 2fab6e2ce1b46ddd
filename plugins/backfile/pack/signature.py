"""A folder's sums and a key in, minisign's signature of them out; and whether one holds."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import minisign

from backfile.pack.keys import id_of, key_id
from backfile.pack.sums import PUBLIC_KEY, SIGNATURE, SUMS, is_plain

# "none": not sealed. "good": the sums are what the key sealed. "false": they are not. "other":
# sealed by another key than the one in hand. "keyless": no key in hand. "torn": no signature.
SealState = Literal["none", "good", "false", "other", "keyless", "torn"]

# minisign writes up to 8,192 characters of comment, and three short lines.
_LARGEST = 16_384
# minisign's older form needs all of the sums in memory.
_MOST_UNHASHED = 1 << 30


@dataclass(frozen=True, slots=True)
class Seal:
    """What a folder's seal says.

    key: the id of the key that made it. comment: what the sealer signed beside
    the sums, empty unless the seal is good. is_known: whether it was checked
    with a key from elsewhere, not with the one that lies in the folder.
    """

    state: SealState
    key: str = ""
    comment: str = ""
    is_known: bool = False


def check_seal(folder: Path, known: minisign.PublicKey | None = None) -> Seal:
    """Whether SHA256SUMS is what was sealed; known: the key, where it is from elsewhere."""
    if not is_plain(folder / SIGNATURE):
        return Seal("none", is_known=known is not None)
    try:
        signature = minisign.Signature.from_bytes(_read(folder / SIGNATURE))
    except (minisign.Error, OSError):
        return Seal("torn", is_known=known is not None)
    sealer = key_id(bytes(signature).splitlines()[1])
    key = known or key_beside(folder)
    if key is None:
        return Seal("keyless", sealer)
    state: SealState = "other" if id_of(key) != sealer else _state(folder, key, signature)
    comment = signature.trusted_comment if state == "good" else ""
    return Seal(state, sealer, comment, known is not None)


def _state(
    folder: Path, key: minisign.PublicKey, signature: minisign.Signature
) -> Literal["good", "false"]:
    sums = folder / SUMS
    try:
        if not is_plain(sums):
            return "false"
        if not signature.is_prehashed() and sums.stat().st_size > _MOST_UNHASHED:
            return "false"
        with sums.open("rb") as file:
            key.verify(file, signature)
    except (minisign.VerifyError, OSError, ValueError):
        return "false"
    return "good"


def key_beside(folder: Path) -> minisign.PublicKey | None:
    """The public key that lies in a folder; None where there is none, or it is torn."""
    try:
        return minisign.PublicKey.from_bytes(_read(folder / PUBLIC_KEY))
    except (minisign.Error, OSError):
        return None


def _read(path: Path) -> bytes:
    if not is_plain(path):
        return b""
    with path.open("rb") as file:
        return file.read(_LARGEST)


def sign(folder: Path, key: minisign.SecretKey, comment: str) -> bytes:
    """The signature of a folder's sums, hashed before, as minisign writes it.

    comment: signed with them; printable ASCII.
    """
    with (folder / SUMS).open("rb") as file:
        untrusted = f"signature of {SUMS} by the archive's key"
        found = key.sign(file, untrusted_comment=untrusted, trusted_comment=comment)
    return bytes(found) + b"\n"
