"""A corpus and the name of something in it in, the article, digest or tag that is meant out."""

from collections.abc import Iterator

from backfile.gather.tagpages import FOLDERS
from backfile.model import Article, Corpus, Digest, Tag, TagPage


def found_in(corpus: Corpus, what: str) -> Article | Digest | None:
    """The article or digest of an id, an output page or an address; of an item, its digest.

    The id of any capture of an article is its own, too.
    """
    plain = what.partition("#")[0].partition("?")[0]
    wanted = corpus.published_ids.get(what, what)
    for one in corpus.published:
        items = one.items if isinstance(one, Digest) else ()
        address = corpus.addresses[one.id]
        if wanted == one.id or any(item.id == wanted for item in items):
            return one
        if plain == address or plain.endswith(f"/{address}"):
            return one
    return None


def tag_in(corpus: Corpus, what: str) -> TagPage | None:
    """The tag of an output page, an address or "kind/slug"."""
    plain = what.partition("#")[0].partition("?")[0]
    for page in corpus.tag_pages:
        names = (page.path, f"{page.kind}/{page.slug}")
        if plain in names or plain.endswith(f"/{page.path}"):
            return page
    return None


def tag_named(corpus: Corpus, what: str) -> TagPage | None:
    """The tag of a name, "kind/slug" or address that has no page, for few articles carry it."""
    plain = what.partition("#")[0].removesuffix(".html")
    for _, tag in _tags(corpus):
        kinds = (tag.kind, FOLDERS[tag.kind])
        is_named = tag.name.casefold() == what.casefold()
        if is_named or any(plain.endswith(f"{kind}/{tag.slug}") for kind in kinds):
            members = (i for i, other in _tags(corpus) if other.slug == tag.slug)
            path = f"{FOLDERS[tag.kind]}/{tag.slug}.html"
            return TagPage(tag.kind, tag.name, tag.slug, path, tuple(members))
    return None


def _tags(corpus: Corpus) -> Iterator[tuple[str, Tag]]:
    """Every tag of an article or digest item, with the id of what carries it."""
    yield from ((article.id, tag) for article in corpus.articles for tag in article.tags)
    items = (item for digest in corpus.digests for item in digest.items)
    yield from ((item.id, tag) for item in items for tag in item.tags)
