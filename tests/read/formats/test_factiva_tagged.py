"""Factiva's records with their codes."""

import textwrap

import pytest

from backfile.read.formats import factiva_tagged
from tests.read.formats.shapes import MORE, PROSE, claims, labels, records_in, texts

RECORD = f"""SE  Shipping
HD  The Gjøa lies at Nome
BY  By Jane Roe
WC  355 words
PD  3 September 1906
SN  Harbour Gazette
SC  HARB
LA  English
CY  (c) 1906 Harbour Gazette

LP
{PROSE}

TD  {MORE}

{PROSE}

IN  i75 : Ships
AN  Document HARB000019060903e29300001
"""


def test_a_record_is_told_line_by_line() -> None:
    assert labels(factiva_tagged, RECORD) == "M T M M M M S M S S B B B S S"


def test_the_codes_are_taken_off_headline_and_text() -> None:
    assert texts(factiva_tagged, RECORD, "T") == ["The Gjøa lies at Nome"]
    assert texts(factiva_tagged, RECORD, "B") == [PROSE, MORE, PROSE]


def test_a_code_on_a_line_of_its_own_is_mark_up() -> None:
    text = RECORD.replace("HD  ", "HD\n")
    assert labels(factiva_tagged, text).startswith("M S T M")


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("author", "By Jane Roe"),
        ("date", "3 September 1906"),
        ("source", "Harbour Gazette"),
        ("section", "Shipping"),
        ("language", "en"),
    ],
)
def test_the_fields_become_claims(field: str, said: str) -> None:
    assert claims(factiva_tagged, RECORD, field) == [said]


def test_the_accession_number_may_stand_without_its_code() -> None:
    text = RECORD.replace("AN  Doc", "\nDoc")
    assert labels(factiva_tagged, text + text).count("T") == 2


def test_wrapped_text_is_joined() -> None:
    lines = textwrap.wrap(
        f"{PROSE} {MORE} {PROSE}", 78, initial_indent="  ", subsequent_indent="  "
    )
    text = RECORD.replace(f"TD  {MORE}", "TD\n" + "\n\n".join(["\n".join(lines)] * 3))
    assert texts(factiva_tagged, text, "B")[1] == f"{PROSE} {MORE} {PROSE}"


def test_what_stands_below_the_last_record_is_no_part_of_it() -> None:
    assert labels(factiva_tagged, f"{RECORD}\n{PROSE}\n\nSearch summary").endswith("S . S")


def test_each_accession_number_ends_a_record() -> None:
    assert len(records_in(factiva_tagged, RECORD + "\n" + RECORD)) == 2


@pytest.mark.parametrize("text", [PROSE, f"IN  the bay\n{PROSE}\nAN  end", RECORD[:120]])
def test_what_is_not_surely_a_download_is_left(text: str) -> None:
    assert records_in(factiva_tagged, text) == ()
