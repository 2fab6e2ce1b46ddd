"""Articles and their captures in, out all that decides whether two of them are one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backfile.gather.texts import Print, print_of
from backfile.gather.weburls import canonical
from backfile.model import Article, Capture

# Days that a text speaks of are no word on when it appeared.
_SPOKEN_OF = ("text", "dateline")


@dataclass(frozen=True, slots=True)
class Find:
    """An article as it was found in one capture.

    address: its canonical one or ''. captured: ISO or ''. order: by when it was
    captured, what is not known first; then by its change, its capture's path
    and its place there.
    """

    article: Article
    print: Print
    address: str
    captured: str
    order: tuple[str, str, str, int, int, str]

    @property
    def day(self) -> str:
        """The date it asserts, or ''."""
        return self.article.date.value if self.article.date else ""

    @property
    def document(self) -> tuple[str, int]:
        """The document that it is of."""
        return self.article.capture_id, self.article.document

    @property
    def days(self) -> frozenset[str]:
        """Every date on which it says that it appeared or was changed."""
        changed = self.article.modified
        told = [found for found in self.article.dates if not found.origin.startswith(_SPOKEN_OF)]
        return frozenset(found.value for found in (*told, *([changed] if changed else ())))


def finds_of(articles: Iterable[Article], captures: Mapping[str, Capture]) -> list[Find]:
    """The finds, in their order."""
    made = (_find(article, captures[article.capture_id]) for article in articles)
    return sorted(made, key=lambda find: find.order)


def _find(article: Article, capture: Capture) -> Find:
    captured = article.captured or capture.provenance.captured
    modified = article.modified.value if article.modified else ""
    place = (capture.path, article.document, article.first_line, article.id)
    order = (captured or modified, modified, *place)
    return Find(article, print_of(article), canonical(article.url), captured, order)


def contradict(one: Find, other: Find) -> bool:
    """Whether both assert a date, and neither has ever heard of the other's."""
    if not one.day or not other.day or _agree(one.day, other.day):
        return False
    return one.day not in other.days and other.day not in one.days


def _agree(one: str, other: str) -> bool:
    """Whether two dates may be the same day, as far as each is known."""
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one.startswith(other) or other.startswith(one)
