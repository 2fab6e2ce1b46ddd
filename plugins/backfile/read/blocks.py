"""A parsed page in, its blocks out: paragraphs, headings, items, quotes, captions, tables.

Bare text between block elements becomes a paragraph of its own, so that no
text of the page is lost. What is never text (scripts, styles, drawings) is
passed over.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from backfile.model import Block, Picture, Place, Repair
from backfile.read.inline import linked_characters, markup, plain, table_text
from backfile.read.lines import mend
from backfile.read.pictures import pictures_of
from backfile.read.runs import Run, runs_of, taken_out

_NEVER_TEXT = (
    *"script style template noscript svg math canvas iframe frame object".split(),
    *"audio video map area select option datalist textarea input link meta".split(),
)
# What belongs into a head; other elements there are text that the parser put into it.
_OF_HEAD = frozenset(
    "title meta link base basefont script style noscript template object bgsound isindex".split()
)
# HTML ends these by itself and they hold nothing, but lxml takes what follows for a part of them.
_NEVER_HOLDING = ("source", "track", "embed", "keygen", "command")
# What stands in one of these belongs to nothing outside.
_BOXES = ("header", "nav", "aside", "footer", "form")


@dataclass(frozen=True, slots=True)
class Blocks:
    """What a page shows: its blocks in reading order, what was mended in them, its pictures."""

    blocks: tuple[Block, ...]
    repairs: tuple[Repair, ...]
    pictures: tuple[Picture, ...]


def blocks_of(root: HtmlElement, base: str) -> Blocks:
    """The blocks of a page in reading order, what was mended in them, and its pictures.

    base: the page's own address, to complete its links; empty where unknown.
    A place's line is the block's number in the page, from 1. The tree is taken
    apart.
    """
    body = _body(root)
    shown = _Shown(pictures_of(body, base))
    _drop_unseen(body)
    repairs: list[Repair] = []
    for run in runs_of(body):
        place = Place(len(shown.blocks) + 1, len(shown.blocks) + 1, run.around.path)
        text, changes = mend(_text(run), place)
        shown.wait(run)
        if text.strip():
            shown.add(_block(run, text, place, base))
            repairs += changes
    shown.end()
    return Blocks(tuple(shown.blocks), tuple(repairs), tuple(shown.pictures.values()))


def _body(root: HtmlElement) -> HtmlElement:
    """The body; with text that the parser, for want of a <body>, took for a part of the head."""
    head, body = root.find("head"), root.find("body")
    strayed = [child for child in (() if head is None else head) if child.tag not in _OF_HEAD]
    if body is None and strayed:
        body = etree.SubElement(root, "body")
    for child in reversed(strayed if body is not None else []):
        # Its tail comes along.
        if child.tail and body.text:
            child.tail += body.text
        elif body.text:
            child.tail = body.text
        body.text = None
        body.insert(0, child)
    return root if body is None else body


class _Shown:
    """Blocks as they come, each with the pictures that a reader sees before it."""

    def __init__(self, images: Mapping[HtmlElement, Picture]) -> None:
        self.blocks: list[Block] = []
        self.pictures: dict[str, Picture] = {}
        self._images = images
        self._waiting: list[tuple[Picture, str]] = []

    def wait(self, run: Run) -> None:
        """The pictures of a run wait for the next text."""
        for piece in run.pieces if self._images else ():
            if not isinstance(piece, str):
                found = (self._images[i] for i in piece.iter("img") if i in self._images)
                self._waiting += ((picture, run.around.path) for picture in found)

    def add(self, block: Block) -> None:
        self.blocks.append(self._with_waiting(block) if self._waiting else block)

    def end(self) -> None:
        """No text follows; the nearest is what stands before."""
        if self._waiting and self.blocks:
            self.blocks[-1] = self._with_waiting(self.blocks[-1])

    def _with_waiting(self, block: Block) -> Block:
        near = [one for one, path in self._waiting if _is_beside(path, block.place.path)]
        self._waiting = []
        self.pictures |= {picture.name: picture for picture in near}
        names = dict.fromkeys((*block.pictures, *(picture.name for picture in near)))
        return replace(block, pictures=tuple(names)) if names else block


def _is_beside(path: str, text: str) -> bool:
    """Whether an image's box, where it stands in one, holds a text too; both by their tag paths."""
    steps = path.split(" > ")
    boxes = [n for n, step in enumerate(steps, 1) if re.split(r"[.#\[]", step)[0] in _BOXES]
    return not boxes or text.split(" > ")[: boxes[-1]] == steps[: boxes[-1]]


def _drop_unseen(root: HtmlElement) -> None:
    for tag in root.xpath(".//*[@hidden]"):
        taken_out(tag)
    unseen = (*_NEVER_TEXT, etree.Comment, etree.ProcessingInstruction)
    etree.strip_tags(root, *_NEVER_HOLDING)
    etree.strip_elements(root, *unseen, with_tail=False)
    for line_break in root.iter("br"):
        # So that the text of whatever holds it is complete.
        line_break.text = "\n"


def _block(run: Run, text: str, place: Place, base: str) -> Block:
    line = " ".join(text.split())
    linked = len(line) if run.around.linked else linked_characters(run.pieces)
    return Block(
        kind=run.around.kind,
        text=text if run.around.kind == "preformatted" else line,
        place=place,
        html=markup(run.pieces, base),
        level=run.around.level,
        link_share=min(1.0, linked / max(1, len(line))),
    )


def _text(run: Run) -> str:
    if run.around.kind == "table":
        return "".join(table_text(table) for table in run.pieces if not isinstance(table, str))
    return "".join(plain(piece) for piece in run.pieces)
