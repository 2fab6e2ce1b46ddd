"""The bytes of a page of ours in, its elements as a small tree out.

Pages of ours are well-formed, so the standard library's parser is enough; what
is not closed ends with what holds it. Nothing here walks by recursion: tables
and lists of captures may be nested as deep as the sanitiser let them be.
"""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import TypeAlias

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# A reader sees a gap around these, though the mark-up may have none.
_APART = frozenset("br caption dd div dt li ol p rp rt table td th tr ul".split())


class Element:
    """An element of a page; children are elements and texts in order."""

    __slots__ = ("attributes", "children", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element without children."""
        self.tag, self.attributes = tag, attributes
        self.children: list[Element | str] = []

    def has_class(self, name: str) -> bool:
        """Whether it is of a class."""
        return name in self.attributes.get("class", "").split()

    @property
    def elements(self) -> "Iterator[Element]":
        """The elements right below it."""
        return (child for child in self.children if isinstance(child, Element))

    @property
    def below(self) -> "Iterator[Element]":
        """Every element below it, in reading order."""
        return (node for node in _walk(self) if isinstance(node, Element))

    def first(self, wanted: "Wanted") -> "Element | None":
        """The first element below it that is wanted."""
        return next((one for one in self.below if wanted(one)), None)

    @property
    def text(self) -> str:
        """Its text in one line, as a reader sees it."""
        parts = (node if isinstance(node, str) else _gap(node) for node in _walk(self))
        return " ".join("".join(parts).split())


Wanted: TypeAlias = Callable[[Element], bool]


def tagged(tag: str, class_name: str = "") -> Wanted:
    """Wants elements of a tag, and of a class where one is given."""
    return lambda one: one.tag == tag and (not class_name or one.has_class(class_name))


def _gap(element: Element) -> str:
    return " " if element.tag in _APART else ""


def _walk(element: Element) -> Iterator[Element | str]:
    """What stands below an element, in order; an element again, as a text " ", where it ends."""
    waiting: list[Element | str] = [*reversed(element.children)]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Element):
            waiting += [_gap(node), *reversed(node.children)]


class _Reader(HTMLParser):
    """Makes the tree of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def tree_of(page: bytes) -> Element:
    """The root of a page's elements."""
    reader = _Reader()
    reader.feed(page.decode("utf-8", "replace"))
    reader.close()
    return reader.root
