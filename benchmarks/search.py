"""A corpus in, a table of how its search compares with Pagefind's out, measure by measure.

    python -m benchmarks.search [--data FOLDER] [--pagefind PYTHON] [--only PART ...]
                                [--rounds N] [--documents N] [--large] [CORPUS ...]

A corpus is a file CORPUS.jsonl.gz of {id, title, date, tags, body} in the folder;
where there is none, made-up news takes its place. Parts: reading (bytes and
delays in headless Chromium), cost (of indexing), known (known-item queries).
--large adds a first query at 100,000 documents,
ours alone, as Pagefind runs out of memory there. Pagefind has to be installed
apart (`python3 -m venv F; F/bin/pip install pagefind==1.5.2 pagefind_bin==1.5.2`)
and its Python named; Xapian is Debian's python3-xapian. What is missing is left out.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
# Run by name, only this folder is looked through for modules.
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from playwright.sync_api import Browser  # noqa: E402 - only found from here on

from backfile.model import SearchDocument  # noqa: E402 - the same
from benchmarks.labelling import table  # noqa: E402 - the same
from benchmarks.searching import (  # noqa: E402 - the same
    corpora,
    measures,
    ours,
    pagefind,
    relevance,
    xapian_engine,
)
from benchmarks.searching.browser import chromium  # noqa: E402 - the same
from benchmarks.searching.indexing import Cost, costs, our_command  # noqa: E402 - the same
from benchmarks.searching.known import known_items  # noqa: E402 - the same

_DATA = ROOT.parent / "shared" / "eval" / "search"
_CORPORA = ("news_10k", "bbc_2k")
_PARTS = ("reading", "cost", "known")
_MADE = 1_000
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is measured: parts by name, Pagefind's Python (None: not there), rounds of indexing."""

    parts: tuple[str, ...]
    pagefind: Path | None
    rounds: int


def documents_of(data: Path, name: str, count: int | None) -> list[SearchDocument]:
    """The documents of a corpus, or of made-up news where there is no such file."""
    file = data / f"{name}.jsonl.gz"
    found = corpora.read_corpus(file) if file.is_file() else corpora.made(count or _MADE)
    return found if count is None else corpora.in_order(iter(found[:count]))


def compare(
    documents: list[SearchDocument], name: str, shell: Path, wanted: Wanted
) -> tuple[list[list[str]], relevance.Measured | None]:
    """The rows of the table for a corpus, and the ranks behind its known items."""
    with TemporaryDirectory() as folder, chromium() as browser:
        root = Path(folder)
        sites, cost = _built(documents, shell, root, wanted)
        rows: list[list[str]] = []
        rows += measures.reading_rows(browser, sites) if "reading" in wanted.parts else []
        rows += measures.cost_rows(cost) if "cost" in wanted.parts else []
        if "known" not in wanted.parts:
            return rows, None
        found = _known(browser, sites, name)
        return [*rows, *measures.known_rows(found)], found


def _built(
    documents: list[SearchDocument], shell: Path, root: Path, wanted: Wanted
) -> tuple[measures.Sites, dict[str, Cost]]:
    """Index the documents with us and with Pagefind below root, and tell what that took."""
    mine, theirs = root / "ours", root / "theirs"
    for folder in (mine, theirs):
        folder.mkdir()
    corpus, names = root / "corpus.jsonl", root / "names.json"
    corpora.write_corpus(documents, corpus)
    given = corpora.read_corpus(corpus)
    names.write_text(json.dumps(ours.spellings_in(given), ensure_ascii=False), "utf-8")
    ours.lay_out(shell, mine)
    commands = {
        "ours": our_command(corpus, names, mine),
        "reading": our_command(corpus, names),
    }
    if wanted.pagefind:
        pagefind.write_pages(given, theirs)
        commands[relevance.PAGEFIND] = pagefind.command(wanted.pagefind, theirs)
    cost = costs(commands, wanted.rounds if "cost" in wanted.parts else 1)
    ours.name_index(mine)
    return measures.Sites(given, mine, theirs if wanted.pagefind else None), cost


def _known(browser: Browser, sites: measures.Sites, name: str) -> relevance.Measured:
    items = known_items(sites.documents, ours.spellings_in(sites.documents))
    ranks = relevance.pagefind_found(browser, sites.theirs, items) if sites.theirs else {}
    if xapian_engine.is_there():
        ranks |= relevance.xapian_found(sites.documents, items)
    ranks |= relevance.ours_found(browser, sites.ours, items)
    return relevance.Measured(name, tuple(items), ranks)


def _large(data: Path, name: str, count: int, shell: Path) -> list[list[str]]:
    documents = list(corpora.recombined(documents_of(data, name, None), count))
    with TemporaryDirectory() as folder, chromium() as browser:
        sites, cost = _built(documents, shell, Path(folder), Wanted((), None, 1))
        return list(measures.large_rows(browser, sites, cost["ours"]))


def _tables(chosen: argparse.Namespace) -> Iterator[str]:
    known = chosen.pagefind if pagefind.is_there(chosen.pagefind) else None
    wanted = Wanted(tuple(chosen.only), known, chosen.rounds)
    with TemporaryDirectory() as folder:
        shell = Path(folder) / "shell"
        ours.build_shell(shell)
        for name in chosen.corpora:
            documents = documents_of(chosen.data, name, chosen.documents)
            yield f"\n## {name}: {len(documents):,} documents\n"
            rows, found = compare(documents, name, shell, wanted)
            yield from table(measures.HEADINGS, rows)
            if found:
                yield ""
                yield from table(relevance.HEADINGS, relevance.rows(found))
        if chosen.large:
            yield f"\n## {chosen.corpora[0]}, recombined\n"
            rows = _large(chosen.data, chosen.corpora[0], chosen.large, shell)
            yield from table(measures.HEADINGS, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of corpora")
    parser.add_argument("--pagefind", type=Path, default=Path(sys.executable), metavar="PYTHON")
    parser.add_argument("--only", choices=_PARTS, nargs="+", default=_PARTS, metavar="PART")
    parser.add_argument("--rounds", type=int, default=3, help="of indexing; medians are told (3)")
    parser.add_argument("--documents", type=int, help="take so many of each corpus alone")
    parser.add_argument("--large", type=int, nargs="?", const=_LARGE, metavar="N")
    parser.add_argument("corpora", nargs="*", default=_CORPORA, metavar="CORPUS")
    for line in _tables(parser.parse_intermixed_args(arguments)):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
