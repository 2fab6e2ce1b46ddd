"""Documents in, our search page over them out, and what a reader of it finds.

The page is that of the demonstration site as the program builds it; only the
index is another, so that ten thousand documents need not be captures first.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from backfile.annotate.vocabulary import load_vocabulary
from backfile.model import SearchDocument
from backfile.search.client import client_files
from benchmarks.searching.known import words_of

_CHECKOUT = Path(__file__).resolve().parents[2]
_ROOT_NAME = re.compile(r"index\.[a-z2-7]+")
_ROOT_SCRIPT = re.compile(r"search/index(?:\.[a-z2-7]+)?\.js")
# What the page does with plain words is its own business: it is asked as a
# reader asks, through its form, and read when its list has been replaced.
_ASK_PAGE = """async ([queries, depth]) => {
  const ids = ["search", "q", "any", "results"];
  const [form, box, any, list] = ids.map((id) => document.getElementById(id));
  const replaced = () => new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => resolve(observer.disconnect()));
    observer.observe(list, { childList: true });
    setTimeout(() => reject(new Error(`no answer to: ${box.value}`)), 20000);
  });
  const asked = async (text) => {
    const done = replaced();
    box.value = text;
    form.requestSubmit();
    await done;
  };
  const hits = () => [...list.querySelectorAll(".hit-title a")];
  const links = () => hits().map((link) => link.getAttribute("href"));
  const found = [];
  for (const text of queries) {
    any.checked = false;
    // what is asked already is not asked again
    if (box.value === text) await asked("");
    await asked(text);
    const shown = links();
    const offer = shown.length ? null : list.querySelector("button");
    if (offer) {
      const done = replaced();
      offer.click();
      await done;
    }
    found.push([shown.slice(0, depth), links().slice(0, depth), offer ? offer.textContent : null]);
  }
  return found;
}"""
_ASK_ENGINE = """async ([queries, depth]) => {
  const engine = await window.Backfile.search.open("./");
  const found = [];
  for (const text of queries) {
    found.push((await engine.query(text, { limit: depth })).hits.map((hit) => hit.url));
  }
  return found;
}"""


def build_shell(folder: Path) -> None:
    """Let the program build the demonstration site there.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    words = ["invoke", "--search-root", str(_CHECKOUT), "build", "--output", str(folder)]
    command = [sys.executable, "-m", *words]
    subprocess.run(command, check=True, capture_output=True, cwd=_CHECKOUT)  # noqa: S603 - our own words


def lay_out(shell: Path, root: Path) -> None:
    """Write the search page of the shell below root, with the scripts but without an index."""
    for name in ("static", "search.html", "favicon.ico"):
        copy = shutil.copytree if (shell / name).is_dir() else shutil.copy
        copy(shell / name, root / name)
    for path, data in client_files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def name_index(root: Path) -> None:
    """Let the search page below root name the index that was written there."""
    entry = (root / "search" / "index.js").read_text("utf-8")
    first = _ROOT_NAME.search(entry)
    page = (root / "search.html").read_text("utf-8")
    if first is None or not _ROOT_SCRIPT.search(page):
        raise ValueError(f"{root}: search.html or search/index.js names no root script")
    (root / "search.html").write_text(_ROOT_SCRIPT.sub(f"search/{first[0]}.js", page), "utf-8")


def spellings_in(documents: Iterable[SearchDocument]) -> list[tuple[str, ...]]:
    """All spellings of each name of the built-in vocabulary that a document has."""
    there = {word for d in documents for word in words_of(f"{d.title} {d.text}")}
    groups = [entry.words() for entry in load_vocabulary(None).entries if entry.kind != "topic"]
    return [words for words in groups if len(words) > 1 and there.issuperset(words_of(words[0]))]


def ask_page(
    page: Page, queries: Sequence[str], depth: int
) -> list[tuple[list[str], list[str], Any]]:
    """The urls that the page lists for each query, and those after its first offer is taken.

    The third is the offer's words, None when the page had none to make.
    """
    found: list[Any] = page.evaluate(_ASK_PAGE, [list(queries), depth])
    return [(_urls(shown), _urls(after), offer) for shown, after, offer in found]


def _urls(links: Iterable[str]) -> list[str]:
    return [link.removeprefix("./") for link in links]


def ask_engine(page: Page, queries: Sequence[str], depth: int) -> list[list[str]]:
    """The urls that engine.query finds for each query's words as they are, as Lunr reads them."""
    found: list[list[str]] = page.evaluate(_ASK_ENGINE, [list(queries), depth])
    return found
