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
from backfile.split.pages.story import MENU, LabelledPage, first_labels, is_free_prose
from backfile.split.pages.voting import MOST_BLOCKS, PageModel

# A block is kept from this chance on. Losing is worse than leaking, so it is below a half:
# on sites that the model had not seen, pages that miss a paragraph fell from 14 in 100 at a
# half to 9 in 100 here, and the text as a whole was as right. A link that stands alone is
# kept from the second on: it is a teaser more often than not.
_KEPT_FROM = 0.3
_LINK_KEPT_FROM = 0.5
# Containers that only a running number tells apart are one.
_NUMBER = re.compile(r"\d{2,}|(?<=[-_])\d")
MODEL_RULE = "page-model"
_LEFT_OUT = "the page model takes it for furniture"
_TAKEN_IN = "the page model takes it for text"
_BETWEEN = "a paragraph between those of the story"
_OF_STORY = "the caption of a picture or table of the story"
# Within the story these stay what they are: its text may lean on them, and the model has
# seen too few. On sites that it had not seen this cost nothing.
_AS_THEY_ARE = ("table", "quote", "preformatted")
# An item of a list with more link than this may be a teaser.
_LISTED_LINK = 0.3
_DIGITS = 4
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
    each = zip(read.labels, blocks, marks, chances.tolist(), strict=True)
    judged = [_judged(*one) for one in each]
    prose = [i for i, block in enumerate(blocks) if is_free_prose(block, marks[i])]
    if not any(judged[i].name == "B" for i in prose):
        # Without a paragraph the model has nothing to go by.
        return read
    for index in _lost_between(blocks, judged, prose):
        judged[index] = Label("B", "", _BETWEEN, judged[index].margin)
    kept = [i for i in prose if judged[i].name == "B"]
    for index in range(kept[0], kept[-1]):
        if _is_listed(blocks[index], judged[index], read.labels[index]):
            judged[index] = read.labels[index]
    for index in _captions(blocks, marks, judged):
        judged[index] = Label("B", "", _OF_STORY)
    told = zip(judged, chances.round(_DIGITS).tolist(), strict=True)
    return LabelledPage(tuple(_with_chance(*one) for one in told), read.title)


def _with_chance(label: Label, chance: float) -> Label:
    """A label with the chance of its block to be text."""
    # `replace` takes three times as long, for every block of every page.
    return Label(label.name, label.rule, label.reason, label.margin, chance, label.headline)


def _judged(label: Label, block: Block, mark: Mark, chance: float) -> Label:
    """The label of a block by the model, but for what rules, owner and forms have said."""
    if mark.rule or mark.role == "keep" or label.name == "T" or label.rule in _FORMS:
        return label
    if label.name == "B" and block.kind in _AS_THEY_ARE:
        return label
    margin = abs(2 * chance - 1)
    if chance >= (_LINK_KEPT_FROM if label == MENU else _KEPT_FROM):
        return Label("B", "", label.reason if label.name == "B" else _TAKEN_IN, margin)
    if label.name == "X":
        return Label("X", label.rule, label.reason, margin)
    return Label("X", MODEL_RULE, _LEFT_OUT, margin)


def _lost_between(
    blocks: Sequence[Block], labels: Sequence[Label], prose: Sequence[int]
) -> Iterator[int]:
    """Prose that was left out though its own container holds story below it, and above.

    What stands above a paragraph may be the headline too: the first paragraph
    is the one that a reader misses most.
    """
    own = {i: _NUMBER.sub("0", blocks[i].place.path).rpartition(" > ")[0] for i in prose}
    kept = [i for i in prose if labels[i].name == "B"]
    last = {own[i]: i for i in kept}
    first = {own[i]: i for i in reversed(kept)}
    heading = next((i for i, label in enumerate(labels) if label.name == "T"), len(blocks))
    for index in prose:
        if labels[index].name != "B" and labels[index].rule not in _FORMS and own[index] in last:
            is_below = first[own[index]] < index or heading < index
            if is_below and index < last[own[index]]:
                yield index


def _is_listed(block: Block, label: Label, read: Label) -> bool:
    """Whether the model took an item of a list that stands within the story, and is no link."""
    is_taken = label.name == "X" and read.name == "B"
    return is_taken and block.kind == "item" and block.link_share < _LISTED_LINK


def _captions(
    blocks: Sequence[Block], marks: Sequence[Mark], labels: Sequence[Label]
) -> Iterator[int]:
    """Captions of pictures and tables that stand between the headline and the story's end."""
    named = [i for i, label in enumerate(labels) if label.name in {"T", "B"}]
    for index in range(named[0], named[-1] + 1) if named else ():
        block, below = blocks[index], index + 1
        is_free = labels[index].name == "X" and not marks[index].rule
        is_of_table = below <= named[-1] and blocks[below].kind == "table"
        if is_free and block.kind == "caption" and (block.pictures or is_of_table):
            yield index
