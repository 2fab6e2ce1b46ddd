"""A DOCX in (a story, many pasted ones, or an export of a database), its documents out.

Mark-up is not kept: paragraphs are lines, rows of tables are lines. Pages'
headers and footers, editors' comments and pictures are told and left out.
"""

import re
from collections.abc import Iterator

from backfile.model import Capture, Document, Rejected
from backfile.read.office import word
from backfile.read.office.package import Missing, Package, beside, opened_package
from backfile.read.office.written import Manuscript, documents
from backfile.settings import Settings

_ENDINGS = (".docx", ".docm", ".dotx")
_OLD = b"\xd0\xcf\x11\xe0"
_OLD_ENDINGS = (".doc", *_ENDINGS)
_IS_OLD = "is an old Word file, or one with a password; try: save it as DOCX without a password"
_NO_WORD = "is a package without a Word document in it; try: save it as DOCX or text"
_MAIN = re.compile(r"/officeDocument\Z")
# Other parts by the end of their relationship's type: their text, and what it is called.
_BESIDE = {
    "header": "headers of pages",
    "footer": "footers of pages",
    "comments": "comments of editors",
}
_NOTES = ("footnotes", "endnotes")
_MOST_BESIDE = 5_000_000


def accepts(ending: str, start: bytes) -> bool:
    """Whether a file is a DOCX, by its ending, or an old Word file, which is told so."""
    if start.startswith(_OLD):
        return ending in _OLD_ENDINGS
    return ending in _ENDINGS and start.startswith(b"PK")


def read(capture: Capture, data: bytes, settings: Settings) -> tuple[Document, ...] | Rejected:
    """The documents of a DOCX, or why there are none."""
    if data.startswith(_OLD):
        return Rejected(capture.path, _IS_OLD, capture.id)
    package = opened_package(data)
    found = package if isinstance(package, Missing) else _manuscript(package, settings)
    if isinstance(found, Missing):
        return Rejected(capture.path, found.why, capture.id)
    return documents(found, capture, settings)


def _manuscript(package: Package, settings: Settings) -> Manuscript | Missing:
    most = settings.max_text_bytes
    main = next((name for kind, name in _related(package, "") if _MAIN.search(kind)), "")
    if not main:
        return Missing(_NO_WORD)
    tree = package.tree(main, most)
    if isinstance(tree, Missing):
        return tree
    manuscript = Manuscript()
    manuscript.tell_damage(main, tree.damage)
    word.read_body(tree.root, manuscript)
    for kind, name in _related(package, main):
        _add(package, name, kind.rpartition("/")[2], manuscript)
    return manuscript


def _add(package: Package, name: str, kind: str, manuscript: Manuscript) -> None:
    """Add a part that stands beside the text: notes to it, other text as left out."""
    if kind not in _BESIDE and kind not in _NOTES:
        return
    tree = package.tree(name, _MOST_BESIDE)
    if isinstance(tree, Missing):
        manuscript.leave_out(f"{kind}, a part that {tree.why}", name)
        return
    manuscript.tell_damage(name, tree.damage)
    if kind in _NOTES:
        word.read_notes(tree.root, manuscript)
    else:
        manuscript.leave_out(_BESIDE[kind], word.text_of(tree.root))


def _related(package: Package, name: str) -> Iterator[tuple[str, str]]:
    """The parts that a part names: the type of their relationship, and their name."""
    folder, _, own = name.rpartition("/")
    root = package.xml(f"{folder}/_rels/{own}.rels".lstrip("/"), _MOST_BESIDE)
    for one in () if isinstance(root, Missing) else root.iter("{*}Relationship"):
        if one.get("TargetMode") != "External":
            yield one.get("Type", ""), beside(name, one.get("Target", ""))
