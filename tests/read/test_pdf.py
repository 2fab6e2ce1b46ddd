"""PDFs: paragraphs are put together again, furniture of pages is told, nothing is lost silently."""

import textwrap

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.model import Reading
from backfile.read import read
from tests.helpers import PROSE, SETTINGS, capture, divided, patient, why_rejected
from tests.read.printing import Printed, column, printed
from tests.read.records import claimed, documents, whys

FERRY = (
    "The ferry is back after three weeks of storm, the council said on Monday morning, and two "
    "hundred people were on board of it when it left the harbour for the islands in the north."
)
TOWN = (
    "The town hall was painted yellow by the pupils of the school on the market square, who had "
    "asked for it in a letter to the mayor, and all of them were thanked with new chairs."
)
IMAGE = b"\nq 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"


def wrapped(text: str, width: int = 50) -> list[str]:
    """A paragraph as it is printed."""
    return textwrap.wrap(text, width)


def texts(*pages: list[Printed]) -> list[str]:
    """The lines of the text of a PDF of these pages."""
    return [b.text for document in documents("a.pdf", printed(pages)) for b in document.blocks]


def reading(data: bytes) -> Reading:
    """All that reading a PDF gives."""
    return read(capture("a.pdf", data), data, SETTINGS)


def test_the_lines_of_a_paragraph_are_joined_and_told() -> None:
    (document,) = documents("a.pdf", printed([column(*wrapped(FERRY), *wrapped(TOWN))]))
    assert [block.text for block in document.blocks] == [FERRY, TOWN]
    assert whys(document) == ["lines of a page joined"] * 2
    assert document.repairs[0].before == "\n".join(wrapped(FERRY))


def test_an_indent_begins_a_paragraph() -> None:
    full = FERRY.replace("in the north.", "in the north on Tuesday.")
    first, *others = textwrap.wrap(TOWN, 50, initial_indent="  ")
    lines = column(*wrapped(full), first.strip(), *others)
    indented = lines[len(wrapped(full))]
    lines[len(wrapped(full))] = Printed(indented.text, 72, indented.bottom)
    assert len(wrapped(full)[-1]) > 45
    assert texts(lines) == [full, TOWN]


def test_more_space_begins_a_paragraph() -> None:
    lines = column(*wrapped(FERRY)) + column(*wrapped(TOWN), top=700 - 12 * len(wrapped(FERRY)) - 8)
    assert texts(lines) == [FERRY, TOWN]


def test_a_headline_in_larger_letters_stands_alone() -> None:
    head = column("Ferry is back in the", "harbour", size=20, leading=24)
    text = column("By Ann Example", *wrapped(FERRY), top=640)
    assert texts(head + text) == ["Ferry is back in the harbour", "By Ann Example", FERRY]


def test_the_large_letter_that_a_story_begins_with_is_put_back() -> None:
    first, *others = wrapped(FERRY[1:])
    lines = [Printed("T", 40, 690, 30), Printed(first, 60, 705), *column(*others, top=693)]
    assert texts(lines) == [FERRY]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = wrapped(FERRY, 30)
    first = column(*lines[:3], left=40) + column(*lines[3:5], left=300)
    assert texts(first, column(*lines[5:], left=40)) == [FERRY]


def test_a_headline_at_the_top_of_the_next_column_is_no_part_of_a_sentence() -> None:
    second = column("Hall is yellow", left=300, size=16) + column(TOWN[:40], left=300, top=680)
    assert texts(column(*wrapped(FERRY, 35), left=40) + second) == [
        FERRY, "Hall is yellow", TOWN[:40].strip(),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["They said that the ferry was recon-", "structed."], "ferry was reconstructed."),
        (["A well-known ferry and another well-", "known one."], "another well-known one."),
        (["He spoke of the way through the North-", "West Passage."], "the North-West Passage."),
        (["The war of the years from 1914-", "1918 was long."], "from 1914-1918 was long."),
    ],
)
def test_a_word_that_was_parted_is_put_together(lines: list[str], text: str) -> None:
    assert texts(column(*lines))[0].endswith(text)


def test_running_heads_and_numbers_of_pages_are_told_and_left_out() -> None:
    pages = [
        [Printed(f"The Gazette, 12 May 2025, page {n}", 60, 770), *column(f"{word} {FERRY}"[:60])]
        for n, word in ((1, "Now"), (2, "Then"), (3, "Later"))
    ]
    (document,) = documents("a.pdf", printed(pages))
    assert [block.text for block in document.blocks] == [f"{w} {FERRY}"[:60] for w in
                                                        ("Now", "Then", "Later")]  # fmt: skip
    told = [r.before for r in document.repairs if r.why == "header or footer of pages: left out"]
    assert len(told) == 1
    assert told[0].endswith("; The Gazette, 12 May 2025, page 3 (on 3 pages)")
    assert claimed(document, "date") == ["The Gazette, 12 May 2025, page 1"]


def test_a_line_that_repeats_beside_others_is_text() -> None:
    pages = [
        [Printed("the council said", 60, 60), Printed("in large letters", 300, 700, 16),
         Printed(f"{word} went home.", 300, 60)]
        for word in ("Ann", "Bob", "Cleo")
    ]  # fmt: skip
    assert texts(*pages).count("the council said") == 3


def test_figures_of_a_table_are_no_page_numbers() -> None:
    pages = [[*column(FERRY[:50]), Printed(number, 60, 60)] for number in ("17", "4", "98")]
    assert [text for text in texts(*pages) if text.isdigit()] == ["17", "4", "98"]


def test_the_address_that_a_browser_prints_is_claimed_and_its_clock_is_not() -> None:
    pages = [
        [Printed("12.05.2025, 10:00", 30, 780), *column(f"{n} {FERRY}"[:60]),
         Printed(f"https://g.example/2025/05/11/ferry {n}/2", 30, 15)]
        for n in (1, 2)
    ]  # fmt: skip
    (document,) = documents("a.pdf", printed(pages))
    assert claimed(document, "url") == ["https://g.example/2025/05/11/ferry"]
    assert claimed(document, "date") == []


def test_stories_of_one_page_are_told_apart() -> None:
    page = column("Ferry Is Back in the Harbour", size=18, top=740)
    page += column("By Ann Example", "May 11, 2025", top=720) + column(*wrapped(FERRY), top=680)
    page += column("Town Hall Painted by Pupils", size=18, top=560)
    page += column("By Bob Example", "May 12, 2025", top=540) + column(*wrapped(TOWN), top=500)
    (document,) = documents("a.pdf", printed([page]))
    drafts = divided(document).drafts
    assert [draft.title for draft in drafts] == [
        "Ferry Is Back in the Harbour", "Town Hall Painted by Pupils",
    ]  # fmt: skip
    assert [[block.text for block in draft.body] for draft in drafts] == [[FERRY], [TOWN]]


def test_an_export_of_a_database_is_read_as_one() -> None:
    pages = []
    for number in (1, 2):
        fields = ["The Harbour Gazette", "May 11, 2025 Sunday", f"Ferry number {number} is back"]
        fields += ["BYLINE: Ann Example", "SECTION: NEWS; Pg. 1", "LENGTH: 30 words"]
        lines = [f"{number} of 2 DOCUMENTS", *fields]
        end = ["LOAD-DATE: May 12, 2025", "LANGUAGE: ENGLISH"]
        pages.append(
            column(*lines, leading=24)
            + column(*wrapped(FERRY), top=520)
            + column(*wrapped(TOWN), top=460)
            + column(*end, top=400, leading=24)
        )
    found = documents("a.pdf", printed(pages))
    assert [divided(document).drafts[0].title for document in found] == [
        "Ferry number 1 is back", "Ferry number 2 is back",
    ]  # fmt: skip


def test_a_page_that_is_a_picture_is_lost_by_name_and_a_blank_one_is_passed() -> None:
    picture = printed([[]], IMAGE)
    assert why_rejected("a.pdf", picture).startswith("holds only pictures of text; try: run OCR")
    mixed = printed([column(*wrapped(FERRY)), []])
    assert reading(mixed).passed == {"blank page": 1}
    half = mixed.replace(b"\nendstream\nendobj\nxref", IMAGE + b"\nendstream\nendobj\nxref")
    half = half.replace(b"<< /Length 0 >>", b"<< /Length %d >>" % len(IMAGE))
    assert [(one.source, one.reason) for one in reading(half).lost] == [
        ("a.pdf, page 2", "holds only a picture; try: run OCR over it (ocrmypdf)")
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is damaged: it can't be opened; try:"),
        (b"%PDF-1.4 and no more", "is damaged: it can't be opened; try:"),
        (
            printed(
                [column(FERRY)],
                trailer=b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> "
                b"/U <%s> >>" % (b"00" * 32, b"11" * 32),
            ),
            "is protected by a password; try: save it without",
        ),
        (printed([column("\x01\x02\x03\x04\x05 ab")]), "holds letters without their meaning; try:"),
    ],
)
def test_what_can_not_be_read_is_rejected_with_what_to_do(data: bytes, why: str) -> None:
    assert why_rejected("a.pdf", data).startswith(why)


@patient
@examples(
    st.lists(PROSE.map(lambda t: t.encode("ascii", "ignore").decode()), min_size=1, max_size=5)
)
def test_no_word_is_lost_or_invented(paragraphs: list[str]) -> None:
    lines = [line for text in paragraphs for line in wrapped(text)]
    found = " ".join(texts(*[column(*lines[at : at + 20]) for at in range(0, len(lines), 20)]))
    assert found.split() == " ".join(paragraphs).split()


@patient
@examples(st.integers(0, 1_200), st.binary(min_size=1, max_size=40))
def test_no_damage_makes_reading_fail(at: int, noise: bytes) -> None:
    data = printed([column(*wrapped(FERRY))])
    damaged = data[:at] + noise + data[at + len(noise) :]
    assert isinstance(reading(damaged), Reading)
