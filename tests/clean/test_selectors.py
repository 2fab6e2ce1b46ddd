"""Selectors of containers, tried on tag paths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean.selectors import parse_selector
from tests.helpers import patient

PATH = "html > body.home > div#page.wide.most-read-box[role=main] > p"


@pytest.mark.parametrize(
    "selector",
    ["div", "DIV", ".wide", ".most-read*", ".most-*", "#page", "div#page", "div.wide#page",
     ".wide.most-read-box", "[role=main]", "div[role=main]", "p", "body", "#pa*"],
)  # fmt: skip
def test_a_container_is_selected(selector: str) -> None:
    assert parse_selector([selector]).matches(PATH)


@pytest.mark.parametrize(
    "selector",
    ["di", "divs", ".wid", ".most-read", "#pag", "p.wide", "body#page", "[role=mai]", ".page",
     "#wide", "span", ".home#page"],
)  # fmt: skip
def test_a_container_that_is_another_is_not(selector: str) -> None:
    assert not parse_selector([selector]).matches(PATH)


def test_one_of_several_is_enough() -> None:
    assert parse_selector(["nav", " .wide "]).matches(PATH)


@pytest.mark.parametrize("selector", ["", "div > p", "div p", "*", "[href]", "a:hover", ".", "p,q"])
def test_what_is_no_selector_of_ours_is_refused(selector: str) -> None:
    with pytest.raises(ValueError, match="can't be used"):
        parse_selector([selector])


def test_a_text_dump_has_no_containers() -> None:
    assert not parse_selector(["nav", ".promo*"]).matches("")


@patient
@given(st.from_regex(r"[a-z]{1,4}(\.[a-z-]{1,5}){0,2}", fullmatch=True))
def test_a_step_selects_itself(step: str) -> None:
    assert parse_selector([step]).matches(f"body > {step} > b")
