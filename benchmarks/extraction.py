"""Saved pages with known articles in, how well and how fast Backfile and trafilatura read them out.

    python benchmarks/extraction.py quality [--data FOLDER] [SET ...]
    python benchmarks/extraction.py speed [--data FOLDER] [--pages N] [--rounds N] [SET ...]

A set is a folder of items.jsonl {id, url, body, page_type} and html/ID.html.gz;
all its pages are one corpus, as for `python -m backfile extract`. Without
trafilatura (pip install trafilatura) Backfile alone is measured.
"""

import argparse
import gzip
import hashlib
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
# Run by name, only this folder is looked through for modules.
sys.path[:0] = [str(ROOT), str(ROOT / "plugins")]

from backfile.model import Capture, Provenance  # noqa: E402 - only found from here on
from backfile.pipeline import Knowledge, analyse, census_of, load_knowledge, read  # noqa: E402
from backfile.pipes.extract import story_text  # noqa: E402
from backfile.settings import settings_from  # noqa: E402
from benchmarks.bodies import Extracted, Scores, scores_of  # noqa: E402
from benchmarks.labelling import table  # noqa: E402

if find_spec("trafilatura"):
    import trafilatura
else:
    trafilatura = None

_DATA = ROOT.parent / "shared" / "eval" / "html" / "data" / "unified"
_SETS = ("zyte", "naeb", "fundus80")
_QUALITY = (
    "set", "tool", "pages", "F1", "precision", "recall", "miss prose", "of these doubtful",
    "all doubtful",
)  # fmt: skip
_SPEED = ("tool", "pages", "CPU ms a page", "from", "to", "pages a second, the first = 1")


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page: its bytes, its address, and the true text of its article."""

    data: bytes
    url: str
    truth: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool takes for the article, and whether it doubts that."""

    text: str
    doubtful: bool = False


# Many pages in, what was found of each out.
Tool = Callable[[Sequence[Page]], list[Found]]


def pages_of(folder: Path) -> list[Page]:
    """The articles of a set that may be looked at."""
    lines = (folder / "items.jsonl").read_text("utf-8").split("\n")
    rows = (json.loads(line) for line in lines if line)
    items = sorted((row for row in rows if _is_article(row)), key=lambda row: str(row["id"]))
    return [
        Page(gzip.decompress((folder / "html" / f"{item['id']}.html.gz").read_bytes()),
             item["url"] or "", item["body"] or "")
        for item in items
    ]  # fmt: skip


def _is_article(row: dict[str, Any]) -> bool:
    is_open = row.get("split", "dev") == "dev"
    return is_open and bool(row.get("page_type", "article") == "article")


def backfile_on(knowledge: Knowledge) -> Tool:
    """Backfile: all pages are one corpus."""
    settings = settings_from({}, Path.cwd(), "benchmarks")

    def run(pages: Sequence[Page]) -> list[Found]:
        taken = []
        for page in pages:
            known = Provenance(source=urlsplit(page.url).hostname or "", url=page.url)
            ident = hashlib.sha256(page.data).hexdigest()
            capture = Capture(ident, "page.html", len(page.data), known)
            documents = read(capture, page.data, settings).documents
            taken.append((known, documents[0] if documents else None))
        repeats = census_of((known, document) for known, document in taken if document)
        return [
            _found(analyse(document, known, repeats(known, document), knowledge))
            if document
            else Found("", doubtful=True)
            for known, document in taken
        ]

    return run


def _found(outcome: Any) -> Found:
    article = next(iter(outcome.articles), None)
    if article is None:
        return Found("", doubtful=True)
    return Found(story_text(article.body), bool(article.doubts))


def trafilatura_on(pages: Sequence[Page]) -> list[Found]:
    """The peer, as its documentation calls it; it has no doubts."""
    found = (trafilatura.bare_extraction(p.data, url=p.url, include_comments=False) for p in pages)
    return [Found((one.as_dict().get("text") or "") if one else "") for one in found]


def quality(sets: Sequence[Path], tools: dict[str, Tool]) -> Iterator[list[str]]:
    """A row for each set and tool."""
    for folder in sets:
        pages = pages_of(folder)
        for name, tool in tools.items():
            pairs = zip(pages, tool(pages), strict=True)
            scores = scores_of([Extracted(p.truth, f.text, f.doubtful) for p, f in pairs])
            yield [folder.name, name, str(scores.pages), *_figures(scores)]


def _figures(scores: Scores) -> list[str]:
    shares = (scores.missed, scores.warned, scores.doubtful)
    return [
        *(f"{value:.3f}" for value in (scores.f1, scores.precision, scores.recall)),
        *("-" if share is None else f"{100 * share:.1f} %" for share in shares),
    ]


def speed(pages: Sequence[Page], tools: dict[str, Tool], rounds: int) -> Iterator[list[str]]:
    """A row for each tool; they take turns, so that a busy time meets them all."""
    taken: dict[str, list[float]] = {name: [] for name in tools}
    for tool in tools.values():
        tool(pages[:1])
    for _ in range(rounds):
        for name, tool in tools.items():
            start = time.process_time()
            tool(pages)
            taken[name].append(1000 * (time.process_time() - start) / len(pages))
    first = median(next(iter(taken.values())))
    for name, each in taken.items():
        figures = (f"{value:.1f}" for value in (median(each), min(each), max(each)))
        yield [name, str(len(pages)), *figures, f"{first / median(each):.2f}"]


def _chosen(data: Path, names: Sequence[str]) -> list[Path]:
    missing = [name for name in names if not (data / name / "items.jsonl").is_file()]
    if missing:
        sys.exit(f"extraction.py: {data} has no set {missing[0]}; try: --data, its folder of sets")
    return [data / name for name in names]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table that was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("command", choices=("quality", "speed"))
    parser.add_argument("--data", type=Path, default=_DATA, help="the folder of sets")
    parser.add_argument("--pages", type=int, default=60, help="so many are timed (60)")
    parser.add_argument("--rounds", type=int, default=5, help="the median of so many is told (5)")
    parser.add_argument("sets", nargs="*", default=_SETS, metavar="SET")
    chosen = parser.parse_intermixed_args(arguments)
    sets = _chosen(chosen.data, chosen.sets)
    peers = {"trafilatura": trafilatura_on} if trafilatura else {}
    tools: dict[str, Tool] = {**peers, "backfile": backfile_on(load_knowledge(None))}
    if chosen.command == "quality":
        lines = table(_QUALITY, quality(sets, tools))
    else:
        pages = [page for folder in sets for page in pages_of(folder)]
        random.Random(7).shuffle(pages)  # noqa: S311 - the same pages every time, no secret
        lines = table(_SPEED, speed(pages[: chosen.pages], tools, chosen.rounds))
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
