"""The bounds of a page: what would stop a parser is told, quickly; what only looks so is read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.read.bounds import out_of_bounds
from tests.helpers import html_page, patient, why_rejected

DEPTH = 100
DEEP = "is nested deeper than 100 levels"
LADEN = "has a tag of more than 1000 attributes"
TAGS = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<b>", "</i>", "<li>", "<br/>", "<g/>", 'a<a b="<p>', '">']
)


def attributes(count: int, value: str = "=1") -> str:
    """So many different ones, of which the shortest take more room than is looked over."""
    return " ".join(f"attribute-{number:06}{value}" for number in range(count))


def filled(markup: str) -> str:
    return f"{markup}<p>{'x' * 100_000}</p>"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 101,
        "<b>" * 101,
        "<DIV>" * 101,
        "<div></x>" * 101,
        "<div><a/></b>" * 101,
        '<div title="a > b">' * 101,
        "<custom-tag>" * 101,
    ],
)
def test_what_is_nested_too_deep_is_told(markup: str) -> None:
    assert out_of_bounds(markup, DEPTH) == DEEP


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 90,
        "<div>x</div>" * 1000,
        "<p>x" * 1000,
        "<p><b>" * 1000,
        "<ul>" + "<li>x" * 1000,
        "<br>" * 1000,
        "<svg>" + "<path d='x'/>" * 1000,
        "<!--" + "<div>" * 1000 + "-->x",
        "<script>'" + "<div>" * 1000 + "'</script>x",
        "<textarea>" + "<div>" * 1000 + "</textarea>x",
    ],
)
def test_what_only_looks_deep_is_not(markup: str) -> None:
    assert out_of_bounds(markup, DEPTH) == ""


@pytest.mark.parametrize("value", ["=1", "", "='<>'", '="</p>"', "=a<b"])
def test_a_tag_of_too_many_attributes_is_told(value: str) -> None:
    assert out_of_bounds(filled(f"<p {attributes(1001, value)}>"), DEPTH) == LADEN


@pytest.mark.parametrize(
    "markup",
    [
        f"<p {attributes(1000)}>",
        f"<p {'same=1 ' * 5000}>",
        f"<p title='{attributes(5000)}'>",
        f"<script>if (a<b {attributes(5000)})</script>",
        f"<p>{attributes(5000)}</p>",
    ],
)
def test_what_only_looks_laden_is_not(markup: str) -> None:
    assert out_of_bounds(filled(markup), DEPTH) == ""


def test_too_many_tags_are_told() -> None:
    assert out_of_bounds("<br>" * 200_001, DEPTH) == "has more than 200000 tags"


def test_depth_that_closing_tags_in_comments_hide_is_found_by_the_parser() -> None:
    page = "<div><!--</div>-->" * 5000 + "x"
    assert why_rejected("p.html", page.encode()) == "is nested deeper than its parser can follow"


def test_one_attribute_of_megabytes_is_read() -> None:
    found = html_page(f"<p title='{'x' * 4_000_000}'>The ferry sails again.</p>")
    assert [block.text for block in found.blocks] == ["The ferry sails again."]


@pytest.mark.parametrize(
    "flood",
    ["<", "<a", "<a ", "<!--", "&", "</a", '<a b="', "<a b='", "<a b=c<", "<a/", '<a "', "<a ="],
)
@pytest.mark.parametrize("end", ["", ">", "/>"])
def test_no_flood_takes_long(flood: str, end: str) -> None:
    # By the square it would take hours; a machine under load gets its seconds.
    began = time.process_time()
    out_of_bounds(flood * 199_000 + end, DEPTH)
    assert time.process_time() - began < 5


@patient
@given(st.lists(TAGS, max_size=60))
def test_no_markup_makes_it_fail(tags: list[str]) -> None:
    assert out_of_bounds("".join(tags), 5) in {"", "is nested deeper than 5 levels"}
