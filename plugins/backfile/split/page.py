"""A saved page's blocks and marks in, a label for each block and the title out.

A page is first read by where its prose stands; the page model then judges
every block by its looks, words and place. Rules and the owner's word go before
both, and the safety rule after: a model never takes a paragraph from between
paragraphs of the story that stand in the same container.
"""

import re
from collections.abc import Iterator, Sequence

from backfile.model import Block, Document, Label, Mark, Repeats
from backfile.split.pages.boxes import Boxes
from backfile.split.pages.features import Page
from backfile.split.pages.story import LabelledPage, first_labels, is_free_prose
from backfile.split.pages.voting import MOST_BLOCKS, PageModel

# A block is kept from this chance on. Losing is worse than leaking, so it is below a half:
# on sites that the model had not seen, pages that miss a paragraph fell from 14 in 100 at a
# half to 9 in 100 here, and the text as a whole was as right.
_KEPT_FROM = 0.3
# Containers that only a running number tells apart are one.
_NUMBER = re.compile(r"\d{2,}|(?<=[-_])\d")
MODEL_RULE = "page-model"
_LEFT_OUT = "the page model takes it for furniture"
_TAKEN_IN = "the page model takes it for text"
_BETWEEN = "a paragraph between those of the story"
_OF_PICTURE = "the caption of a picture of the story"
# What the first reading finds by form stands, whatever the model says.
_FORMS = ("headline-again", "detail")


def label_page(
    document: Document, marks: Sequence[Mark], repeats: Repeats, model: PageModel
) -> LabelledPage:
    """A label for each block of a page, and its title.

    repeats: what other pages of its site hold too.
    """
    blocks = document.blocks
    boxes = Boxes([block.place.path for block in blocks])
    read = first_labels(document, marks, boxes)
    if len(blocks) > MOST_BLOCKS:
        return read
    chances = model.chances(Page(blocks, marks, repeats, read.labels, read.title, boxes))
    judged = [_judged(*each) for each in zip(read.labels, marks, chances.tolist(), strict=True)]
    if not any(label.name == "B" for label in judged):
        return read
    for index in _lost_between(blocks, marks, judged):
        judged[index] = Label("B", "", _BETWEEN, judged[index].margin)
    for index in _captions(blocks, marks, judged):
        judged[index] = Label("B", "", _OF_PICTURE)
    return LabelledPage(tuple(judged), read.title)


def _judged(label: Label, mark: Mark, chance: float) -> Label:
    """The label of a block by the model, but for what rules, owner and forms have said."""
    if mark.rule or mark.role == "keep" or label.name == "T" or label.rule in _FORMS:
        return label
    margin = abs(2 * chance - 1)
    if chance >= _KEPT_FROM:
        return Label("B", "", label.reason if label.name == "B" else _TAKEN_IN, margin)
    if label.name == "X":
        return Label("X", label.rule, label.reason, margin)
    return Label("X", MODEL_RULE, _LEFT_OUT, margin)


def _lost_between(
    blocks: Sequence[Block], marks: Sequence[Mark], labels: Sequence[Label]
) -> Iterator[int]:
    """Prose that was left out though its own container holds story below it, and above.

    What stands above a paragraph may be the headline too: the first paragraph
    is the one that a reader misses most.
    """
    prose = [i for i, block in enumerate(blocks) if is_free_prose(block, marks[i])]
    own = [_NUMBER.sub("0", blocks[i].place.path).rpartition(" > ")[0] for i in prose]
    kept = [labels[i].name == "B" for i in prose]
    heading = next((i for i, label in enumerate(labels) if label.name == "T"), len(blocks))
    for number, index in enumerate(prose):
        if not kept[number] and labels[index].rule not in _FORMS:
            beside = [n for n, path in enumerate(own) if path == own[number] and kept[n]]
            is_below = len(beside) > 0 and (beside[0] < number or heading < index)
            if is_below and number < beside[-1]:
                yield index


def _captions(
    blocks: Sequence[Block], marks: Sequence[Mark], labels: Sequence[Label]
) -> Iterator[int]:
    """Captions of pictures that stand between the headline and the story's last block."""
    named = [i for i, label in enumerate(labels) if label.name in {"T", "B"}]
    for index in range(named[0], named[-1] + 1) if named else ():
        block = blocks[index]
        is_free = labels[index].name == "X" and not marks[index].rule
        if is_free and block.kind == "caption" and block.pictures:
            yield index
