"""What the line model sees of a line: always the same count of plain numbers."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Mark
from backfile.split.lines import context, features
from backfile.split.lines.context import Placed, standing_of
from backfile.split.lines.features import WORD, look_of, words_in
from backfile.split.lines.words import MOST_NUMBERS, checksum, numbers_of, tokens
from tests.helpers import PROSE, SHORT, patient

LINES = st.lists(
    st.builds(
        Placed,
        PROSE | SHORT,
        st.integers(0, 5),
        st.builds(Mark, shape=st.sampled_from(["prose", "short", "sentence", "other"])),
        st.integers(0, 3),
        st.integers(0, 8),
    ),
    min_size=1,
    max_size=20,
)


def look(text: str, name: str) -> float:
    return look_of(text)[features.NAMES.index(name)]


def standing(lines: list[Placed], name: str) -> list[float]:
    return [round(float(n), 3) for n in standing_of(lines)[:, context.NAMES.index(name)]]


@patient
@given(st.text(max_size=200))
def test_any_line_has_a_finite_number_for_each_name(text: str) -> None:
    numbers = look_of(text)
    assert len(numbers) == len(features.NAMES)
    assert all(math.isfinite(number) for number in numbers)


@patient
@given(LINES)
def test_any_lines_have_a_finite_number_for_each_name(lines: list[Placed]) -> None:
    numbers = standing_of(lines)
    assert numbers.shape == (len(lines), len(context.NAMES))
    assert np.isfinite(numbers).all()


@pytest.mark.parametrize(
    ("text", "name"),
    [("Was the pilot late?", "ends-question"), ("KYIV, May 11 (Agency) - The port", "dateline"),
     ("© The Harbour Gazette", "rights"), ("10:30", "time"), ("letters@gazette.example", "address"),
     ("HARBOUR OPENS", "all-capitals"), ("Home › News › Shipping", "separators")],
)  # fmt: skip
def test_a_sign_is_seen_where_it_stands(text: str, name: str) -> None:
    assert look(text, name) > 0
    assert look("The harbour opens again", name) == 0


def test_a_short_line_shares_its_words_with_the_paragraph_below_it() -> None:
    lines = [
        Placed("Harbour opens after storm", 0, Mark(shape="short")),
        Placed("The harbour opened on Monday after the storm of the week.", 0, Mark(shape="prose")),
        Placed("Letters and puzzles", 0, Mark(shape="short")),
    ]
    assert standing(lines, "shares-below")[0] > 0
    assert standing(lines, "shares-below")[2] == 0
    assert standing(lines, "shares-above")[2] == 0


def test_paragraphs_of_one_story_have_more_in_common_than_those_of_two() -> None:
    ferry = "The ferries of the islands sail again, the harbour master of the islands said."
    wheat = "Wheat prices fell on Thursday after rain across southern plains, traders reported."
    prose = Mark(shape="prose")
    lines = [Placed(text, 0, prose) for text in (ferry, ferry, wheat, wheat)]
    common = standing(lines, "in-common")
    assert common[2] < common[1]


def test_words_are_known_by_their_checksum_alone() -> None:
    known = {checksum("share"): 1, checksum("^share"): 2}
    assert numbers_of("Share this article", known) == [2, 1]


def test_pairs_of_words_are_counted_in_short_lines_only() -> None:
    assert "most read" in tokens("Most read")
    assert "most read" not in tokens("Most read " * 20)


@patient
@given(st.text() | st.text(st.sampled_from("aÄ1_'’-. \t\x08\x1cʼ²界")))
def test_words_are_those_of_the_expression_for_a_word(text: str) -> None:
    assert words_in(text) == WORD.findall(text)


@given(st.text(st.sampled_from("aßİ1٣ ") | st.characters(), max_size=60))
def test_tokens_are_words_with_their_case_folded_and_their_figures_made_one(text: str) -> None:
    words = [re.sub(r"\d", "0", word.casefold()) for word in WORD.findall(text)]
    assert tokens(text)[1 : len(words) + 1] == words[:32]


@given(st.text())
def test_no_line_has_more_words_than_are_looked_at(text: str) -> None:
    known = {checksum(token): 1 for token in tokens(text)}
    assert len(numbers_of(text, known)) <= MOST_NUMBERS
