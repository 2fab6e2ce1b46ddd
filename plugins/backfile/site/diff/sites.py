"""A published site and the one that would take its place in, what changes out.

Only pages whose SHA-256 differs are read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from backfile.site.diff.pages import page_change
from backfile.site.diff.values import Named, Others, SiteDiff
from backfile.site.markup import tagged, tree_of
from backfile.site.published import PublishedPage, published_page

_OF_ARTICLES = re.compile(r"(?:\d{4}/|undated/|digests/).*\.html")
_OF_TAG = re.compile(r"(?:people|places|organisations|topics)/[^/]*\.html")
_KINDS = {
    "people": "pages of tags", "places": "pages of tags", "organisations": "pages of tags",
    "topics": "pages of tags", "sources": "pages of sources", "dates": "pages of dates",
    "removed": "pages of what was removed", "versions": "pages of versions",
    "changes": "pages of changed headlines", "about": "pages about the archive", "feeds": "feeds",
    "search": "files of the search", "static": "files of the theme", "media": "pictures",
    "": "files at the top",
}  # fmt: skip
# A paragraph so long stands in no other article by chance.
_OWN_WORDS = 100
_ELSE = "other files"
_ANOTHER = "another page stands at its address"
Hide = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Site:
    """The files of a site: where they stand, and the SHA-256 of each by its path."""

    folder: Path
    sums: Mapping[str, str]

    def read(self, path: str) -> bytes:
        """The bytes of a file; none where it can't be read."""
        try:
            return (self.folder / path).read_bytes()
        except OSError:
            return b""


def site_diff(old: Site, new: Site, withheld: Iterable[str] = (), hide: Hide = str) -> SiteDiff:
    """What the new site changes.

    withheld: addresses whose words may not be told. hide: takes what is
    withheld out of a text; the old site may still hold it.
    """
    differing = _differing(old, new)
    silent = sorted({*withheld} & {*differing} & {*old.sums})
    differing = [path for path in differing if path not in silent]
    was = {path: _hidden(page, hide) for path, page in _pages(old, differing)}
    will = dict(_pages(new, differing))
    pairs = dict(_pairs(was, will))
    changes = [
        page_change(
            (before, was[before]), (path, will[path]), leads_on=_leads_on(before, will, new)
        )
        for path, before in pairs.items()
    ]
    tags = [path for path in differing if _OF_TAG.fullmatch(path)]
    came, went = _one_sided(tags, new, old), _one_sided(tags, old, new)
    return SiteDiff(
        added=tuple(_named(p, will[p], old) for p in will if p not in pairs),
        gone=tuple(_named(p, was[p], new) for p in was if p not in pairs.values()),
        withheld=tuple(silent),
        changed=tuple(change for change in changes if change),
        beside=changes.count(None),
        tags_came=tuple(Named(path, _headline(new, path)) for path in came),
        tags_went=tuple(Named(path, hide(_headline(old, path))) for path in went),
        others=_others([path for path in differing if path not in {*was, *will}], old, new),
    )


def _differing(old: Site, new: Site) -> list[str]:
    paths = sorted({*old.sums, *new.sums})
    return [path for path in paths if old.sums.get(path) != new.sums.get(path)]


def _pages(site: Site, paths: Iterable[str]) -> Iterator[tuple[str, PublishedPage]]:
    """Those of the addresses that are articles or digests there, with what they tell."""
    for path in paths:
        if path in site.sums and _OF_ARTICLES.fullmatch(path):
            page = published_page(site.read(path))
            if page:
                yield path, page


def _hidden(page: PublishedPage, hide: Hide) -> PublishedPage:
    """A page without what is withheld."""
    return replace(
        page,
        headline=hide(page.headline),
        byline=hide(page.byline),
        tags=tuple((kind, hide(name)) for kind, name in page.tags),
        paragraphs=tuple(filter(None, map(hide, page.paragraphs))),
        items=tuple(replace(item, text=hide(item.text)) for item in page.items),
        doubts=tuple(map(hide, page.doubts)),
    )


def _pairs(
    was: Mapping[str, PublishedPage], will: Mapping[str, PublishedPage]
) -> Iterator[tuple[str, str]]:
    """The new and the old address of what is the same.

    By its id; else by its address; else, where its capture was replaced, by its
    headline or a paragraph.
    """
    old, new = dict(was), dict(will)
    for traits_of in (_ids, _address, _headline_of, _long_paragraphs):
        by_trait = {trait: path for path in reversed(old) for trait in traits_of(path, old[path])}
        for path in [*new]:
            traits = traits_of(path, new[path])
            before = next((by_trait[trait] for trait in traits if trait in by_trait), "")
            if before in old:
                yield path, before
                del old[before], new[path]


def _ids(_: str, page: PublishedPage) -> Sequence[str]:
    return (page.id,) if page.id else ()


def _address(path: str, _: PublishedPage) -> Sequence[str]:
    return (path,)


def _headline_of(_: str, page: PublishedPage) -> Sequence[str]:
    return (f"{page.date} {page.headline}",) if page.kind == "article" else ()


def _long_paragraphs(_: str, page: PublishedPage) -> Sequence[str]:
    texts = (*page.paragraphs, *(item.text for item in page.items))
    return [text for text in texts if len(text) >= _OWN_WORDS]


def _leads_on(path: str, will: Mapping[str, PublishedPage], new: Site) -> bool:
    return path in new.sums and path not in will


def _named(path: str, page: PublishedPage, other: Site) -> Named:
    return Named(path, page.headline, _ANOTHER if path in other.sums else "")


def _one_sided(paths: Iterable[str], one: Site, other: Site) -> list[str]:
    return [path for path in paths if path in one.sums and path not in other.sums]


def _headline(site: Site, path: str) -> str:
    found = tree_of(site.read(path)).first(tagged("h1"))
    return found.text if found else ""


def _others(paths: Iterable[str], old: Site, new: Site) -> tuple[Others, ...]:
    """How many files of each kind come, go, and are other bytes."""
    counts: dict[str, list[int]] = {}
    for path in paths:
        kind = _KINDS.get(path.partition("/")[0] if "/" in path else "", _ELSE)
        place = 0 if path not in old.sums else 1 if path not in new.sums else 2
        counts.setdefault(kind, [0, 0, 0])[place] += 1
    return tuple(Others(kind, *numbers) for kind, numbers in sorted(counts.items()))
