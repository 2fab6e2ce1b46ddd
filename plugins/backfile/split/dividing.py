"""A document and its marks in, its articles and digests as drafts out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from backfile.model import (
    Division,
    Document,
    Draft,
    Label,
    Mark,
    Orders,
    Repair,
    Repeats,
    Saying,
    line_key,
)
from backfile.split.doubting import DoubtModel
from backfile.split.drafts import draft, is_text
from backfile.split.dump import label_dump
from backfile.split.lines.voting import LineModel
from backfile.split.orders import Course, move_headline, ordered, sayings_of
from backfile.split.page import label_page
from backfile.split.pages.voting import PageModel
from backfile.split.record import is_record, label_record


class Models(Protocol):
    """What was trained.

    lines: what the lines of a text are; pages: which blocks of a page are its
    story; doubts: how likely something is wrong with what they found.
    """

    @property
    def lines(self) -> LineModel:
        """What says of the lines of a text what they are."""

    @property
    def pages(self) -> PageModel:
        """What says which blocks of a page are its story."""

    @property
    def doubts(self) -> DoubtModel:
        """What says how likely something is wrong with what the others found."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Models that somebody has at hand, such as those that are just being trained."""

    lines: LineModel
    pages: PageModel
    doubts: DoubtModel = field(default_factory=DoubtModel)

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each model's file, by its name."""
        digests = (self.lines.digest, self.pages.digest, self.doubts.digest)
        return dict(zip(("lines", "pages", "doubts"), digests, strict=True))


def split(
    document: Document,
    marks: Sequence[Mark],
    repeats: Repeats,
    models: Models,
    orders: Orders = Orders(),  # noqa: B008 - a frozen value
) -> Division:
    """Divide a document; without any text there are no drafts.

    repeats: what other documents of its site or source hold too. orders: the
    owner's corrections, which win over rules and models.
    """
    title = ""
    if document.medium == "page":
        labels, title = _page_labels(document, marks, repeats, models.pages)
    elif is_record(document.blocks):
        labels = label_record(document.blocks, marks)
    else:
        labels = label_dump(document.blocks, marks, repeats, models.lines)
    course = ordered(document, labels, marks, orders)
    parts = course.parts
    if not any(is_text(document, marks, course.labels, part) for part in parts):
        is_wanted = bool(orders) and any(label.name in {"B", "D"} for label in course.labels)
        parts = parts if is_wanted else []
    is_moved = _headlines(labels) != _headlines(course.labels)
    titles = ["" if is_moved else title, *("" for _ in parts)]
    drafts = [
        _draft(course, part, orders, given) for part, given in zip(parts, titles, strict=False)
    ]
    return Division(
        tuple(course.labels), models.doubts.doubted(document, course.labels, marks, drafts)
    )


def _page_labels(
    document: Document, marks: Sequence[Mark], repeats: Repeats, model: PageModel
) -> tuple[tuple[Label, ...], str]:
    page = label_page(document, marks, repeats, model)
    return page.labels, page.title


def _headlines(labels: Sequence[Label]) -> list[int]:
    return [index for index, label in enumerate(labels) if label.name == "T"]


def _draft(course: Course, part: tuple[int, int], orders: Orders, title: str) -> Draft:
    """One draft of a document, its headline as the owner says where he says any."""
    sayings = sayings_of(orders, part)
    said = [saying for saying in sayings if saying.fields.get("title")]
    for saying in said:
        move_headline(course, part, saying)
    is_page = course.document.medium == "page"
    made = draft(course.document, course.labels, course.marks, part, "" if said else title)
    if is_page and not title and not said and not course.headline(part):
        made = replace(made, doubts=("no headline was found", *made.doubts))
    for saying in said:
        made = _entitled(made, saying, title)
    return replace(made, sayings=sayings)


def _entitled(made: Draft, saying: Saying, before: str) -> Draft:
    """A draft under the owner's headline; where its text says another, with a repair."""
    title = saying.fields["title"]
    if made.kind == "digest" or line_key(made.title) == line_key(title):
        return made
    repair = Repair(before or made.title, title, f"correction: {saying.why}", made.start)
    return replace(made, title=title, repairs=(*made.repairs, repair))
