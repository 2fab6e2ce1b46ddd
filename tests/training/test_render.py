"""Saved pages as a browser shows them: their text, without scripts or requests."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.training.made import data_in
from training.render import rendered
from training.sources import PAGES, Sources

PAGE = """<!doctype html><meta charset="utf-8"><title>t</title>
<style>@import "file:///missing.css"; .x {display: none}</style>
<p>The <b>harbour</b> opens.</p><p class="x">Hidden.</p><p id="s">Ferries wait.</p>
<script>document.getElementById("s").textContent = "Written by a script."</script>
<iframe src="file:///etc/hostname"></iframe>"""


def saved(folder: Path) -> Sources:
    """Evaluation data with one page saved in each set."""
    sources = data_in(folder, 1)
    for name in PAGES:
        place = sources.pages(name) / "html" / "page0.html.gz"
        place.parent.mkdir()
        place.write_bytes(gzip.compress(PAGE.encode()))
    return sources


@pytest.mark.browser
def test_a_page_is_told_as_it_is_shown(chromium: Browser, tmp_path: Path) -> None:
    rows = list(rendered(saved(tmp_path), chromium))
    assert [row["set"] for row in rows] == list(PAGES)
    assert {row["text"].strip() for row in rows} == {"The harbour opens.\n\nFerries wait."}
