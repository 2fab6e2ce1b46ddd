"""The corpus in, the pages at addresses that moved out: each leads on, or says it is gone."""

from collections.abc import Iterator

from backfile.site.make.shelf import Shelf
from backfile.site.views import MovedView

_MOVED = "This page has moved"
_GONE = "No longer in this archive"


def moved_views(shelf: Shelf) -> Iterator[MovedView]:
    """A page for each address that was promised and is no page's own any more."""
    if not shelf.corpus.moved:
        return
    titles = {page.path: page.name for page in shelf.corpus.tag_pages}
    titles |= {
        shelf.corpus.addresses[one.id]: shelf.card(one.id).title for one in shelf.corpus.published
    }
    taken = {stone.address for stone in shelf.corpus.tombstones}
    for path, target in sorted(shelf.corpus.moved.items()):
        if path not in taken:
            yield MovedView(path, _MOVED if target else _GONE, target, titles.get(target, target))
