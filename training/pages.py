"""The texts of saved pages and what is known of their articles in, labelled texts out."""

from collections.abc import Collection, Iterator
from pathlib import Path

from backfile.model import Place
from backfile.read.lines import mend
from benchmarks.missed import lines_of
from training.alignment import Truth, aligned
from training.dumps import read_dumps
from training.labelled import Labelled
from training.sites import site_of
from training.sources import PAGES, Row, Sources, rows

KIND = "saved_page"
_ARTICLE = "article"
_NOWHERE = Place(1, 1)


def read_texts(sources: Sources) -> list[Labelled]:
    """All labelled texts, in a fixed order: dumps by set and id, then saved pages."""
    dumps, known = read_dumps(sources)
    return [*dumps, *read_pages(sources, known)]


def read_pages(sources: Sources, known: Collection[str]) -> list[Labelled]:
    """The pages whose article is found in their text, ordered by set and id.

    known: addresses of pages that are among the labelled dumps already.
    """
    texts = {(row["set"], row["id"]): row["text"] for row in rows(sources.rendered)}
    return [
        page
        for name in PAGES
        for item in articles(sources.pages(name))
        if item["url"] not in known and (name, item["id"]) in texts
        for page in _labelled(f"{name}-{item['id']}", item, texts[name, item["id"]])
    ]


def articles(folder: Path) -> list[Row]:
    """The items of a set of saved pages that are articles, ordered by id."""
    found = (item for item in rows(folder / "items.jsonl") if item["page_type"] == _ARTICLE)
    return sorted(found, key=lambda item: str(item["id"]))


def _labelled(ident: str, item: Row, text: str) -> Iterator[Labelled]:
    """The page, where its article is found in its text."""
    # A page whose encoding the browser guessed wrong is mended as the program mends it.
    lines = tuple(mend(line, _NOWHERE)[0] for line in lines_of(text))
    authors = tuple(item.get("authors") or ())
    labels = aligned(lines, Truth(item.get("body") or "", item.get("title") or "", authors))
    if labels:
        site = site_of(item["url"] or "") or item.get("site") or ident
        yield Labelled(ident, KIND, (site,), lines, labels)
