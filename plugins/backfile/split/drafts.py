"""Labelled blocks in, drafts of articles and digests out.

The drafts' spans follow each other over the whole document, so that every
block is in the body, the details or the removals of exactly one draft, or is
its headline.
"""

from collections.abc import Sequence

from backfile.model import Block, Document, Draft, Label, Mark, Removal, Repair

# A title made of a story's first words ends at a word before this.
_TITLE_CHARACTERS = 80
_SENTENCES_OF_A_TEXT = 2
_FIGURES = 2
# Prose beyond this that was taken with its container is worth the owner's look.
_DOUBTFUL_LOSS = 200


def spans(labels: Sequence[Label]) -> list[tuple[int, int]]:
    """First and last block of each draft: a digest, then a story at each headline."""
    if not labels:
        return []
    starts = [i for i, label in enumerate(labels) if label.name == "T"]
    preface = labels[: starts[0]] if starts else ()
    if not starts or any(label.name == "D" for label in preface):
        starts = [0, *starts]
    else:
        starts[0] = 0
    return list(zip(starts, [*(s - 1 for s in starts[1:]), len(labels) - 1], strict=True))


def draft(
    document: Document,
    labels: Sequence[Label],
    marks: Sequence[Mark],
    span: tuple[int, int],
    title: str = "",
) -> Draft:
    """One draft of a document: the blocks from span's first to its last."""
    first, last = span
    inside = range(first, last + 1)
    blocks = document.blocks
    body = tuple(blocks[i] for i in _named(labels, inside, "B", "D"))
    titles = _named(labels, inside, "T")
    is_digest = bool(_named(labels, inside, "D"))
    taken = _named(labels, inside, "X", "S")
    return Draft(
        kind="digest" if is_digest else "article",
        title=title or (blocks[titles[0]].text.strip() if titles else _title_of(body)),
        body=body,
        details=tuple(blocks[i] for i in _named(labels, inside, "M")),
        removals=tuple(_removal(blocks[i], labels[i], marks[i]) for i in taken),
        repairs=_repairs(document, first, last),
        first=first,
        last=last,
        start=blocks[titles[0] if titles else first].place,
        doubts=() if is_digest else tuple(_doubts(document, labels, marks, inside)),
    )


def _named(labels: Sequence[Label], inside: range, *names: str) -> list[int]:
    return [i for i in inside if labels[i].name in names]


def is_text(
    document: Document, marks: Sequence[Mark], labels: Sequence[Label], span: tuple[int, int]
) -> bool:
    """Whether a draft's body is text at all: a paragraph, two sentences, or two lines of figures.

    Results and prices are news without a sentence; a menu has neither.
    """
    kept = _named(labels, range(span[0], span[1] + 1), "B", "D")
    shapes = [marks[i].shape for i in kept]
    figures = sum(any(map(str.isdigit, document.blocks[i].text)) for i in kept)
    is_prose = "prose" in shapes or "other" in shapes
    return is_prose or shapes.count("sentence") >= _SENTENCES_OF_A_TEXT or figures >= _FIGURES


def _removal(block: Block, label: Label, mark: Mark) -> Removal:
    return Removal(block.text, block.place, label.rule, label.reason, mark.role or "line")


def _repairs(document: Document, first: int, last: int) -> tuple[Repair, ...]:
    """The repairs inside a span, and those of the document as a whole."""
    top = document.blocks[first].place.first_line
    bottom = document.blocks[last].place.last_line
    return tuple(
        repair
        for repair in document.repairs
        if repair.place is None or top <= repair.place.first_line <= bottom
    )


def _title_of(body: Sequence[Block]) -> str:
    words = " ".join(body[0].text.split()) if body else ""
    if len(words) <= _TITLE_CHARACTERS:
        return words
    return words[:_TITLE_CHARACTERS].rpartition(" ")[0] + " …"


def _doubts(
    document: Document, labels: Sequence[Label], marks: Sequence[Mark], inside: range
) -> list[str]:
    """What the owner should look at, in words."""
    doubts = []
    titles = [i for i in inside if labels[i].name == "T"]
    if not titles and document.medium == "text":
        doubts.append("no headline was found")
    if titles and any(labels[i].name == "B" for i in range(inside[0], titles[0])):
        doubts.append("text above the headline was kept")
    lost = sum(
        len(document.blocks[i].text)
        for i in inside
        if labels[i].rule == "outside-story" and marks[i].shape == "prose"
    )
    if lost > _DOUBTFUL_LOSS:
        doubts.append(f"{lost} characters of prose outside the story's container were left out")
    return doubts
