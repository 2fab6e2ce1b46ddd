"""What the tests of e-books and word processors share: parts in, the bytes of a package out."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def package(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members, the same bytes each time."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(ZipInfo(name, (2025, 5, 11, 0, 0, 0)), content, ZIP_DEFLATED)
    return buffer.getvalue()


def paragraphs(*texts: str) -> str:
    """Paragraphs of a Word document."""
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def relationships(**targets: str) -> str:
    """The parts that a part names, by the ends of their types."""
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def word(part: str, inner: str) -> str:
    """A part of a Word document."""
    return f'<w:{part} xmlns:w="{_WORD}" xmlns:mc="urn:mc" xmlns:a="urn:a">{inner}</w:{part}>'


def docx(body: str, members: Mapping[str, str] | None = None, /, **beside: str) -> bytes:
    """A Word document with this body, and parts beside it by their kind."""
    return package(
        {
            "_rels/.rels": relationships(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relationships(**{k: f"{k}.xml" for k in beside}),
            "word/document.xml": word("document", f"<w:body>{body}</w:body>"),
            **{f"word/{kind}.xml": word(kind, inner) for kind, inner in beside.items()},
            **(members or {}),
        }
    )


def odt(body: str, members: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument text with this body."""
    content = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" '
        f'xmlns:table="{_ODF}:table:1.0" xmlns:draw="{_ODF}:drawing:1.0"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return package({"mimetype": kind, "content.xml": content, **(members or {})})


def epub(
    items: Mapping[str, str], more: str = "", members: Mapping[str, str] | None = None
) -> bytes:
    """A book with these items in order; more: of its package document."""
    manifest = "".join(
        f'<item id="i{n}" href="{name}" media-type="{_media(name)}"{_properties(name)}/>'
        for n, name in enumerate(items)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(items)))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>The Gazette [Mon, 12 May 2025]</dc:title>"
        "<dc:creator>Calibre</dc:creator><dc:language>en</dc:language><dc:date>2025-05-12</dc:date></metadata>"
        f"<manifest>{manifest}</manifest><spine>{spine}</spine>{more}</package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return package(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": book,
            **{f"OEBPS/{name}": content for name, content in items.items() if content},
            **(members or {}),
        }
    )


def _media(name: str) -> str:
    return "image/svg+xml" if name.endswith(".svg") else "application/xhtml+xml"


def _properties(name: str) -> str:
    return ' properties="nav"' if name.startswith("nav") else ""
