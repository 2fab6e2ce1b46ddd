"""Every link between the pages of the documentation leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "CONTRIBUTING.md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
CODE = re.compile(r"^(```.*?^```|(?: {4}|\t).*?)$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
# What a word of a heading loses on its way into an address.
DROPPED = re.compile(r"[^\w\- ]")


def links(page: Path) -> list[str]:
    """The links of a page that lead to a file or heading of ours."""
    found = LINK.findall(CODE.sub("", page.read_text("utf-8")))
    return [link for link in found if not link.startswith(("http://", "https://", "mailto:"))]


def anchors(page: Path) -> list[str]:
    """The addresses of a page's headings, as the usual forges make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return [DROPPED.sub("", heading.lower()).replace(" ", "-") for heading in headings]


def broken(page: Path) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_links_of_a_page_resolve(page: Path) -> None:
    assert broken(page) == []


def test_a_planted_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A page\n[here](#a-page) [gone](gone.md) [no part](page.md#nothing)\n")
    assert broken(page) == ["gone.md", "page.md#nothing"]


def test_every_page_is_on_the_map() -> None:
    mapped = {(DOCS / link).resolve() for link in links(DOCS / "index.md")}
    assert [page for page in DOCS.rglob("*.md") if page not in {*mapped, DOCS / "index.md"}] == []
