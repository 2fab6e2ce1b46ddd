"""Lines made fit to be published: every change has its repair."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Place
from backfile.read.lines import mend
from tests.helpers import patient

PLACE = Place(3, 3)


@pytest.mark.parametrize("space", ["\xa0", "\u202f", "\u2009", "\u3000", "\t", "\u2028"])
def test_an_odd_space_becomes_a_plain_one(space: str) -> None:
    mended, repairs = mend(f"5{space}million", PLACE)
    assert mended == "5 million"
    assert [repair.why for repair in repairs] == ["odd spaces"]


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x1e"])
def test_a_line_end_of_another_machine_keeps_words_apart(end: str) -> None:
    assert mend(f"one{end}two", PLACE)[0] == "one two"


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\u202a", "\u200b", "\xad", "\x07", "\0"])
def test_what_is_not_seen_is_dropped(unseen: str) -> None:
    mended, repairs = mend(f"inv{unseen}oice", PLACE)
    assert mended == "invoice"
    assert [repair.why for repair in repairs] == ["unseen characters"]


def test_mojibake_is_mended_before_its_spaces_are() -> None:
    mended, repairs = mend("The mayorâ€™s\xa0caf\xe9", PLACE)
    assert mended == "The mayor’s café"
    assert [repair.why for repair in repairs] == ["mojibake", "odd spaces"]


def test_a_repair_says_before_after_and_where() -> None:
    (repair,) = mend("a\xa0b", PLACE)[1]
    assert (repair.before, repair.after, repair.place) == ("a\xa0b", "a b", PLACE)


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "It’s — “so”…", "İstanbul", ""])
def test_good_text_stays_as_it_is(text: str) -> None:
    assert mend(text, PLACE) == (text, ())


@patient
@given(st.text(st.characters(), max_size=200))
def test_a_change_has_a_repair_and_no_change_has_none(text: str) -> None:
    mended, repairs = mend(text, PLACE)
    assert bool(repairs) == (mended != text)
    assert [text, *(repair.after for repair in repairs)] == [
        *(repair.before for repair in repairs), mended,
    ]  # fmt: skip


@patient
@given(st.text(st.characters(), max_size=200))
def test_what_is_mended_can_stand_in_xml(text: str) -> None:
    mended = mend(text, PLACE)[0]
    assert not any(ord(c) < ord(" ") and c != "\n" for c in mended)
    mended.encode()


@patient
@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_letter_or_digit_of_plain_text_is_lost(text: str) -> None:
    mended, repairs = mend(text, PLACE)
    if "mojibake" not in [repair.why for repair in repairs]:
        assert [c for c in mended if c.isalnum()] == [c for c in text if c.isalnum()]
