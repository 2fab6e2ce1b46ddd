"""A folder anywhere in, whether it is whole and as it was sealed out.

SHA256SUMS alone tells accidents; whoever changes a file on purpose writes new
sums. Only a seal tells the two apart, and only with a key from elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import minisign
from cryptography import x509

from backfile.pack.files import Fault, check_files
from backfile.pack.keys import id_of
from backfile.pack.signature import Seal, check_seal, key_beside
from backfile.pack.stamp import Stamp, check_stamp
from backfile.pack.sums import PUBLIC_KEY, SIGNATURE, STAMP, is_plain, read_sums


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of a folder.

    files: how many stand in SHA256SUMS. odd: what else is wrong with the parts
    of a seal, in words. wants_seal, wants_stamp: a key, or a certificate, was given to
    check it with.
    """

    files: int
    faults: tuple[Fault, ...]
    seal: Seal
    stamp: Stamp
    odd: tuple[str, ...] = ()
    wants_seal: bool = False
    wants_stamp: bool = False

    @property
    def is_sealed_well(self) -> bool:
        """Whether nothing is wrong with the seal; where none is asked for, none is needed."""
        if self.odd or self.stamp.state not in {"none", "fits"}:
            return False
        if self.seal.state == "none":
            return not self.wants_seal and not self.wants_stamp
        return self.seal.state == "good" and (self.stamp.state == "fits" or not self.wants_stamp)

    @property
    def is_whole(self) -> bool:
        """Whether every file is there and equal, and nothing is wrong with the seal."""
        return not self.faults and self.is_sealed_well


def verify(
    folder: Path,
    key: minisign.PublicKey | None = None,
    authorities: Sequence[x509.Certificate] = (),
) -> Verdict:
    """Check a folder's files, its seal and the seal's time stamp.

    key: the archive's, from elsewhere; without it the one in the folder is
    tried. authorities: certificates that the time stamp must rest on.
    """
    sums = read_sums(folder)
    seal = check_seal(folder, key)
    is_sealed = seal.state != "none"
    return Verdict(
        files=len(sums.digests),
        faults=check_files(folder, sums),
        seal=seal,
        stamp=check_stamp(folder, authorities) if is_sealed else Stamp("none"),
        odd=tuple(_strange_key(folder, key) if is_sealed else _loose_parts(folder)),
        wants_seal=key is not None,
        wants_stamp=bool(authorities),
    )


def _loose_parts(folder: Path) -> Iterator[str]:
    for name in (PUBLIC_KEY, STAMP):
        if is_plain(folder / name):
            yield f"{name} lies there without {SIGNATURE}"


def _strange_key(folder: Path, known: minisign.PublicKey | None) -> Iterator[str]:
    """Another key in the place of the archive's would mislead the next reader."""
    beside = key_beside(folder)
    if known and beside and beside != known:
        yield f"{PUBLIC_KEY} is another key than the one that you gave: {id_of(beside)}"
