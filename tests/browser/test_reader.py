"""What a reader meets in Chromium, from a web server and from a folder."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
SEARCHES = {
    "nansen": True,
    "Nansen,": True,
    "norway's": True,
    "+nansen -refugees": True,
    "title:nansen": True,
    '"nobel peace prize"': True,
    "zzzzqqq": False,
}


def test_a_reader_walks_from_home_to_article_to_tag_to_search(page: Page, base: str) -> None:
    page.goto(f"{base}/index.html")
    page.locator("main article a, main li a, main h3 a").first.click()
    page.goto(f"{base}/people/fridtjof-nansen.html")
    page.locator("main h3 a, main li a").first.click()
    assert page.locator("h1").count() == 1
    page.locator("a[href*='people/']").first.click()
    assert "/people/" in page.url
    page.fill("#q", "nansen")
    page.press("#q", "Enter")
    page.wait_for_selector(".hit-title a")
    page.locator(".hit-title a").first.click()
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("query", SEARCHES)
def test_search_answers(page: Page, base: str, query: str) -> None:
    page.goto(f"{base}/search.html")
    page.fill("#q", query)
    expect(page.locator("#status")).to_have_text(re.compile("results?[.]|Nothing found"))
    assert (page.locator(".hit-title a").count() > 0) == SEARCHES[query]


def test_an_address_with_a_query_shows_its_results(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html?q=nansen")
    page.wait_for_selector(".hit-title a")
    page.goto(f"{base}/search.html#q=amundsen")
    page.wait_for_selector(".hit-title a")


def test_the_engine_keeps_its_contract(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html")
    answer = page.evaluate(
        """async () => {
            const engine = await window.Backfile.search.open('./');
            return engine.query('nansen', {limit: 2, sort: 'newest', facets: true, snippets: true,
                filters: {person: 'fridtjof-nansen'}});
        }"""
    )
    assert set(answer) == {"total", "hits", "facets", "suggestion", "note"}
    hit = answer["hits"][0]
    fields = "ref id score title url date source summary tags snippet"
    assert set(fields.split()) <= set(hit)
    assert hit["ref"] == hit["id"]
    assert len(answer["hits"]) == 2 <= answer["total"]


def test_a_hit_of_a_digest_item_opens_it(page: Page, base: str) -> None:
    page.goto(f"{base}/search.html")
    item = page.evaluate(
        """async () => {
            const engine = await window.Backfile.search.open('./');
            const answer = await engine.query('the -zzz', {limit: 500});
            const all = await engine.query('-zzzz', {limit: 500});
            return all.hits.find(hit => hit.url.includes('#')).url;
        }"""
    )
    page.goto(f"{base}/{item}")
    assert page.locator(f"[id='{item.split('#')[1]}']").count() == 1


def test_without_scripts_all_but_search_is_there(chromium: Browser, demo_site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((demo_site / "search.html").as_uri())
    assert page.locator("noscript").inner_text() or page.locator("a[href='tags.html']").count()
    page.goto((demo_site / "people/fridtjof-nansen.html").as_uri())
    assert page.locator("main a").count() > 3
    context.close()


@pytest.mark.parametrize("width", [320, 360])
def test_no_page_is_wider_than_a_phone(page: Page, demo_site: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for file in sorted(demo_site.rglob("*.html")):
        if file.name == "404.html":
            continue  # its links are the hosted site's
        page.goto(file.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(file.relative_to(demo_site).as_posix())
    assert wide == []


def test_slash_leads_to_the_search_box(page: Page, base: str) -> None:
    page.goto(f"{base}/tags.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_an_article_asks_for_three_files(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}/people/fridtjof-nansen.html")
    page.wait_for_load_state("networkidle")
    assert len([url for url in asked if not url.endswith("/favicon.ico")]) == 3
