"""A published site and the one that would take its place in, what changes out.

Only pages whose SHA-256 differs are read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from backfile.site.diff.pages import page_change
from backfile.site.diff.silence import Silence
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
_INSTEAD = "pages in place of articles"
_NOTHING = Silence()
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


def site_diff(old: Site, new: Site, silence: Silence = _NOTHING) -> SiteDiff:
    """What the new site changes, without what may not be told of the old one."""
    differing = _differing(old, new)
    found = dict(_pages(old, differing))
    silent = [path for path, page in found.items() if silence.covers(path, page)]
    was = {path: silence.of_page(page) for path, page in found.items() if path not in silent}
    will = dict(_pages(new, differing))
    quiet = {path for path, page in was.items() if silence.hides(found[path], page)}
    pairs = dict(_pairs(was, will))
    changes = [
        silence.of_change(change, is_quiet=before in quiet) if change else None
        for path, before in pairs.items()
        for change in [_change((before, was[before]), (path, will[path]), will, new)]
    ]
    tags = [path for path in differing if _OF_TAG.fullmatch(path)]
    gone = [_named(p, was[p], new) for p in was if p not in pairs.values()]
    # Which tags go with what is withheld would tell of it; then they are only counted.
    lost = [] if silent or quiet else _one_sided(tags, old, new)
    went = [Named(path, _headline(old, path)) for path in lost]
    read = {*was, *will, *silent}
    return SiteDiff(
        added=tuple(_named(p, will[p], old) for p in will if p not in pairs),
        gone=tuple(map(silence.of_named, gone)),
        withheld=tuple(map(silence.line, silent)),
        changed=tuple(change for change in changes if change),
        beside=changes.count(None),
        tags_came=tuple(Named(p, _headline(new, p)) for p in _one_sided(tags, new, old)),
        tags_went=tuple(map(silence.of_named, went)),
        others=_others([path for path in differing if path not in read], old, new),
    )


def _change(
    old: tuple[str, PublishedPage],
    page: tuple[str, PublishedPage],
    will: Mapping[str, PublishedPage],
    new: Site,
) -> PageChange | None:
    """How a page changes; a page may stay at its old address that leads on."""
    return page_change(old, page, leads_on=old[0] in new.sums and old[0] not in will)


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
        # What is at an article's address and is none leads on, or stands for something withheld.
        usual = _INSTEAD if _OF_ARTICLES.fullmatch(path) else _ELSE
        kind = _KINDS.get(path.partition("/")[0] if "/" in path else "", usual)
        place = 0 if path not in old.sums else 1 if path not in new.sums else 2
        counts.setdefault(kind, [0, 0, 0])[place] += 1
    return tuple(Others(kind, *numbers) for kind, numbers in sorted(counts.items()))
