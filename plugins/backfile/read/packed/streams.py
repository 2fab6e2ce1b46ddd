"""The bytes of a gzip, bzip2 or xz stream in, as many of its unpacked bytes as can be had out."""

import bz2
import gzip
import io
import lzma
import zlib

from backfile.read.packed.members import Unpacked, limit_of

STREAMS = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ\0": "xz"}
# Endings of one word stand for two.
_INNER = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
_OUTER = (".gz", ".gzip", ".bz2", ".xz")
_CHUNK = 256 * 1024


def stream_of(start: bytes) -> str:
    """Which kind of stream begins so; '' where none does."""
    return next((kind for mark, kind in STREAMS.items() if start.startswith(mark)), "")


def inner_name(name: str) -> str:
    """What a file is called once it is unpacked."""
    stem, dot, ending = name.rpartition(".")
    ending = (dot + ending).lower()
    if ending in _INNER:
        return stem + _INNER[ending]
    return stem if stem and ending in _OUTER else name


def inflated(data: bytes, left: int) -> Unpacked:
    """The unpacked bytes of a stream, or of several one behind another.

    Where it is cut off, damaged or too large, those before that are given.
    """
    limit = limit_of(len(data), left)
    parts: list[bytes] = []
    size, damage = 0, ""
    try:
        with _opened(data) as stream:
            while not damage and (part := stream.read1(_CHUNK)):
                parts.append(part)
                size += len(part)
                if size > limit.most:
                    damage = limit.why
    except EOFError:
        damage = f"is cut off: {size} bytes could be unpacked; try: fetch it again"
    except (OSError, zlib.error, lzma.LZMAError):
        damage = f"is damaged: {size} bytes could be unpacked; try: fetch it again"
    if damage and (not parts or (limit.is_bomb and size > limit.most)):
        return Unpacked(why_not=damage)
    return Unpacked(b"".join(parts)[: limit.most], damage)


def _opened(data: bytes) -> io.BufferedIOBase:
    kind, packed = stream_of(data), io.BytesIO(data)
    if kind == "gzip":
        return gzip.GzipFile(fileobj=packed)
    return bz2.BZ2File(packed) if kind == "bzip2" else lzma.LZMAFile(packed)
