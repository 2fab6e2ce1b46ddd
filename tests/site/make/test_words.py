"""Dates, lengths and summaries in words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.site.make.articles import date_links
from backfile.site.make.lists import date_title
from backfile.site.make.words import date_words
from backfile.summaries import minutes, plain_text, shortened
from tests.site.builders import block


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-05-11", "11 May 2025"),
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("--03-29", "29 March (no year)"),
        ("", ""),
    ],
)
def test_a_date_in_words_says_what_is_known(iso: str, words: str) -> None:
    assert date_words(iso) == words


def test_a_date_links_to_its_year_month_and_day() -> None:
    assert [(link.text, link.path) for link in date_links("2025-05-11")] == [
        ("2025", "dates/2025.html"),
        ("May", "dates/2025/05.html"),
        ("11", "dates/2025/05/11.html"),
    ]
    assert date_links("--03-29") == ()


@given(st.dates(dt.date(1000, 1, 1)))
def test_every_day_has_a_title_and_links(day: dt.date) -> None:
    parts = tuple(day.isoformat().split("-"))
    assert date_title(parts) == date_words(day.isoformat())
    assert date_links(day.isoformat())[-1].path == f"dates/{'/'.join(parts)}.html"


@given(st.text(max_size=300), st.integers(1, 250))
def test_a_summary_is_short_and_says_nothing_else(text: str, longest: int) -> None:
    short = shortened(text, longest)
    assert len(short) <= longest + 2
    assert " ".join(text.split()).startswith(short.removesuffix(" …").strip())


def test_a_summary_is_cut_at_a_word() -> None:
    assert shortened("The harbour was opened to ships.", 20) == "The harbour was …"


def test_a_summary_in_a_script_without_spaces_still_says_something() -> None:
    assert shortened("港" * 300, 20) == "港" * 20 + " …"


def test_reading_takes_a_minute_at_least() -> None:
    assert [minutes("word " * count) for count in (0, 238, 239, 2380)] == [1, 1, 2, 10]


def test_the_plain_text_of_a_body_is_its_blocks_by_lines() -> None:
    assert plain_text([block("  One. "), block("Two.")]) == "One.\nTwo."
