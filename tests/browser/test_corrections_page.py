"""axe on the page of corrections and on a corrected article: light and dark, wide and phone."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from backfile.model import Corrected, Tombstone
from backfile.settings import theme_folder
from backfile.site.render import Renderer, site_of
from tests.browser.test_accessibility import OPTIONS
from tests.site.builders import article, corpus_of, settings_in
from tests.site.viewing import views_in

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a correction, and with something withheld."""
    folder = tmp_path_factory.mktemp("corrections")
    settings = settings_in(folder, site_url="https://example.org/news")
    story = article()
    made = Corrected('the headline was "Opinion"', "the rubric was taken for it", "2025-05-12",
                     (story.id,))  # fmt: skip
    stone = Tombstone("2025/05/x.html", "Withheld.", "court", "", "2025-06-01")
    corpus = replace(corpus_of([story]), corrections=(made,), tombstones=(stone,))
    renderer = Renderer(theme_folder() / "templates", site_of(settings, (), "feeds/all.xml"))
    for view in views_in(corpus, settings).values():
        path = folder / view.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(renderer.render(view))
    shutil.copytree(theme_folder() / "static", folder / "static")
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["about/corrections.html", "2025/05/harbour-opens-again.html"])
def test_no_page_of_corrections_has_a_barrier(
    chromium: Browser, site: Path, path: str, scheme: Any, width: int
) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto((site / path).as_uri())
    found = Axe().run(page, options=OPTIONS).response["violations"]
    fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert [f"{v['id']} {v['nodes'][0]['html']}" for v in found] == []
    assert fits
