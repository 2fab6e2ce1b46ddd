"""Nexis Uni's records as text."""

import pytest

from backfile.read.formats import nexis_uni
from tests.read.formats.shapes import MORE, PROSE, claims, labels, records_in, texts

COVER = """User Name: Reading room
Date and Time: Monday, March 9, 2020 10:00:00 AM EDT
Job Number: 111111111
Documents (2)
1. The Gjøa lies at Nome
Client/Matter: -None-
Search Terms: gjøa
"""


def record(*, body: str = "Body\n", tail: str = "") -> str:
    return f"""The Gjøa lies at Nome
Harbour Gazette
September 3, 1906 Monday
Late Edition - Final

Copyright 1906 Harbour Gazette All Rights Reserved
Section: Shipping; Pg. 3
Length: 444 words
Byline: By Jane Roe
{body}
{PROSE}

{MORE}
{tail}
Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: ARCTIC REGIONS (90%)

Load-Date: September 4, 1906


End of Document


"""


def test_a_record_is_told_line_by_line() -> None:
    assert labels(nexis_uni, record()) == "T M M M S M M M S B B S S S S S S"


def test_a_record_without_the_word_body_begins_below_its_fields() -> None:
    assert labels(nexis_uni, record(body="")) == "T M M M S M M M B B S S S S S S"


def test_captions_of_pictures_are_no_story() -> None:
    text = record(tail="\nGraphic\n\nPhoto, The Gjøa in the bay\n")
    assert texts(nexis_uni, text, "B") == [PROSE, MORE]


def test_a_cover_page_is_mark_up() -> None:
    told = labels(nexis_uni, COVER + "\n" + record())
    assert told == "S S S S S S S T M M M S M M M S B B S S S S S S"


def test_numbers_of_pages_and_headlines_under_them_are_mark_up() -> None:
    text = record().replace(MORE, f"Page 2 of 3\nThe Gjøa lies at Nome\n\n{MORE}")
    assert texts(nexis_uni, text, "B") == [PROSE, MORE]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("author", "By Jane Roe"),
        ("date", "September 3, 1906 Monday"),
        ("source", "Harbour Gazette"),
        ("section", "Shipping"),
        ("language", "en"),
        ("keyword", "ARCTIC REGIONS"),
    ],
)
def test_the_fields_become_claims(field: str, said: str) -> None:
    assert claims(nexis_uni, record(), field) == [said]


def test_each_end_ends_a_record() -> None:
    assert len(records_in(nexis_uni, record() + record())) == 2


@pytest.mark.parametrize("text", [PROSE, f"A headline\n\n{PROSE}\n\nEnd of Document"])
def test_what_is_not_surely_a_download_is_left(text: str) -> None:
    assert records_in(nexis_uni, text) == ()
