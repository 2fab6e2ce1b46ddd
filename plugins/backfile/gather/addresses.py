"""Articles and digests in, an address for each out.

`YYYY/MM/<slug>.html`, `undated/<slug>.html`, `digests/<slug>.html`. Where two
would share an address, both get their id at the end: an address then does not
depend on which of them came first. So does one whose title ends like an id.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from backfile.model import Article, Capture, Digest
from backfile.slugs import SLUG_BYTES, slug

_MONTH_CHARACTERS = len("2025-05")


def give_addresses(
    articles: Iterable[Article], digests: Iterable[Digest], captures: Mapping[str, Capture]
) -> dict[str, str]:
    """The address of each by its id, relative to the site's root."""
    wanted = {article.id: (_folder(article), article.title) for article in articles}
    for digest in digests:
        stem = PurePosixPath(captures[digest.capture_id].path).stem
        wanted[digest.id] = ("digests", stem)
    plain = {ident: f"{folder}/{slug(name)}" for ident, (folder, name) in wanted.items()}
    count = Counter(plain.values())
    shared = {p for p in plain.values() if count[p] > 1 or p.rpartition("-")[2] in wanted}
    return {
        ident: f"{_told_apart(wanted[ident], ident) if path in shared else path}.html"
        for ident, path in plain.items()
    }


def _folder(article: Article) -> str:
    day = article.date.value if article.date else ""
    return f"{day[:4]}/{day[5:7]}" if len(day) >= _MONTH_CHARACTERS else "undated"


def _told_apart(wanted: tuple[str, str], ident: str) -> str:
    folder, name = wanted
    return f"{folder}/{slug(name, SLUG_BYTES - len(ident) - 1)}-{ident}"
