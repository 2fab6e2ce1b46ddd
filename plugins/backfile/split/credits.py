"""Blocks and marks in, the short lines that a byline or a dateline stands right below out.

Such a line is a headline nearly always, whatever it looks like, so it is
counted as one where the line model is in doubt.
"""

import re
from collections.abc import Iterator, Sequence

from backfile.details import is_detail
from backfile.model import Block, Mark

_BY = re.compile(r"(?:by|von|par|por|from (?:our|a)|автор:?|від|текст:)\s", re.IGNORECASE)
# "KYIV, May 11 (Agency) - ": a place in capitals, a day or an agency, a dash before the text.
# A capital word and a dash alone may be a kicker.
_DATELINE = re.compile(
    r"(?P<place>[^\d()–—,:]{3,40}?)(?:,[^!?]{1,60}?(?:\s*\([^)]{2,40}\))?|\s*\([^)]{2,40}\))"
    r"\s*[-–—]{1,2}\s"
)
_LOOKED_AT = 140
_LEAST_LETTERS = 3
# A headline's characters; shorter lines are sub-headings, longer ones sentences.
_HEADLINE = range(20, 161)
# Bylines and dates between a headline and its dateline; paragraphs looked at below a byline.
_MOST_DETAILS = 2


def credited(blocks: Sequence[Block], marks: Sequence[Mark]) -> Iterator[int]:
    """The indexes of the lines that no rule takes and that are credited right below."""
    for index, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        text = block.text.strip()
        is_free = mark.shape in {"short", "sentence"} and not mark.rule
        if not is_free or len(text) not in _HEADLINE or is_detail(text):
            continue
        if _has_dateline(blocks, index) or (block.gap and _has_byline(blocks, marks, index)):
            yield index


def is_dateline(text: str) -> bool:
    """Whether a paragraph begins with a dateline, its place in capitals."""
    found = _DATELINE.match(text.strip()[:_LOOKED_AT])
    place = found["place"] if found else ""
    return place.isupper() and sum(map(str.isalpha, place)) >= _LEAST_LETTERS


def _has_dateline(blocks: Sequence[Block], index: int) -> bool:
    """Whether a dateline stands below a line, with at most two lines of details between."""
    for block in blocks[index + 1 : index + 2 + _MOST_DETAILS]:
        if not is_detail(block.text):
            return is_dateline(block.text)
    return False


def _has_byline(blocks: Sequence[Block], marks: Sequence[Mark], index: int) -> bool:
    below = blocks[index + 1].text.strip() if index + 1 < len(blocks) else ""
    has_text = any(mark.shape == "prose" for mark in marks[index + 2 : index + 4])
    return has_text and bool(_BY.match(below)) and is_detail(below)
