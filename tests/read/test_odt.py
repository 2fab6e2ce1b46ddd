"""OpenDocument texts: paragraphs are lines of a dump, no text of the file is lost silently."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from tests.helpers import PROSE, patient, why_rejected
from tests.read.packages import odt
from tests.read.records import documents

FERRY = "The ferry is back after three weeks of storm, the council said on Monday morning."
BOARD = "Two hundred people were on board of it, and all of them were well on Tuesday."


def lines(body: str) -> list[str]:
    """The lines of the one document of a text with this body."""
    (document,) = documents("a.odt", odt(body))
    return [block.text for block in document.blocks]


def test_headings_paragraphs_and_items_are_lines() -> None:
    items = f"<text:list><text:list-item><text:p>{BOARD}</text:p></text:list-item></text:list>"
    assert lines(f"<text:h>Ferry</text:h><text:p>{FERRY}</text:p>{items}") == [
        "Ferry",
        FERRY,
        BOARD,
    ]


def test_spaces_tabs_and_breaks_are_kept_as_they_are_shown() -> None:
    text = 'A<text:s text:c="2"/>B<text:tab/>C\n  D<text:line-break/><text:span>E</text:span>'
    assert lines(f"<text:p>{text}</text:p>") == ["A  B C D", "E"]


def test_rows_of_a_table_are_lines() -> None:
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("A", "1")
    )
    assert lines(f"<table:table><table:table-row>{cells}</table:table-row></table:table>") == [
        "A | 1"
    ]


def test_notes_and_frames_stand_below_their_paragraph() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation>"
        f"<text:note-body><text:p>{BOARD}</text:p></text:note-body></text:note>"
    )
    frame = "<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>"
    assert lines(f"<text:p>{FERRY}{note}{frame}</text:p>") == [f"{FERRY}[1]", "Box", f"[1] {BOARD}"]


def test_deleted_text_comments_and_pictures_are_told_and_left_out() -> None:
    changes = "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>"
    inner = "<office:annotation><text:p>Check!</text:p></office:annotation><draw:image/>"
    (found,) = documents("a.odt", odt(f"{changes}<text:p>{FERRY}{inner}</text:p>"))
    assert [block.text for block in found.blocks] == [FERRY]
    assert [repair.before for repair in found.repairs] == ["pictures: 1", "Gone.", "Check!"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"PK\x03\x04 and no more", "is damaged: it can't be unpacked"),
        (odt("", {"content.xml": "A"}), "its content.xml holds no XML"),
        (odt(""), "holds no text"),
        (
            odt("", {"META-INF/manifest.xml": "<m><e xmlns='x'/><encryption-data/></m>"}),
            "is protected by a password; try: save it without",
        ),
    ],
)
def test_what_can_not_be_read_is_rejected_with_what_to_do(data: bytes, why: str) -> None:
    assert why_rejected("a.odt", data).startswith(why)


@patient
@examples(st.lists(PROSE, min_size=1, max_size=12))
def test_no_paragraph_is_lost_or_invented(texts: list[str]) -> None:
    found = documents("a.odt", odt("".join(f"<text:p>{text}</text:p>" for text in texts)))
    assert [block.text for document in found for block in document.blocks] == texts
