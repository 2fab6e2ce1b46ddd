"""Labelled lines in, the same lines out as another program or hand would have put them down."""

import random
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

# How a composed dump looks; as it is, where a name stands thrice.
LOOKS = (
    "none", "none", "none", "no blanks", "irregular", "indented", "bullets", "straight", "wrapped",
)  # fmt: skip
_WIDTHS = (64, 68, 72, 76, 80)
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_LOST_BLANK, _ADDED_BLANK, _BULLETED = 0.4, 0.1, 0.6
# Lines of the body that are longer than this are indented.
_PARAGRAPH = 60


@dataclass(frozen=True, slots=True)
class Line:
    """A line, what it is, and how many blank lines stand above it."""

    text: str
    label: str
    gap: int = 0


def disturbed(lines: Sequence[Line], look: str, chance: random.Random) -> list[Line]:
    """The lines in one of LOOKS; a label stays with its line's words."""
    if look == "wrapped":
        width = chance.choice(_WIDTHS)
        return [part for line in lines for part in _wrapped(line, width)]
    return [_changed(line, look, chance) for line in lines]


def _changed(line: Line, look: str, chance: random.Random) -> Line:
    if look == "no blanks":
        return replace(line, gap=0)
    if look == "irregular":
        kept = sum(chance.random() >= _LOST_BLANK for _ in range(line.gap))
        return replace(line, gap=kept + (chance.random() < _ADDED_BLANK))
    if look == "indented" and line.label == "B" and len(line.text) > _PARAGRAPH:
        return replace(line, text=f"    {line.text}")
    if look == "bullets" and line.label == "X" and chance.random() < _BULLETED:
        return replace(line, text=f"• {line.text}")
    if look == "straight":
        return replace(line, text=line.text.translate(_STRAIGHT))
    return line


def _wrapped(line: Line, width: int) -> list[Line]:
    """A line cut to a width; the further pieces of a headline are its continuation."""
    first, *others = textwrap.wrap(line.text, width) or [line.text]
    label = "T2" if line.label == "T" else line.label
    return [replace(line, text=first), *(Line(text, label) for text in others)]
