"""What a published page tells in, the same without what is withheld out.

The published site may still hold what is withheld since; a comparison with it
goes to terminals, files and comments that anyone may read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from backfile.site.diff.values import Named, PageChange
from backfile.site.published import PublishedPage


@dataclass(frozen=True, slots=True)
class Silence:
    """What may not be told of the old site.

    names: ids of articles, and paths and SHA-256 of captures, that are withheld
    as a whole. addresses: of what stands in their place. hidden: texts that are
    read one after the other in, the same without what is withheld out.
    """

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    hidden: Callable[[Sequence[str]], tuple[str, ...]] = tuple

    def covers(self, path: str, page: PublishedPage) -> bool:
        """Whether all of a page is withheld."""
        told = {page.id, *(value for _, value in page.facts)}
        return path in self.addresses or not self.names.isdisjoint(told)

    def line(self, text: str) -> str:
        """A text by itself."""
        return self.hidden([text])[0]

    def of_page(self, page: PublishedPage) -> PublishedPage:
        """All that a page tells."""
        texts = self.hidden([item.text for item in page.items])
        return replace(
            page,
            headline=self.line(page.headline),
            byline=self.line(page.byline),
            source=self.line(page.source),
            section=self.line(page.section),
            tags=self._tags(page.tags),
            paragraphs=self.hidden(page.paragraphs),
            items=tuple(
                replace(item, text=text, tags=self._tags(item.tags))
                for item, text in zip(page.items, texts, strict=True)
            ),
            doubts=tuple(map(self.line, page.doubts)),
        )

    def of_named(self, page: Named) -> Named:
        """A page that goes; its address may spell what is withheld too."""
        return replace(page, path=self.line(page.path), headline=self.line(page.headline))

    def hides(self, page: PublishedPage, told: PublishedPage) -> bool:
        """Whether something of a page's text is withheld."""
        before = (page.headline, page.paragraphs, [item.text for item in page.items])
        return before != (told.headline, told.paragraphs, [item.text for item in told.items])

    def of_change(self, change: PageChange, *, is_quiet: bool) -> PageChange:
        """A page that changes; of a text that is withheld in part, lost tags would tell."""
        before = self.line(change.before) if change.is_moved else change.before
        lists = [replace(one, went=()) for one in change.lists] if is_quiet else change.lists
        return replace(change, before=before, lists=tuple(lists))

    def _tags(self, tags: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple((kind, self.line(name)) for kind, name in tags)
