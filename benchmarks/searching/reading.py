"""A served site in, what searching it takes out: bytes of a session, milliseconds after a key.

Both sites are asked the same words in a browser with an empty cache. Of ours
the search page is used as a reader uses it; of Pagefind its programming
interface, without the 300 ms that its own page waits after a key.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

from benchmarks.searching import ours, pagefind
from benchmarks.searching.browser import fresh_page
from benchmarks.searching.server import Served

HITS = 10  # that the search page shows at first
_DELAY = 30  # milliseconds between keys: a fast typist
_SETTLED = 700  # milliseconds after the last key; by then the page has done all it will
# Every key's time, and when the list that it led to is about to be painted.
_WATCH = """() => {
  const times = (window.times = { keys: [], lists: [] });
  const list = document.getElementById("results");
  document.addEventListener("keydown", () => times.keys.push(performance.now()), true);
  const painted = () => requestAnimationFrame(() => times.lists.push(performance.now()));
  new MutationObserver(painted).observe(list, { childList: true });
}"""
_LAST = """() => {
  const { keys, lists } = window.times;
  const key = keys.at(-1);
  const after = lists.filter((time) => time > key);
  return after.length ? after.at(-1) - key : null;
}"""


@dataclass(frozen=True, slots=True)
class Session:
    """Of a session of queries: the gzipped bytes that each loaded, and what the console said.

    delays: milliseconds from the last key of each to its results, where it was typed.
    """

    loaded: tuple[int, ...]
    errors: tuple[str, ...] = ()
    delays: tuple[float, ...] = ()


def our_session(browser: Browser, site: Served, queries: Sequence[str]) -> Session:
    """Ask our page one query after another; its style and its HTML are not counted."""
    site.taken()
    loaded = []
    with fresh_page(browser, f"{site.address}search.html") as (page, errors):
        for text in queries:
            ours.ask_page(page, [text], HITS)
            page.wait_for_load_state("networkidle")
            loaded.append(_scripts(site))
    return Session(tuple(loaded), tuple(errors))


def our_typed_session(browser: Browser, site: Served, queries: Sequence[str]) -> Session:
    """The same typed key by key, so that what is loaded for unfinished words counts as well.

    Each query is typed twice: the first time loads its files, the second is timed.
    """
    site.taken()
    loaded, delays = [], []
    with fresh_page(browser, f"{site.address}search.html") as (page, errors):
        page.evaluate(_WATCH)
        for text in queries:
            _type(page, text)
            loaded.append(_scripts(site))
            _type(page, text)
            delay = page.evaluate(_LAST)
            delays.append(_SETTLED if delay is None else delay)
    return Session(tuple(loaded), tuple(errors), tuple(delays))


def _scripts(site: Served) -> int:
    return sum(size for path, size in site.taken().items() if path.endswith(".js"))


def _type(page: Page, text: str) -> None:
    """Type into the empty box, and wait until the page has done all that it will."""
    page.fill("#q", "")
    page.wait_for_timeout(_DELAY)
    page.evaluate(
        "() => window.times && (window.times.keys.length = window.times.lists.length = 0)"
    )
    page.focus("#q")
    page.keyboard.type(text, delay=_DELAY)
    page.wait_for_timeout(_SETTLED)


def pagefinds_session(browser: Browser, site: Served, queries: Sequence[str]) -> Session:
    """Ask Pagefind one query after another, and load what a list of the first hits shows.

    Its delays are those of the same asked again, without a page that shows anything.
    """
    loaded, delays = [], []
    with fresh_page(browser, site.address) as (page, errors):
        site.taken()
        for text in queries:
            pagefind.show(page, text, HITS)
            loaded.append(sum(site.taken().values()))
            delays.append(pagefind.show(page, text, HITS))
    return Session(tuple(loaded), tuple(errors), tuple(delays))


def from_a_folder(
    browser: Browser, site: Served, folder: str, queries: Sequence[str]
) -> tuple[int, tuple[str, ...]]:
    """How many queries list the same hits from file:// as over http, and what the console said.

    folder: the site's root as a file:// address that ends in a slash.
    """
    with fresh_page(browser, f"{site.address}search.html") as (page, _):
        served = ours.ask_page(page, queries, HITS)
    with fresh_page(browser, f"{folder}search.html") as (page, errors):
        found = ours.ask_page(page, queries, HITS)
    same = sum(a == b and bool(a[1]) for a, b in zip(served, found, strict=True))
    return same, tuple(errors)
