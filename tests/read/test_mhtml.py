"""Pages saved into one file: the page is read, its address and time known, the rest counted."""

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Document, Reading
from backfile.read import read
from tests.helpers import SETTINGS, capture, patient, why_rejected

HEADER = """From: <Saved by a browser>
Snapshot-Content-Location: https://gazette.example/news/ferry.html
Subject: =?utf-8?Q?Ferry?=
Date: Sun, 11 May 2025 10:00:00 +0300
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Boundary--1----"

"""
STORY = "Паром вернулся в гавань после трёх недель шторма, сказали в понедельник в совете."
PAGE = (
    '<!doctype html><html><head><meta charset="windows-1251"></head><body><h1>Паром</h1>'
    f'<p>{STORY}</p><p><img src="cid:picture@1">More of it <a href="next.html">here</a>.</p></body>'
)
PICTURE = """Content-Type: image/png
Content-Transfer-Encoding: base64
Content-ID: <picture@1>
Content-Location: https://gazette.example/news/img/p.png

iVBORw0KGgo="""
FRAME = "Content-Type: text/html\nContent-Location: https://ads.example/f\n\n<p>{}</p>"


def part(kind: str, coding: str, data: bytes, more: str = "") -> bytes:
    """A part of a saved page."""
    packed = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(coding)
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: {coding}\n{more}\n".encode()
    return head + (packed(data) if packed else data)


def saved(*parts: bytes | str, header: str = HEADER, end: str = "--") -> bytes:
    """A saved page of these parts."""
    whole = header.encode()
    for one in parts:
        whole += (
            b"------Boundary--1----\n" + (one.encode() if isinstance(one, str) else one) + b"\n"
        )
    return whole + f"------Boundary--1----{end}\n".encode()


def found(data: bytes, name: str = "a.mhtml") -> Reading:
    return read(capture(name, data), data, SETTINGS)


def texts(reading: Reading) -> list[str]:
    return [block.text for document in reading.documents for block in document.blocks]


def damages(document: Document) -> list[str]:
    return [one.before for one in document.repairs if one.why == "the saved page is damaged"]


ROOT = part("text/html; charset=utf-8", "quoted-printable", PAGE.encode())


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a.eml", "a"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
def test_the_page_is_read_with_its_address_and_time(name: str, line_end: bytes) -> None:
    reading = found(saved(ROOT, PICTURE).replace(b"\n", line_end), name)
    (document,) = reading.documents
    assert texts(reading) == ["Паром", STORY, "More of it here."]
    assert document.url == "https://gazette.example/news/ferry.html"
    assert document.captured == "2025-05-11T07:00:00Z"
    assert 'href="https://gazette.example/news/next.html"' in document.blocks[2].html


@pytest.mark.parametrize("coding", ["base64", "quoted-printable", "8bit", "binary"])
@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("; charset=utf-8", "utf-8"),
        ("; charset=windows-1251", "windows-1251"),
        ("", "windows-1251"),
        ('; charset="koi8-r"', "koi8-r"),
    ],
)
def test_transfer_encodings_and_charsets_are_read(coding: str, charset: str, encoding: str) -> None:
    reading = found(saved(part(f"text/html{charset}", coding, PAGE.encode(encoding))))
    assert texts(reading) == ["Паром", STORY, "More of it here."]
    assert all(one.why != "wrong encoding" for one in reading.documents[0].repairs)


def test_what_belongs_to_the_page_is_passed_by_kind() -> None:
    style = "Content-Type: text/css\n\np {}"
    reading = found(saved(ROOT, PICTURE, style, FRAME.format("An advertisement."), PICTURE))
    assert reading.passed == {"image": 2, "stylesheet": 1, "frame": 1}
    assert reading.lost == ()


def test_a_part_that_may_hold_a_text_is_lost_by_name() -> None:
    reading = found(saved(ROOT, "Content-Type: application/pdf\nContent-Location: b.pdf\n\n%PDF"))
    assert [one.source for one in reading.lost] == ["a.mhtml, part 2 (b.pdf)"]


def test_pictures_can_be_asked_for_by_their_addresses() -> None:
    files = found(saved(ROOT, PICTURE)).files
    names = ["cid:picture@1", "https://gazette.example/news/img/p.png", "img/p.png"]
    assert [*files] == names
    assert files["img/p.png"] == b"\x89PNG\r\n\x1a\n"


def test_the_page_is_the_part_that_the_header_names() -> None:
    location = "Content-Location: https://gazette.example/news/ferry.html\n"
    root = part("text/html; charset=utf-8", "8bit", PAGE.encode(), location)
    assert texts(found(saved(FRAME.format("An advertisement."), root)))[0] == "Паром"
    start = HEADER.replace("type=", 'start="<b@1>";\n\ttype=').replace("Snapshot-", "X-")
    root = part("text/html; charset=utf-8", "8bit", PAGE.encode(), "Content-ID: <b@1>\n")
    assert texts(found(saved(FRAME.format("Ad."), root, header=start)))[0] == "Паром"


def test_of_a_page_of_frames_the_largest_is_read_and_told() -> None:
    frameset = "Content-Type: text/html\n\n<html><frameset><frame src='x'></frameset></html>"
    reading = found(saved(frameset, FRAME.format("Menu."), FRAME.format("The ferry is back. " * 9)))
    assert texts(reading) == [("The ferry is back. " * 9).strip()]
    assert reading.documents[0].repairs[0].before == "2 frames; read: https://ads.example/f"
    assert reading.passed == {"frame": 2}


def test_a_page_without_parts_is_read() -> None:
    header = "From: <Saved by a browser>\nContent-Location: https://g.example/a\n"
    page = f"{header}Content-Type: text/html\n\n<html><p>{STORY}</p></html>"
    (document,) = found(page.encode()).documents
    assert (document.blocks[0].text, document.url) == (STORY, "https://g.example/a")


def test_a_missing_last_boundary_is_told() -> None:
    (document,) = found(saved(ROOT, PICTURE, end="")[:-23]).documents
    assert damages(document) == ["ends without its last boundary: it may be cut off"]


def test_base64_that_is_cut_off_is_read_so_far_and_told() -> None:
    data = saved(part("text/html; charset=utf-8", "base64", PAGE.encode()))
    start = data.index(b"base64\n") + 8
    (document,) = found(data[: start + 302]).documents
    assert document.blocks[0].text == "Паром"
    assert "its base64 is cut off: what stands before that is read" in damages(document)


def test_parts_beyond_the_bound_are_told() -> None:
    (document,) = found(saved(ROOT, *["Content-Type: text/css\n\n"] * 20_001)).documents
    assert damages(document) == ["holds more than 20000 parts: the rest was left out"]


def test_parts_are_told_apart_where_the_header_names_another_boundary() -> None:
    data = saved(ROOT, PICTURE, header=HEADER.replace("Boundary--1", "Other"))
    reading = found(data)
    assert texts(reading)[0] == "Паром"
    assert "told apart by their look" in damages(reading.documents[0])[0]
    assert reading.passed == {"image": 1}


def test_addresses_broken_into_lines_are_joined_and_others_left_out() -> None:
    broken = HEADER.replace("/news/", "/ne\n ws/")
    assert found(saved(ROOT, header=broken)).documents[0].url.endswith("/news/ferry.html")
    hostile = HEADER.replace("https://gazette.example", "javascript:alert(1)//")
    assert found(saved(ROOT, header=hostile)).documents[0].url == ""


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Sun, 99 May 2025 10:00:00", "1 Jan 1970 00:00:00"]
)
def test_a_date_that_is_none_is_left_out(date: str) -> None:
    data = saved(ROOT, header=HEADER.replace("Sun, 11 May 2025 10:00:00 +0300", date))
    assert found(data).documents[0].captured == ""


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved(PICTURE), "holds no page among its parts (image/png)"),
        (saved(), "holds no page"),
        (saved(part("text/html", "8bit", b"<p></p>")), "holds no text"),
    ],
)
def test_what_holds_no_page_is_rejected(data: bytes, words: str) -> None:
    assert words in why_rejected("a.mhtml", data)


def test_mail_is_no_saved_page() -> None:
    letter = HEADER.replace("<Saved by a browser>", "Gazette <a@gazette.example>\nTo: b@b.example")
    letter = letter.replace("Snapshot-Content-Location", "X-Address")
    for name in ("a.eml", "a.mht", "a"):
        (document,) = found(saved(ROOT, header=letter), name).documents
        assert [block.text for block in document.blocks if block.given == "T"] == ["Ferry"]


def test_a_page_named_mht_is_a_page() -> None:
    assert texts(found(b"<html><p>The ferry is back.</p></html>", "a.mht")) == [
        "The ferry is back."
    ]


PIECES = [
    *HEADER.split("\n"), *PICTURE.split("\n"), "------Boundary--1----", "------Boundary--1------",
    "Content-Type: text/html; charset=*x''%ff", "<p>The ferry is back.</p>", "=E9=", "PHA+", "\0",
    "Content-Type: multipart/related; boundary=b", "--b", "--b--", "<frameset>", "",
    "Content-Transfer-Encoding: quoted-printable",
]  # fmt: skip


@patient
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from([HEADER, ""]))
def test_any_order_of_lines_gives_documents_or_a_reason_in_one_line(
    lines: list[str], header: str
) -> None:
    data = (header + "\n".join(lines)).encode("latin-1")
    reading = found(data)
    assert reading.documents or (reading.reason and "\n" not in reading.reason)


@patient
@given(
    st.lists(st.text("abcdefghй =<&.", min_size=1, max_size=120).filter(str.strip), min_size=1),
    st.sampled_from(["base64", "quoted-printable", "8bit"]),
)
def test_no_word_of_a_page_is_lost(paragraphs: list[str], coding: str) -> None:
    inner = "".join(
        f"<p>{text.replace('&', '&amp;').replace('<', '&lt;')}</p>" for text in paragraphs
    )
    root = part("text/html; charset=utf-8", coding, f"<html><body>{inner}</body></html>".encode())
    words = " ".join(texts(found(saved(root, PICTURE)))).split()
    assert words == " ".join(paragraphs).split()
