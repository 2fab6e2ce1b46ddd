"""A record of an export and its marks in, a label for each of its blocks out.

The format said what each line is; the owner's rules go before it. Lines that
it says nothing of are text, but for what a rule takes.
"""

from collections.abc import Sequence

from backfile.model import Block, Label, Mark

_GIVEN = {
    "T": Label("T", "record", "the record's headline"),
    "T2": Label("T2", "record", "the record's headline goes on"),
    "B": Label("B", "", "the record's text"),
    "M": Label("M", "record", "a field of the record"),
    "S": Label("S", "record", "the export's mark-up"),
    "D": Label("D", "record", "an item of a digest"),
    "X": Label("X", "record", "the export's own words"),
    "": Label("B", "", "text of the record"),
}


def is_record(blocks: Sequence[Block]) -> bool:
    """Whether a format has said what a document's lines are."""
    return any(block.given for block in blocks)


def label_record(blocks: Sequence[Block], marks: Sequence[Mark]) -> tuple[Label, ...]:
    """A label for each block of a record."""
    return tuple(_label(block, mark) for block, mark in zip(blocks, marks, strict=True))


def _label(block: Block, mark: Mark) -> Label:
    return Label("X", mark.rule, mark.reason) if mark.rule else _GIVEN[block.given]
