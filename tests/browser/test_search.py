"""Searching the built demonstration: from a server, from a folder, on paper, without scripts."""

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
# preload would fetch the stylesheet, which the pages' own policy forbids.
OPTIONS: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
STATES = ("", "#q=nansen", "#q=nansen&year=1922", "#q=nansem", "#q=zzqqx+nansen")


def settled(page: Page) -> None:
    """Wait until what was asked is answered."""
    expect(page.locator("#count")).to_have_text(re.compile("results?|Nothing found"))


def test_the_words_typed_on_another_page_are_searched(page: Page, base: str) -> None:
    page.goto(f"{base}/tags.html")
    page.keyboard.press("/")
    page.keyboard.type("nansen passport")
    page.keyboard.press("Enter")
    expect(page.locator(".hit-title a").first).to_be_visible()
    assert page.input_value("#q") == "nansen passport"
    assert page.url.endswith("search.html#q=nansen+passport")


def test_found_words_are_marked_while_one_types(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html")
    page.locator("#q").press_sequentially("nans")
    expect(page.locator("mark").first).to_have_text(re.compile("^Nans", re.IGNORECASE))


def test_keys_lead_from_the_box_to_an_article(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html")
    page.keyboard.press("/")
    page.keyboard.type("nansen")
    settled(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "search.html" not in url)
    assert page.locator("h1").count() == 1


def test_a_count_holds_after_it_was_clicked(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html#q=nansen")
    page.get_by_text("Narrow the results").click()
    value = page.locator(".facet-value").first
    found = value.locator(".count").inner_text()
    value.click()
    expect(page.locator("#count")).to_have_text(re.compile(rf"^{found} results?[.]$"))


def test_an_address_that_was_sent_shows_the_same_results(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html#q=nansen")
    page.get_by_text("Narrow the results").click()
    page.locator(".facet-value").first.click()
    page.select_option("#sort", "oldest")
    expect(page.locator("#chips li")).to_have_count(1)
    settled(page)
    titles, sent = page.locator(".hit-title").all_inner_texts(), page.url
    page.goto("about:blank")
    page.goto(sent)
    settled(page)
    expect(page.locator(".hit-title")).to_have_text(titles)


def test_a_misspelt_name_is_one_click_from_the_right_one(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html")
    page.fill("#q", "fridtjoff nansenn")
    expect(page.locator("#status")).to_have_text("Nothing found.")
    page.locator("#results button").first.click()
    expect(page.locator(".hit-title a").first).to_be_visible()


def test_a_search_loads_a_part_of_the_index(page: Page, base: str, demo_site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}/search.html#q=nansen")
    settled(page)
    loaded = [url for url in asked if "/search/" in url]
    assert 0 < len(loaded) < len(list((demo_site / "search").rglob("*.js"))) / 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_no_state_of_the_page_has_a_barrier(
    chromium: Browser, demo_site: Path, scheme: Any, width: int
) -> None:
    barriers = []
    for state in STATES:
        page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
        page.goto(f"{(demo_site / 'search.html').as_uri()}{state}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        if state:
            settled(page)
            expect(page.locator("#narrow")).to_be_visible()
        found = Axe().run(page, options=OPTIONS).response["violations"]
        barriers += [(state, v["id"], v["nodes"][0]["html"]) for v in found]
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.close()
    assert barriers == []


def test_on_paper_the_query_the_count_and_the_addresses_stand(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html#q=nansen&sort=newest")
    settled(page)
    page.emulate_media(media="print")
    expect(page.locator("#asked")).to_have_text("Searched for: nansen (newest first)")
    expect(page.locator("#count")).to_be_visible()
    expect(page.locator(".hits .printed").first).to_have_text(
        re.compile(r"^https://example\.org/news/.+\.html")
    )
    for hidden in ("form", "#narrow", ".help", "#results button"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_on_a_screen_no_addresses_stand(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html#q=nansen")
    settled(page)
    expect(page.locator(".hits .printed").first).to_be_hidden()


def test_without_scripts_the_form_leads_to_lists(chromium: Browser, demo_site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((demo_site / "tags.html").as_uri())
    page.fill("#q", "nansen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=nansen")
    expect(page.locator("noscript .told")).to_be_visible()
    expect(page.locator("#options")).to_be_hidden()
    page.get_by_role("link", name="Tags, A to Z").click()
    assert page.locator("main a[href^='people/']").count() > 0
    context.close()


@pytest.mark.parametrize("name", ["index.html", "search.html"])
def test_browsers_are_offered_the_search(demo_site: Path, name: str) -> None:
    assert 'type="application/opensearchdescription+xml"' in (demo_site / name).read_text()
    root = ET.parse(demo_site / "opensearch.xml").getroot()  # noqa: S314 - our own
    urls = [one.get("template") for one in root if one.tag.endswith("Url")]
    assert urls == ["https://example.org/news/search.html?q={searchTerms}"]


def test_the_readable_parts_of_the_scripts_are_not_published(demo_site: Path) -> None:
    scripts = sorted(path.name for path in (demo_site / "static" / "js").rglob("*.js"))
    assert scripts == ["search-page.js", "search.js", "site.js"]
