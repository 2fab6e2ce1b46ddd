"""Labelled blocks in, drafts of articles and digests out.

The drafts' spans follow each other over the whole document, so that every
block is in the body, the details or the removals of exactly one draft, or is
its headline.
"""

from collections.abc import Container, Iterator, Sequence

from backfile.model import Block, Document, Draft, Label, Mark, Removal, Repair
from backfile.split.doubts import doubts_of

# A title made of a story's first words ends at a word before this.
_TITLE_CHARACTERS = 80
_SENTENCES_OF_A_TEXT = 2
_FIGURES = 2


def spans(
    labels: Sequence[Label], forced: Container[int] = (), inner: Container[int] = ()
) -> list[tuple[int, int]]:
    """First and last block of each draft: a digest at each run of items, a story at each headline.

    What stands above the first of them belongs to it, but for text without a
    headline. forced: blocks at which a draft begins whatever they are; inner:
    headlines at which none does.
    """
    if not labels:
        return []
    starts = list(_starts(labels, forced, inner))
    # Text above the first headline is a story of its own; anything else belongs to the first.
    has_text = any(label.name == "B" for label in labels[: starts[0] if starts else 0])
    starts = [0, *(starts if has_text else starts[1:])]
    return list(zip(starts, [*(s - 1 for s in starts[1:]), len(labels) - 1], strict=True))


def _starts(
    labels: Sequence[Label], forced: Container[int], inner: Container[int]
) -> Iterator[int]:
    """Where a headline stands, or a digest's first item."""
    above = ""
    for index, label in enumerate(labels):
        is_start = label.name == "T" or (label.name == "D" and above != "D")
        if index in forced or (is_start and index not in inner):
            yield index
        if label.name in {"T", "B", "D"}:
            above = label.name


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
    titles = _headline(labels, inside)
    joined, repairs = _joined([blocks[i] for i in titles])
    is_digest = bool(_named(labels, inside, "D"))
    taken = _named(labels, inside, "X", "S")
    return Draft(
        kind="digest" if is_digest else "article",
        title=title or joined or _title_of(body),
        body=body,
        details=tuple(blocks[i] for i in _named(labels, inside, "M")),
        removals=tuple(_removal(blocks[i], labels[i], marks[i]) for i in taken),
        repairs=(*_repairs(document, first, last), *repairs),
        first=first,
        last=last,
        start=blocks[titles[0] if titles else first].place,
        doubts=() if is_digest else doubts_of(document, labels, marks, inside),
    )


def _headline(labels: Sequence[Label], inside: range) -> list[int]:
    """The headline's block, and those in which it goes on."""
    return _named(labels, inside, "T")[:1] + _named(labels, inside, "T2")


def _joined(parts: Sequence[Block]) -> tuple[str, tuple[Repair, ...]]:
    """A headline in one piece, and the repair where it was in several."""
    text = " ".join(part.text.strip() for part in parts)
    if len(parts) <= 1:
        return text, ()
    before = "\n".join(part.text for part in parts)
    return text, (Repair(before, text, "headline lines joined", parts[0].place),)


def _named(labels: Sequence[Label], inside: range, *names: str) -> list[int]:
    return [i for i in inside if labels[i].name in names]


def is_text(
    document: Document, marks: Sequence[Mark], labels: Sequence[Label], span: tuple[int, int]
) -> bool:
    """Whether a draft's body is text at all: a paragraph, two sentences, or two lines of figures.

    Results and prices are news without a sentence; a menu has neither. What an
    export gives as a story's text is that, however short.
    """
    kept = _named(labels, range(span[0], span[1] + 1), "B", "D")
    if any(document.blocks[i].given == "B" for i in kept):
        return True
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
