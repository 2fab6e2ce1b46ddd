"""Our site and Pagefind's of the same documents in, the rows of the table out.

A row: measure, Pagefind's figure, ours, what ours must be and what it aims at.
The targets are for 10,000 articles; those of cost and of known items are
shares of Pagefind's own figures.
"""

import gzip
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser

from backfile.model import SearchDocument
from benchmarks.searching import reading
from benchmarks.searching.indexing import Cost
from benchmarks.searching.relevance import CLICKED, ENGINE, PAGE, PAGEFIND, Measured
from benchmarks.searching.server import served
from benchmarks.searching.sessions import session

HEADINGS = ("measure", "Pagefind", "ours", "must", "aim")
_SEEDS = (1, 2, 3)  # sessions; medians over them are told
_LEVEL = 6
OUR_CODE = ("search/lunr.js", "static/js/search.js", "static/js/search-page.js")
PAGEFINDS_CODE = (
    "pagefind/pagefind.js",
    "pagefind/pagefind-worker.js",
    "pagefind/wasm.en.pagefind",
)
NONE = "-"

Row = list[str]


@dataclass(frozen=True, slots=True)
class Sites:
    """What is compared; theirs is None where Pagefind is not installed or not wanted."""

    documents: Sequence[SearchDocument]
    ours: Path
    theirs: Path | None

    def sessions(self) -> list[list[str]]:
        """Some sessions of twelve queries."""
        return [session(self.documents, seed) for seed in _SEEDS]


def reading_rows(browser: Browser, sites: Sites) -> Iterator[Row]:
    """Bytes of a first query, of a session and of the code; delays; what works from a folder."""
    queries = sites.sessions()
    with served(sites.ours) as site:
        asked = [reading.our_session(browser, site, one) for one in queries]
        typed = [reading.our_typed_session(browser, site, one) for one in queries]
        folder = f"{sites.ours.resolve().as_uri()}/"
        same, errors = reading.from_a_folder(browser, site, folder, queries[0])
    theirs: list[reading.Session] = []
    if sites.theirs:
        with served(sites.theirs) as site:
            theirs = [reading.pagefinds_session(browser, site, one) for one in queries]
    many = f"{len(queries[0])} queries"
    yield ["first query, kB", _first(theirs), _first(asked), "60", "45"]
    yield ["first query, typed, kB", NONE, _first(typed), NONE, NONE]
    yield [f"session of {many}, kB", _whole(theirs), _whole(asked), "400", "250"]
    yield [f"session of {many}, typed, kB", NONE, _whole(typed), NONE, NONE]
    yield ["code, kB", _size(sites.theirs, PAGEFINDS_CODE), _size(sites.ours, OUR_CODE), "25", "20"]
    yield ["key to results, warm, ms", _delays(theirs), _delays(typed), "50", "20"]
    worked = f"{same} of {many}, {len(errors)} console errors"
    yield ["from file://", "does not start", worked, "all, 0", NONE]


def _first(sessions: Sequence[reading.Session]) -> str:
    return _kilobytes([one.loaded[0] for one in sessions])


def _whole(sessions: Sequence[reading.Session]) -> str:
    return _kilobytes([sum(one.loaded) for one in sessions])


def _kilobytes(sizes: Sequence[int]) -> str:
    """The median, and the range when there are several."""
    if not sizes:
        return NONE
    return f"{median(sizes) / 1000:.0f} ({min(sizes) / 1000:.0f} to {max(sizes) / 1000:.0f})"


def _size(root: Path | None, names: Sequence[str]) -> str:
    if root is None:
        return NONE
    sizes = [len(gzip.compress((root / name).read_bytes(), _LEVEL)) for name in names]
    return f"{sum(sizes) / 1000:.1f} ({' + '.join(f'{size / 1000:.1f}' for size in sizes)})"


def _delays(sessions: Sequence[reading.Session]) -> str:
    """The median, the ninth of ten and the largest."""
    delays = sorted(delay for one in sessions for delay in one.delays)
    if not delays:
        return NONE
    return (
        f"{median(delays):.0f} (9 in 10: {delays[len(delays) * 9 // 10]:.0f}, to {delays[-1]:.0f})"
    )


def cost_rows(costs: Mapping[str, Cost]) -> Iterator[Row]:
    """CPU seconds and memory of indexing.

    costs: "ours" and Pagefind's by its name; "reading" is the part of ours that
    a build of the site does not spend, as it has the documents already.
    """
    ours, theirs = costs["ours"], costs.get(PAGEFIND)
    spent = theirs.seconds if theirs else None
    shares = (0.5, 0.25)
    yield _cost_row("indexing, CPU s", ours.seconds - costs["reading"].seconds, spent, shares)
    yield _cost_row("indexing and reading the corpus, CPU s", ours.seconds, spent, shares)
    held = theirs.peak if theirs else None
    yield _cost_row("indexing, peak memory MB", ours.peak, held, (0.5, 0.3))


def _cost_row(name: str, mine: float, other: float | None, shares: Sequence[float]) -> Row:
    """shares: of Pagefind's figure, what ours must be and what it aims at."""
    if other is None:
        return [name, NONE, f"{mine:.1f}", *(f"{share} of Pagefind's" for share in shares)]
    told = f"{mine:.1f} = {mine / other:.2f}"
    return [name, f"{other:.1f}", told, *(f"{share * other:.1f}" for share in shares)]


def known_rows(measured: Measured) -> Iterator[Row]:
    """Success among the first five, over both halves and over that which nothing was tuned on."""
    for half, where in ((None, ""), (1, ", other half")):
        theirs = measured.at_5(PAGEFIND, half) if PAGEFIND in measured.ranks else None
        for engine in (ENGINE, PAGE, CLICKED):
            mine = measured.at_5(engine, half)
            share = f" = {mine / theirs:.2f}" if theirs else ""
            told = f"{theirs:.3f}" if theirs is not None else NONE
            name = f"{measured.corpus}, success@5{where}, {engine.partition(', ')[2]}"
            yield [name, told, f"{mine:.3f}{share}", "1.05", "1.15"]


def large_rows(browser: Browser, sites: Sites, cost: Cost) -> Iterator[Row]:
    """The first query and the delays at a size that Pagefind can't index in 7 GB."""
    count = f"{len(sites.documents):,}"
    queries = sites.sessions()
    with served(sites.ours) as site:
        asked = [reading.our_session(browser, site, one) for one in queries]
        typed = [reading.our_typed_session(browser, site, one) for one in queries]
    yield [f"first query at {count}, kB", NONE, _first(asked), "150", "100"]
    yield [f"session at {count}, kB", NONE, _whole(asked), NONE, NONE]
    yield [f"key to results at {count}, warm, ms", NONE, _delays(typed), NONE, NONE]
    yield [f"indexing {count}, CPU s", NONE, f"{cost.seconds:.0f}", NONE, NONE]
    yield [f"indexing {count}, peak memory MB", NONE, f"{cost.peak:.0f}", NONE, NONE]
