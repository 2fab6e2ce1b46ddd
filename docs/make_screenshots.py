"""The demonstration site in, pictures of each kind of page out: `inv screenshots`.

Needs the packages of the tests and Chromium. The pictures show what a reader
sees; docs/front-page.png is the one in the README.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = {
    "home": "index.html",
    "article": "1922/12/*.html",
    "digest": "digests/*.html",
    "tag": "people/fridtjof-nansen.html",
    "tags": "tags.html",
    "dates": "dates/1922.html",
    "search": "search.html",
    "removed": "removed/1922-12.html",
    "cleaning": "about/cleaning.html",
}
LOOKS = (("wide", 1280, "light"), ("phone", 360, "light"), ("dark", 1280, "dark"))
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def main() -> None:
    """Build the demonstration and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build = [sys.executable, "-m", "backfile", "--folder", str(ROOT), "build"]
        subprocess.run([*build, "--output", str(site)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own words
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        for look, width, scheme in LOOKS:
            _take(browser, site, look, width, scheme)
        browser.close()
    shutil.copyfile(DOCS / "screenshots" / "home-wide.png", DOCS / "front-page.png")


def _take(browser: Browser, site: Path, look: str, width: int, scheme: str) -> None:
    view = {"width": width, "height": 800}
    context = browser.new_context(viewport=view, color_scheme=scheme)  # type: ignore[arg-type]  # two words of three
    page = context.new_page()
    for name, pattern in PAGES.items():
        address = min(site.glob(pattern)).as_uri()
        page.goto(f"{address}#q=nansen" if name == "search" else address)
        if name == "search":
            page.wait_for_selector(".hit-title a")
        page.screenshot(path=DOCS / "screenshots" / f"{name}-{look}.png")
    context.close()


if __name__ == "__main__":
    main()
