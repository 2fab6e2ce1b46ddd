"""ProQuest's text export: which lines are headline, story, details and mark-up."""

import pytest

from backfile.read.formats import proquest
from tests.read.formats.shapes import MORE, PROSE, claims, labels, records_in, texts

RULE = "_" * 60
TAIL = """
Subject: Arctic exploration; Ships

Publication title: Harbour Gazette, Late Edition; Christiania

Publication date: Sep 3, 1906

Section: Shipping

Language of publication: English

ProQuest document ID: 1641860292

Document URL: https://search.proquest.com/docview/1641860292?accountid=14696

Last updated: 2015-01-12

Database: Harbour Gazette
"""
TAIL_LABELS = " S" * 9


def record(number: int, head: str = "", tail: str = TAIL) -> str:
    return f"""{RULE}

Document {number} of 2

The Gjøa lies at Nome

Author: Roe, Jane; Doe, John Q, Jr
{head}
Publication info: Harbour Gazette ; Christiania [Christiania]03 Sep 1906: A.1.

https://search.proquest.com/docview/1641860292?accountid=14696

Abstract: The North-West Passage has been sailed.

Links: https://library.example/link

Full text: {PROSE}
{MORE}
{tail}"""


def test_a_record_is_told_line_by_line() -> None:
    assert labels(proquest, record(1)) == "S S T M M S S S B B" + TAIL_LABELS


def test_each_record_begins_with_the_rule_above_its_number() -> None:
    found = records_in(proquest, record(1) + record(2))
    assert [record.first for record in found] == [0, len(record(1).split("\n")) - 1]


def test_the_field_name_is_taken_off_the_story() -> None:
    first = records_in(proquest, record(1))[0]
    story = next(piece for piece in first.pieces if piece.label == "B")
    assert (story.text, story.why) == (PROSE, "field name taken off")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("author", ["Jane Roe", "John Q Doe Jr"]),
        ("date", ["Sep 3, 1906"]),
        ("source", ["Harbour Gazette"]),
        ("section", ["Shipping"]),
        ("language", ["en"]),
        ("keyword", ["Arctic exploration", "Ships"]),
        ("url", ["https://search.proquest.com/docview/1641860292"]),
    ],
)
def test_the_fields_become_claims(field: str, said: list[str]) -> None:
    assert claims(proquest, record(1), field) == said


def test_the_story_s_own_address_goes_before_the_export_s() -> None:
    text = record(1, tail="\nURL: https://gazette.example/gjoa.html\n" + TAIL)
    assert claims(proquest, text, "url") == ["https://gazette.example/gjoa.html"]


def test_glued_names_are_parted() -> None:
    text = record(1).replace("Roe, Jane; Doe, John Q, Jr", "Roe, JaneDoe, John Q")
    assert claims(proquest, text, "author") == ["Jane Roe", "John Q Doe"]


def test_a_paragraph_that_looks_like_a_field_stays_in_the_story() -> None:
    text = record(1).replace(MORE, f"{MORE}\n\nYield: 4 servings\n\nSection: the aft one")
    assert texts(proquest, text, "B")[-2:] == ["Yield: 4 servings", "Section: the aft one"]


def test_an_unknown_field_among_those_below_is_one_of_them() -> None:
    text = record(1, tail=TAIL.replace("\nSection", "\ncolumn: Notes\n\nSection"))
    assert labels(proquest, text).endswith("B B" + TAIL_LABELS + " S")


def test_rules_inside_a_story_part_nothing() -> None:
    text = record(1).replace(MORE, f"{RULE}\n\n{MORE}")
    assert len(records_in(proquest, text + record(2))) == 2


def test_without_a_full_text_the_abstract_is_the_text() -> None:
    text = record(1).replace(f"Full text: {PROSE}\n{MORE}", "Full text: Not available.")
    assert texts(proquest, text, "B") == ["The North-West Passage has been sailed."]


def test_a_headline_of_two_lines_goes_on() -> None:
    text = record(1).replace("lies at Nome", "lies at Nome:\nthe Passage has been sailed")
    assert labels(proquest, text).startswith("S S T T2 M")


def test_without_a_headline_the_title_below_is_it() -> None:
    text = record(1, tail="\nTitle: At Nome\n" + TAIL).replace("The Gjøa lies at Nome\n", "")
    assert texts(proquest, text, "T") == ["At Nome"]


def test_words_around_the_export_are_mark_up() -> None:
    head = f"{RULE}\n\nReport Information from ProQuest\n\nMarch 14 2020 12:34\n"
    contact = "Contact us at: http://www.proquest.com/contact"
    foot = f"{RULE}\n\n{contact}\n\nDatabase copyright © 2020 ProQuest LLC."
    told = labels(proquest, f"{head}{record(1)}{foot}")
    assert (told[:6], told[-6:]) == ("S S S ", " S S S")


def test_a_lone_record_without_a_number_is_read() -> None:
    text = record(1).replace(f"{RULE}\n\nDocument 1 of 2\n\n", "")
    assert labels(proquest, text) == "T M M S S S B B" + TAIL_LABELS


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        f"{RULE}\n\nDocument 1 of 2\n\nA headline of a story\n\n{PROSE}",
        f"Full text: {PROSE}\n\nAbstract: none\n\nDatabase: ours",
    ],
)
def test_what_is_not_surely_an_export_is_left(text: str) -> None:
    assert records_in(proquest, text) == ()
