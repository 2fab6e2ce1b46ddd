"""DOCX: paragraphs are lines of a dump, no text of the file is lost silently."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.model import Document, Reading
from backfile.read import read
from tests.helpers import PROSE, SETTINGS, capture, divided, patient, why_rejected
from tests.read.packages import docx, package, paragraphs, word
from tests.read.records import documents, whys

FERRY = "The ferry is back after three weeks of storm, the council said on Monday morning."
BOARD = "Two hundred people were on board of it, and all of them were well on Tuesday."
TOWN = "The town hall was painted yellow by the pupils of the school on the market square."
CHAIRS = "The mayor thanked them with new chairs for every classroom, which cost little money."


def lines(body: str, **beside: str) -> list[str]:
    """The lines of the one document of a Word file with this body."""
    (document,) = documents("a.docx", docx(body, **beside))
    return [block.text for block in document.blocks]


def of(body: str, **beside: str) -> Document:
    """The first document of a Word file with this body."""
    return documents("a.docx", docx(body, **beside))[0]


def test_paragraphs_are_lines_parted_by_blank_ones() -> None:
    found = of(paragraphs("Ferry back", FERRY, BOARD))
    assert [(b.text, b.place.first_line) for b in found.blocks] == [
        ("Ferry back", 1), (FERRY, 3), (BOARD, 5),
    ]  # fmt: skip


def test_who_parts_paragraphs_by_empty_ones_is_followed() -> None:
    found = of(paragraphs("Ferry back", "", FERRY, BOARD))
    assert [(block.place.first_line, block.gap) for block in found.blocks] == [
        (1, 0),
        (3, 1),
        (4, 0),
    ]


def test_many_stories_pasted_into_one_file_are_told_apart() -> None:
    ferry = ["Ferry Is Back in the Harbour", "By Ann Example", "May 11, 2025", FERRY, BOARD]
    hall = ["Town Hall Painted by Pupils", "By Bob Example", "May 12, 2025", TOWN, CHAIRS]
    drafts = divided(of(paragraphs(*ferry, "", *hall))).drafts
    assert [draft.title for draft in drafts] == [ferry[0], hall[0]]
    assert [[block.text for block in draft.body] for draft in drafts] == [ferry[3:], hall[3:]]


def test_an_export_of_a_database_is_read_as_one() -> None:
    texts = []
    for number in (1, 2):
        texts += [f"{number} of 2 DOCUMENTS", "", "The Harbour Gazette", "", "May 11, 2025 Sunday"]
        texts += ["", f"Ferry number {number} is back", "", "BYLINE: Ann Example", ""]
        texts += ["SECTION: NEWS; Pg. 1", "", "LENGTH: 30 words", "", FERRY, "", BOARD, ""]
        texts += ["LOAD-DATE: May 12, 2025", "", "LANGUAGE: ENGLISH", ""]
    found = documents("a.docx", docx(paragraphs(*texts)))
    assert [divided(document).drafts[0].title for document in found] == [
        "Ferry number 1 is back", "Ferry number 2 is back",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrapped",
    [
        "<w:ins><w:r><w:t>{}</w:t></w:r></w:ins>",
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:hyperlink><w:r><w:t>{}</w:t></w:r></w:hyperlink>",
        "<w:smartTag><w:fldSimple><w:r><w:t>{}</w:t></w:r></w:fldSimple></w:smartTag>",
        "<w:ruby><w:rt><w:t>no</w:t></w:rt><w:rubyBase><w:t>{}</w:t></w:rubyBase></w:ruby>",
    ],
)
def test_text_is_found_whatever_it_is_wrapped_in(wrapped: str) -> None:
    assert lines(f"<w:p>{wrapped.format(FERRY)}</w:p>") == [FERRY]


def test_paragraphs_are_found_in_content_controls() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraphs(FERRY)}</w:sdtContent></w:sdt>{paragraphs(BOARD)}"
    assert lines(body) == [FERRY, BOARD]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraphs(BOARD)}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    inner = (
        f"<w:r><w:t>{FERRY}</w:t></w:r><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"
    )
    assert lines(f"<w:p>{inner}</w:p>") == [FERRY, BOARD]


def test_deleted_text_is_told_and_left_out() -> None:
    gone = "<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del>"
    found = of(f"<w:p>{gone}<w:r><w:t>{FERRY}</w:t></w:r></w:p>")
    assert [block.text for block in found.blocks] == [FERRY]
    assert [repair.before for repair in found.repairs] == ["Gone."]


def test_breaks_and_tabs_part_words() -> None:
    run = "<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>"
    assert lines(f"<w:p>{run}</w:p>") == ["A B", "C"]


def row(*cells: str) -> str:
    """A row of a table."""
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def test_rows_of_a_table_are_lines() -> None:
    table = (
        f"<w:tbl>{row(paragraphs('A'), paragraphs('1'))}{row(paragraphs('B'), '<w:p/>')}</w:tbl>"
    )
    assert lines(table) == ["A | 1", "B |"]


def test_a_table_that_lays_out_a_page_gives_its_paragraphs() -> None:
    assert lines(f"<w:tbl>{row(paragraphs(FERRY, BOARD), paragraphs(TOWN))}</w:tbl>") == [
        FERRY, BOARD, TOWN,
    ]  # fmt: skip


def test_notes_stand_below_the_text() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraphs("-")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraphs(BOARD)}</w:footnote>'
    )
    body = f"<w:p><w:r><w:t>{FERRY}</w:t></w:r>{mark}</w:p>"
    assert lines(body, footnotes=notes) == [f"{FERRY}[2]", f"[2] {BOARD}"]


def test_headers_comments_and_pictures_are_told_and_left_out() -> None:
    body = paragraphs(FERRY) + "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    found = of(body, header=paragraphs("Page 1"), comments=paragraphs("Check this!"))
    assert [block.text for block in found.blocks] == [FERRY]
    assert [(repair.before, repair.why) for repair in found.repairs] == [
        ("pictures: 1", "pictures are not kept by this version"),
        ("Page 1", "headers of pages: left out"),
        ("Check this!", "comments of editors: left out"),
    ]


def test_the_stricter_form_of_the_standard_is_read_too() -> None:
    strict = word("document", f"<w:body>{paragraphs(FERRY)}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    found = documents("a.docx", docx("", {"word/document.xml": strict}))
    assert [block.text for block in found[0].blocks] == [FERRY]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 and no more", "is damaged: it can't be unpacked; try: fetch"),
        (package({"a.txt": "A"}), "is a package without a Word document"),
        (docx(""), "holds no text; try: if it holds pictures of pages"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old Word file, or one with a password; try:"),
        (docx("", {"word/document.xml": "A"}), "holds no XML that can be read; try: save it anew"),
    ],
)
def test_what_can_not_be_read_is_rejected_with_what_to_do(data: bytes, why: str) -> None:
    assert why_rejected("a.docx", data).startswith(why)


def test_a_bomb_is_rejected_before_it_is_unpacked() -> None:
    data = docx(paragraphs("a" * 60_000_000))
    assert why_rejected("a.docx", data) == "is larger than 50000000 bytes when it is unpacked"


def test_no_entity_is_expanded_and_no_file_is_opened() -> None:
    head = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "fff">]>'
    evil = head + word("document", f"<w:body>{paragraphs(FERRY, 'x&e;&f;')}</w:body>")
    (found,) = documents("a.docx", docx("", {"word/document.xml": evil}))
    assert [block.text for block in found.blocks] == [FERRY, "x"]


def test_text_that_is_nested_beyond_all_bounds_is_told() -> None:
    deep = "<w:sdt><w:sdtContent>" * 300 + paragraphs(BOARD) + "</w:sdtContent></w:sdt>" * 300
    found = of(paragraphs(FERRY) + deep)
    assert [block.text for block in found.blocks] == [FERRY]
    assert whys(found) == ["text behind damage in word/document.xml: left out"]
    assert why_rejected("a.docx", docx(deep)) == (
        "holds no text but text behind damage in word/document.xml; try: open it and save it anew"
    )


def test_links_are_counted_for_their_addresses_are_not_kept() -> None:
    link = f"<w:hyperlink><w:r><w:t>{FERRY}</w:t></w:r></w:hyperlink>"
    field = "<w:r><w:instrText>HYPERLINK https://x.example/</w:instrText></w:r>"
    found = of(f"<w:p>{link}{field}</w:p>")
    assert [repair.before for repair in found.repairs] == ["addresses of links: 2"]


def test_mark_up_is_no_change_of_words() -> None:
    runs = "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{word}</w:t></w:r>" for word in ("Fer", "ry"))
    found = of(f"<w:p>{runs}</w:p>")
    assert ([block.text for block in found.blocks], whys(found)) == (["Ferry"], [])


@patient
@examples(st.lists(PROSE, min_size=1, max_size=12))
def test_no_paragraph_is_lost_or_invented(texts: list[str]) -> None:
    found = documents("a.docx", docx(paragraphs(*texts)))
    assert [block.text for document in found for block in document.blocks] == texts


@patient
@examples(st.integers(0, 1_500), st.binary(min_size=1, max_size=40))
def test_no_damage_makes_reading_fail(at: int, noise: bytes) -> None:
    data = docx(paragraphs(FERRY, BOARD))
    damaged = data[:at] + noise + data[at + len(noise) :]
    assert isinstance(read(capture("a.docx", damaged), damaged, SETTINGS), Reading)
