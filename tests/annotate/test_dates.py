"""Dates: what is found, how sure it is, and what is asserted."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate.dates import BODY_FINDINGS, assert_date, find_dates, find_modified
from backfile.annotate.datetext import iso, machine_date, stated_dates
from backfile.model import Claim, DateFinding


def values(text: str) -> list[str]:
    return [stated.value for stated in stated_dates(text)]


def asserted(**given: object) -> str:
    parts = {"claims": [], "addresses": [], "details": [], "body": [], **given}
    best = assert_date(find_dates(**parts))  # type: ignore[arg-type]
    return best.value if best else ""


@pytest.mark.parametrize(
    "text",
    [
        "May 11, 2025",
        "11 May 2025",
        "11.05.2025",
        "2025-05-11",
        "Sunday, 11 May 2025 14:02",
        "Sunday 11 May 2025",
        "Sun, 11 May 2025 23:30:00 +0300",
        "the 11th of May, 2025",
        "MAY 11 2025",
        "11 травня 2025",
        "11 мая 2025 г.",
        "11. Mai 2025",
        "11 mai 2025 à 10h",
        "11 de mayo de 2025",
        "11 maja 2025",
        "11 maggio 2025",
        "11 de maio de 2025",
        "11 Mayıs 2025",
        "2025年5月11日",
        "May 11-12, 2025",
    ],
)
def test_a_whole_date_is_read_in_any_usual_form(text: str) -> None:
    assert values(text) == ["2025-05-11"]


@pytest.mark.parametrize("stated", ["septiembre del 2025", "septiembre., del 2025"])
@pytest.mark.parametrize(
    "before", ["", "no figure stands here " * 20, "7 x " * 40, "in 300 words "]
)
def test_a_date_is_found_wherever_its_first_figure_stands(before: str, stated: str) -> None:
    assert values(f"{before}{stated}") == ["2025-09"]


@pytest.mark.parametrize("text", ["KYIV, May 11 (Agency) -", "on 11 May", "11 травня"])
def test_a_date_without_a_year_stays_without(text: str) -> None:
    assert values(text) == ["--05-11"]


@pytest.mark.parametrize(
    "text",
    ["31 February 2025", "30.02.2024", "29 Feb 2023", "May 11, 0001", "11 May 9999", "2025-13-45"],
)
def test_an_impossible_date_is_refused(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("03/04/2025", "2025"),
        ("13/04/2025", "2025-04-13"),
        ("04/13/2025", "2025-04-13"),
        ("04/04/2025", "2025-04-04"),
        ("03.04.2025", "2025-04-03"),
    ],
)
def test_an_order_that_is_not_clear_leaves_just_the_year(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text", ["won 3-2-1", "version 1.2.3", "$11 may help", "11:05", "10 people"]
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2025-05-11T23:30:00+03:00", "2025-05-11"),
        ("20250511", "2025-05-11"),
        ("2025-05", "2025-05"),
        ("Mon, 12 May 2025 00:10:00 GMT", "2025-05-12"),
        ("yesterday", ""),
        ("0001-01-01T00:00:00Z", ""),
    ],
)
def test_a_pages_own_date_field_keeps_the_local_day(value: str, date: str) -> None:
    assert machine_date(value) == date


def test_leap_days_are_those_of_the_calendar() -> None:
    assert [iso(year, 2, 29) for year in (1900, 2000, 2023, 2024)] == [
        "",
        "2000-02-29",
        "",
        "2024-02-29",
    ]


def test_a_claim_of_the_page_is_asserted() -> None:
    claim = Claim("date", "2025-05-11T08:00:00Z", "json-ld datePublished")
    assert asserted(claims=[claim]) == "2025-05-11"


@pytest.mark.parametrize(
    ("origin", "value", "date"),
    [
        ("proquest: Publication date", "Jan 2, 2015", "2015-01-02"),
        ("proquest: Publication date", "May 4, 2019", "2019-05-04"),
        ("nexis: date", "April 16, 2026 Monday", "2026-04-16"),
        ("nexis: date", "Montag 11. Januar 2010", "2010-01-11"),
        ("nexis: date", "lundi 11 janvier 2010", "2010-01-11"),
        ("factiva: date", "4 May 2019", "2019-05-04"),
        ("front matter: date", "2019-05-04T10:00:00Z", "2019-05-04"),
        ("field: date", "May 4, 2019", "2019-05-04"),
    ],
)
def test_the_date_of_an_export_s_record_is_asserted(origin: str, value: str, date: str) -> None:
    found = assert_date(find_dates([Claim("date", value, origin)], (), [], []))
    assert found is not None
    assert (found.value, found.origin) == (date, origin)


def test_the_record_s_own_date_goes_before_one_in_its_details() -> None:
    claim = Claim("date", "Jan 2, 2015", "proquest: Publication date")
    found = find_dates([claim], (), ["Publication info: Gazette, 3 Jan 2015: A.1."], [])
    assert found[0].value == "2015-01-02"


def test_the_address_goes_before_an_overhauled_claim() -> None:
    claim = Claim("date", "2026-01-02", "json-ld datePublished")
    address = "https://news.example/2025/05/11/story.html"
    assert asserted(claims=[claim], addresses=[address]) == "2025-05-11"


def test_a_month_in_the_address_takes_its_day_from_the_claim() -> None:
    claim = Claim("date", "2025-05-11", "meta article:published_time")
    assert asserted(claims=[claim], addresses=["https://news.example/2025/05/a"]) == "2025-05-11"


@pytest.mark.parametrize("path", ["2025/may/11/a", "x-2025-05-11.html", "2025/5/11"])
def test_an_address_states_a_day_in_several_forms(path: str) -> None:
    assert asserted(addresses=[f"https://news.example/{path}"]) == "2025-05-11"


def test_the_stamp_of_a_web_archive_is_no_date_of_the_article() -> None:
    assert (
        asserted(addresses=["https://web.example/web/20250511120000/http://news.example/a"]) == ""
    )


def test_a_byline_with_a_year_is_asserted_and_one_without_is_not() -> None:
    assert asserted(details=["Published 11 May 2025"]) == "2025-05-11"
    assert asserted(details=["KYIV, May 11 (Agency) -"]) == ""


def test_the_day_of_publication_goes_before_that_of_an_update() -> None:
    lines = ["Updated: 13 May 2025", "Published: 11 May 2025"]
    assert asserted(details=lines) == "2025-05-11"


def test_a_date_inside_the_text_is_evidence_and_no_more() -> None:
    body = ["In an interview published on March 29, 2024, the minister spoke of March 24."]
    found = find_dates([], [], [], body)
    assert [finding.value for finding in found] == ["2024-03-29", "--03-24"]
    assert assert_date(found) is None


def test_a_dateline_with_a_year_opens_the_text_and_is_asserted() -> None:
    assert asserted(body=["WARSAW, May 11, 2025 (Agency) - The bridge was opened."]) == "2025-05-11"
    assert asserted(body=["She said on May 11, 2025 - a Sunday - that it was open."]) == ""


def test_what_is_dated_after_its_capture_is_not_asserted() -> None:
    details = ["11 May 2025"]
    before, after = (assert_date(find_dates([], [], details, [], day)) for day in
                     ("2025-05-01", "2025-05-10"))  # fmt: skip
    assert before is None
    assert after is not None


def test_the_evidence_holds_the_words_that_were_read() -> None:
    (finding,) = find_dates([], [], ["By the desk, 11 May 2025, 14:02"], [])
    assert finding.evidence.startswith("By the desk, 11 May 2025")
    assert finding.origin == "byline"


def test_a_body_gives_at_most_ten_findings() -> None:
    body = [f"On {day} May 2025 it rained." for day in range(1, 29)]
    assert len(find_dates([], [], [], body)) == BODY_FINDINGS


@settings(deadline=None)
@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_gives_dates_and_an_asserted_one_has_a_year(
    claim: str, address: str, line: str, body: str
) -> None:
    found = find_dates([Claim("date", claim, "meta")], [address], [line], [body])
    best = assert_date(found)
    assert best is None or (best.value[:4].isdigit() and best.confidence >= 0.5)


@settings(deadline=None)
@given(st.dates())
def test_every_day_is_read_back_from_its_iso_form(day: object) -> None:
    text = str(day)
    expected = text if 1500 <= int(text[:4]) <= 2100 else ""
    assert machine_date(text) == expected


@settings(deadline=None)
@given(st.lists(st.builds(DateFinding, st.sampled_from(["2025", "2025-05", "--05-11"]), st.text(),
                          st.text(), st.floats(0, 1))))  # fmt: skip
def test_nothing_below_half_sure_or_without_a_year_is_asserted(found: list[DateFinding]) -> None:
    best = assert_date(found)
    assert best is None or (best in found and best.confidence >= 0.5 and best.value[0] == "2")


def page(published: str, modified: str = "") -> list[Claim]:
    claims = [Claim("date", published, "json-ld datePublished")]
    return [*claims, Claim("modified", modified, "json-ld dateModified")] if modified else claims


@pytest.mark.parametrize("stated", ["2025-05-12T02:00:00Z", "2025-05-10T22:00:00+00:00"])
def test_the_day_that_a_reader_saw_goes_before_greenwichs(stated: str) -> None:
    found = assert_date(find_dates(page(stated), (), ["May 11, 2025 10:00 PM EST"], []))
    assert found is not None
    assert found.value == "2025-05-11"


def test_the_day_shown_goes_before_a_first_publication_years_ago() -> None:
    claims = page("2019-11-25", "2023-11-27")
    found = assert_date(find_dates(claims, (), ["November 27, 2023"], []))
    assert found is not None
    assert found.value == "2023-11-27"


def test_a_day_marked_as_an_update_is_no_publication() -> None:
    claims = [*page("2022-10-21", "2023-12-22"), Claim("date", "22 December 2023", "date line")]
    found = assert_date(find_dates(claims, (), ["Updated 22 December 2023"], []))
    assert found is not None
    assert found.value == "2022-10-21"


def test_a_day_shown_that_the_data_does_not_know_gives_way() -> None:
    found = assert_date(find_dates(page("2025-05-11"), (), ["12 June 2025"], []))
    assert found is not None
    assert found.value == "2025-05-11"


def test_a_zone_of_its_own_goes_before_the_address() -> None:
    claims = page("2023-12-20T07:30:00-05:00")
    found = assert_date(find_dates(claims, ("https://a.example/2023-12-19-x",), [], []))
    assert found is not None
    assert found.value == "2023-12-20"


@pytest.mark.parametrize("line", ["Dec 05, 20232 Shares", "By Jane RoeDec. 5, 2023 11:00 pm"])
def test_a_date_is_read_though_glued_to_its_neighbours(line: str) -> None:
    assert find_dates([], (), [line], [])[0].value == "2023-12-05"


def test_the_last_change_is_kept_beside_the_date() -> None:
    found = find_modified(page("2022-10-21", "2023-12-22T10:00:00Z"), [], "2022-10-21")
    assert found is not None
    assert (found.value, found.origin) == ("2023-12-22", "json-ld dateModified")


def test_a_change_before_the_publication_is_none() -> None:
    assert find_modified(page("2025-05-11", "2025-05-01"), [], "2025-05-11") is None


@settings(deadline=None)
@given(st.dates(), st.dates(), st.dates())
def test_an_asserted_day_is_one_of_those_stated(one: date, other: date, shown: date) -> None:
    claims = page(one.isoformat(), other.isoformat())
    found = assert_date(find_dates(claims, (), [shown.isoformat()], []))
    assert found is None or found.value in {one.isoformat(), other.isoformat(), shown.isoformat()}
