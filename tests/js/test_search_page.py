"""The search page, opened from a folder in a real browser; what a reader does and sees."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backfile.search.client import client_files
from backfile.search.index import build
from backfile.settings import theme_folder
from backfile.site.render import Renderer, Site
from backfile.site.views import SearchView
from tests.js.conftest import write
from tests.js.corpus import BY_HAND, by_chance

pytestmark = pytest.mark.browser
# Counts the announcements, each change of the one that is read aloud.
LISTEN = """() => {
    window.heard = [];
    const status = document.getElementById("status");
    new MutationObserver(() => window.heard.push(status.textContent))
        .observe(status, { childList: true, characterData: true, subtree: true });
}"""


def searchable(root: Path) -> Path:
    """Write a site of the search page alone; give the page."""
    files = dict(build([*BY_HAND, *by_chance(60)])) | client_files()
    index = next(path for path in files if path.startswith("search/index.") and len(path) > 15)
    site = Site("Gazette", "", "en", "ltr", "https://example.org", "", (), "")
    view = SearchView("search.html", "Search", ("2025", "2024"), index)
    page = Renderer(theme_folder() / "templates", site).render(view)
    shutil.copytree(theme_folder() / "static", root / "static")
    write(root, files | {"search.html": page})
    return root / "search.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return searchable(tmp_path_factory.mktemp("site")).as_uri()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def titles(page: Page) -> list[str]:
    return page.locator(".hit-title").all_inner_texts()


def count(page: Page, words: str) -> None:
    expect(page.locator("#count")).to_have_text(words)


def test_results_come_while_one_types_and_the_last_word_may_be_unfinished(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("era euro")
    count(page, "2 results.")
    assert sorted(titles(page)) == ["A war era begins", "Europe votes"]
    expect(page.locator("mark").first).to_be_visible()
    assert page.url.endswith("search.html#q=era+euro")


def test_a_letter_alone_after_other_words_is_left_until_it_grows(page: Page) -> None:
    page.locator("#q").press_sequentially("votes z")
    count(page, "1 result.")
    page.locator("#q").press("Enter")
    count(page, "Nothing has all of these words. 1 result with some of them.")


def test_results_stay_while_a_word_is_begun_that_none_has(page: Page) -> None:
    page.locator("#q").press_sequentially("votes")
    count(page, "1 result.")
    # What the page showed from the next key press until it told the end.
    page.evaluate(
        """() => {
            window.seen = new Set();
            const results = document.getElementById("results");
            const look = () => window.seen.add(results.querySelectorAll(".hit-title").length);
            new MutationObserver(look).observe(results, { childList: true });
        }"""
    )
    page.locator("#q").press_sequentially("qqqq")
    count(page, "Nothing found.")
    assert page.evaluate("[...window.seen]") == [0]


def test_all_words_must_match_unless_any_will_do(page: Page) -> None:
    page.fill("#q", "europe votes")
    count(page, "1 result.")
    page.check("#any")
    count(page, "2 results.")
    assert page.url.endswith("#q=europe+votes&any=1")


def test_where_nothing_has_all_words_what_has_some_is_shown_and_told(page: Page) -> None:
    page.fill("#q", "votes ukraine")
    count(page, "Nothing has all of these words. 2 results with some of them.")
    assert page.locator(".hit-title").count() == 2
    assert not page.is_checked("#any")


def test_a_better_spelling_stands_beside_what_has_some_of_the_words(page: Page) -> None:
    page.fill("#q", "drnoes kyiv")
    count(page, "Nothing has all of these words. 1 result with some of them.")
    page.get_by_role("button", name="drones kyiv").click()
    count(page, "1 result.")


def test_an_address_with_a_question_is_answered(page: Page, address: str) -> None:
    page.goto(f"{address}?q=ukraine%27s")
    expect(page.locator(".hit-title a")).to_have_text("Talks on peace")
    assert page.locator(".hit-title a").get_attribute("href") == "./2025/doc2.html"
    assert page.url.endswith("search.html#q=ukraine%27s")


def test_an_address_brings_order_and_filters_back(page: Page, address: str) -> None:
    page.goto(f"{address}#q=drones&sort=oldest&person=ada-quill")
    expect(page.locator(".hit-title")).to_have_text("Київ і Łódź")
    assert page.input_value("#sort") == "oldest"
    expect(page.locator(".facet-value[aria-pressed=true]")).to_have_text("Ada Quill 1")
    expect(page.locator(".chips button")).to_have_text("People: Ada Quill")


def test_an_unfinished_word_in_an_address_is_found_by_its_beginning(
    page: Page, address: str
) -> None:
    page.goto(f"{address}#q=ukrai")
    expect(page.locator(".hit-title a")).to_have_text("Talks on peace")


def test_counts_are_loaded_only_when_they_are_looked_at(page: Page) -> None:
    page.fill("#q", "drones")
    count(page, "2 results.")
    scripts = page.locator("script[src*='search/f/']")
    assert scripts.count() == 0
    assert not page.evaluate("performance.getEntries().some(({name}) => name.includes('/f/'))")
    page.get_by_text("Narrow the results").click()
    expect(page.locator(".facet").first).to_be_visible()


def test_a_filter_is_put_on_and_taken_off(page: Page) -> None:
    page.fill("#q", "drones")
    page.get_by_text("Narrow the results").click()
    page.get_by_role("button", name="2023 1").click()
    expect(page.locator(".hit-title")).to_have_text("Київ і Łódź")
    assert page.url.endswith("#q=drones&year=2023")
    page.get_by_role("button", name="2023 1").click()
    expect(page.locator(".hit-title")).to_have_count(2)


def test_a_chosen_filter_is_seen_and_taken_off_above_the_results(page: Page, address: str) -> None:
    page.goto(f"{address}#q=drones&year=2023")
    page.get_by_text("Narrow the results").click()
    page.get_by_role("button", name="Remove Years: 2023").click()
    count(page, "2 results.")
    expect(page.locator("#chips")).to_be_hidden()
    expect(page.locator("#q")).to_be_focused()


def test_from_and_until_narrow_by_date(page: Page) -> None:
    page.fill("#q", "war")
    page.get_by_text("Narrow the results").click()
    page.fill("#from", "2025-01-01")
    page.fill("#to", "2025-12-31")
    expect(page.locator(".chips button").first).to_have_text("From 1 January 2025")
    expect(page.locator(".hit-title", has_text="Europe votes")).to_have_count(1)
    expect(page.locator(".hit-title", has_text="A war era begins")).to_have_count(0)
    assert "from=2025-01-01&to=2025-12-31" in page.url


def test_filters_without_words_show_all_that_passes_them(page: Page, address: str) -> None:
    page.goto(f"{address}#person=ada-quill")
    count(page, "2 results.")


def test_where_filters_leave_nothing_they_are_taken_off_by_one_click(
    page: Page, address: str
) -> None:
    page.goto(f"{address}#q=votes&year=1999")
    page.get_by_role("button", name="without the filters").click()
    count(page, "1 result.")


def test_back_leads_to_what_was_searched_before(page: Page) -> None:
    page.locator("#q").press_sequentially("drones")
    page.locator("#q").press("Enter")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("votes")
    page.select_option("#sort", "newest")
    expect(page.locator(".hit-title").first).to_have_text("Europe votes")
    page.go_back()
    page.go_back()
    count(page, "2 results.")
    assert page.input_value("#q") == "drones"
    assert page.input_value("#sort") == "relevance"


def test_a_misspelt_word_is_one_click_from_the_right_one(page: Page) -> None:
    page.fill("#q", "goverment")
    page.locator("#results button").click()
    expect(page.locator(".hit-title a")).to_have_text("Studies of drones")
    assert page.input_value("#q") == "government"


def test_more_results_are_shown_on_demand_and_focus_goes_to_the_first_of_them(page: Page) -> None:
    page.fill("#q", "*")
    expect(page.locator(".hit-title")).to_have_count(10)
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator(".hit-title")).to_have_count(20)
    expect(page.locator(".hit-title a").nth(10)).to_be_focused()


def test_more_results_are_still_there_after_a_way_back(page: Page) -> None:
    page.fill("#q", "*")
    page.get_by_role("button", name="Show 10 more").click()
    expect(page.locator(".hit-title")).to_have_count(20)
    page.reload()
    expect(page.locator(".hit-title")).to_have_count(20)


def test_arrows_and_escape_move_between_box_and_results(page: Page) -> None:
    page.fill("#q", "war")
    expect(page.locator(".hit-title a").first).to_be_visible()
    page.locator("#q").press("ArrowDown")
    expect(page.locator(".hit-title a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-title a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()


def test_who_went_into_the_results_stays_in_them_when_newer_ones_come(page: Page) -> None:
    page.fill("#q", "war")
    expect(page.locator(".hit-title a").nth(1)).to_be_visible()
    page.locator(".hit-title a").nth(1).focus()
    page.evaluate("(location.hash = '#q=war+era')")
    count(page, "2 results.")
    expect(page.locator(".hit-title a").nth(1)).to_be_focused()


def test_escape_in_the_box_empties_it(page: Page) -> None:
    page.fill("#q", "war")
    expect(page.locator(".hit-title a").first).to_be_visible()
    page.locator("#q").press("Escape")
    expect(page.locator(".hit-title")).to_have_count(0)
    assert page.input_value("#q") == ""


def test_the_count_is_announced_once_for_all_that_is_typed_at_a_stretch(page: Page) -> None:
    page.evaluate(LISTEN)
    page.locator("#q").press_sequentially("war era")
    expect(page.locator("#status")).to_have_text("2 results.")
    assert page.evaluate("window.heard") == ["2 results."]


def test_a_sign_that_lunr_cannot_read_is_told(page: Page) -> None:
    page.fill("#q", "peace ~")
    expect(page.locator("#status")).to_contain_text("searched as plain words")


def test_an_empty_box_shows_the_ways_to_browse(page: Page) -> None:
    page.fill("#q", "war")
    expect(page.locator(".hit-title a").first).to_be_visible()
    expect(page.locator("#start")).to_be_hidden()
    page.fill("#q", "")
    expect(page.locator(".hit-title")).to_have_count(0)
    expect(page.locator("#status")).to_have_text("")
    expect(page.locator("#start")).to_be_visible()


def test_the_skip_link_keeps_the_search(page: Page) -> None:
    page.fill("#q", "votes")
    count(page, "1 result.")
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hit-title")).to_have_text("Europe votes")
    assert page.input_value("#q") == "votes"


def test_a_file_that_is_missing_is_told_and_can_be_tried_again(
    chromium: Browser, tmp_path: Path
) -> None:
    file = searchable(tmp_path)
    terms = tmp_path / "search" / "t"
    away = terms.rename(tmp_path / "away")
    page = chromium.new_page()
    page.goto(f"{file.as_uri()}#q=votes")
    expect(page.locator(".failed")).to_contain_text("could not load")
    away.rename(terms)
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".hit-title")).to_have_text("Europe votes")
    page.close()


def test_what_takes_long_is_told_to_be_loading(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    page.evaluate(
        """() => {
            const slow = new Promise((resolve) => (window.goOn = resolve));
            const open = Backfile.search.open;
            Backfile.search.open = (base) => slow.then(() => open(base));
        }"""
    )
    page.fill("#q", "votes")
    count(page, "Loading …")
    page.fill("#q", "drones")
    page.evaluate("window.goOn()")
    count(page, "2 results.")
    page.close()


def test_a_slow_old_answer_does_not_replace_a_newer_one(page: Page) -> None:
    page.evaluate(
        """async () => {
            const engine = await Backfile.search.open("./");
            const query = engine.query;
            const held = new Promise((resolve) => (window.goOn = resolve));
            engine.query = async (text, options) => {
                const answer = await query(text, options);
                if (text.includes("drones")) await held;
                return answer;
            };
        }"""
    )
    page.fill("#q", "drones")
    count(page, "Loading …")
    page.fill("#q", "votes")
    count(page, "1 result.")
    page.evaluate("window.goOn()")
    expect(page.locator(".hit-title")).to_have_text("Europe votes")
    count(page, "1 result.")
