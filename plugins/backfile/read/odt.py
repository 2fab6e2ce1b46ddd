"""An OpenDocument text in, its documents out: paragraphs and rows of tables are lines.

Follows OpenDocument 1.3: the text stands in content.xml. Deleted text and
annotations are told and left out.
"""

from collections.abc import Iterator

from lxml import etree

from backfile.model import Capture, Document, Rejected
from backfile.read.office.package import Missing, Package, opened_package
from backfile.read.office.written import Manuscript, documents, row_of
from backfile.settings import Settings

_ENDINGS = (".odt", ".ott")
_LOOKS_LIKE_IT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_NAME_AT = 30
_PROTECTED = "is protected by a password; try: save it without"
_MOST_MANIFEST = 5_000_000
# A run of spaces is written as its length; hostile ones are endless.
_MOST_SPACES = 100
_PASSED_OVER = ("sequence-decls", "forms", "title", "desc", "ruby-text")
_DELETIONS = "text deleted under tracked changes"


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is an OpenDocument text, by its ending or its first bytes."""
    is_zip = start.startswith(b"PK\x03\x04")
    return is_zip and (ending in _ENDINGS or start[_NAME_AT:].startswith(_LOOKS_LIKE_IT))


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of an OpenDocument text, or why there are none."""
    package = opened_package(data)
    if isinstance(package, Missing):
        return Rejected(capture.path, package.why, capture.id)
    if _is_protected(package):
        return Rejected(capture.path, _PROTECTED, capture.id)
    tree = package.tree("content.xml", settings.max_text_bytes)
    if isinstance(tree, Missing):
        return Rejected(capture.path, f"its content.xml {tree.why}", capture.id)
    manuscript = Manuscript()
    manuscript.tell_damage("content.xml", tree.damage)
    for text in _blocks(tree.root, manuscript):
        manuscript.paragraphs += text.split("\n")
    return documents(manuscript, capture, settings)


def _is_protected(package: Package) -> bool:
    root = package.xml("META-INF/manifest.xml", _MOST_MANIFEST)
    return not isinstance(root, Missing) and next(root.iter("{*}encryption-data"), None) is not None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _blocks(parent: etree._Element, manuscript: Manuscript) -> Iterator[str]:
    """The paragraphs and rows in an element, whatever they are wrapped in."""
    for child in parent:
        name = _name(child)
        if name in {"p", "h"}:
            yield from _paragraph(child, manuscript)
        elif name == "table-row":
            cells = (cell for cell in child if _name(cell).endswith("table-cell"))
            yield from row_of([tuple(_blocks(cell, manuscript)) for cell in cells])
        elif name == "tracked-changes":
            manuscript.leave_out(_DELETIONS, " ".join(_blocks(child, Manuscript())))
        elif name and name not in _PASSED_OVER:
            yield from _blocks(child, manuscript)


def _paragraph(paragraph: etree._Element, manuscript: Manuscript) -> Iterator[str]:
    """The text of a paragraph, and behind it that of the frames that hang on it."""
    frames: list[etree._Element] = []
    yield "".join(_pieces(paragraph, manuscript, frames))
    for frame in frames:
        yield from _blocks(frame, manuscript)


def _pieces(
    parent: etree._Element, manuscript: Manuscript, frames: list[etree._Element]
) -> Iterator[str]:
    """The pieces of text in a paragraph: what stands in it and behind each of its elements."""
    yield _plain(parent.text)
    for child in parent:
        yield from _piece(child, manuscript, frames)
        yield _plain(child.tail)


def _piece(
    child: etree._Element, manuscript: Manuscript, frames: list[etree._Element]
) -> Iterator[str]:
    name = _name(child)
    if name in {"tab", "line-break", "s"}:
        yield {"tab": "\t", "line-break": "\n"}.get(name) or _spaces(child)
    elif name == "note":
        yield _note(child, manuscript)
    elif name == "annotation":
        manuscript.leave_out("comments of editors", " ".join(_blocks(child, Manuscript())))
    elif name == "image":
        manuscript.counted["pictures"] += 1
    elif name == "text-box":
        frames.append(child)
    elif name and name not in _PASSED_OVER:
        manuscript.counted["addresses of links"] += name == "a"
        yield from _pieces(child, manuscript, frames)


def _note(note: etree._Element, manuscript: Manuscript) -> str:
    """The mark of a foot- or endnote, whose text goes below."""
    mark = next(("".join(e.itertext()) for e in note.iter("{*}note-citation")), "")
    for body in note.iter("{*}note-body"):
        text = " ".join(" ".join(_blocks(body, manuscript)).split())
        manuscript.notes.append(f"[{mark}] {text}")
    return f"[{mark}]"


def _spaces(element: etree._Element) -> str:
    counts = [v for key, v in element.attrib.items() if etree.QName(key).localname == "c"]
    count = int(counts[0]) if counts and counts[0].isdecimal() and len(counts[0]) < 4 else 1  # noqa: PLR2004 - digits
    return " " * min(count, _MOST_SPACES)


def _plain(text: str | None) -> str:
    """Text as it is shown: runs of white space are one space."""
    words = " ".join((text or "").split())
    if not text or not words:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"
