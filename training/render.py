"""Saved pages in, their texts out as a browser shows them: JSON lines {set, id, text}.

    python -m training.render --data ../shared/eval

Needs playwright and Chromium. Scripts are off and no request leaves the
machine, so a page shows what it holds and nothing else.
"""

import argparse
import gzip
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, BrowserContext, Error, Route, sync_playwright

from training.pages import articles
from training.sources import PAGES, RENDERED, Sources

# A browser that asks nobody for anything; root may not use its sandbox.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_VIEW = {"width": 1280, "height": 900}
_PATIENCE_MS = 15_000
_SHOWN = "document.body ? document.body.innerText : ''"


def rendered(sources: Sources, browser: Browser, limit: int = 0) -> Iterator[dict[str, str]]:
    """A row for each saved article, but for those that the browser gives up.

    limit: pages of each set at most, 0 for all.
    """
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "page.html"
        context = _context(browser, copy.as_uri())
        for name in PAGES:
            for item in articles(sources.pages(name))[: limit or None]:
                saved = sources.pages(name) / "html" / f"{item['id']}.html.gz"
                copy.write_bytes(gzip.decompress(saved.read_bytes()))
                text = _text(context, copy.as_uri())
                if text is not None:
                    yield {"set": name, "id": item["id"], "text": text}
        context.close()


def _context(browser: Browser, address: str) -> BrowserContext:
    """A window that opens one address and nothing that the page there asks for."""
    context = browser.new_context(java_script_enabled=False, viewport=_VIEW)  # type: ignore[arg-type]  # two sizes

    def answer(route: Route) -> None:
        if route.request.url == address:
            route.continue_()
        else:
            route.abort()

    context.route("**/*", answer)
    return context


def _text(context: BrowserContext, address: str) -> str | None:
    """The text that a page shows; None where it can't be opened, which is told."""
    page = context.new_page()
    try:
        page.goto(address, wait_until="domcontentloaded", timeout=_PATIENCE_MS)
        return str(page.evaluate(_SHOWN))
    except Error as error:
        sys.stderr.write(f"training.render: a page is left out: {error.message.splitlines()[0]}\n")
        return None
    finally:
        page.close()


def main() -> None:
    """Write the texts of all saved articles into a file."""
    parser = argparse.ArgumentParser(prog="python -m training.render", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the evaluation data")
    parser.add_argument("--pages", type=Path, default=RENDERED, help=f"the file ({RENDERED})")
    parser.add_argument("--limit", type=int, default=0, help="pages of each set, to try it")
    chosen = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        rows = list(rendered(Sources(chosen.data), browser, chosen.limit))
        browser.close()
    chosen.pages.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    chosen.pages.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
