"""Bytes of a mail and the charset that it names in, their text out."""

from backfile.model import Repair
from backfile.read.encoding import Decoded, decode

# What mail programs write under these names.
_MEANT = {
    "us-ascii": "utf-8", "ascii": "utf-8", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8",
    "iso-8859-1": "windows-1252", "latin1": "windows-1252", "latin-1": "windows-1252",
    "iso-8859-8-i": "iso-8859-8", "gb2312": "gb18030", "gbk": "gb18030",
    "ks-c-5601-1987": "cp949", "euc-kr": "cp949", "shift-jis": "cp932",
}  # fmt: skip
# Encodings whose bytes are all ASCII.
_SEVEN_BIT = ("utf-7", "iso-2022", "hz")
# Python knows them by name, but no mail is written in them; some are slow on hostile bytes.
_NONE = ("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem")
# So many bytes beyond ASCII are hardly ever UTF-8 by chance.
_SURELY_UTF8 = 8


def text_in(data: bytes, charset: str) -> Decoded | None:
    """The text of bytes with LF line ends; None where they are no text.

    Where the bytes are not of the named charset, or it is not known, the
    encoding is found as in any text, with a repair that says so.
    """
    name = charset.strip().lower().replace("_", "-")
    name = _MEANT.get(name, name)
    if data.isascii() and b"\0" not in data and not name.startswith(_SEVEN_BIT):
        return Decoded(_line_ends(data.decode("ascii")), "ascii")
    is_utf8 = sum(byte > 0x7F for byte in data[:1000]) >= _SURELY_UTF8 and _as(data, "utf-8")  # noqa: PLR2004 - beyond ASCII
    text = "" if is_utf8 else _as(data, name)
    if text:
        return Decoded(_line_ends(text), name)
    found = decode(data)
    if found is None or not name or found.encoding == name:
        return found
    repair = Repair(f"declared as {charset}", f"read as {found.encoding}", "wrong encoding")
    return Decoded(found.text, found.encoding, (repair, *found.repairs))


def _as(data: bytes, name: str) -> str:
    """The text of bytes in an encoding; '' where they are not in it, or it is none."""
    if not name or name in _NONE:
        return ""
    try:
        return data.decode(name)
    except (LookupError, ValueError):
        return ""


def _line_ends(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text if "\n" in text else text.replace("\r", "\n")
