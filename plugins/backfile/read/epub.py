"""An EPUB in (a magazine issue, a newspaper made into a book), a document of each story out.

Each item of the book's reading order is read as a saved page is. Cover, title
page and contents are passed over, counted by kind. The book's title is no
story's headline: it says where the stories come from.
"""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from backfile.model import Capture, Claim, Document, Reading, Rejected
from backfile.read.office.book import Book, Item, book_of
from backfile.read.office.package import Missing, Package, opened_package
from backfile.read.page import read as read_page
from backfile.settings import Settings

_ENDINGS = (".epub", ".kepub")
# The standard wants its name first in the package, and not packed.
_LOOKS_LIKE_IT = b"mimetypeapplication/epub+zip"
_NAME_AT = 30
_NO_ITEM = "holds no item of text in its reading order; try: export it anew"
_ONLY_LINKS = "holds only links to the stories"
# What makes an item no story, by the reason that says so, and what it is counted as.
_NO_STORIES = {"holds no text": "page without text", _ONLY_LINKS: "contents"}
# XHTML closes elements in themselves; a parser of HTML takes what follows for their content.
_CLOSED_IN_ITSELF = re.compile(
    rb"<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[a-zA-Z]\w*)"
    rb"(\s[^<>]*)?/>"
)
# The lists of stories that Calibre puts before each section of a newspaper.
_CONTENTS = re.compile(rb"\bclass=[\"'][^\"'<>]*calibre_(?:article|feed)_list\b")
# Where so much of a page is links, it leads to stories and holds none.
_MOST_LINKED = 0.7
# The news of Calibre's recipes tell at their end where each was fetched.
_FETCHED_FROM = re.compile(
    rb"""<a\b(?=[^<>]*\brel=["']calibre-downloaded-from["'])[^<>]*\bhref=["'](https?://[^"'<>\s]+)""",
    re.IGNORECASE,
)


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is an EPUB, by its ending or its first bytes."""
    is_zip = start.startswith(b"PK\x03\x04")
    return is_zip and (ending in _ENDINGS or start[_NAME_AT:].startswith(_LOOKS_LIKE_IT))


def read(capture: Capture, data: bytes, settings: Settings) -> Reading | Rejected:
    """The documents of a book's stories, or why there are none."""
    package = opened_package(data)
    if isinstance(package, Missing):
        return Rejected(capture.path, package.why, capture.id)
    book = book_of(package)
    if isinstance(book, Missing):
        return Rejected(capture.path, book.why, capture.id)
    reading = _Shelf(capture, settings, package, book).reading()
    if reading.documents or reading.lost:
        return reading
    return Rejected(capture.path, _NO_ITEM, capture.id)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A book, and what its items are read with."""

    capture: Capture
    settings: Settings
    package: Package
    book: Book

    def reading(self) -> Reading:
        """Each item of the reading order: a story, no story by its nature, or lost."""
        documents: list[Document] = []
        lost: list[Rejected] = []
        passed: Counter[str] = Counter()
        left = self.settings.max_text_bytes
        for item in self.book.items:
            if item.kind:
                passed[item.kind] += 1
                continue
            data = self.package.read(item.name, min(left, self.settings.max_page_bytes))
            found = self._document(item, data)
            left -= 0 if isinstance(data, Missing) else len(data)
            if isinstance(found, Document):
                documents.append(replace(found, number=len(documents)))
            elif found in _NO_STORIES:
                passed[_NO_STORIES[found]] += 1
            else:
                source = f"{self.capture.path}, chapter {item.name}"
                lost.append(Rejected(source, found, self.capture.id))
        return Reading(tuple(documents), lost=tuple(lost), passed=dict(sorted(passed.items())))

    def _document(self, item: Item, data: bytes | Missing) -> Document | str:
        """The document of an item, or why there is none."""
        if isinstance(data, Missing):
            return data.why
        if _CONTENTS.search(data):
            return _ONLY_LINKS
        found = read_page(self.capture, _CLOSED_IN_ITSELF.sub(rb"<\1\2></\1>", data), self.settings)
        if isinstance(found, Rejected):
            return found.reason
        (document,) = found
        if _share_of_links(document) > _MOST_LINKED:
            return _ONLY_LINKS
        own = (claim for claim in document.claims if not self._is_books(claim))
        claims = (*own, *_fetched_from(data), *self.book.claims)
        return replace(document, claims=tuple(claims), part=f"chapter {item.name}")

    def _is_books(self, claim: Claim) -> bool:
        """Whether a window's title is the book's, or a file's name, and no story's."""
        if claim.field != "title" or claim.origin != "title":
            return False
        stem = posixpath.splitext(claim.value)[0].casefold()
        return claim.value in self.book.titles or stem in {"unknown", "untitled", "cover"}


def _share_of_links(document: Document) -> float:
    characters = sum(len(block.text) for block in document.blocks)
    linked = sum(len(block.text) * block.link_share for block in document.blocks)
    return linked / max(1, characters)


def _fetched_from(data: bytes) -> Iterator[Claim]:
    for address in _FETCHED_FROM.findall(data)[-1:]:
        yield Claim("url", address.decode("utf-8", "replace"), "epub: downloaded from")
