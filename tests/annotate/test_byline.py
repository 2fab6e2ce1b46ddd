"""Bylines: names are read, sentences are not."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate.byline import MOST_AUTHORS, find_authors, parse_byline
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


def seen(value: str, origin: str = "byline") -> Claim:
    return Claim("author", value, origin)


def data(*values: str) -> list[Claim]:
    return [Claim("author", value, "json-ld author") for value in values]


PAGE = Claim("title", "Ferry late", "h1")


def test_the_byline_of_a_page_goes_before_its_data() -> None:
    claims = [PAGE, *data("Jane Roe", "Max Picture")]
    assert parse_byline(["By Jane Roe"], claims) == ("Jane Roe",)


def test_data_tells_where_a_name_of_a_byline_ends() -> None:
    claims = [PAGE, *data("Jane Roe")]
    assert parse_byline(["By Jane RoeData and Graphics Journalist"], claims) == ("Jane Roe",)


def test_a_byline_may_name_one_more_than_the_data() -> None:
    claims = [PAGE, *data("Jane Roe")]
    assert parse_byline(["By Jane Roe and John Doe, NEWS"], claims) == ("Jane Roe", "John Doe")


def test_a_person_goes_before_the_publisher() -> None:
    claims = [PAGE, *data("The Gazette"), seen("Jane Roe"), Claim("source", "The Gazette", "meta")]
    assert parse_byline([], claims) == ("Jane Roe",)


def test_an_agency_stands_where_no_person_does() -> None:
    assert parse_byline(["By Associated Press"], [PAGE]) == ("Associated Press",)


def test_names_of_one_origin_are_not_joined_by_those_of_another() -> None:
    claims = [PAGE, *data("Jane Roe"), Claim("author", "Max Other", "meta author")]
    assert parse_byline([], claims) == ("Jane Roe",)


def test_what_stands_beside_another_story_is_not_asked_where_data_speaks() -> None:
    claims = [PAGE, *data("Jane Roe"), seen("By Max Other")]
    assert parse_byline([], claims) == ("Jane Roe",)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe May 11, 2025",
        "By Jane Roe 3 minute read",
        "May 11, 2025 by Jane Roe",
        "View all posts by Jane Roe",
        "Published By : Jane Roe",
        "By Jane Roe, Gazette Staff Writer",
        "By Jane Roe, Hamburg",
        "By Jane Roe, R.D.",
        "By Jane Roe PhD",
        "By Jane Roe The Associated Press",
        "By JANE ROE",
        "By Jane RoeTwitter",
        "von Jane Roe, MDR NORD",
    ],
)
def test_what_stands_beside_a_name_is_cut_off(line: str) -> None:
    assert parse_byline([line], [PAGE]) == ("Jane Roe",)


def test_a_surname_that_begins_like_a_day_is_whole() -> None:
    assert parse_byline(["By Eliza Montalbano"], [PAGE]) == ("Eliza Montalbano",)


def test_data_may_name_a_person_without_capitals_or_in_another_script() -> None:
    assert parse_byline([], [PAGE, *data("viktor exempel", "山田例")]) == (
        "viktor exempel",
        "山田例",
    )


def test_one_name_in_two_spellings_is_given_once() -> None:
    assert parse_byline([], [PAGE, *data("José Roe", "Jose Roe")]) == ("José Roe",)


def test_who_says_the_authors_is_kept() -> None:
    assert find_authors([], [PAGE, *data("Jane Roe")]).origin == "json-ld author"


def test_a_hostile_lead_takes_no_time() -> None:
    start = time.process_time()
    parse_byline(["view all posts " * 5_000 + "x"], [PAGE])
    assert time.process_time() - start < 2


@settings(deadline=None)
@given(st.lists(st.text()), st.text())
def test_any_lines_give_at_most_eight_different_short_names(lines: list[str], claim: str) -> None:
    names = parse_byline([f"By {line}" for line in lines], [Claim("author", claim, "meta")])
    assert len(names) == len(set(names)) <= MOST_AUTHORS
    assert all(0 < len(name) <= 60 and "\n" not in name for name in names)


@pytest.mark.parametrize(
    "claim",
    [Claim("author", "Contents", "byline"), Claim("author", "Garden Guidance", "details line")],
)
def test_a_word_beside_the_headline_is_no_author_unless_it_says_so(claim: Claim) -> None:
    assert parse_byline([], [PAGE, claim]) == ()


def test_a_details_line_that_says_that_it_is_a_byline_is_one() -> None:
    claim = Claim("author", "By Jane Roe • May 11, 2025", "details line")
    assert parse_byline([], [PAGE, claim]) == ("Jane Roe",)
