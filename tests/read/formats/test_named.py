"""Records of named fields, in any order and many languages."""

import pytest

from backfile.read.formats import named
from tests.read.formats.shapes import MORE, PROSE, claims, labels, records_in, texts

HEAD = """Title: The Gjøa lies at Nome
Date: September 3, 1906
URL: https://gazette.example/gjoa.html
"""
RECORD = f"{HEAD}\n{PROSE}\n\n{MORE}\n"


def test_a_record_is_told_line_by_line() -> None:
    assert labels(named, RECORD) == "T M S . ."


def test_the_field_name_is_taken_off_the_headline() -> None:
    assert texts(named, RECORD, "T") == ["The Gjøa lies at Nome"]


@pytest.mark.parametrize(
    "head",
    [
        "URL: https://gazette.example/a.html\nHeadline: The Gjøa\nPublished: 3 September 1906",
        "TITLE: The Gjøa\nAUTHOR: Jane Roe\nSOURCE: Harbour Gazette",
        "**Title:** The Gjøa\n**Date:** 3 September 1906\n**By:** Jane Roe\n**Link:** -",
        "- Title: The Gjøa\n- Date: 3 September 1906\n- Source: Harbour Gazette",
        "Titre : La Gjøa\nDate : 3 septembre 1906\nAuteur : Jane Roe",
        "Titel: Die Gjøa\nDatum: 3. September 1906\nQuelle: Hafenzeitung",
        "Заголовок: «Йоа»\nДата: 3 сентября 1906\nАвтор: Jane Roe",
        "标题：约阿号\n日期：1906-09-03\n来源：港口报",
    ],
)
def test_the_names_of_many_archives_are_known(head: str) -> None:
    assert len(texts(named, f"{head}\n\n{PROSE}\n", "T")) == 1


def test_fields_that_blank_lines_part_are_read() -> None:
    assert labels(named, HEAD.replace("\n", "\n\n") + PROSE) == "T M S ."


def test_a_field_for_the_text_begins_it() -> None:
    assert labels(named, f"{HEAD}Text: {PROSE}\n\n{MORE}") == "T M S B ."
    assert texts(named, f"{HEAD}Text: {PROSE}", "B") == [PROSE]


def test_each_head_begins_a_record() -> None:
    assert len(records_in(named, f"{RECORD}\n\n{RECORD}\n{RECORD}")) == 3


def test_unknown_fields_among_the_others_are_mark_up() -> None:
    text = f"Record: 1 of 2\n{HEAD}Words: 300\n\n{PROSE}\n"
    assert labels(named, f"{text}\n{text}") == "S T M S S . S T M S S ."


def test_fields_that_end_every_record_are_mark_up() -> None:
    text = f"{RECORD}\nSubject: Arctic; ships\n"
    assert labels(named, f"{text}\n{text}") == "T M S . . S T M S . . S"
    assert claims(named, f"{text}\n{text}", "keyword") == ["Arctic", "ships"] * 2


def test_a_line_like_a_field_that_ends_one_story_is_its_own() -> None:
    text = f"{RECORD}\nSource: the harbour master\n\n{RECORD}\n{RECORD}"
    assert labels(named, text).startswith("T M S . . . T")


def test_lines_around_the_records_are_mark_up() -> None:
    text = f"{RECORD}\nSubject: Arctic; ships\n"
    assert labels(named, f"2 records found\n\n{text}\n{text}\nEnd of records").startswith("S T M S")
    assert labels(named, f"2 records found\n\n{text}\n{text}\nEnd of records").endswith(". S S")


def test_rules_between_records_are_mark_up() -> None:
    assert labels(named, f"{RECORD}\n=====\n\n{RECORD}") == "T M S . . S T M S . ."


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title", "The Gjøa lies at Nome"),
        ("date", "September 3, 1906"),
        ("url", "https://gazette.example/gjoa.html"),
    ],
)
def test_the_fields_become_claims(field: str, said: str) -> None:
    assert claims(named, RECORD, field) == [said]


def test_a_list_of_books_inside_a_story_begins_no_record() -> None:
    books = "Title: The North-West Passage\nPublisher: Constable\nAuthor: Jane Roe"
    assert len(records_in(named, f"{RECORD}\n{books}\n\n{RECORD}")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        f"Title: The Gjøa lies at Nome\n\n{PROSE}",
        f"Date: September 3, 1906\nSource: Harbour Gazette\n\n{PROSE}",
        f"A headline\n\n{PROSE}\n\nTitle: a book\nAuthor: Jane Roe\nDate: 1906\n\n{PROSE}",
        f"Title:\nDate: September 3, 1906\nSource: Harbour Gazette\n\n{PROSE}",
    ],
)
def test_what_is_not_surely_an_export_is_left(text: str) -> None:
    assert records_in(named, text) == ()
