"""The corpus in, what search knows of each article and digest item out."""

from collections.abc import Iterator
from functools import partial

from backfile.model import Article, DigestItem, Listed, SearchDocument, Tag
from backfile.site.make.plans import digest_of
from backfile.site.make.shelf import Shelf, text_facts
from backfile.summaries import plain_text


def search_documents(shelf: Shelf) -> Iterator[SearchDocument]:
    """One for each article and each digest item; a hit of an item opens it at its anchor."""
    for one in listed_documents(shelf):
        yield one.load()


def listed_documents(shelf: Shelf) -> Iterator[Listed]:
    """The same, their texts not loaded yet."""
    for article in shelf.corpus.articles:
        facts = (text_facts(article), article.authors)
        load = partial(_article_document, shelf, article)
        yield _listed(shelf, article.id, article.tags, facts, load)
    for digest in shelf.corpus.digests:
        for item in digest.items:
            load = partial(_item_document, shelf, item)
            yield _listed(shelf, item.id, item.tags, (item.block.text,), load)


def tags_of(shelf: Shelf) -> frozenset[tuple[str, str]]:
    """Kind and slug of each tag that an article or digest item has."""
    of_articles = (article.tags for article in shelf.corpus.articles)
    of_items = (item.tags for digest in shelf.corpus.digests for item in digest.items)
    return frozenset((tag.kind, tag.slug) for tags in (*of_articles, *of_items) for tag in tags)


def _listed(
    shelf: Shelf,
    ident: str,
    tags: tuple[Tag, ...],
    facts: tuple[object, ...],
    load: "partial[SearchDocument]",
) -> Listed:
    """A document before it is loaded; facts: what tells its text, and what is not on its card."""
    card = shelf.card(ident)
    known = (card.path, card.title, card.date, card.source, card.summary, card.language)
    named = tuple((tag.kind, tag.slug, tag.name) for tag in tags)
    digest = digest_of((*known, named, *facts)).hex()
    return Listed(ident, shelf.corpus.numbers.get(ident), card.date, digest, load)


def _article_document(shelf: Shelf, article: Article) -> SearchDocument:
    text = plain_text(article.body)
    return _document(shelf, article.id, text, article.tags, article.authors)


def _item_document(shelf: Shelf, item: DigestItem) -> SearchDocument:
    return _document(shelf, item.id, item.block.text.strip(), item.tags, ())


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
