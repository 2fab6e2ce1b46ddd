"""The parts of a DOCX in, its paragraphs in reading order out.

Follows ECMA-376 part 1 (WordprocessingML). What was inserted under tracked
changes, stands in content controls, fields and text boxes is text; what was
deleted, and the words of editors beside it, are told and left out.
"""

from collections.abc import Iterator

from lxml import etree

from backfile.read.office.written import Manuscript, row_of

# Both the transitional and the strict form: only the local names are looked at.
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_DELETED = ("del", "moveFrom")
_PASSED_OVER = ("instrText", "delInstrText", "Fallback", "rPr", "pPr", "rt", "sectPr", "tblPr")
_PICTURES = ("blip", "imagedata")
_TARGETS = "addresses of links"
_DELETIONS = "text deleted under tracked changes"


def read_body(root: etree._Element, manuscript: Manuscript) -> None:
    """Add the paragraphs and tables of a document to a manuscript."""
    body = next((e for e in root.iter() if _name(e) == "body"), root)
    for text in _blocks(body, manuscript):
        manuscript.paragraphs += text.split("\n")


def read_notes(root: etree._Element, manuscript: Manuscript) -> None:
    """Add foot- or endnotes, each with its number; separators are none."""
    for note in root:
        if _name(note) in {"footnote", "endnote"} and _attribute(note, "type") in {"", "normal"}:
            text = " ".join(" ".join(_blocks(note, manuscript)).split())
            manuscript.notes += [f"[{_attribute(note, 'id')}] {text}"] if text else []


def text_of(root: etree._Element) -> str:
    """All text of a part that is no story's, such as a page's header, in one line."""
    return " ".join(" ".join(_blocks(root, Manuscript())).split())


def _name(element: etree._Element) -> str:
    # Comments and processing instructions have no name.
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _attribute(element: etree._Element, name: str) -> str:
    values = (v for key, v in element.attrib.items() if etree.QName(key).localname == name)
    return str(next(values, ""))


def _blocks(parent: etree._Element, manuscript: Manuscript) -> Iterator[str]:
    """The paragraphs and rows in an element, whatever they are wrapped in."""
    for child in parent:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child, manuscript)
        elif name == "tr":
            yield from row_of([tuple(_blocks(cell, manuscript)) for cell in _cells(child)])
        elif name in _DELETED:
            manuscript.leave_out(_DELETIONS, _deleted(child))
        elif name and name not in _PASSED_OVER:
            yield from _blocks(child, manuscript)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, but for those of a table inside one of them."""
    for child in row:
        if _name(child) == "tc":
            yield child
        elif _name(child) not in _PASSED_OVER:
            yield from _cells(child)


def _paragraph(paragraph: etree._Element, manuscript: Manuscript) -> Iterator[str]:
    """The text of a paragraph, and behind it that of the text boxes that hang on it."""
    boxes: list[etree._Element] = []
    yield "".join(_pieces(paragraph, manuscript, boxes))
    for box in boxes:
        yield from _blocks(box, manuscript)


def _pieces(
    parent: etree._Element, manuscript: Manuscript, boxes: list[etree._Element]
) -> Iterator[str]:
    """The pieces of text in a paragraph."""
    for child in parent:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name in {"footnoteReference", "endnoteReference"}:
            yield f"[{_attribute(child, 'id')}]"
        elif name in _PICTURES:
            manuscript.counted["pictures"] += 1
        elif name == "instrText":
            manuscript.counted[_TARGETS] += "HYPERLINK" in (child.text or "")
        elif name in _DELETED:
            manuscript.leave_out(_DELETIONS, _deleted(child))
        elif name and name not in _PASSED_OVER:
            manuscript.counted[_TARGETS] += name == "hyperlink"
            yield from _pieces(child, manuscript, boxes)


def _deleted(element: etree._Element) -> str:
    texts = (e.text or "" for e in element.iter() if _name(e) in {"delText", "t"})
    return "".join(texts)
