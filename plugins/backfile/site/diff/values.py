"""What a rebuild would change against a published site, as values."""

from dataclasses import dataclass, replace

from backfile.model import Change


@dataclass(frozen=True, slots=True)
class Named:
    """A page by its address and headline; note: what else there is to say, or empty."""

    path: str
    headline: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a page ("headline", "date", "taken out by promo"): what it said, what it will."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """A list of a page ("tags", "doubts"): what came and what went, in order."""

    name: str
    came: tuple[str, ...]
    went: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageChange:
    """The page of an article or digest that would be another.

    path and headline: as they will be. before: its address until now; the same
    where it does not move. leads_on: whether a page stays there that leads on.
    paragraphs: the number of each changed paragraph or item, from 1, in the
    new text, of one that goes in the old; and its change.
    """

    path: str
    before: str
    headline: str
    fields: tuple[FieldChange, ...] = ()
    lists: tuple[ListChange, ...] = ()
    paragraphs: tuple[tuple[int, Change], ...] = ()
    leads_on: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether its address is another."""
        return self.path != self.before


@dataclass(frozen=True, slots=True)
class Others:
    """Pages or files of one kind that are no articles: how many come, go, are other bytes."""

    kind: str
    came: int
    went: int
    changed: int


@dataclass(frozen=True, slots=True)
class SiteDiff:
    """All that a rebuild would change.

    added, gone, changed: articles and digests. withheld: addresses of pages
    that go because their owner withholds them; their words are not told.
    beside: pages of articles that change only beside what they tell: links to
    neighbours, notes of origin. tags_came and tags_went: pages of tags. others:
    what is no article by kind, pages of tags too. note: what else to know of the two, in a line.
    """

    added: tuple[Named, ...] = ()
    gone: tuple[Named, ...] = ()
    withheld: tuple[str, ...] = ()
    changed: tuple[PageChange, ...] = ()
    beside: int = 0
    tags_came: tuple[Named, ...] = ()
    tags_went: tuple[Named, ...] = ()
    others: tuple[Others, ...] = ()
    note: str = ""

    def __bool__(self) -> bool:
        """Whether a rebuild would change anything."""
        return replace(self, note="") != SiteDiff()
