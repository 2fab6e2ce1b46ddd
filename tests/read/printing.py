"""What the tests of PDFs share: lines with their places in, the bytes of a PDF out."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 600, 800


@dataclass(frozen=True)
class Printed:
    """A line of a page: its text, where it begins, and the size of its letters, in points."""

    text: str
    left: float = 60
    bottom: float = 700
    size: float = 10


def printed(pages: Sequence[Sequence[Printed]], extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of these pages in Courier; extra: drawn on each; trailer: more of its last part."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for index, lines in enumerate(pages):
        content = b"\n".join(map(_drawn, lines)) + extra
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>"
        )
        stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        objects += [page.encode(), stream]
    return _written(objects, trailer)


def _drawn(line: Printed) -> bytes:
    text = line.text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    place = f"/F {line.size} Tf 1 0 0 1 {line.left} {line.bottom} Tm".encode()
    return b"BT %s (%s) Tj ET" % (place, text)


def _written(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (
        count, trailer, len(data),
    )  # fmt: skip
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, end)


def column(
    *texts: str, left: float = 60, top: float = 700, size: float = 10, leading: float = 12
) -> list[Printed]:
    """Lines below each other."""
    return [Printed(t, left, top - leading * index, size) for index, t in enumerate(texts)]
