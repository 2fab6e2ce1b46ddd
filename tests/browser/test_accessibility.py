"""axe on every kind of page: light and dark, wide and phone; WCAG 2.2 AA and best practice."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
# preload would fetch the stylesheet, which the pages' own policy forbids.
OPTIONS: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}
ARTICLES = [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]
HOSTED = "https://example.org/news"
KINDS = {
    "home": "index.html",
    "article": "19*/*/*.html",
    "undated": "undated/*.html",
    "digest": "digests/*.html",
    "tag": "people/*.html",
    "tags": "tags.html",
    "dates": "dates/*.html",
    "month": "dates/*/*.html",
    "source": "sources/*.html",
    "search": "search.html",
    "removed": "removed/*.html",
    "cleaning": "about/cleaning.html",
    "evidence": "about/evidence.html",
    "404": "404.html",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_has_a_barrier(chromium: Browser, demo_site: Path, scheme: Any, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    # As hosted: the 404 page has whole addresses.
    context.route(
        f"{HOSTED}/**",
        lambda route: route.fulfill(path=demo_site / route.request.url.removeprefix(f"{HOSTED}/")),
    )
    page = context.new_page()
    barriers = []
    for kind, pattern in KINDS.items():
        files = sorted(demo_site.glob(pattern))
        assert files, kind
        # Articles differ most: another sample of them in each of the four modes.
        for file in files[ARTICLES.index((scheme, width)) :: 4] if kind == "article" else files[:1]:
            path = file.relative_to(demo_site).as_posix()
            page.goto(f"{HOSTED}/{path}")
            found = Axe().run(page, options=OPTIONS).response["violations"]
            barriers += [f"{kind} {file.name}: {v['id']} {v['nodes'][0]['html']}" for v in found]
    context.close()
    assert barriers == []


def test_search_results_have_no_barrier(chromium: Browser, demo_site: Path) -> None:
    page = chromium.new_page()
    page.goto(f"{(demo_site / 'search.html').as_uri()}#q=nansen")
    page.wait_for_selector(".hit-title a")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    page.close()
    assert [v["id"] for v in found] == []


def test_print_shows_the_article_without_navigation(chromium: Browser, demo_site: Path) -> None:
    page = chromium.new_page()
    page.goto(next(demo_site.glob("19*/*/*.html")).as_uri())
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.locator("header nav").is_visible()
    assert not page.locator("form#search").is_visible()
    page.close()
