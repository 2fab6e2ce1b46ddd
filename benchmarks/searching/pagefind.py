"""Documents in, the pages that Pagefind indexes, and the index that it makes of them, out.

Each page has the title as its h1, the text and, as our index has them too, the
tags in its body; tags are a filter and dates a sort order there as well.
Needs the packages pagefind 1.5.2 and pagefind_bin 1.5.2, which no lock file
has: `--pagefind` names the Python they are installed for.
"""

import gzip
import json
import subprocess
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Page

from backfile.model import SearchDocument

_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>
<body><main data-pagefind-body data-pagefind-sort="date:{date}"><h1>{title}</h1>
{text}
<ul>{tags}</ul></main></body></html>
"""
# Pagefind's own interface page asks it so; the results are in order of relevance.
_ASK = """async ([queries, depth]) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  await pagefind.init();
  const found = [];
  for (const text of queries) {
    const { results } = await pagefind.search(text);
    found.push(results.slice(0, depth).map((result) => result.id));
  }
  return found;
}"""
_SHOW = """async ([text, hits]) => {
  const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
  const start = performance.now();
  const { results } = await pagefind.search(text);
  await Promise.all(results.slice(0, hits).map((result) => result.data()));
  return performance.now() - start;
}"""
# What stands before the JSON of every file of Pagefind's, once unpacked.
_MARK = len("pagefind_dcd")


def write_pages(documents: Iterable[SearchDocument], root: Path) -> None:
    """Write a page for each document at its url below root, and one to search from."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "index.html").write_text("<!doctype html><title>Search</title>", "utf-8")
    for document in documents:
        file = root / document.url
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page(document), "utf-8")


def _page(document: SearchDocument) -> str:
    return _PAGE.format(
        title=escape(document.title),
        date=escape(document.date),
        text="\n".join(f"<p>{escape(part)}</p>" for part in document.text.split("\n") if part),
        tags="".join(f'<li data-pagefind-filter="tag">{escape(t[2])}</li>' for t in document.tags),
    )


def command(python: Path, root: Path) -> list[str]:
    """The words that index the pages below root."""
    return [str(python), "-m", "pagefind", "--site", str(root), "--silent"]


def index(python: Path, root: Path) -> None:
    """Let Pagefind index the pages below root; its files go to root/pagefind.

    Raises:
        subprocess.CalledProcessError: it failed, or is not installed.
    """
    subprocess.run(command(python, root), check=True, capture_output=True)  # noqa: S603 - our own words


def is_there(python: Path) -> bool:
    """Whether that Python has Pagefind."""
    if not python.is_file():
        return False
    asked = [str(python), "-c", "import pagefind, pagefind_bin"]
    return not subprocess.run(asked, check=False, capture_output=True).returncode  # noqa: S603 - our own words


def urls_of(root: Path) -> dict[str, str]:
    """The url of each page, relative to root, by the name that a result of Pagefind has."""
    found = {}
    for file in sorted((root / "pagefind" / "fragment").glob("*.pf_fragment")):
        fragment = json.loads(gzip.decompress(file.read_bytes())[_MARK:])
        found[file.stem] = fragment["url"].lstrip("/")
    return found


def ask(page: Page, queries: Sequence[str], depth: int) -> list[list[str]]:
    """The names of the first results of each query, asked in a page of the indexed site."""
    found: list[list[str]] = page.evaluate(_ASK, [list(queries), depth])
    return found


def show(page: Page, text: str, hits: int) -> float:
    """Search and load what a list of the first hits shows: the milliseconds it takes."""
    taken: float = page.evaluate(_SHOW, [text, hits])
    return taken
