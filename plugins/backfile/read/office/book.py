"""The package of an EPUB in, its reading order and what it claims out.

Follows EPUB 2.0.1 and 3.3: META-INF/container.xml names the package document,
its manifest the files, its spine their order.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from backfile.model import Claim, Place
from backfile.read.lines import mend
from backfile.read.office.package import Missing, Package, beside
from backfile.read.records.claims import LONGEST_CLAIM

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_MOST_BYTES = 5_000_000
_MOST_ITEMS = 20_000
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/xml")
# Fonts are scrambled to mark them as licensed; the text stays readable.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PROTECTED = "is protected against copying (DRM); try: ask its publisher for a copy without"
_NO_ORDER = "is an EPUB without a reading order that can be read; try: export it anew"
# By the words of the guide (EPUB 2) and of epub:type in landmarks (EPUB 3).
_KINDS = {
    "cover": "cover",
    "toc": "contents",
    "title-page": "title page",
    "titlepage": "title page",
    "halftitlepage": "title page",
    "copyright-page": "imprint",
    "copyright": "imprint",
    "index": "index",
    "loi": "contents",
    "lot": "contents",
    "page-list": "contents",
}
# "The Gazette [Mon, 12 May 2025]": the issue's day stands behind its name.
_DAY_OF_ISSUE = re.compile(r"\s*[\[(][^\[\]()]*\d[^\[\]()]*[\])]\s*\Z")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the reading order: its member's name; kind where it is no story."""

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A book's items in reading order, its titles, and what it claims of its stories."""

    items: tuple[Item, ...]
    titles: tuple[str, ...]
    claims: tuple[Claim, ...]


def book_of(package: Package) -> Book | Missing:
    """The book that a package is, or why it can't be read."""
    if _is_protected(package):
        return Missing(_PROTECTED)
    name = _package_document(package)
    root = package.xml(name, _MOST_BYTES)
    if isinstance(root, Missing):
        return Missing(_NO_ORDER)
    items = tuple(_items(package, name, root))[:_MOST_ITEMS]
    titles = tuple(_texts(root, "title"))
    return Book(items, titles, tuple(_claims(root, titles)))


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of a local name, whatever namespace they were put in."""
    found: Iterator[etree._Element] = root.iter(f"{{*}}{name}")
    return found


def _is_protected(package: Package) -> bool:
    root = package.xml(_ENCRYPTION, _MOST_BYTES)
    if isinstance(root, Missing):
        return False
    methods = (
        method.get("Algorithm", "")
        for data in _all(root, "EncryptedData")
        for method in data.findall("{*}EncryptionMethod")
    )
    return any(method not in _FONTS for method in methods)


def _package_document(package: Package) -> str:
    root = package.xml(_CONTAINER, _MOST_BYTES)
    named = [] if isinstance(root, Missing) else list(_all(root, "rootfile"))
    path = next((one.get("full-path", "") for one in named), "")
    by_ending = (name for name in package.names() if name.endswith(".opf"))
    return path if path in package.members else next(by_ending, "")


def _items(package: Package, name: str, root: etree._Element) -> Iterator[Item]:
    files = {one.get("id", ""): one for one in _all(root, "item")}
    kinds = {**_guide(name, root), **_landmarks(package, name, files)}
    for reference in _all(root, "itemref"):
        one = files.get(reference.get("idref", ""))
        if one is None:
            yield Item(f"(item {reference.get('idref', '')})")
            continue
        member = beside(name, unquote(one.get("href", "")))
        yield Item(member, _kind(one, kinds.get(member, "")))


def _kind(one: etree._Element, known: str) -> str:
    """What an item is, where that is no story: of other than text, contents, cover."""
    media: str = one.get("media-type", "").partition(";")[0].strip().lower()
    if media and media not in _PAGES:
        return media.partition("/")[0] if media.startswith("image/") else media
    return "contents" if "nav" in one.get("properties", "").split() else known


def _guide(name: str, root: etree._Element) -> dict[str, str]:
    return dict(_named(name, ((r.get("type", ""), r) for r in _all(root, "reference"))))


def _landmarks(package: Package, name: str, files: Mapping[str, etree._Element]) -> dict[str, str]:
    """What the navigation of an EPUB 3 says of items."""
    navigation = (f for f in files.values() if "nav" in f.get("properties", "").split())
    member = next((beside(name, unquote(f.get("href", ""))) for f in navigation), "")
    root = package.xml(member, _MOST_BYTES) if member else Missing("")
    if isinstance(root, Missing):
        return {}
    marks = (
        link
        for nav in _all(root, "nav")
        if nav.get("{http://www.idpf.org/2007/ops}type") == "landmarks"
        for link in _all(nav, "a")
    )
    typed = ((link.get("{http://www.idpf.org/2007/ops}type", ""), link) for link in marks)
    return dict(_named(member, typed))


def _named(name: str, typed: Iterator[tuple[str, etree._Element]]) -> Iterator[tuple[str, str]]:
    """The members that references name, with their kind."""
    for types, link in typed:
        kind = next((_KINDS[word] for word in types.lower().split() if word in _KINDS), "")
        # A mark inside a file says nothing of the whole file.
        reference, _, fragment = link.get("href", "").partition("#")
        if kind and reference and not fragment:
            yield beside(name, unquote(reference)), kind


def _texts(root: etree._Element, name: str) -> Iterator[str]:
    """The values of a field of the Dublin Core."""
    for one in root.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
        text = " ".join(mend("".join(one.itertext()), Place(1, 1))[0].split())[:LONGEST_CLAIM]
        if text:
            yield text


def _claims(root: etree._Element, titles: tuple[str, ...]) -> Iterator[Claim]:
    """What a book says of its stories; who made it is not who wrote them."""
    for title in titles[:1]:
        yield Claim("source", _DAY_OF_ISSUE.sub("", title) or title, "epub: title")
    for day in list(_texts(root, "date"))[:1]:
        yield Claim("date", day, "epub: date")
    for language in list(_texts(root, "language"))[:1]:
        yield Claim("language", language, "epub: language")
