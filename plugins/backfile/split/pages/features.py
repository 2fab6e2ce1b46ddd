"""A page's blocks, marks, repeats and first labels in, numbers that describe each block out.

Nothing here knows a language or a site. Text that is all link is not looked
at closely: most of a page's blocks are menus and teasers.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backfile.model import Block, Label, Mark, Repeats, line_key
from backfile.split.lines.context import Placed, among_prose, places, steps_between
from backfile.split.lines.features import NAMES as LOOKS
from backfile.split.lines.features import look_of, words_in
from backfile.split.pages.boxes import Boxes, Values

Matrix = npt.NDArray[np.float32]

_KINDS = ("paragraph", "heading", "item", "quote", "caption", "table", "preformatted")
_SHAPES = ("prose", "sentence", "short", "other")
_ROLES = ("heading", "headline", "line", "keep", "container")
_LINKED = 0.5
_ALL_LINK = 0.9
# The containers that are looked at: a block's own and those around it.
_AROUND = 3
_HELD = 5
# Of a block's text so much is compared with the title.
_COMPARED = 400
_FAR = 50
_OFTEN = 2
# From this share of the page's prose on, its data state the story whole.
_WHOLE = 0.6


@dataclass(frozen=True, slots=True)
class Page:
    """A page as the model sees it; labels and title are those by its containers alone."""

    blocks: Sequence[Block]
    marks: Sequence[Mark]
    repeats: Repeats
    labels: Sequence[Label]
    title: str
    boxes: Boxes


def features_of(page: Page) -> Matrix:
    """A row a block; shares are 0 to 1, counts are logarithms."""
    counts = [page.repeats.counts.get(line_key(block.text), 0) for block in page.blocks]
    placed = [
        Placed(block.text, 0, mark, count)
        for block, mark, count in zip(page.blocks, page.marks, counts, strict=True)
    ]
    repeated = np.array(counts, np.float64)
    prose = _prose(page)
    columns = (
        _looks(page.blocks, page.marks),
        _own(page, prose),
        _repeated(page, repeated, prose),
        places(len(placed)),
        among_prose(placed),
        _lengths(page.blocks),
        _held(page, repeated > 1, prose),
        _neighbours(page),
        _titled(page),
    )
    return np.concatenate(columns, axis=1, dtype=np.float32)


def is_looked_at(block: Block, mark: Mark) -> bool:
    """Whether a block's words count: those of menus and teasers do not."""
    return block.link_share <= _ALL_LINK or mark.shape == "prose"


def _looks(blocks: Sequence[Block], marks: Sequence[Mark]) -> Matrix:
    nothing = (0.0,) * len(LOOKS)
    rows = [
        look_of(block.text) if is_looked_at(block, mark) else nothing
        for block, mark in zip(blocks, marks, strict=True)
    ]
    return np.array(rows, np.float32).reshape(len(blocks), -1)


def _own(page: Page, prose: Values) -> Matrix:
    voted = np.array(["articleBody" in block.votes for block in page.blocks], bool)
    described = np.array(["description" in block.votes for block in page.blocks], bool)
    covered = float(prose[voted].sum() / max(1.0, prose.sum()))
    blocks, marks, labels = page.blocks, page.marks, page.labels
    links = np.array([block.link_share for block in blocks])
    levels = np.array([block.level for block in blocks])
    columns = (
        links,
        links > _LINKED,
        levels / 6,
        levels == 1,
        np.array([block.place.path.count(" > ") for block in blocks]) / 20,
        *_one_of([block.kind for block in blocks], _KINDS),
        np.array([bool(mark.rule) for mark in marks]),
        *_one_of([mark.shape for mark in marks], _SHAPES),
        *_one_of([mark.role for mark in marks], _ROLES),
        *_one_of([label.name for label in labels], ("B", "T", "M")),
        *_one_of([label.rule for label in labels], ("outside-story", "headline-again")),
        voted,
        described,
        np.full(len(blocks), voted.any()),
        np.full(len(blocks), covered),
        ~voted & voted.any(),
        ~voted & (covered > _WHOLE),
    )
    return np.column_stack(columns).astype(np.float32)


def _one_of(values: Sequence[str], names: Sequence[str]) -> Iterator[npt.NDArray[np.bool_]]:
    """For each name, which of the values are it."""
    numbers = {name: number for number, name in enumerate(names)}
    found = np.array([numbers.get(value, -1) for value in values], np.int8)
    return (found == number for number in range(len(names)))


def _prose(page: Page) -> Values:
    """The characters of prose that each block holds."""
    return np.array(
        [
            len(block.text) * (mark.shape == "prose" and block.link_share < _LINKED)
            for block, mark in zip(page.blocks, page.marks, strict=True)
        ],
        np.float64,
    )


def _repeated(page: Page, counts: Values, prose: Values) -> Matrix:
    columns = (
        counts > 1,
        counts > _OFTEN,
        (counts > 1) & (prose > 0),
        np.full(len(counts), bool(page.repeats.counts)),
    )
    return np.column_stack(columns).astype(np.float32)


def _lengths(blocks: Sequence[Block]) -> Matrix:
    lengths = np.log1p([len(block.text) for block in blocks]).astype(np.float32)
    return np.column_stack((steps_between(lengths, 1), steps_between(lengths, -1)))


def _held(page: Page, repeated: npt.NDArray[np.bool_], prose: Values) -> Matrix:
    """What a block's containers hold, and what blocks of the same classes hold together."""
    boxes, count = page.boxes, len(page.blocks)
    length = np.array([len(block.text) for block in page.blocks], np.float64)
    linked = length * [block.link_share for block in page.blocks]
    blocks = np.maximum(boxes.sums(np.ones(count)), 1)
    text, whole = np.maximum(boxes.sums(length), 1), max(1.0, prose.sum())
    held = boxes.sums(prose)
    of_box = np.column_stack(
        (
            held / whole,
            held / text,
            boxes.sums(linked) / text,
            np.log1p(blocks) / 5,
            boxes.sums(repeated.astype(np.float64)) / blocks,
        )
    )
    # One row more, of nothing, is what number -1 stands for.
    of_box = np.concatenate([of_box, np.zeros((1, _HELD))])
    inner = [[boxes.inner(row, depth) for depth in range(_AROUND)] for row in range(count)]
    around = of_box[np.array(inner, np.int64).reshape(count, _AROUND)].reshape(count, -1)
    return np.concatenate([around, _of_same_classes(page, prose / whole)], axis=1, dtype=np.float32)


def _of_same_classes(page: Page, prose: Values) -> Matrix:
    paths = [block.place.path for block in page.blocks]
    count: Counter[str] = Counter(paths)
    held = dict.fromkeys(paths, 0.0)
    for path, share in zip(paths, prose, strict=True):
        held[path] += float(share)
    rows = [(held[path], math.log1p(count[path]) / 5) for path in paths]
    return np.array(rows, np.float32).reshape(len(paths), 2)


def _neighbours(page: Page) -> Matrix:
    """How far the blocks above and below are in the tree."""
    depths = np.array([len(chain) for chain in page.boxes.chains], np.float32)
    paths = [block.place.path for block in page.blocks]
    rows = range(len(paths))
    shared = np.array([page.boxes.shared(row - 1, row) if row else 0 for row in rows], np.float32)
    same = np.array([row > 0 and paths[row] == paths[row - 1] for row in rows], np.float32)
    columns: list[Matrix] = []
    for by in (1, -1):
        common, alike = (shared, same) if by > 0 else (np.roll(shared, -1), np.roll(same, -1))
        apart = np.column_stack((depths - common, np.roll(depths, by) - common))
        beside = np.asarray(apart / 6, np.float32)
        # Above the first and below the last block there is nothing.
        beside[0 if by > 0 else -1] = 1
        columns += [beside, alike.reshape(-1, 1)]
    return np.concatenate(columns, axis=1, dtype=np.float32)


def _titled(page: Page) -> Matrix:
    """Where a block stands to the headline, and how much of the title it says."""
    heading = next((n for n, label in enumerate(page.labels) if label.name == "T"), None)
    title = _words(page.title)
    rows = []
    for row, block in enumerate(page.blocks):
        words = _words(block.text[:_COMPARED])
        common = len(words & title)
        away = row - heading if heading is not None else 0
        rows.append(
            (
                common / max(1, len(words)),
                common / max(1, len(title)),
                float(heading is not None),
                float(away < 0),
                min(abs(away), _FAR) / _FAR,
            )
        )
    return np.array(rows, np.float32).reshape(len(page.blocks), 5)


def _words(text: str) -> frozenset[str]:
    return frozenset(words_in(text.casefold()))
