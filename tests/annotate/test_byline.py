"""Bylines: names are read, sentences are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate.byline import MOST_AUTHORS, parse_byline
from backfile.model import Claim


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "BY JANE ROE",
        "BYLINE: Jane Roe",
        "Author: Roe, Jane",
        "By Jane Roe, Staff Writer",
        "By Jane Roe in Kyiv",
        "By Jane Roe | May 11, 2025",
        "By Jane Roe (desk@news.example)",
        "Von Jane Roe",
        "Par Jane Roe, envoyée spéciale",
        "Por Jane Roe",
        "Text: Jane Roe",
        "Автор: Jane Roe",
    ],
)
def test_a_byline_gives_its_name(line: str) -> None:
    assert parse_byline([line], []) == ("Jane Roe",)


def test_several_names_are_given_in_order() -> None:
    names = ("Jane Roe", "John Q. Doe", "Max van der Muster")
    assert parse_byline(["By Jane Roe, John Q. Doe and Max van der Muster"], []) == names


def test_a_name_in_cyrillic_is_a_name() -> None:
    assert parse_byline(["Текст: Іван Приклад"], []) == ("Іван Приклад",)


def test_a_word_by_alone_takes_the_next_line() -> None:
    assert parse_byline(["By", "Jane Roe"], []) == ("Jane Roe",)


@pytest.mark.parametrize(
    "line",
    [
        "By the time the bridge was open, the war was over.",
        "By 2030 Europe Must Act",
        "By staff reporter",
        "Von wegen",
        "Jane Roe",
        "Sunday, 11 May 2025",
    ],
)
def test_what_is_no_byline_gives_no_name(line: str) -> None:
    assert parse_byline([line], []) == ()


def test_a_line_without_end_gives_no_name() -> None:
    assert parse_byline(["By " + "a" * 1_000_000], []) == ()


def test_the_pages_claims_go_first() -> None:
    claim = Claim("author", "Jane Roe", "json-ld author")
    assert parse_byline(["By John Doe"], [claim]) == ("Jane Roe",)


def test_claims_that_are_no_names_are_passed_over() -> None:
    claims = [Claim("author", "https://social.example/desk", "meta"),
              Claim("author", "admin", "meta")]  # fmt: skip
    assert parse_byline(["By Jane Roe"], claims) == ("Jane Roe",)


@settings(deadline=None)
@given(st.lists(st.text()), st.text())
def test_any_lines_give_at_most_eight_different_short_names(lines: list[str], claim: str) -> None:
    names = parse_byline([f"By {line}" for line in lines], [Claim("author", claim, "meta")])
    assert len(names) == len(set(names)) <= MOST_AUTHORS
    assert all(0 < len(name) <= 60 and "\n" not in name for name in names)
