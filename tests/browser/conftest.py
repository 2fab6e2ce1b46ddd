"""The built demonstration in, a page of it in Chromium out, from a web server and from a folder."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing."""


@pytest.fixture(scope="module")
def served(demo_site: Path) -> Iterator[str]:
    """The site on 127.0.0.1; its base address."""
    handler = functools.partial(Quiet, directory=str(demo_site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, served: str, demo_site: Path) -> str:
    """The site's address both ways."""
    return served if request.param == "http" else demo_site.as_uri()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that must end without a console error or a request elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("requestfailed", lambda r: faults.append(f"failed: {r.url}") if lost(r) else None)
    opened.on("request", lambda r: None if is_ours(r.url) else faults.append(f"to {r.url}"))
    yield opened
    context.close()
    assert faults == []


def lost(request: Request) -> bool:
    """Whether a request failed for another reason than that the reader went on."""
    return "ERR_ABORTED" not in str(request.failure)


def is_ours(url: str) -> bool:
    return url.startswith(("file://", "http://127.0.0.1:"))
