"""The corpus in, what search knows of each article and digest item out."""

from collections.abc import Iterator

from backfile.model import SearchDocument, Tag
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import plain_text


def search_documents(shelf: Shelf) -> Iterator[SearchDocument]:
    """One for each article and each digest item; a hit of an item opens it at its anchor."""
    for article in shelf.corpus.articles:
        text = plain_text(article.body)
        yield _document(shelf, article.id, text, article.tags, article.authors)
    for digest in shelf.corpus.digests:
        for item in digest.items:
            yield _document(shelf, item.id, item.block.text.strip(), item.tags, ())


def tags_of(shelf: Shelf) -> frozenset[tuple[str, str]]:
    """Kind and slug of each tag that an article or digest item has."""
    of_articles = (article.tags for article in shelf.corpus.articles)
    of_items = (item.tags for digest in shelf.corpus.digests for item in digest.items)
    return frozenset((tag.kind, tag.slug) for tags in (*of_articles, *of_items) for tag in tags)


def _document(
    shelf: Shelf, ident: str, text: str, tags: tuple[Tag, ...], authors: tuple[str, ...]
) -> SearchDocument:
    card = shelf.card(ident)
    return SearchDocument(
        id=ident,
        url=card.path,
        title=card.title,
        date=card.date,
        source=card.source,
        summary=card.summary,
        tags=tuple((tag.kind, tag.slug, tag.name) for tag in tags),
        text=text,
        authors=authors,
        language=card.language,
        number=shelf.corpus.numbers.get(ident),
    )
