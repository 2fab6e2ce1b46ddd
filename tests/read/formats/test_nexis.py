"""The older LexisNexis text download: wrapped stories between fields."""

import textwrap

import pytest

from backfile.read.formats import nexis
from tests.read.formats.shapes import MORE, PROSE, claims, labels, records_in, texts

WRAPPED = "\n\n".join(textwrap.fill(f"{PROSE} {MORE} {PROSE}", 78) for _ in range(3))
HEAD = """
Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2018  16:51:31

Terms: (DATE(>=1906-01-01) and not
(TYPE(web)))
"""


def record(number: int, headline: str = "The Gjøa lies at Nome", body: str = WRAPPED) -> str:
    return f"""
                               {number} of 2 DOCUMENTS


                          Harbour Gazette (Christiania)

                            September 3, 1906 Monday
                                 Late Edition

{headline}

BYLINE: By Jane Roe

SECTION: SHIPPING; Pg. 3

LENGTH: 355 words

{body}

LOAD-DATE: September 4, 1906

LANGUAGE: ENGLISH

SUBJECT: ARCTIC REGIONS (90%); SHIPS (85%)

                       Copyright 1906 Harbour Gazette
                            All Rights Reserved
"""


def test_a_record_is_told_line_by_line() -> None:
    told = labels(nexis, HEAD + record(1, body=PROSE))
    assert told == "S S S S S M M M T M M M B S S S S S"


def test_each_wrapped_paragraph_is_one_piece() -> None:
    paragraph = f"{PROSE} {MORE} {PROSE}"
    assert texts(nexis, record(1), "B") == [paragraph] * 3


def test_a_joined_paragraph_says_why() -> None:
    whys = {p.why for p in records_in(nexis, record(1))[0].pieces if p.label == "B"}
    assert whys == {"hard-wrapped lines joined"}


def test_a_word_broken_at_its_hyphen_is_closed() -> None:
    words = "The long-winded herring-boat crew of the North-West-Passage took its well-earned rest"
    body = "\n\n".join([textwrap.fill(f"{words} {words} {words}.", 78)] * 3)
    assert texts(nexis, record(1, body=body), "B") == [f"{words} {words} {words}."] * 3


def test_short_lines_of_a_list_stay_apart() -> None:
    body = f"{WRAPPED}\n\nHalibut\nCod\nHerring"
    assert texts(nexis, record(1, body=body), "B")[-3:] == ["Halibut", "Cod", "Herring"]


def test_a_wrapped_headline_goes_on_in_its_second_line() -> None:
    told = labels(nexis, record(1, "The Gjøa lies at Nome and the passage\nhas been sailed", PROSE))
    assert told == "S M M M T T2 M M M B S S S S S"


def test_a_headline_with_a_colon_is_no_field() -> None:
    assert texts(nexis, record(1, "NOME: the Gjøa is here"), "T") == ["NOME: the Gjøa is here"]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("author", "By Jane Roe"),
        ("date", "September 3, 1906 Monday"),
        ("source", "Harbour Gazette (Christiania)"),
        ("section", "SHIPPING"),
        ("language", "en"),
        ("keyword", "ARCTIC REGIONS"),
    ],
)
def test_the_fields_become_claims(field: str, said: str) -> None:
    assert claims(nexis, record(1), field)[0] == said


def test_records_without_indents_are_read() -> None:
    flush = "\n".join(line.lstrip() for line in record(1, body=PROSE).split("\n"))
    assert labels(nexis, flush) == "S M M M T M M M B S S S S S"


def test_the_older_form_names_headline_and_body() -> None:
    text = f"""
                               1 of 2 DOCUMENTS

                                Harbour Gazette

                       Copyright 1906 Harbour Gazette

                           September 3, 1906, Monday

SECTION: Section A; Page 3

LENGTH: 355 words

HEADLINE: The Gjøa lies at Nome

BYLINE: By Jane Roe

BODY:
   {PROSE}
"""
    assert labels(nexis, text) == "S M S M M M T M S B"


def test_fields_right_below_each_other_are_read() -> None:
    text = f"""1 of 2 DOCUMENTS

                       Copyright 1906 Harbour Gazette
                               Harbour Gazette

September 3, 1906 Monday

SECTION: Shipping; Pg. 14
LENGTH: 812 words
HEADLINE: The Gjøa lies at Nome
BYLINE: Jane Roe
LANGUAGE: ENGLISH

BODY:
{PROSE}

LOAD-DATE: September 4, 1906
"""
    assert labels(nexis, text) == "S S M M M M T M M S B S"
    assert claims(nexis, text, "author") == ["Jane Roe"]


def test_a_headline_right_above_its_fields_is_read() -> None:
    text = f"""1 of 2 DOCUMENTS

Harbour Gazette
September 3, 1906 Monday
Correction Appended
Late Edition - Final

The Gjøa lies at Nome
BYLINE: By Jane Roe
LENGTH: 1150 words

{PROSE}

LOAD-DATE: September 4, 1906
"""
    assert labels(nexis, text) == "S M M M M T M M B S"


def test_german_records_are_read() -> None:
    text = f"""
                              Dokument 1 von 2

                                 Hafenzeitung

                            Montag 3. September 1906

Die Gjøa liegt in Nome

RUBRIK: SCHIFFE; S. 3

LÄNGE: 355 Wörter

{PROSE}

UPDATE: 4. September 1906

SPRACHE: DEUTSCH; GERMAN

                         Copyright 1906 Hafenzeitung
                           Alle Rechte vorbehalten
"""
    assert labels(nexis, text) == "S M M T M M B S S S S"
    assert claims(nexis, text, "language") == ["de"]


def test_each_number_begins_a_record() -> None:
    found = records_in(nexis, HEAD + record(1) + record(2))
    assert [len([p for p in r.pieces if p.label == "T"]) for r in found] == [1, 1]


@pytest.mark.parametrize("text", [PROSE, f"1 of 2 DOCUMENTS\n\nA headline\n\n{PROSE}", ""])
def test_what_is_not_surely_a_download_is_left(text: str) -> None:
    assert records_in(nexis, text) == ()
