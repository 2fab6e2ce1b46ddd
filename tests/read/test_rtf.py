r"""RTF: paragraphs are lines of a dump, notes and boxes are kept, links are not written out."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.model import Reading
from backfile.read import read
from tests.helpers import SETTINGS, WORD, capture, patient, why_rejected
from tests.read.records import documents, whys

FERRY = "The ferry is back after three weeks of storm, the council said on Monday morning."


def rtf(body: str) -> bytes:
    """A file with this body."""
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0 Times;}}}}{body}}}".encode()


def lines(body: str) -> list[str]:
    """The lines of the one document of a file with this body."""
    (document,) = documents("a.rtf", rtf(body))
    return [block.text for block in document.blocks]


def test_paragraphs_are_lines_without_their_mark_up() -> None:
    assert lines(rf"{{\b Ferry}}\par\par {FERRY}\par caf\'e9 \u1055? \ldblquote x\rdblquote") == [
        "Ferry", FERRY, "café П “x”",
    ]  # fmt: skip


def test_where_a_link_leads_is_not_written_into_the_sentence() -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "https://x.example/"}}{\fldrslt the ferry}}'
    (document,) = documents("a.rtf", rtf(rf"They said {link} is back.\par"))
    assert [block.text for block in document.blocks] == ["They said the ferry is back."]
    assert [repair.before for repair in document.repairs] == ["addresses of links: 1"]


def test_notes_and_text_boxes_are_kept() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt {\b A box.}\par}}}"
    assert lines(rf"{FERRY}{{\footnote A note.}}\par{box}") == [f"{FERRY} [note] A note.", "A box."]


def test_pictures_and_headers_are_told() -> None:
    (document,) = documents(
        "a.rtf", rtf(rf"{{\header Page\par}}{FERRY}{{\pict\wmetafile8 0102}}\par")
    )
    assert [block.text for block in document.blocks] == [FERRY]
    assert whys(document) == [
        "headers and footers of pages are not kept by this version",
        "pictures are not kept by this version",
    ]


def test_a_word_file_that_is_rtf_is_read() -> None:
    assert documents("a.doc", rtf(FERRY))[0].blocks[0].text == FERRY


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (rtf(""), "holds no text; try: if it holds pictures of pages"),
        (rtf(r"\u99999999999999999999? x"), "is RTF that can't be read; try: save it as DOCX"),
    ],
)
def test_what_can_not_be_read_is_rejected_with_what_to_do(data: bytes, why: str) -> None:
    assert why_rejected("a.rtf", data).startswith(why)


@patient
@examples(st.lists(st.lists(WORD, min_size=1, max_size=9).map(" ".join), min_size=1, max_size=9))
def test_no_word_is_lost_or_invented(texts: list[str]) -> None:
    body = "".join(f"{''.join(map(escaped, text))}\\par " for text in texts)
    (document,) = documents("a.rtf", rtf(body))
    assert [block.text for block in document.blocks] == texts


def escaped(character: str) -> str:
    """A character as RTF writes it."""
    return character if character.isascii() else rf"\u{ord(character)}?"


@patient
@examples(st.integers(0, 120), st.binary(min_size=1, max_size=40))
def test_no_damage_makes_reading_fail(at: int, noise: bytes) -> None:
    data = rtf(rf"{FERRY}\par {{\footnote A}}{{\shptxt B}}")
    damaged = data[:at] + noise + data[at + len(noise) :]
    assert isinstance(read(capture("a.rtf", damaged), damaged, SETTINGS), Reading)
