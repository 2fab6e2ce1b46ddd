"""Pieces of addresses: the same name gives the same slug for ever."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.slugs import SLUG_BYTES, slug
from tests.helpers import patient


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelensky"),
        ("Київ", "kiyiv"),
        ("Łódź", "lodz"),
        ("It’s the world's", "its-the-worlds"),
        ("O`Neill & Sons, Ltd.", "oneill-sons-ltd"),
        ("  ../../etc/passwd ", "etc-passwd"),
        ("ﬁnal ４２", "final-42"),
        ("北京", "bei-jing"),
    ],
)
def test_a_name_becomes_latin_words_with_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_names_of_marks_alone_get_a_piece_of_their_digest() -> None:
    assert re.fullmatch("x-[0-9a-f]{12}", slug("!!!"))
    assert slug("!!!") != slug("???")


def test_an_empty_name_has_a_slug_too() -> None:
    assert slug("") == slug("")
    assert slug("").startswith("x-")


def test_a_long_name_is_cut_at_the_end_of_a_word() -> None:
    assert slug("bridge " * 30) == "-".join(["bridge"] * 11)


def test_one_long_word_is_cut_where_the_room_ends() -> None:
    assert slug("a" * 200) == "a" * SLUG_BYTES


def test_the_room_can_be_smaller() -> None:
    assert slug("a headline of some length", 12) == "a-headline"


def test_a_lone_surrogate_is_left_out() -> None:
    assert slug("press\ud800 day") == "press-day"


@patient
@given(st.text(max_size=200))
def test_any_text_gives_an_address_of_plain_characters(text: str) -> None:
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= SLUG_BYTES


@patient
@given(st.text(max_size=120))
def test_a_slug_is_its_own_slug(text: str) -> None:
    assert slug(slug(text)) == slug(text)
