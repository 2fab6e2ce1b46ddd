"""Languages: the claim of a page, and the text's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate.language import detect_language, direction, primary_tag

ENGLISH = "The council voted on Monday to repair the old bridge before the winter comes. " * 5
SPANISH = "El ayuntamiento decidió el lunes reparar el viejo puente antes del invierno. " * 5
UKRAINIAN = "Міська рада вирішила в понеділок відремонтувати старий міст до зими. " * 5


@pytest.mark.parametrize(("text", "tag"), [(ENGLISH, "en"), (SPANISH, "es"), (UKRAINIAN, "uk")])
def test_a_text_without_a_claim_is_detected(text: str, tag: str) -> None:
    assert detect_language("", text) == tag


def test_a_short_text_without_a_claim_has_no_language() -> None:
    assert detect_language("", "Ja! 12345 67890") == ""


def test_a_short_text_takes_the_claim() -> None:
    assert detect_language("de-AT", "Ja!") == "de"


def test_a_templates_claim_does_not_stand_against_a_long_text() -> None:
    assert detect_language("en", UKRAINIAN) == "uk"


@pytest.mark.parametrize(
    ("tag", "primary"),
    [("en-GB", "en"), ("pt_BR", "pt"), ("iw", "he"), ("nb", "no"), ("und", ""), ("english!", "")],
)
def test_a_claim_is_cut_to_its_primary_tag(tag: str, primary: str) -> None:
    assert primary_tag(tag) == primary


def test_some_languages_are_written_from_right_to_left() -> None:
    assert [direction(tag) for tag in ("ar", "he-IL", "uk", "")] == ["rtl", "rtl", "ltr", "ltr"]


@settings(deadline=None)
@given(st.text(max_size=10), st.text())
def test_any_claim_and_text_give_a_tag_or_nothing(claim: str, text: str) -> None:
    tag = detect_language(claim, text)
    assert tag == "" or (tag.isascii() and tag.islower() and len(tag) in (2, 3))
