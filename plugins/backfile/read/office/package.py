"""The bytes of a zip package in (EPUB, DOCX, ODT), its members out, one by one and bounded.

Nothing is written anywhere, and a member's name is only ever looked up. What
a member claims of its size is not believed: it is counted while it is read.
"""

import io
import posixpath
import struct
import zlib
from dataclasses import dataclass
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

# The most members of a package that real books and documents were seen to come near to is 5,000.
_MOST_MEMBERS = 50_000
_ENCRYPTED = 0x1
# What the standard library raises over damaged packages.
_DAMAGE = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_DEEPER_DAMAGE = (zlib.error, struct.error, OverflowError, KeyError, IndexError)
_DAMAGED = (*_DAMAGE, *_DEEPER_DAMAGE)


@dataclass(frozen=True, slots=True)
class Missing:
    """A member that can't be read, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class Tree:
    """The root of XML that was parsed; damage: where and why it was not read to its end."""

    root: etree._Element
    damage: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A zip package: its members by name."""

    data: bytes
    members: dict[str, ZipInfo]

    def names(self) -> tuple[str, ...]:
        """The names of the members as the package lists them."""
        return tuple(self.members)

    def read(self, name: str, most: int) -> bytes | Missing:
        """The bytes of a member of at most so many bytes."""
        info = self.members.get(name)
        if info is None:
            return Missing("is missing in the package")
        if info.flag_bits & _ENCRYPTED:
            return Missing("is encrypted; try: save it without a password")
        try:
            with ZipFile(io.BytesIO(self.data)) as package, package.open(info) as member:
                found = member.read(most + 1)
        except _DAMAGED:
            return Missing("is damaged; try: fetch the file anew")
        if len(found) > most:
            return Missing(f"is larger than {most} bytes when it is unpacked")
        return found

    def tree(self, name: str, most: int) -> Tree | Missing:
        """A member that is XML; entities are not expanded, nothing is fetched."""
        data = self.read(name, most)
        return data if isinstance(data, Missing) else parsed(data)

    def xml(self, name: str, most: int) -> etree._Element | Missing:
        """The root of a member that holds none of the text, and may be damaged."""
        found = self.tree(name, most)
        return found if isinstance(found, Missing) else found.root


def opened_package(data: bytes) -> Package | Missing:
    """A package that can be listed, or why it can't."""
    try:
        with ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
    except _DAMAGED:
        return Missing("is damaged: it can't be unpacked; try: fetch the file anew")
    if len(infos) > _MOST_MEMBERS:
        return Missing(f"holds more than {_MOST_MEMBERS} members")
    return Package(data, {info.filename: info for info in infos})


def parsed(data: bytes) -> Tree | Missing:
    """XML, read as far as it goes where it is damaged or nested deeper than 256 levels."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return Missing("holds no XML that can be read; try: save it anew")
    errors = [error for error in parser.error_log if error.level >= etree.ErrorLevels.ERROR]
    return Tree(root, f"line {errors[0].line}: {errors[0].message}" if errors else "")


def beside(name: str, reference: str) -> str:
    """The member that another one names by a relative reference; never outside the package."""
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), reference))
    return joined.lstrip("/")
