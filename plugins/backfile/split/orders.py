"""A document's labels and the owner's orders in, its labels as the owner wants them out.

What the owner says wins over rules, models and formats. What is taken out so is
a removal like any other, with the owner's reason; nothing goes without one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from backfile.model import CORRECTION, Document, Label, Mark, Order, Orders, Saying, line_key
from backfile.split.drafts import spans

_TEXT = ("B", "D")
_HEADLINE = ("T", "T2")
# A page is one story; these make more of it.
_PARTING = ("split", "digest", "article")


@dataclass
class Course:
    """Labels while orders are carried out.

    starts: blocks at which a draft begins, with a headline or without. inner:
    headlines at which none begins.
    """

    document: Document
    marks: Sequence[Mark]
    labels: list[Label]
    starts: set[int] = field(default_factory=set)
    inner: set[int] = field(default_factory=set)

    @property
    def parts(self) -> list[tuple[int, int]]:
        """First and last block of each draft; a page is one unless the owner parts it."""
        if self.document.medium == "page" and not self.starts:
            return [(0, len(self.labels) - 1)] if self.labels else []
        return self._with_text(spans(self.labels, self.starts, self.inner))

    def _with_text(self, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The same, what holds no headline and no text any more taken to what follows it."""
        if not self.starts:
            return list(parts)
        found: list[tuple[int, int]] = []
        first: int | None = None
        for start, end in parts:
            first = start if first is None else first
            if any(self.name(i) in {*_HEADLINE, *_TEXT} for i in range(start, end + 1)):
                found.append((first, end))
                first = None
        if first is not None and found:
            found[-1] = (found[-1][0], len(self.labels) - 1)
        return found or list(parts)

    def part_of(self, index: int) -> tuple[int, int]:
        """The draft that a block belongs to."""
        whole = (0, len(self.labels) - 1)
        return next((part for part in self.parts if part[0] <= index <= part[1]), whole)

    def headline(self, part: tuple[int, int]) -> int | None:
        """The block that is the headline of a draft, if any."""
        return next((i for i in range(part[0], part[1] + 1) if self.name(i) == "T"), None)

    def is_prose(self, index: int) -> bool:
        """Whether a block has the shape of a paragraph."""
        return self.marks[index].shape == "prose"

    def name(self, index: int) -> str:
        """A block's label."""
        return self.labels[index].name

    def keep(self, index: int, order: Order, *, headline: bool = False) -> None:
        """Make text, or a headline, of a block."""
        self.labels[index] = Label("T" if headline else "B", "", _why(order))

    def take(self, index: int, order: Order) -> None:
        """Take a block out, unless it is out already."""
        if self.name(index) not in {"X", "S"}:
            self.labels[index] = Label("X", CORRECTION, order.why)


def _why(order: Order) -> str:
    return f"the owner's word: {order.why}"


def ordered(
    document: Document, labels: Sequence[Label], marks: Sequence[Mark], orders: Orders
) -> Course:
    """The labels with each order carried out, in the order of the owner's file."""
    course = Course(document, marks, list(labels))
    for order in orders.blocks:
        _ACTIONS[order.do](course, order)
    return course


def _keep(course: Course, order: Order) -> None:
    for index in range(order.first, order.last + 1):
        if course.name(index) in {*_TEXT, *_HEADLINE}:
            continue
        first, last = course.part_of(index)
        is_digest = any(course.name(i) == "D" for i in range(first, last + 1))
        course.keep(index, order)
        if is_digest:
            course.labels[index] = Label("D", "", _why(order))


def _remove(course: Course, order: Order) -> None:
    inside = range(order.first, order.last + 1)
    headlines = [index for index in inside if course.name(index) == "T"]
    parts = {index: course.part_of(index) for index in headlines}
    for index in inside:
        course.take(index, order)
    for index, (first, last) in parts.items():
        has_text = any(course.name(i) in _TEXT for i in range(first, last + 1))
        if has_text and course.document.medium == "text":
            # Without its headline the story still is one of its own.
            course.starts.add(index)


def _start(course: Course, order: Order) -> None:
    """Begin a story at a block: what stands above it in the same story goes.

    Where the story's headline was found just below, the block is above it, and
    what is above belongs to another.
    """
    index = order.first
    below = _headline_below(course, index)
    if below is None:
        first, _ = course.part_of(index)
        for above in range(first, index):
            course.take(above, order)
    else:
        course.keep(below, order)
        course.starts.discard(below)
    _begin(course, order, index)


def _headline_below(course: Course, index: int) -> int | None:
    """The headline below a block, where no paragraph that is kept stands between."""
    for at in range(index + 1, len(course.labels)):
        if course.name(at) == "T":
            return at
        if course.name(at) in _TEXT and course.is_prose(at):
            return None
    return None


def _begin(course: Course, order: Order, index: int) -> None:
    is_headline = not course.is_prose(index)
    if course.document.medium == "text":
        course.starts.add(index)
    if is_headline:
        _demote(course, order, course.part_of(index))
    course.keep(index, order, headline=is_headline)


def _demote(course: Course, order: Order, part: tuple[int, int]) -> None:
    """Make text of the headlines of a draft."""
    for at in range(part[0], part[1] + 1):
        if course.name(at) in _HEADLINE:
            course.keep(at, order)


def _end(course: Course, order: Order) -> None:
    """End a story with a block: what stands below it in the same story goes."""
    _, last = course.part_of(order.last)
    for below in range(order.last + 1, last + 1):
        course.take(below, order)


def _split(course: Course, order: Order) -> None:
    """Begin another story at a block; all above it stays as it is."""
    index = order.first
    course.starts |= {index} if course.document.medium == "text" else {0, index}
    course.inner.discard(index)
    course.keep(index, order, headline=not course.is_prose(index))


def _join(course: Course, order: Order) -> None:
    """Make one story of all that lies between two blocks, under the first headline."""
    headlines = [i for i in range(order.first, order.last + 1) if course.name(i) == "T"]
    for index in range(order.first + 1, order.last + 1):
        course.starts.discard(index)
        if course.name(index) in {"T2", "D"} or index in headlines[1:]:
            course.keep(index, order)
    if course.name(order.first) == "D":
        course.keep(order.first, order)
    # A headline below text that had none stays the headline of both.
    course.inner |= {index for index in headlines[:1] if index != order.first}
    if course.document.medium == "text":
        course.starts.add(order.first)


def _digest(course: Course, order: Order) -> None:
    """Make items of all text between two blocks."""
    for index in range(order.first, order.last + 1):
        if course.name(index) in {"B", "T", "T2"}:
            course.labels[index] = Label("D", "", _why(order))
    _part(course, order)


def _article(course: Course, order: Order) -> None:
    """Make one story of the items between two blocks."""
    for index in range(order.first, order.last + 1):
        if course.name(index) in {"D", "T2"}:
            course.keep(index, order)
    first = next((i for i in range(order.first, order.last + 1) if course.name(i) == "B"), None)
    if first is not None and not course.is_prose(first):
        course.keep(first, order, headline=True)
    _part(course, order)


def _part(course: Course, order: Order) -> None:
    """Part what lies between two blocks from the text around it."""
    course.starts.add(order.first)
    after = order.last + 1
    if after < len(course.labels) and course.name(after) in {"B", "D"}:
        course.starts.add(after)


_ACTIONS: Mapping[str, Callable[[Course, Order], None]] = {
    "keep": _keep,
    "remove": _remove,
    "start": _start,
    "end": _end,
    "split": _split,
    "join": _join,
    "digest": _digest,
    "article": _article,
}


def sayings_of(orders: Orders, part: tuple[int, int]) -> tuple[Saying, ...]:
    """What the owner says of the fields of a draft."""
    return tuple(s for s in orders.sayings if s.first <= part[1] and s.last >= part[0])


def move_headline(course: Course, part: tuple[int, int], saying: Saying) -> None:
    """Make the block that says the owner's headline the headline, where one does.

    What was taken for it is text if it is a paragraph, else it goes.
    """
    wanted = line_key(saying.fields["title"])
    inside = range(part[0], part[1] + 1)
    found = [i for i in inside if line_key(course.document.blocks[i].text) == wanted]
    if not found or course.name(found[0]) == "T":
        return
    for index in inside:
        if course.name(index) in _HEADLINE:
            is_prose = course.is_prose(index)
            course.labels[index] = (
                Label("B", "", f"the owner's word: {saying.why}")
                if is_prose
                else Label("X", CORRECTION, f"was taken for the headline: {saying.why}")
            )
    course.labels[found[0]] = Label("T", "", f"the owner's word: {saying.why}")
