"""A corpus and the name of something in it in, the article, digest or tag that is meant out."""

from backfile.model import TAG_KINDS, Article, Corpus, Digest, TagPage


def found_in(corpus: Corpus, what: str) -> Article | Digest | None:
    """The article or digest of an id, an output page or an address; of an item, its digest.

    The id of any capture of an article is its own, too.
    """
    plain = what.partition("#")[0].partition("?")[0]
    again = {
        sighting.article.id: ident
        for ident, story in corpus.histories.items()
        for sighting in story.sightings
    }
    wanted = again.get(what, what)
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


def kind_and_slug(what: str) -> str:
    """The tag that a word names where it is "kind/slug"; else ''."""
    kind, _, name = what.partition("/")
    return what if kind in TAG_KINDS and name else ""
