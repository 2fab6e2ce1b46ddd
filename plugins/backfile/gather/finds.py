"""Articles and their captures in, out all that decides whether two of them are one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backfile.gather.weburls import canonical
from backfile.model import Article, Capture, Print, Sketch


@dataclass(frozen=True, slots=True)
class Find:
    """An article as it was found in one capture, without its text.

    address: its canonical one or ''. captured: ISO or ''. order: by when it was
    captured, what is not known first; then by its change, its capture's path
    and its place there.
    """

    article: Article
    sketch: Sketch
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
    def days(self) -> tuple[str, ...]:
        """Every date on which it says that it appeared or was changed."""
        return self.sketch.days

    @property
    def print(self) -> Print:
        """What tells its text from another."""
        return self.sketch.print


def finds_of(
    sketched: Iterable[tuple[Article, Sketch]], captures: Mapping[str, Capture]
) -> list[Find]:
    """The finds, in their order."""
    made = (_find(article, sketch, captures[article.capture_id]) for article, sketch in sketched)
    return sorted(made, key=lambda find: find.order)


def _find(article: Article, sketch: Sketch, capture: Capture) -> Find:
    captured = article.captured or capture.provenance.captured
    modified = article.modified.value if article.modified else ""
    place = (capture.path, article.document, article.first_line, article.id)
    order = (captured or modified, modified, *place)
    return Find(article, sketch, canonical(article.url), captured, order)


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
