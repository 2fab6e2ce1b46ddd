"""A published site and the one that would take its place in, what changes out.

Only pages whose SHA-256 differs are read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from backfile.site.diff.pages import page_change
from backfile.site.diff.values import Named, Others, PageChange, SiteDiff
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


@dataclass(frozen=True, slots=True)
class Silence:
    """What may not be told of the old site, which may still hold what is withheld.

    names: ids of articles, and paths and SHA-256 of captures. addresses: of
    what stands in their place. hidden: texts that are read one after the other
    in, the same without what is withheld out.
    """

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    hidden: Callable[[Sequence[str]], tuple[str, ...]] = tuple

    def covers(self, path: str, page: PublishedPage) -> bool:
        """Whether all of a page is withheld."""
        told = {page.id, *(value for _, value in page.facts)}
        return path in self.addresses or not self.names.isdisjoint(told)

    def of(self, page: PublishedPage) -> PublishedPage:
        """A page without what is withheld."""
        kinds = [[kind for kind, _ in tags] for tags in _tags_of(page)]
        texts = [*page.paragraphs, *(item.text for item in page.items)]
        texts += [page.headline, page.byline, page.source, page.section]
        told = iter(self.hidden([*texts, *page.doubts, *(n for t in _tags_of(page) for _, n in t)]))
        paragraphs = tuple(next(told) for _ in page.paragraphs)
        items = [next(told) for _ in page.items]
        headline, byline, source, section = (next(told) for _ in range(4))
        doubts = tuple(next(told) for _ in page.doubts)
        tags, *own = [tuple((kind, next(told)) for kind in group) for group in kinds]
        return replace(
            page,
            headline=headline,
            byline=byline,
            source=source,
            section=section,
            doubts=doubts,
            tags=tags,
            paragraphs=paragraphs,
            items=tuple(
                replace(item, text=text, tags=tags)
                for item, text, tags in zip(page.items, items, own, strict=True)
            ),
        )

    def line(self, text: str) -> str:
        """A text by itself without what is withheld."""
        return self.hidden([text])[0]


def _tags_of(page: PublishedPage) -> list[tuple[tuple[str, str], ...]]:
    return [page.tags, *(item.tags for item in page.items)]


def site_diff(old: Site, new: Site, silence: Silence = Silence()) -> SiteDiff:
    """What the new site changes, without what may not be told of the old one."""
    differing = _differing(old, new)
    found = dict(_pages(old, differing))
    silent = [path for path, page in found.items() if silence.covers(path, page)]
    was = {path: silence.of(page) for path, page in found.items() if path not in silent}
    will = dict(_pages(new, differing))
    pairs = dict(_pairs(was, will))
    changes = [
        page_change((before, was[before]), (path, will[path]), leads_on=_leads_on(before, will, new))
        for path, before in pairs.items()
    ]
    tags = [path for path in differing if _OF_TAG.fullmatch(path)]
    gone = [_named(p, was[p], new) for p in was if p not in pairs.values()]
    went = [Named(path, _headline(old, path)) for path in _one_sided(tags, old, new)]
    read = {*was, *will, *silent}
    return SiteDiff(
        added=tuple(_named(p, will[p], old) for p in will if p not in pairs),
        gone=tuple(_silenced(silence, gone)),
        withheld=tuple(map(silence.line, silent)),
        changed=tuple(_moved_in_silence(silence, change) for change in changes if change),
        beside=changes.count(None),
        tags_came=tuple(Named(p, _headline(new, p)) for p in _one_sided(tags, new, old)),
        tags_went=tuple(_silenced(silence, went)),
        others=_others([path for path in differing if path not in read], old, new),
    )


def _silenced(silence: Silence, pages: Iterable[Named]) -> Iterator[Named]:
    """Old pages by names that may be told; an address may spell what is withheld."""
    return (Named(silence.line(p.path), silence.line(p.headline), p.note) for p in pages)


def _moved_in_silence(silence: Silence, change: PageChange) -> PageChange:
    return replace(change, before=silence.line(change.before)) if change.is_moved else change


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
