"""The bytes of a text, table or export in, its text out, or why it is not read."""

from backfile.model import Capture, Rejected
from backfile.read.encoding import Decoded, decode
from backfile.read.magic import no_text
from backfile.settings import Settings


def opened(capture: Capture, data: bytes, settings: Settings) -> Decoded | Rejected:
    """The text of a file with LF line ends; rejected where it is too large, empty or no text."""
    if len(data) > settings.max_text_bytes:
        most = settings.max_text_bytes
        why = f"is larger than {most} bytes; try: split it, or raise max_text_bytes"
        return Rejected(capture.path, why, capture.id)
    decoded = decode(data)
    if decoded is None:
        return Rejected(capture.path, no_text(data), capture.id)
    if not decoded.text.strip():
        return Rejected(capture.path, "is empty", capture.id)
    return decoded
