"""Texts in; the terms that the index should hold out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.analyser import analyse


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Turkey on Sunday", ["turkey", "sunday"]),
        ("money play sydney survey", ["money", "play", "sydney", "survey"]),
        ("try tries trying", ["tri", "tri", "tri"]),
        ("Ukraine’s Ukraine's UKRAINE", ["ukrain"] * 3),
        ("the dogs' kennel", ["dog", "kennel"]),
        ("O'Brien O’Brien", ["obrien", "obrien"]),
        ("п'ять п’ять", ["пять", "пять"]),
        ("йод їжак", ["йод", "їжак"]),
        ("Zürich Łódź Straße Øre İstanbul", ["zurich", "lodz", "strass", "or", "istanbul"]),
        ("U.N. UN u.n", ["un", "un", "un"]),
        ("U.S. us U.S", ["u.s", "u.s"]),
        ("U.S.-led U.S.'s", ["u.s", "led", "u.s"]),
        ("1,310 men, 12,345,678", ["1310", "men", "12345678"]),
        ("in 2019,2020", ["2019", "2020"]),
        ("pre-war hiv/aids war—just “so”", ["pre", "war", "hiv", "aid", "war"]),
        ("snake_case (brackets) [1] end.", ["snake", "case", "bracket", "1", "end"]),
        ("हिन्दी", ["हिन्दी"]),
        ("infor\u00admation", ["inform"]),
        ("the of and", []),
        ("", []),
        (" '. , ' ¨ 👍🏽", []),
    ],
)
def test_a_text_gives_these_terms(text: str, terms: list[str]) -> None:
    assert analyse(text) == terms


@pytest.mark.parametrize("word", ["eed", "ies", "sses", "affyying", "y", "yy", "ing"])
def test_odd_words_give_one_term(word: str) -> None:
    assert len(analyse(word)) == 1


@given(st.text())
def test_a_term_holds_no_space_no_apostrophe_and_is_not_empty(text: str) -> None:
    for term in analyse(text):
        assert term
        assert not set(term) & set(" \n\t'’,")


@given(st.text(), st.text())
def test_a_space_parts_words(first: str, second: str) -> None:
    assert analyse(f"{first} {second}") == analyse(first) + analyse(second)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_capitals_make_no_difference(text: str) -> None:
    assert analyse(text.lower()) == analyse(text.lower().capitalize())


@given(st.from_regex("[b-z]{3,12}", fullmatch=True))
def test_a_possessive_is_found_by_the_plain_name(name: str) -> None:
    assert analyse(f"{name}'s") == analyse(f"{name}’s") == analyse(name)
