"""The page of a review in a browser: no barrier, no overflow, nothing run; it prints, and folds."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.conftest import run_task

pytestmark = pytest.mark.browser
OPTIONS: dict[str, Any] = {"preload": False, "resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review of the demonstration."""
    page = tmp_path_factory.mktemp("review") / "index.html"
    done = run_task("review", "--most", "30", "--html", str(page))
    assert done.returncode == 0, done.stdout + done.stderr
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_has_no_barrier_and_no_overflow(
    chromium: Browser, review: Path, scheme: Any, width: int
) -> None:
    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(review.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page, options=OPTIONS).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert (said, wide) == ([], width)


def test_article_and_capture_stand_side_by_side_and_below_each_other_on_a_phone(
    chromium: Browser, review: Path
) -> None:
    beside = []
    for width in (1280, 360):
        page = chromium.new_page(viewport={"width": width, "height": 800})
        page.goto(review.as_uri())
        left, right = (page.locator(name).first.bounding_box() for name in SIDES)
        page.close()
        assert left
        assert right
        beside.append(right["x"] >= left["x"] + left["width"])
    assert beside == [True, False]


SIDES = (".published", ".captured")


def test_every_link_leads_to_a_place_on_the_page(chromium: Browser, review: Path) -> None:
    page = chromium.new_page()
    page.goto(review.as_uri())
    lost = page.evaluate(
        "[...document.links].filter(a => !document.getElementById(a.hash.slice(1))).length"
    )
    page.close()
    assert lost == 0
