"""A page's address in, what headless Chromium makes of it out; the one place that starts one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium where it is, else the one that playwright installed."""
    own = {"executable_path": str(_CHROMIUM)} if _CHROMIUM.exists() else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=list(_FLAGS), **own)  # type: ignore[arg-type]  # a path or nothing
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def fresh_page(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """Open an address with an empty cache; beside the page, the errors that its console shows."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address, wait_until="load")
    try:
        yield page, errors
    finally:
        context.close()
