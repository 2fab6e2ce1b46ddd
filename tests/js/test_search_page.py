"""The search page, opened from a folder in a real browser; what a reader does and sees."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from backfile.search.client import client_files
from backfile.search.index import build
from tests.js.conftest import SCRIPTS, write
from tests.js.corpus import BY_HAND, by_chance

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';
 style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'">
<script src="../static/js/site.js" defer></script>
<script src="../static/js/analyser.js" defer></script>
<script src="../static/js/engine.js" defer></script>
<script src="../static/js/search-page.js" defer></script>
<form id="search" role="search" action="search.html" method="get" data-base="../">
<input type="search" name="q" id="q" aria-label="Words"><button>Search</button>
<label><input type="checkbox" id="any"> any word</label>
<select id="sort" aria-label="Order"><option value="relevance">relevant</option>
<option value="newest">newest</option><option value="oldest">oldest</option></select></form>
<p id="status" role="status"></p><div id="results"></div><div id="facets"></div></html>"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("site")
    write(root, build([*BY_HAND, *by_chance(60)]) | client_files())
    shutil.copytree(SCRIPTS, root / "static" / "js")
    write(root, {"pages/search.html": PAGE.encode()})
    return (root / "pages" / "search.html").as_uri()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    page = chromium.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    yield page
    page.close()
    assert wrong == []


def titles(page: Page) -> list[str]:
    return page.locator(".hit-title").all_inner_texts()


def test_results_come_while_one_types_and_the_last_word_may_be_unfinished(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("era euro")
    expect(page.locator("#status")).to_have_text("2 results.")
    assert sorted(titles(page)) == ["A war era begins", "Europe votes"]
    assert page.locator("mark").all_inner_texts()
    assert page.url.endswith("search.html#q=era+euro")


def test_all_words_must_match_unless_any_will_do(page: Page) -> None:
    page.fill("#q", "votes ukraine")
    expect(page.locator("#status")).to_have_text("Nothing found.")
    page.check("#any")
    expect(page.locator("#status")).to_have_text("2 results.")
    assert page.url.endswith("#q=votes+ukraine&any=1")


def test_an_address_with_a_question_is_answered(page: Page, address: str) -> None:
    page.goto(f"{address}?q=ukraine%27s")
    expect(page.locator(".hit-title a")).to_have_text("Talks on peace")
    href = page.locator(".hit-title a").get_attribute("href")
    assert href == "../2025/doc2.html"


def test_an_address_brings_order_and_filters_back(page: Page, address: str) -> None:
    page.goto(f"{address}#q=drones&sort=oldest&person=ada-quill")
    expect(page.locator(".hit-title")).to_have_text("Київ і Łódź")
    assert page.input_value("#sort") == "oldest"
    expect(page.locator(".facet-value[aria-pressed=true]")).to_have_text("Ada Quill 1")


def test_a_filter_is_put_on_and_taken_off(page: Page) -> None:
    page.fill("#q", "drones")
    page.get_by_role("button", name="2023 1").click()
    expect(page.locator(".hit-title")).to_have_text("Київ і Łódź")
    assert page.url.endswith("#q=drones&year=2023")
    page.get_by_role("button", name="2023 1").click()
    expect(page.locator(".hit-title")).to_have_count(2)


def test_a_misspelt_word_is_one_click_from_the_right_one(page: Page) -> None:
    page.fill("#q", "goverment")
    page.locator("#results button").click()
    expect(page.locator(".hit-title a")).to_have_text("Studies of drones")
    assert page.input_value("#q") == "government"


def test_more_results_are_shown_on_demand_and_focus_goes_to_the_first_of_them(page: Page) -> None:
    page.fill("#q", "*")
    expect(page.locator(".hit-title")).to_have_count(20)
    page.get_by_role("button", name="Show 20 more").click()
    expect(page.locator(".hit-title")).to_have_count(40)
    expect(page.locator(".hit-title a").nth(20)).to_be_focused()


def test_arrows_and_escape_move_between_box_and_results(page: Page) -> None:
    page.fill("#q", "war")
    expect(page.locator(".hit-title a").first).to_be_visible()
    page.locator("#q").press("ArrowDown")
    expect(page.locator(".hit-title a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-title a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()


def test_a_sign_that_lunr_cannot_read_is_told(page: Page) -> None:
    page.fill("#q", "peace ~")
    expect(page.locator("#status")).to_contain_text("searched as plain words")


def test_an_empty_box_shows_nothing(page: Page) -> None:
    page.fill("#q", "war")
    expect(page.locator(".hit-title a").first).to_be_visible()
    page.fill("#q", "")
    expect(page.locator(".hit-title")).to_have_count(0)
    expect(page.locator("#status")).to_have_text("")
