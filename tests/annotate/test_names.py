"""Slugs and ids: what addresses are made of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate.ids import article_id
from backfile.slugs import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelensky"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Зеленський", "zelenskii"),
        ("People's  Party (old)", "peoples-party-old"),
        ("Łódź", "lodz"),
    ],
)
def test_a_name_becomes_a_readable_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_of_marks_alone_still_has_a_slug() -> None:
    assert slug("!!!").startswith("x-")
    assert slug("!!!") != slug("???")


def test_a_long_name_is_cut_at_the_end_of_a_word() -> None:
    assert slug("word " * 40) == "-".join(["word"] * 16)


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_a_safe_slug(text: str) -> None:
    made = slug(text)
    assert 0 < len(made) <= 80
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in made)
    assert made == made.lower().strip("-")


def test_an_id_is_twelve_characters_and_never_changes() -> None:
    assert article_id("ab" * 32, "", "", 17) == article_id("ab" * 32, "", "", 17)
    assert article_id("0" * 64, "", "", 1) == "jep2t4mbhcus"


def test_an_id_differs_by_line_record_and_salt() -> None:
    made = {
        article_id("c", "", "", 1),
        article_id("c", "", "", 2),
        article_id("c", "u", "", 1),
        article_id("c", "", "u", 1),
        article_id("c", "", "", 1, "item"),
    }
    assert len(made) == 5
    assert all(len(one) == 12 and one.isalnum() and one == one.lower() for one in made)
