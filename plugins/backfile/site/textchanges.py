"""Accepted texts that changed and the published site in, what came and went, a line each, out."""

import html
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backfile.model import Corpus, TextChange
from backfile.pipeline import Knowledge, digest_of
from backfile.site.published import MOST_BYTES, PublishedPage, published_page

_GONE = "(a paragraph that was accepted is gone)"


@dataclass(frozen=True, slots=True)
class OldSite:
    """The site as it was published before, of which nothing withheld may be told.

    hidden: texts that are read one after the other in, the same without what
    is withheld out. names: ids and captures that are withheld.
    """

    folder: Path
    hidden: Callable[[Sequence[str]], Sequence[str]] = tuple
    names: tuple[str, ...] = ()

    def texts(self, address: str) -> Iterator[tuple[str, str]]:
        """The digests of headline and paragraphs of a page, with what may be told of each.

        None where there is no such page, or it tells of anything that is withheld.
        """
        path = self.folder / address
        try:
            data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        except OSError:
            return
        page = published_page(data)
        if page and not any(html.escape(name).encode() in data for name in self.names):
            texts = list(_told(page))
            yield from zip(map(digest_of, texts), self.hidden(texts), strict=True)


def old_site(folder: Path, corpus: Corpus, knowledge: Knowledge) -> OldSite:
    """The published site in a folder, to a corpus that takes its place."""
    names = [entry.what for entry in knowledge.withheld.of("capture", "article")]
    names += [ident for one in corpus.gone for ident in (*one.ids, *one.captures)]
    return OldSite(folder, knowledge.hidden, tuple(dict.fromkeys(names)))


def change_lines(changes: Iterable[TextChange], old: OldSite) -> Iterator[str]:
    """For each text its address, then its new paragraphs (+) and those that are gone (-).

    What went is quoted where it stands on the old site.
    """
    for change in changes:
        if not change.title:
            yield f"text changed: {change.address}: is no longer in the archive"
            continue
        yield f"text changed: {change.address}: {change.title} ({change.id})"
        if not change.came and not change.gone:
            yield "  its paragraphs stand in another order"
        gone = Counter(change.gone)
        for digest, text in old.texts(change.address) if gone else ():
            if gone[digest]:
                gone[digest] -= 1
                yield f"  - {text}"
        yield from (f"  - {_GONE}" for _ in gone.elements())
        yield from (f"  + {' '.join(text.split())}" for text in change.came)


def _told(page: PublishedPage) -> Iterator[str]:
    if page.kind == "article":
        yield page.headline
    yield from page.paragraphs
    yield from (item.text for item in page.items)
