"""Articles and digest items in, the tags that have a page out, with who carries them."""

from collections.abc import Container, Iterable, Mapping

from backfile.model import TAG_KINDS, Article, Digest, Tag, TagKind, TagPage

FOLDERS: dict[str, str] = {
    "person": "people",
    "place": "places",
    "organisation": "organisations",
    "topic": "topics",
}


def tag_pages(
    articles: Iterable[Article],
    digests: Iterable[Digest],
    least: int,
    accepted: Container[str] = (),
) -> tuple[TagPage, ...]:
    """The tags that at least so many articles or items carry, by kind and name.

    accepted: "kind/slug" of those that have a page as long as one carries them.
    """
    members: dict[tuple[TagKind, str], list[str]] = {}
    names: dict[tuple[TagKind, str], str] = {}
    for ident, tags in _carriers(articles, digests):
        for tag in tags:
            members.setdefault((tag.kind, tag.slug), []).append(ident)
            names.setdefault((tag.kind, tag.slug), tag.name)
    pages = [
        TagPage(kind, names[kind, slug], slug, _address(kind, slug), tuple(carried))
        for (kind, slug), carried in members.items()
        if len(carried) >= least or f"{kind}/{slug}" in accepted
    ]
    return tuple(sorted(pages, key=lambda p: (TAG_KINDS.index(p.kind), p.name.casefold(), p.slug)))


def accepted_tags(registered: Iterable[str], merged: Mapping[str, str]) -> frozenset[str]:
    """The tags that keep a page: those of the register, and what they were merged into."""
    return frozenset(named for key in registered for named in (key, _end_of(key, merged)))


def moved_tags(
    pages: Iterable[TagPage], registered: Iterable[str], merged: Mapping[str, str]
) -> dict[str, str]:
    """Where the addresses of registered tags lead that have no page; '' for nowhere.

    merged: which tags became which. All tags as "kind/slug".
    """
    paths = {f"{page.kind}/{page.slug}": page.path for page in pages}
    moved: dict[str, str] = {}
    for key in registered:
        if key not in paths:
            kind, _, slug = key.partition("/")
            moved[_address(kind, slug)] = paths.get(_end_of(key, merged), "")
    return moved


def _end_of(key: str, merged: Mapping[str, str]) -> str:
    """What a tag has become in the end; the owner may have merged in a circle."""
    seen = {key: None}
    while (key := merged.get(key, key)) not in seen:
        seen[key] = None
    return key


def _address(kind: str, slug: str) -> str:
    return f"{FOLDERS[kind]}/{slug}.html"


def _carriers(
    articles: Iterable[Article], digests: Iterable[Digest]
) -> Iterable[tuple[str, tuple[Tag, ...]]]:
    yield from ((article.id, article.tags) for article in articles)
    yield from ((item.id, item.tags) for digest in digests for item in digest.items)
