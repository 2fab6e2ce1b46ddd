"""A built site and a secret key in, its seal beside SHA256SUMS out.

Never part of a build: a seal is the owner's word, given by an explicit
command. The format is minisign's, so that anybody can check it without us.
"""

import re
from pathlib import Path

import minisign
from unidecode import unidecode

from backfile.errors import BackfileError
from backfile.pack.files import Fault, check_files
from backfile.pack.keys import public_bytes
from backfile.pack.signature import Seal, check_seal, sign
from backfile.pack.sums import PUBLIC_KEY, SIGNATURE, STAMP, SUMS, read_sums

_UNPRINTABLE = re.compile(r"[^ -~]+")
_LONGEST_TITLE = 200


def comment_of(title: str, seconds: int) -> str:
    """What is signed beside the sums: when, as the sealer says, and what for; seconds since 1970.

    In the form of minisign's own comments, whose signs are printable ASCII alone.
    """
    plain = " ".join(_UNPRINTABLE.sub(" ", unidecode(title)).split())[:_LONGEST_TITLE]
    return f"timestamp:{seconds}\tfile:{SUMS}\thashed\tsite:{plain}"


def refuse_damaged(folder: Path) -> int:
    """How many files a whole site has.

    Raises:
        BackfileError: it is not whole, so that nobody should vouch for it.
    """
    sums = read_sums(folder)
    faults = check_files(folder, sums)
    if faults:
        first = _words(faults[0])
        what = f"is not whole, so it is not sealed: {first}"
        more = f" and {len(faults) - 1} more" if faults[1:] else ""
        raise BackfileError(str(folder), what + more, "backfile verify, then build again")
    return len(sums.digests)


def _words(fault: Fault) -> str:
    return f"{fault.what} ({fault.kind})" if fault.kind != "list" else fault.what


def put_seal(folder: Path, key: minisign.SecretKey, comment: str) -> Seal:
    """Sign a folder's sums; the public key goes beside, and a time stamp of an older seal away."""
    public = key.get_public_key()
    _replace(folder, PUBLIC_KEY, public_bytes(public))
    _replace(folder, SIGNATURE, sign(folder, key, comment))
    (folder / STAMP).unlink(missing_ok=True)
    return check_seal(folder, public)


def _replace(folder: Path, name: str, data: bytes) -> None:
    # A name with a dot is passed over if it is left behind.
    new = folder / f".{name}.new"
    new.write_bytes(data)
    new.replace(folder / name)
