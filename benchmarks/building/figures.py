"""What each side took in, the rows of the table out: seconds, ratios, and what was aimed at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.searching.indexing import Cost

HEADINGS = (
    "measure",
    "measured against",
    "that",
    "stock Pelican",
    "ours",
    "ratio",
    "must",
    "aim",
    "",
)
HUGO, PAGEFIND, STOCK = "Hugo", "Pagefind", "stock Pelican"
FULL, SEARCHLESS = "full build with search", "full build without search"
NEWEST, OLDER = "one article added, the newest", "one article added, of any day"
ACCEPTED = "one article added, the newest, after `accept`"
ACCEPTED_OLDER = "one article added, of any day, after `accept`"
NOTHING = "nothing changed"
BOTH = f"{HUGO} + {PAGEFIND}"
# Of CPU seconds, and of the largest memory: at most this share of the other side's.
_LIMITS = {
    FULL: (0.40, 0.25),
    SEARCHLESS: (0.50, 0.30),
    NEWEST: (0.06, 0.03),
    OLDER: (0.06, 0.03),
    ACCEPTED: (0.06, 0.03),
    ACCEPTED_OLDER: (0.06, 0.03),
    NOTHING: (0.01, 0.005),
}
_MEMORY, _GROWTH, _RAW = (0.20, 0.15), (4.2, 4.0), (1.0, 0.60)


@dataclass(frozen=True, slots=True)
class Row:
    """A measure of ours beside that of another side, which may not be there.

    stock: what stock Pelican takes, for the reader. must, aim: of the ratio.
    """

    measure: str
    against: str
    theirs: float | None
    ours: float
    unit: str
    limits: tuple[float, float]
    stock: float | None = None

    @property
    def cells(self) -> list[str]:
        """What the table shows."""
        must, aim = self.limits
        ratio = self.ours / self.theirs if self.theirs else None
        verdict = "" if ratio is None else _verdict(ratio, must, aim)
        return [
            self.measure,
            self.against,
            _shown(self.theirs, self.unit),
            _shown(self.stock, self.unit),
            _shown(self.ours, self.unit),
            "" if ratio is None else f"{ratio:.3f}",
            f"{must:g}",
            f"{aim:g}",
            verdict,
        ]


def _verdict(ratio: float, must: float, aim: float) -> str:
    if ratio <= aim:
        return "aim met"
    return "must met" if ratio <= must else f"FALLS SHORT, {ratio / must:.1f} times the must"


def _shown(value: float | None, unit: str) -> str:
    digits = 0 if unit == "MB" else 2
    return "" if value is None else f"{value:.{digits}f} {unit}".strip()


def site_rows(costs: Mapping[str, Cost]) -> Iterator[Row]:
    """The rows of builds from a warm store; costs: by the names above, as far as measured."""
    hugo, pagefind, stock = (costs.get(name) for name in (HUGO, PAGEFIND, STOCK))
    both = hugo.seconds + pagefind.seconds if hugo and pagefind else None
    for measure, limits in _LIMITS.items():
        if measure not in costs:
            continue
        alone = measure == SEARCHLESS
        theirs = (hugo.seconds if hugo else None) if alone else both
        name = HUGO if alone else BOTH
        before = stock.seconds if stock else None
        yield Row(measure, name, theirs, costs[measure].seconds, "s", limits, before)
    peaks = [cost.peak for cost in (hugo, pagefind) if cost]
    before = stock.peak if stock else None
    ours = costs[FULL].peak
    yield Row("peak memory", BOTH, max(peaks, default=None), ours, "MB", _MEMORY, before)


def growth_row(small: Mapping[str, Cost], large: Mapping[str, Cost], times: float) -> Row:
    """How much more a full build takes of so many times as many articles; one of 4 has a limit."""
    ours = large[FULL].seconds / small[FULL].seconds
    limits = (_GROWTH[0] * times / 4, _GROWTH[1] * times / 4)
    return Row(f"growth of a full build, {times:g} times the articles", "1", 1.0, ours, "", limits)


def raw_row(theirs: Cost | None, ours: Cost) -> Row:
    """From saved pages to a site with search."""
    peers = "trafilatura + stock Pelican + lunr.py"
    seconds = theirs.seconds if theirs else None
    return Row("from saved pages", peers, seconds, ours.seconds, "s", _RAW)
