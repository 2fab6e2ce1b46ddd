"""Any text at all: what was published, left out and mended gives the captured lines back."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Block, Document
from backfile.read import text_documents
from tests.helpers import CAPTURE_ID, PROSE, SHORT, divided, patient

FURNITURE = st.sampled_from(
    [
        "", "", "", "Most Popular", "Share", "By Ann Example", "May 11, 2025", "* * *", "|||||",
        "____________________________________________________________", "Document 1 of 2",
        "Full text: The harbour opened.", "Title: Harbour opens", "# Harbour opens", "---",
        "1 of 2 DOCUMENTS", "LENGTH: 12 words", "End of Document", "Body", "853 words",
        "Date: 2025-05-11", "title: Harbour", "Â© Harbour", "Œuvre\u00a0d’un\u2009an", "a\u200bb",
    ]
)  # fmt: skip
WRAPPED = PROSE.map(lambda text: textwrap.fill(text, 60))
TEXTS = st.lists(FURNITURE | PROSE | SHORT | WRAPPED | st.text(max_size=60), max_size=30).map(
    lambda parts: "\n".join(part.replace("\r", " ") for part in parts)
)


def captured(document: Document, block: Block) -> str:
    """The lines that a block was read from: its repairs undone, the last one first."""
    text = block.text
    for repair in reversed([r for r in document.repairs if r.place == block.place]):
        if repair.after.rstrip() == text.rstrip():
            text = repair.before
    return text


@patient
@given(TEXTS)
def test_blocks_repairs_and_blanks_are_the_text_again(text: str) -> None:
    lines = text.split("\n")
    read: list[str] = [""] * len(lines)
    for document in text_documents(text, CAPTURE_ID):
        for block in document.blocks:
            first, last = block.place.first_line - 1, block.place.last_line
            read[first:last] = captured(document, block).split("\n")
    gone = [line for line, again in zip(lines, read, strict=True) if not again and _seen(line)]
    assert not gone
    assert [again.rstrip() for again in read if again] == [
        line.rstrip() for line, again in zip(lines, read, strict=True) if again
    ]


def _seen(line: str) -> bool:
    """Whether a line holds anything that could be shown."""
    return any(character.isalnum() for character in line)


@patient
@given(TEXTS)
def test_each_block_is_published_left_out_or_a_headline(text: str) -> None:
    for document in text_documents(text, CAPTURE_ID):
        division = divided(document)
        held = [
            part.place
            for draft in division.drafts
            for parts in (draft.body, draft.details, draft.removals)
            for part in parts
        ]
        headlines = [
            block.place
            for block, label in zip(document.blocks, division.labels, strict=True)
            if label.name in {"T", "T2"}
        ]
        places = [block.place for block in document.blocks]
        by_line = sorted([*held, *headlines], key=lambda place: place.first_line)
        assert not division.drafts or by_line == places
