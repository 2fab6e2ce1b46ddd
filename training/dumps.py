"""The sets of labelled dumps in, their texts with labels and sites out."""

from collections.abc import Iterator, Mapping

from benchmarks.missed import lines_of
from training.labelled import Labelled
from training.sites import site_of
from training.sources import DUMPS, Row, Sources, rows

# The dumps that were put together from pages of page_full: `src` names these.
MIXED = ("compound_paste", "seedlike")


def read_dumps(sources: Sources) -> tuple[list[Labelled], frozenset[str]]:
    """The texts of all sets, ordered by set and id, and the addresses of the pages among them."""
    found = {name: sorted(rows(sources.dumps(name)), key=_id) for name in DUMPS}
    sites = {_page(row["id"]): site_of(row["url"]) for row in found["page_full"]}
    texts = [text for name, those in found.items() for text in _labelled(name, those, sites)]
    return texts, frozenset(row["url"] for row in found["page_full"])


def _labelled(name: str, found: list[Row], sites: Mapping[str, str]) -> Iterator[Labelled]:
    for row in found:
        lines, labels = tuple(lines_of(row["text"])), tuple(row["line_labels"])
        yield Labelled(row["id"], name, _sites(name, row, sites), lines, labels)


def _sites(name: str, row: Row, sites: Mapping[str, str]) -> tuple[str, ...]:
    """The sites of a dump's stories; a dump of unknown ones is a site of its own."""
    if name in MIXED:
        return tuple(sites.get(page, page) for page in row["src"])
    return (site_of(row.get("url") or "") or row["id"],)


def _page(ident: str) -> str:
    """A page's name as `src` gives it: without the "full-" or "sel-" of its set."""
    return ident.partition("-")[2]


def _id(row: Row) -> str:
    return str(row["id"])
