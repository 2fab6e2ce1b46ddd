"""Accepted texts that changed and the published site in, what came and went, a line each, out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from backfile.model import TextChange
from backfile.pipeline import digest_of
from backfile.site.published import MOST_BYTES, PublishedPage, published_page

_GONE = "(a paragraph that was accepted is gone)"


def change_lines(changes: Iterable[TextChange], site: Path) -> Iterator[str]:
    """For each text its address, then its new paragraphs (+) and those that are gone (-).

    site: as it was published before; what went is quoted where it stands there.
    """
    for change in changes:
        what = f"{change.title} ({change.id})" if change.title else "is no longer in the archive"
        yield f"text changed: {change.address}: {what}"
        if not change.came and not change.gone:
            yield "  its paragraphs stand in another order"
        gone = Counter(change.gone)
        for text in _texts(site / change.address) if gone else ():
            if gone[digest_of(text)]:
                gone[digest_of(text)] -= 1
                yield f"  - {text}"
        yield from (f"  - {_GONE}" for _ in gone.elements())
        yield from (f"  + {' '.join(text.split())}" for text in change.came)


def _texts(path: Path) -> Iterator[str]:
    """The headline and the paragraphs of a published page; none where there is no such page."""
    try:
        page = published_page(path.read_bytes()) if path.stat().st_size <= MOST_BYTES else None
    except OSError:
        page = None
    if page:
        yield from _told(page)


def _told(page: PublishedPage) -> Iterator[str]:
    if page.kind == "article":
        yield page.headline
    yield from page.paragraphs
    yield from (item.text for item in page.items)
