"""What a text is and where it begins in, an id out: 12 characters that never depend on the text."""

import base64
import hashlib

ID_LENGTH = 12


def article_id(capture_id: str, url: str, date: str, first: int, salt: str = "") -> str:
    """Give the id of an article, digest or digest item.

    url and date are the record's own (web archives), else ''. first is the
    number of its first line (text dumps) or block (pages). salt parts things
    that begin at the same place, such as a digest and its first item.
    Returns 12 lower-case base32 characters of a SHA-256: 60 bits, so that
    among a million articles a clash has a chance of about 1 in 2 million.
    """
    parts = "\0".join((capture_id, url, date, str(first), salt))
    digest = hashlib.sha256(parts.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:ID_LENGTH]
