"""Factiva's records as text, without codes."""

import pytest

from backfile.read.formats import factiva
from tests.read.formats.shapes import MORE, PROSE, claims, labels, records_in, texts

END = "Document HARB000019060903e29300001"


def record(top: str = "The Gjøa lies at Nome\n\nJane Roe\n") -> str:
    return f"""{top}355 words
3 September 1906
Harbour Gazette
HARB
English
(c) 1906 Harbour Gazette

{PROSE}

{MORE}

{END}

"""


def test_a_record_is_told_line_by_line() -> None:
    assert labels(factiva, record()) == "T M M M M M M S B B S"


def test_a_record_without_blank_lines_is_told_alike() -> None:
    text = record("The Gjøa lies at Nome\nBy Jane Roe\n").replace("\n\n", "\n")
    assert labels(factiva, text) == "T M M M M M M S B B S"


@pytest.mark.parametrize(
    ("top", "told"),
    [
        ("The Gjøa lies at Nome\n", "T M"),
        ("Shipping\nThe Gjøa lies at Nome\nBy Jane Roe\n", "M T M M"),
        ("Shipping\nThe Gjøa lies at Nome, her voyage at an end\n", "M T M"),
        ("The Gjøa lies at Nome\nAt last\n\nJane Roe\n", "T T2 M M"),
    ],
)
def test_what_stands_above_the_words_is_told_apart(top: str, told: str) -> None:
    assert labels(factiva, record(top)).removesuffix(" M M M M S B B S") == told


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("author", "Jane Roe"),
        ("date", "3 September 1906"),
        ("source", "Harbour Gazette"),
        ("language", "en"),
    ],
)
def test_the_lines_become_claims(field: str, said: str) -> None:
    assert claims(factiva, record(), field) == [said]


def test_a_time_below_the_date_is_not_the_source() -> None:
    text = record().replace("1906\nHarbour", "1906\n14:05\nHarbour")
    assert claims(factiva, text, "source") == ["Harbour Gazette"]


def test_the_feet_of_pages_are_mark_up() -> None:
    foot = "Page 1 of 7 © 2020 Factiva, Inc. All rights reserved."
    text = record().replace(MORE, f"{foot}\n\n{MORE}")
    assert texts(factiva, text, "B") == [PROSE, MORE]


def test_records_in_german_are_read() -> None:
    text = record().replace("words", "Wörter").replace("Document ", "Dokument ")
    assert labels(factiva, text) == "T M M M M M M S B B S"


def test_each_accession_number_ends_a_record() -> None:
    assert len(records_in(factiva, record() + record())) == 2


@pytest.mark.parametrize("text", [PROSE, END, f"{PROSE}\n{END}", f"355 words\n{PROSE}\n{END}"])
def test_what_is_not_surely_a_download_is_left(text: str) -> None:
    assert records_in(factiva, text) == ()
