"""Corpora in, how often each engine finds the one document that a query means out, as rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from backfile.model import SearchDocument
from benchmarks.searching import ours, pagefind, xapian_engine
from benchmarks.searching.browser import fresh_page
from benchmarks.searching.known import KINDS, KnownItem
from benchmarks.searching.scoring import DEPTH, ranks, success
from benchmarks.searching.server import served

HEADINGS = ("corpus", "queries", "engine", "number", "success@1", "@5", "@10", "MRR")
PAGEFIND = "Pagefind"
PAGE = "Backfile, page"
CLICKED = "Backfile, page, offer taken"
ENGINE = "Backfile, engine.query"
# Many queries at once keep the browser silent for long; so many are asked at a time.
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """The ranks at which each engine found the documents of a corpus's queries."""

    corpus: str
    items: tuple[KnownItem, ...]
    ranks: Mapping[str, list[int]]

    def at_5(self, engine: str, half: int | None = None) -> float:
        """Success among the first five over all queries, or over those of one half."""
        pairs = zip(self.items, self.ranks[engine], strict=True)
        return success([rank for item, rank in pairs if half in (None, item.half)]).at_5


def ours_found(browser: Browser, site: Path, items: Sequence[KnownItem]) -> dict[str, list[int]]:
    """Our ranks: as engine.query reads the words, as the page does, and with its offer taken."""
    texts = [item.text for item in items]
    with served(site) as state, fresh_page(browser, f"{state.address}search.html") as (page, _):
        engine = [f for batch in _batches(texts) for f in ours.ask_engine(page, batch, DEPTH)]
        answers = [a for batch in _batches(texts) for a in ours.ask_page(page, batch, DEPTH)]
    return {
        ENGINE: ranks(items, engine),
        PAGE: ranks(items, [shown for shown, _, _ in answers]),
        CLICKED: ranks(items, [clicked for _, clicked, _ in answers]),
    }


def pagefind_found(
    browser: Browser, site: Path, items: Sequence[KnownItem]
) -> dict[str, list[int]]:
    """Pagefind's ranks."""
    urls = pagefind.urls_of(site)
    texts = [item.text for item in items]
    with served(site) as state, fresh_page(browser, state.address) as (page, _):
        found = [f for batch in _batches(texts) for f in pagefind.ask(page, batch, DEPTH)]
    return {PAGEFIND: ranks(items, [[urls[name] for name in names] for names in found])}


def xapian_found(
    documents: Sequence[SearchDocument], items: Sequence[KnownItem]
) -> dict[str, list[int]]:
    """Xapian's ranks, for either default operator."""
    answers = xapian_engine.answers(documents, [item.text for item in items], DEPTH)
    return {f"Xapian, {name}": ranks(items, found) for name, found in answers.items()}


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    yield from (texts[at : at + _BATCH] for at in range(0, len(texts), _BATCH))


def rows(measured: Measured, half: int | None = None) -> Iterator[list[str]]:
    """A row for each kind of query and each engine; half: only the queries of that one."""
    for kind in (*KINDS, "all"):
        for engine, places in measured.ranks.items():
            pairs = zip(measured.items, places, strict=True)
            chosen = [r for i, r in pairs if kind in {"all", i.kind} and half in {None, i.half}]
            score = success(chosen)
            figures = (score.at_1, score.at_5, score.at_10, score.reciprocal)
            yield [
                measured.corpus, kind, engine, str(score.queries),
                *(f"{figure:.3f}" for figure in figures),
            ]  # fmt: skip
