"""A seal in, a time stamp of it (RFC 3161) out; and what one says and whether it belongs to it.

The stamp is over SHA256SUMS.minisig, not over the sums: it shows that this
seal, and with it the sums, was there at that time.
"""

import hashlib
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from backfile.errors import BackfileError, OwnerError
from backfile.pack.der import sorted_certificates
from backfile.pack.sums import SIGNATURE, STAMP, is_plain

# "fits": it is of this seal. "false": of something else. "torn": no stamp. "refused": the chain
# to the certificate that was given does not hold.
StampState = Literal["none", "fits", "false", "torn", "refused"]

_SECONDS = 30
# A stamp with a chain of four certificates has 6,000 bytes.
_LARGEST = 1 << 18
_OID = "2.16.840.1.101.3.4.2"
_DIGESTS = {f"{_OID}.1": "sha256", f"{_OID}.2": "sha384", f"{_OID}.3": "sha512"}

Send = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a time stamp says.

    time: ISO, UTC. authority: the name of who stamped, as the stamp itself has
    it. is_checked: whether the chain to a certificate that was given holds.
    """

    state: StampState
    time: str = ""
    authority: str = ""
    is_checked: bool = False


def certificates_of(path: Path) -> Sequence[x509.Certificate]:
    """The certificates of a file, PEM or DER.

    Raises:
        OwnerError: it holds none.
    """
    try:
        data = path.read_bytes()
        is_pem = b"-----BEGIN" in data
        return (
            x509.load_pem_x509_certificates(data)
            if is_pem
            else [x509.load_der_x509_certificate(data)]
        )
    except (OSError, ValueError):
        cure = "--tsa-cert FILE, the root certificate of the time stamp service"
        raise OwnerError(str(path), "holds no certificate", cure) from None


def check_stamp(folder: Path, roots: Sequence[x509.Certificate] = ()) -> Stamp:
    """Whether a folder's time stamp is of its seal; with roots, whether they vouch for it."""
    if not is_plain(folder / STAMP):
        return Stamp("none")
    try:
        with (folder / STAMP).open("rb") as file:
            return _checked(file.read(_LARGEST), (folder / SIGNATURE).read_bytes(), roots)
    except OSError:
        return Stamp("torn")


def _checked(data: bytes, sealed: bytes, roots: Sequence[x509.Certificate]) -> Stamp:
    try:
        response = _decoded(data)
        info = response.tst_info
        imprint = info.message_imprint
        name = _DIGESTS.get(imprint.hash_algorithm.dotted_string, "")
        is_same = bool(name) and hashlib.new(name, sealed).digest() == imprint.message
        time, authority = f"{info.gen_time:%Y-%m-%dT%H:%M:%SZ}", _authority(response)
    except Exception:  # noqa: BLE001 - a decoder of a stranger's bytes fails in many ways
        return Stamp("torn")
    if not is_same:
        return Stamp("false", time, authority)
    if roots and not _holds(response, imprint.message, roots):
        return Stamp("refused", time, authority)
    return Stamp("fits", time, authority, bool(roots))


def _decoded(data: bytes) -> TimeStampResponse:
    return decode_timestamp_response(sorted_certificates(data))


def _authority(response: TimeStampResponse) -> str:
    """Who stamped, by the certificate that signed; by its issuer where none came along."""
    (signer,) = response.signed_data.signer_infos
    for data in sorted(response.signed_data.certificates):
        one = x509.load_der_x509_certificate(data)
        if (one.issuer, one.serial_number) == (signer.issuer, signer.serial_number):
            return one.subject.rfc4514_string()
    return f"a certificate of {signer.issuer.rfc4514_string()}"


def _holds(
    response: TimeStampResponse, digest: bytes, certificates: Sequence[x509.Certificate]
) -> bool:
    builder = VerifierBuilder()
    for one in dict.fromkeys(certificates):
        is_root = one.issuer == one.subject or len(certificates) == 1
        add = builder.add_root_certificate if is_root else builder.add_intermediate_certificate
        builder = add(one)
    try:
        return builder.build().verify(response, digest)
    except VerificationError:
        return False
    except Exception:  # noqa: BLE001 - as above: whatever is wrong, it does not hold
        return False


def ask_for_stamp(folder: Path, url: str, send: Send) -> Stamp:
    """Have a service stamp the folder's seal; keep its answer as it came.

    Raises:
        BackfileError: the service can't be reached, refuses, or answers something else.
    """
    sealed = (folder / SIGNATURE).read_bytes()
    request = TimestampRequestBuilder().data(sealed).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = send(url, request.as_bytes())
    cure = "again later, or another service"
    try:
        response = _decoded(answer)
        is_granted = response.status == PKIStatus.GRANTED
        is_ours = is_granted and response.tst_info.nonce == request.nonce
    except Exception:  # noqa: BLE001 - a decoder of a stranger's bytes fails in many ways
        raise BackfileError(url, "answers with no time stamp", cure) from None
    stamp = _checked(answer, sealed, ()) if is_ours else Stamp("false")
    if stamp.state != "fits":
        why = "was asked for something else" if is_granted else "refuses to stamp"
        raise BackfileError(url, why, cure)
    (folder / f".{STAMP}.new").write_bytes(answer)
    (folder / f".{STAMP}.new").replace(folder / STAMP)
    return stamp


def post(url: str, request: bytes) -> bytes:
    """Send a request to a time stamp service; the only thing here that goes online.

    Raises:
        OwnerError: the address is none of the web.
        BackfileError: no answer.
    """
    if not url.startswith(("http://", "https://")):
        cure = "https://... of a time stamp service"
        raise OwnerError(url or "--timestamp", "is no address of the web", cure)
    headers = {"Content-Type": "application/timestamp-query", "User-Agent": "backfile"}
    try:
        asked = urllib.request.Request(url, request, headers)  # noqa: S310 - its scheme was looked at
        with urllib.request.urlopen(asked, timeout=_SECONDS) as answer:  # noqa: S310 - the same
            return bytes(answer.read(_LARGEST))
    except (OSError, ValueError) as error:
        said = " ".join(str(getattr(error, "reason", error)).split())
        cure = "the network, or another service"
        raise BackfileError(url, f"gives no answer ({said})", cure) from None
