"""Saved pages and the true text of their articles in, what the page model learns from out."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from backfile.clean import Rules, mark
from backfile.model import Capture, Document, Mark, Provenance, Rejected
from backfile.read import page
from backfile.settings import settings_from
from training.pages import articles
from training.saved.shares import covered, shares_of
from training.sites import site_of
from training.sources import PAGES, Row, Sources

_ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as the program reads and marks it, and how much of each block is of its article.

    covered: the share of the true text that its blocks hold. title: its right
    headline, empty where that is not known.
    """

    set: str
    id: str
    site: str
    known: Provenance
    document: Document
    marks: tuple[Mark, ...]
    truth: str
    shares: tuple[float, ...]
    covered: float
    title: str = ""


def read_pages(sources: Sources, rules: Rules, limit: int = 0) -> Iterator[SavedPage]:
    """The articles of all sets, ordered by set and id; limit: of each set at most, 0 for all."""
    for name in PAGES:
        for item in articles(sources.pages(name))[: limit or None]:
            yield from _read(name, item, sources.pages(name), rules)


def _read(name: str, item: Row, folder: Path, rules: Rules) -> Iterator[SavedPage]:
    data = gzip.decompress((folder / "html" / f"{item['id']}.html.gz").read_bytes())
    url = item["url"] or ""
    known = Provenance(source=urlsplit(url).hostname or "", url=url)
    capture = Capture(hashlib.sha256(data).hexdigest(), "page.html", len(data), known)
    found = page.read(capture, data, settings_from({}, Path.cwd(), "training"))
    if isinstance(found, Rejected):
        return
    (document,) = found
    truth = item.get("body") or ""
    texts = [block.text for block in document.blocks]
    shares = shares_of(texts, truth)
    yield SavedPage(
        name,
        str(item["id"]),
        site_of(url) or item.get("site") or str(item["id"]),
        known,
        document,
        mark(document, rules, known),
        truth,
        tuple(shares),
        covered(texts, shares, truth),
        item.get("title") or "",
    )
