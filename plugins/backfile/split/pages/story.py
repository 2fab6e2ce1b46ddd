"""A saved page's blocks and marks in, a first label for each block and the title out.

The story's container is found by where the page's prose stands. What is
outside it goes, but for prose between the headline and the story's last
paragraph: a page may hold its first paragraph in a container of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backfile.details import is_detail
from backfile.model import Block, Document, Label, Mark
from backfile.split.headline import choose_title, find_heading
from backfile.split.pages.boxes import Boxes

# A container is entered while it holds this share of the prose around it;
# below, the story is spread over several, and their parent is the story's.
_SHARE_OF_PROSE = 0.75
# More link than text: a menu or a teaser.
_LINKED = 0.5
_DETAIL_KINDS = ("paragraph", "heading")
_BODY = Label("B", "", "in the story's container")
_TITLE = Label("T", "headline", "the page's headline")
_AGAIN = Label("X", "headline-again", "says the headline once more")
_DETAIL = Label("M", "detail", "a byline, dateline or date by its form")
_OUTSIDE = Label("X", "outside-story", "stands outside the story's container")
MENU = Label("X", "outside-story", "a link above or below the story")


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """The labels of a page's blocks, and its title."""

    labels: tuple[Label, ...]
    title: str


def first_labels(document: Document, marks: Sequence[Mark], boxes: Boxes) -> LabelledPage:
    """A label for each block of a page by where it stands, and the page's title."""
    blocks = document.blocks
    prose = [i for i, mark in enumerate(marks) if is_free_prose(blocks[i], mark)]
    container = _container(blocks, prose, boxes)
    heading = find_heading(blocks, marks, document.claims, prose)
    title = choose_title(blocks[heading].text if heading is not None else "", document.claims)
    inside = [i for i in prose if container in boxes.chains[i]]
    last = inside[-1] if inside else len(blocks)
    # Without headline and paragraphs, nothing says where a story begins.
    first = min([*([] if heading is None else [heading]), *inside[:1]], default=0)
    story = _Story(boxes, container, first, min(inside, default=len(blocks)), last, heading, title)
    labels = tuple(story.label(i, block, marks[i]) for i, block in enumerate(blocks))
    return LabelledPage(labels, title)


def is_free_prose(block: Block, mark: Mark) -> bool:
    """Whether a block is prose that no rule takes, and no teaser."""
    return not mark.rule and mark.shape == "prose" and block.link_share < _LINKED


def _container(blocks: Sequence[Block], prose: Sequence[int], boxes: Boxes) -> int:
    """The deepest container that holds most of the prose around it; -1 where there is none."""
    characters = np.zeros(len(blocks))
    characters[list(prose)] = [len(blocks[i].text) for i in prose]
    held = boxes.sums(characters)
    found = 0 if boxes.paths else -1
    # A container comes before what it holds.
    for box, path in enumerate(boxes.paths):
        below = path.startswith(f"{boxes.paths[found]} > ")
        if below and held[box] >= _SHARE_OF_PROSE * held[found]:
            found = box
    return found


@dataclass(frozen=True, slots=True)
class _Story:
    """Where the story of a page stands, by block indexes.

    first: its headline or, without one, its text; text: its first paragraph;
    last: its last.
    """

    boxes: Boxes
    container: int
    first: int
    text: int
    last: int
    heading: int | None
    title: str

    def label(self, index: int, block: Block, mark: Mark) -> Label:
        if mark.rule:
            return Label("X", mark.rule, mark.reason)
        if mark.role == "keep":
            return Label("B", "", mark.reason)
        return self._label_by_place(index, block, mark)

    def _label_by_place(self, index: int, block: Block, mark: Mark) -> Label:
        if index == self.heading:
            return _TITLE
        if not self.first <= index:
            return _OUTSIDE
        if self.title and mark.shape != "prose" and _same(block.text, self.title):
            return _AGAIN
        if index < self.text and block.kind in _DETAIL_KINDS and is_detail(block.text):
            return _DETAIL
        return self._label_text(index, block, mark)

    def _label_text(self, index: int, block: Block, mark: Mark) -> Label:
        if block.link_share > _LINKED and mark.shape != "prose":
            return MENU
        inside = self.container in self.boxes.chains[index]
        if inside or (index <= self.last and mark.shape == "prose"):
            return _BODY
        return _OUTSIDE


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
