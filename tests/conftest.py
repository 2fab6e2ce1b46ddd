"""Shared by all tests: the built demonstration site, a browser, and how hypothesis runs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# A browser that asks nobody for anything; root may not use its sandbox.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# Shared machines stall: no example may fail because it was slow once. The
# same examples every time: a red run must be one that can be run again.
settings.register_profile("backfile", deadline=None, derandomize=True)
settings.load_profile("backfile")


def run_task(*words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a task of tasks.py, as a person with the environment active would."""
    return subprocess.run(
        [sys.executable, "-m", "invoke", "--search-root", str(ROOT), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
        cwd=ROOT,
    )


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, with an address so that feeds are made."""
    output = tmp_path_factory.mktemp("demo") / "site"
    done = run_task("build", "--output", str(output), "--site-url", "https://example.org/news")
    assert done.returncode == 0, done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Headless Chromium of the system; in CI it has to be there."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: the browser tests are not skipped there")
        pytest.skip("no Chromium here; try: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
