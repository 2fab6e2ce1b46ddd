"""The bytes of a zip in, its members out; one that is cut off is searched for them."""

import functools
import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping

from backfile.read.packed.members import Member, Pack, Unpacked, limit_of, refused
from backfile.read.packed.names import decoded_name, shown_name
from backfile.read.packed.torn import torn_pack

MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED, _UTF8 = 0x1, 0x800
_METHODS: Mapping[int, str] = {9: "deflate64", 93: "Zstandard", 95: "xz", 98: "PPMd"}
_LOCKED = "is encrypted; try: unpack it with its password, and put the files there"
# What the library raises on hostile or damaged bytes.
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, struct.error,
    RuntimeError, OverflowError, KeyError, IndexError,
)  # fmt: skip


def zip_pack(data: bytes) -> Pack:
    """The members of a zip, folders apart."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        found = [_member(archive, info) for info in archive.infolist() if not info.is_dir()]
    except (*_DAMAGES, NotImplementedError):
        return torn_pack(data)
    return Pack(tuple(found))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        # The library has taken it for cp437.
        name = decoded_name(name.encode("cp437", "replace"))
    name = shown_name(name)
    if info.flag_bits & _ENCRYPTED:
        return Member(name, refused(_LOCKED))
    if stat.S_ISLNK(info.external_attr >> 16):
        return Member(name, refused("is a link; try: pack the file itself"))
    return Member(name, functools.partial(_unpacked, archive, info))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> Unpacked:
    limit = limit_of(info.compress_size, left)
    try:
        with archive.open(info) as stream:
            data = stream.read(limit.most + 1)
    except NotImplementedError:
        method = _METHODS.get(info.compress_type, str(info.compress_type))
        return Unpacked(
            why_not=f"is packed by a method that is not read ({method}); try: unpack it"
        )
    except _DAMAGES as error:
        words = " ".join(str(error).split()) or type(error).__name__
        return Unpacked(why_not=f"is damaged ({words}); try: fetch the pack again")
    return Unpacked(why_not=limit.why) if len(data) > limit.most else Unpacked(data)
