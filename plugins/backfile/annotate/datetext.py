"""A line of text in, the dates that it states out, in order: ISO values with their words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backfile.annotate.months import month_number

FIRST_YEAR, LAST_YEAR = 1500, 2100
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LETTER = r"[^\W\d_]"
_WORD = rf"(?<!\w){_LETTER}{{3,14}}"
_YEAR = r"\d{4}(?!\d)"
_OF = r"(?:of\s|de\s|del\s|d')?\s?"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|°)?"
# A word that is no month fails after the match, so that the expression need
# not try two hundred names at each word.
_DATE = re.compile(
    rf"(?<![\d.,/:-])(?P<n1>\d{{1,4}})(?P<mark>[./-])(?P<n2>\d{{1,2}})(?P=mark)(?P<n3>\d{{1,4}})"
    rf"(?![\d/-]|\.\d)"
    rf"|(?P<asian_y>{_YEAR})\s?[年년]\s?(?P<asian_m>\d{{1,2}})\s?[月월]\s?(?P<asian_d>\d{{1,2}})\s?[日일]"
    rf"|(?<![\w.,/:$€£])(?P<day>\d{{1,2}}){_ORDINAL}[.\s-]{{1,2}}{_OF}(?P<month>{_LETTER}{{3,14}})"
    rf"(?!{_LETTER})\.?(?:(?:,?\s|-)\s?(?:de\s|del\s)?(?P<year>{_YEAR}))?"
    rf"|(?P<us_month>{_WORD})\.?\s(?P<us_day>\d{{1,2}}){_ORDINAL}(?!\w|[.,:]\d|%)(?:\s?[–-]\s?\d{{1,2}}(?!\d))?"
    rf"(?:,?\s{{1,2}}(?P<us_year>{_YEAR}))?"
    rf"|(?P<whole_month>{_WORD})\.?,?\s{_OF}(?P<its_year>{_YEAR})"
)
_DIGIT = re.compile(r"\d")
# A date begins at most so far before its first figure: a month's longest name, marks, "del ".
_BEFORE_FIGURES = 24
_ISO = re.compile(rf"\s*({_YEAR})(?:-(\d{{2}})(?:-(\d{{2}}))?)?(?:[T\s].*)?\s*\Z", re.DOTALL)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*\Z")


@dataclass(frozen=True, slots=True)
class Stated:
    """A date as a text states it: its ISO value, and where its words stand."""

    value: str
    start: int
    end: int


def stated_dates(text: str) -> Iterator[Stated]:
    """Give each date of a text in order; impossible ones are passed over.

    "11 May 2025" gives "2025-05-11", "May 2025" "2025-05", "May 11" "--05-11".
    With dots the day comes first (11.05.2025), as everywhere where dots are
    used. With slashes or hyphens the order differs from country to country, so
    03/04/2025 gives just "2025", and 13/04/2025 or 04/04/2025 the day.
    """
    position = 0
    # Most of a text is no date, and a plain look for a figure is much faster.
    while figure := _DIGIT.search(text, position):
        found = _DATE.search(text, max(position, figure.start() - _BEFORE_FIGURES))
        if found is None:
            return
        value = _value(found)
        if value:
            yield Stated(value, found.start(), found.end())
        # a word before a date ("Sunday 11 May") must not hide it
        position = found.end() if _is_date_shaped(found) else _after_first_token(text, found)


def machine_date(value: str) -> str:
    """Give the ISO date of a page's own date field, or ''.

    Takes ISO 8601 ("2025-05-11T23:30:00+03:00", "2025-05", "20250511"), RFC
    2822 and written-out dates. The local day is kept as stated: no time zone
    is applied.
    """
    value = value[:120]
    found = _ISO.match(value) or _COMPACT.match(value)
    if found:
        return iso(*(int(part) if part else 0 for part in found.groups()))
    return next((stated.value for stated in stated_dates(value)), "")


def iso(year: int | None, month: int = 0, day: int = 0) -> str:
    """Give "2025-05-11", "2025-05" or "2025", "--05-11" for no year; '' if impossible."""
    if not _is_possible(year, month, day):
        return ""
    if year is None:
        return f"--{month:02}-{day:02}" if month and day else ""
    return "-".join([f"{year:04}"] + [f"{part:02}" for part in (month, day) if part])


def _is_possible(year: int | None, month: int, day: int) -> bool:
    """Say whether the calendar has such a day, and newspapers such a year."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    if not 0 <= month <= len(_LENGTHS) or not 0 <= day <= (_LENGTHS[month - 1] if month else 0):
        return False
    return (month, day) != (2, 29) or year is None or _is_leap(year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _after_first_token(text: str, found: re.Match[str]) -> int:
    """Skip the digits or the letters that the match began with."""
    end = found.start() + 1
    digits = text[found.start()].isdigit()
    while end < found.end() and text[end].isalnum() and text[end].isdigit() == digits:
        end += 1
    return end


def _is_date_shaped(found: re.Match[str]) -> bool:
    """Say whether the words are a date's, be it an impossible one."""
    word = found["month"] or found["us_month"] or found["whole_month"]
    return month_number(word) > 0 if word else True


def _value(found: re.Match[str]) -> str:
    """Read a match by the form it has."""
    if found["mark"]:
        return _numeric(found["n1"], found["mark"], found["n2"], found["n3"])
    if found["asian_y"]:
        return _day(found["asian_y"], int(found["asian_m"]), found["asian_d"])
    if found["whole_month"]:
        month = month_number(found["whole_month"])
        return iso(int(found["its_year"]), month) if month else ""
    if found["day"]:
        return _day(found["year"], month_number(found["month"]), found["day"])
    return _day(found["us_year"], month_number(found["us_month"]), found["us_day"])


def _day(year: str | None, month: int, day: str) -> str:
    """Give a whole date, or a year-less one; '' where a part is none or 0."""
    return iso(int(year) if year else None, month, int(day)) if month and int(day) else ""


def _numeric(first: str, mark: str, second: str, third: str) -> str:
    """Read 2025-05-11, 11.05.2025 and, where the order is clear, 5/13/2025."""
    if len(first) == len("2025"):
        return iso(int(first), int(second), int(third)) if int(second) and int(third) else ""
    if len(third) != len("2025") or not int(first) or not int(second):
        return ""
    year, one, two = int(third), int(first), int(second)
    if mark == "." or one == two or one > len(_LENGTHS):
        return iso(year, two, one)
    if two > len(_LENGTHS):
        return iso(year, one, two)
    return iso(year)
