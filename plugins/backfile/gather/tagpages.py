"""Articles and digest items in, the tags that have a page out, with who carries them."""

from collections.abc import Iterable

from backfile.model import TAG_KINDS, Article, Digest, Tag, TagKind, TagPage

FOLDERS: dict[TagKind, str] = {
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "topic": "topics",
}


def tag_pages(
    articles: Iterable[Article], digests: Iterable[Digest], least: int
) -> tuple[TagPage, ...]:
    """The tags that at least so many articles or items carry, by kind and name."""
    members: dict[tuple[TagKind, str], list[str]] = {}
    names: dict[tuple[TagKind, str], str] = {}
    for ident, tags in _carriers(articles, digests):
        for tag in tags:
            members.setdefault((tag.kind, tag.slug), []).append(ident)
            names.setdefault((tag.kind, tag.slug), tag.name)
    pages = [
        TagPage(kind, names[kind, slug], slug, f"{FOLDERS[kind]}/{slug}.html", tuple(carried))
        for (kind, slug), carried in members.items()
        if len(carried) >= least
    ]
    return tuple(sorted(pages, key=lambda p: (TAG_KINDS.index(p.kind), p.name.casefold(), p.slug)))


def _carriers(
    articles: Iterable[Article], digests: Iterable[Digest]
) -> Iterable[tuple[str, tuple[Tag, ...]]]:
    yield from ((article.id, article.tags) for article in articles)
    yield from ((item.id, item.tags) for digest in digests for item in digest.items)
