"""A built site and what its owner chose in, its seal made or checked, and told in lines, out."""

import getpass
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from backfile.clock import moment_of
from backfile.errors import BackfileError, OwnerError
from backfile.pack.keys import id_of, new_pair, public_key, public_path_of, secret_key, unlock
from backfile.pack.seal import comment_of, put_seal, refuse_damaged
from backfile.pack.signature import Seal, check_seal
from backfile.pack.stamp import ask_for_stamp, certificates_of, post
from backfile.pack.sums import PUBLIC_KEY, SUMS
from backfile.pack.telling import plain, told
from backfile.pack.verify import verify
from backfile.settings import Settings

PASSWORD = "BACKFILE_SEAL_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True, slots=True)
class Sealing:
    """What the owner chose of a seal; empty: as usual.

    key: the file of the secret key. new_key: the file of a pair to be made,
    '' for the usual one, None for none. timestamp: the address of a time stamp
    service, without which nothing goes online. output: of the built site.
    """

    key: str = ""
    new_key: str | None = None
    no_password: bool = False
    timestamp: str = ""
    output: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What is to be checked, and with what: a site's folder, a public key, a certificate."""

    site: str = ""
    key: str = ""
    tsa_cert: str = ""

    def site_at(self, here: Path) -> Path | None:
        """The site that is meant where somebody stands; None: that of the archive here."""
        if self.site:
            return Path(self.site).expanduser()
        return here if (here / SUMS).exists() else None


def usual_key() -> Path:
    """Where the owner's secret key lies: apart from any archive, as it is never published."""
    folder = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(folder).expanduser() / "backfile" / "seal.key"


def sealing_done(settings: Settings, wanted: Sealing) -> Iterator[str]:
    """Make a pair of keys, or seal the archive's site: what was done, in lines.

    Raises:
        BackfileError: as of what is asked for.
    """
    if wanted.new_key is None:
        yield from _seal(settings.output, settings.title, wanted)
    else:
        yield from _make_key(wanted.new_key, settings.root, has_password=not wanted.no_password)


def _make_key(file: str, root: Path, *, has_password: bool) -> Iterator[str]:
    """Write a new pair of keys; what to do with them.

    Raises:
        OwnerError: it would lie in the archive's folder, or where a key is, or has no password.
    """
    path = Path(file).expanduser().resolve() if file else usual_key()
    if file and path.is_relative_to(root):
        what = "lies in the archive's folder, from where it may be published by mistake"
        raise OwnerError(str(path), what, f"--new-key {usual_key()}")
    key = new_pair(path, _new_password() if has_password else "")
    yield f"{path}: the secret key; keep it, and a copy of it, where nobody else reads"
    yield f"{public_path_of(path)}: the public key; give it out by other ways than the archive"
    yield f"key {id_of(key)}"


def _new_password() -> str:
    given = _password("a password for the new key: ")
    if PASSWORD not in os.environ and getpass.getpass("once more: ") != given:
        raise OwnerError("the two passwords", "differ", "again")
    if not given:
        raise OwnerError("the password", "is empty", "a long one, or --no-password")
    return given


def _password(prompt: str) -> str:
    if PASSWORD in os.environ:
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        raise OwnerError("the key", "has a password, and nobody is here to give it", PASSWORD)
    return getpass.getpass(prompt)


def _seal(output: Path, title: str, sealing: Sealing) -> Iterator[str]:
    """Seal a site, or have the seal that holds already stamped; what was done.

    Raises:
        BackfileError: the site is not whole, or a time stamp could not be had.
        OwnerError: the key can't be used.
    """
    _refuse_no_site(output)
    files = refuse_damaged(output)
    seal = check_seal(output)
    if seal.state == "good" and not sealing.key:
        yield f"sealed already by key {seal.key}; it holds"
    else:
        path = Path(sealing.key).expanduser() if sealing.key else usual_key()
        seal = _sealed(output, title, path)
        yield f"sealed {files:,} files with key {seal.key}"
    if sealing.timestamp:
        stamp = ask_for_stamp(output, sealing.timestamp, post)
        yield plain(f"stamped {stamp.time}, says {stamp.authority}")
    yield f"tell {seal.key}, or {PUBLIC_KEY}, to readers by other ways than the archive"


def _sealed(output: Path, title: str, path: Path) -> Seal:
    with secret_key(path) as key:
        if key.is_encrypted():
            unlock(key, _password(f"the password of {path}: "), str(path))
        return put_seal(output, key, comment_of(title, moment_of()))


def verified(folder: Path, wanted: Check) -> tuple[list[str], bool]:
    """What a check of a site found, in lines, and whether it is whole.

    Raises:
        OwnerError: there is no such folder, key or certificate.
    """
    _refuse_no_site(folder)
    key = public_key(wanted.key) if wanted.key else None
    # The key in the folder stays that, whoever names it.
    known = None if Path(wanted.key).resolve().is_relative_to(folder.resolve()) else key
    roots = certificates_of(Path(wanted.tsa_cert).expanduser()) if wanted.tsa_cert else ()
    verdict = verify(folder, known, roots)
    return list(told(verdict)), verdict.is_whole


def _refuse_no_site(folder: Path) -> None:
    if not folder.is_dir():
        raise OwnerError(str(folder), "is no folder", "the folder of a built site")
    if not (folder / SUMS).exists() and not (folder / "index.html").exists():
        raise BackfileError(str(folder), "holds no site", "inv build, or another folder")
