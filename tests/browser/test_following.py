"""An archive that is served while its owner works on it, in Chromium: open pages follow."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT

_PAGE = "undated/harbour-opens-again.html"
# Shared machines stall; how long it takes is not what is tested.
_PATIENCE = 120_000


def story(day: str) -> str:
    return (
        "Harbour opens again\n\n"
        f"The harbour was opened to ships again on {day} after a week of heavy storms.\n"
        "Fishing boats left the port before noon, and the ferry is to follow this week.\n"
    )


@dataclass(frozen=True, slots=True)
class Served:
    """An archive's folder, the address of its site, and what the program tells meanwhile."""

    folder: Path
    address: str
    told: IO[str]

    def write(self, day: str) -> None:
        """Let the one capture tell of another day."""
        capture = self.folder / "content" / "captures" / "story.txt"
        capture.write_text(story(day))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    for name in ("captures", "rules"):
        (tmp_path / "content" / name).mkdir(parents=True)
    (tmp_path / "content" / "captures" / "story.txt").write_text(story("Monday"))
    process = subprocess.Popen(
        [sys.executable, "-m", "backfile", "serve", "--port", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        assert process.stdout is not None
        built, address = process.stdout.readline(), process.stdout.readline()
        if not address:
            pytest.fail(built)
        yield Served(tmp_path, address.split("/index.html")[0], process.stdout)
        process.send_signal(signal.SIGINT)
        last = process.stdout.read()
    assert process.returncode == 130, last


def test_an_open_page_shows_a_changed_capture_by_itself(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/{_PAGE}")
    assert "on Monday after" in page.inner_text("main")
    served.write("Thursday")
    page.wait_for_selector("text=on Thursday after", timeout=_PATIENCE)
    assert "reload.js" not in (served.folder / "output" / _PAGE).read_text()


def test_a_mistake_in_a_rule_is_told_and_the_old_site_stays(served: Served, page: Page) -> None:
    page.goto(f"{served.address}/{_PAGE}")
    rule = served.folder / "content" / "rules" / "mine.yaml"
    rule.write_text("- name: promo\n")
    told = served.told.readline()
    assert told.startswith('content/rules/mine.yaml: rule "promo": does not say why; try: ')
    page.reload()
    assert "on Monday after" in page.inner_text("main")
    served.write("Friday")
    assert served.told.readline() == told
    rule.unlink()
    page.wait_for_selector("text=on Friday after", timeout=_PATIENCE)
