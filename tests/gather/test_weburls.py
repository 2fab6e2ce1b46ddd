"""Addresses of the web: variants of one are one, and different pages stay different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.gather.weburls import canonical, reach_of

PAGE = "https://example.org/2025/ferry?id=3"


@pytest.mark.parametrize(
    "variant",
    [
        "http://example.org/2025/ferry?id=3",
        "https://www.example.org/2025/ferry/?id=3",
        "https://m.example.org/2025/ferry?id=3#comments",
        "HTTPS://EXAMPLE.ORG:443/2025/ferry?id=3",
        "https://example.org/2025/ferry?utm_source=x&id=3&fbclid=abc",
        "https://amp.example.org/2025/ferry?id=3",
        "https://example.org/amp/2025/ferry?id=3",
        "https://example.org/2025/ferry/amp/?id=3",
        "https://example.org/2025/ferry/index.html?id=3",
        "https://example.org/2025/ferry?outputType=amp&id=3",
        "https://example-org.cdn.ampproject.org/c/s/example.org/2025/ferry?id=3",
        "https://web.archive.org/web/20250601000000id_/https://example.org/2025/ferry?id=3",
        "https://example.org/2025/%66erry?id=3",
    ],
)
def test_a_variant_has_the_same_form(variant: str) -> None:
    assert canonical(variant) == canonical(PAGE)


@pytest.mark.parametrize(
    "other",
    ["https://example.org/2025/ferry?id=4", "https://example.org/2025/ferry",
     "https://news.example.org/2025/ferry?id=3", "https://example.org/2025/Ferry?id=3",
     "https://example.org:8080/2025/ferry?id=3"],
)  # fmt: skip
def test_another_page_has_another_form(other: str) -> None:
    assert canonical(other) != canonical(PAGE)


@pytest.mark.parametrize("url", ["", "https://example.org/", "https://www.example.org/index.html",
                                 "http://[::1", "https://", "not an address"])  # fmt: skip
def test_what_names_no_page_has_none(url: str) -> None:
    assert canonical(url) == ""


@pytest.mark.parametrize(
    ("url", "reach"),
    [
        ("https://example.org/2025/05/11/ferry", "article"),
        ("https://example.org/news/ferry-sails-again", "article"),
        ("https://example.org/a/1023441", "article"),
        ("https://example.org/live/2025-05-11", "article"),
        ("https://example.org/weather", "rolling"),
        ("https://example.org/weather/2643743", "rolling"),
        ("https://example.org/markets-today-in-brief", "rolling"),
        ("https://example.org/news/ferry", "unclear"),
    ],
)
def test_an_articles_address_is_told_from_a_rolling_page(url: str, reach: str) -> None:
    assert reach_of(canonical(url)) == reach


@given(st.one_of(st.text(), st.text(st.characters()).map(lambda t: f"https://e.org/{t}?{t}")))
def test_any_text_has_a_form_in_the_end(url: str) -> None:
    form = canonical(url)
    assert form == "" or "/" in form
    assert canonical(url) == form
    assert reach_of(form) in {"article", "rolling", "unclear"}
