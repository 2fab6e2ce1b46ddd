"""Text dumps to lines that can be named, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Document, Rejected
from backfile.read import text
from tests.helpers import CAPTURE_ID, SETTINGS, capture, dump, patient, read_one, why_rejected


def rebuilt(document: Document) -> list[str]:
    """A document's lines with the blank ones put back by its gaps."""
    lines: list[str] = []
    for block in document.blocks:
        lines += [""] * block.gap + [block.text]
    return lines


def test_every_line_that_is_not_blank_is_a_block() -> None:
    blocks = dump("one\n\n  two\nthree").blocks
    assert [block.text for block in blocks] == ["one", "  two", "three"]
    assert [block.kind for block in blocks] == ["line"] * 3


def test_blocks_know_their_line_and_the_blanks_before() -> None:
    blocks = dump("\none\n\n \u00a0\ntwo").blocks
    assert [(block.place.first_line, block.gap) for block in blocks] == [(2, 1), (5, 2)]


def test_a_line_that_was_mended_has_its_repair_in_place() -> None:
    document = dump("plain\nodd\u00a0space")
    assert [repair.place for repair in document.repairs] == [document.blocks[1].place]


def test_repairs_of_the_whole_text_come_first() -> None:
    data = ("Читатели ждали её семь лет.\n" * 9).encode() + b"odd\xa0\xff\n"
    whys = [repair.why for repair in read_one("a.txt", data).repairs]
    assert whys[0] == "undecodable bytes"


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "dump", "a.log"])
def test_text_is_known_by_its_ending(name: str) -> None:
    assert read_one(name, b"A line.").medium == "text"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"a\0b", "is no text; try: save it as text or HTML"),
        (bytes(range(256)) * 4, "is no text; try: save it as text or HTML"),
    ],
)
def test_a_file_without_text_is_rejected_with_the_reason(data: bytes, reason: str) -> None:
    assert why_rejected("a.txt", data) == reason


def test_an_unknown_format_is_rejected_with_the_cure() -> None:
    assert "(.xyz); try: save it as text or HTML" in why_rejected("a.xyz", b"PK")


def test_a_dump_beyond_the_bound_is_rejected_with_the_setting() -> None:
    reason = why_rejected("a.txt", b"x" * (SETTINGS.max_text_bytes + 1))
    assert "raise max_text_bytes" in reason


def test_a_reject_names_its_capture() -> None:
    found = text.read(capture("x/a.txt"), b"", SETTINGS)
    assert found == Rejected("x/a.txt", "is empty", CAPTURE_ID)


@patient
@given(st.lists(st.text("aя .-\t", max_size=12), max_size=12).map("\n".join))
def test_lines_and_blanks_give_the_document_back(text: str) -> None:
    given_lines = [" ".join(line.split()) for line in text.split("\n")]
    while given_lines and not given_lines[-1]:
        given_lines.pop()
    assert [" ".join(line.split()) for line in rebuilt(dump(text))] == given_lines


@patient
@given(st.text(st.characters(), max_size=300))
def test_any_text_gives_lines_in_order_at_their_numbers(text: str) -> None:
    document = dump(text)
    numbers = [block.place.first_line for block in document.blocks]
    gaps = [block.gap for block in document.blocks]
    assert [b - a - 1 for a, b in zip([0, *numbers], numbers, strict=False)] == gaps
    assert all(block.text.strip() for block in document.blocks)
