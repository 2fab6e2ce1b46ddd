"""Blocks of a page held against its article's true text."""

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import PROSE, patient
from training.saved.shares import covered, shares_of

FIRST = "The ferry from the old harbour was late on every day of the week."
SECOND = "Its captain blamed the tide, and the tide tables of the year before."


def test_the_articles_own_blocks_have_all_of_it() -> None:
    shares = shares_of(["Menu", FIRST, "Advertisement", SECOND, "More"], f"{FIRST}\n{SECOND}")
    assert [round(share) for share in shares] == [0, 1, 0, 1, 0]


def test_a_teaser_that_says_a_paragraph_again_has_none() -> None:
    shares = shares_of([FIRST, SECOND, FIRST], f"{FIRST}\n{SECOND}")
    assert [round(share) for share in shares] == [1, 1, 0]


def test_a_short_block_counts_where_it_follows_the_text() -> None:
    shares = shares_of(["Tide", FIRST, "Tide", SECOND], f"{FIRST}\nTide\n{SECOND}")
    assert [round(share) for share in shares] == [0, 1, 1, 1]


def test_a_paragraph_that_differs_by_a_word_is_still_of_it() -> None:
    assert shares_of([FIRST.replace("old", "new")], FIRST)[0] > 0.5


def test_what_is_covered_is_the_share_of_the_true_text() -> None:
    texts = [FIRST]
    found = covered(texts, shares_of(texts, f"{FIRST} {SECOND}"), f"{FIRST} {SECOND}")
    assert 0.4 < found < 0.6


@patient
@given(st.lists(PROSE, max_size=6), st.lists(PROSE, max_size=6))
def test_shares_are_shares(texts: list[str], truth: list[str]) -> None:
    assert all(0 <= share <= 1 for share in shares_of(texts, "\n".join(truth)))
