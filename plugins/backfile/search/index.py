"""Search documents in, the classic scripts that the search engine loads out.

    search/index.js               the name of the root
    search/index.<letters>.js     the root: where everything else is
    search/t/  search/p/          terms with the documents that hold them, and where in these
    search/r/  search/x/          records, which a hit shows, and texts
    search/f/                     columns of what a search can be narrowed by
    search/v/  search/s/          the terms and the spellings that mend mistyped words
    search/l/                     pages of the listings, where these are long

docs/search.md explains the format. This makes all of it anew; update.py makes
what has changed since the last build.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from backfile.model import Listed, SearchDocument
from backfile.search.fields import FIELDS
from backfile.search.numbering import numbered
from backfile.search.rebuilt import VERSION, Known, rebuilt
from backfile.search.shards import File

__all__ = ["FIELDS", "VERSION", "build"]


def build(
    documents: Iterable[SearchDocument], names: Sequence[Sequence[str]] = ()
) -> Iterator[File]:
    """Give path and bytes of each file of the index, relative to the site's root.

    The same documents, in any order, give the same bytes. Ids must be
    distinct. names: groups of spellings of one name each, its usual one
    first. The root comes last.

    Raises:
        ValueError: two documents have the same number.
    """
    waiting = numbered(map(_listed, documents))
    waiting.reverse()
    yield from rebuilt(waiting, names, Known())


def _listed(document: SearchDocument) -> Listed:
    return Listed(document.id, document.number, document.date, "", _giving(document))


def _giving(document: SearchDocument) -> Callable[[], SearchDocument]:
    return lambda: document
