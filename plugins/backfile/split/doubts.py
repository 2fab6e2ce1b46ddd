"""A draft's labels and marks in, why its owner should look at it out, in words."""

from collections.abc import Iterator, Sequence

from backfile.details import is_detail
from backfile.model import Document, Label, Mark

# A paragraph that a model took with a smaller margin may be text, a headline that the line
# model found with a smaller one may be another line. On sites that the line model had not seen,
# all of 18 paragraphs that it took wrongly were below the first, and 15 of them below .96; of
# the pages that missed a paragraph, seven in ten had one below the second.
_SURELY_TAKEN = {"text": 0.975, "page": 0.97}
_SURELY_HEADLINE = 0.2
# A headline is longer than a sub-heading mostly is, and does not stand right below another.
_SHORTEST_HEADLINE = 20
_ABOVE = 3
_BY_MODEL = frozenset({"line-model", "page-model", "outside-story"})
# A paragraph that is mostly link is a teaser.
_LINKED = 0.5


def doubts_of(
    document: Document, labels: Sequence[Label], marks: Sequence[Mark], inside: range
) -> tuple[str, ...]:
    """What the owner should look at; inside: the draft's blocks."""
    if document.medium == "page":
        return tuple(_of_paragraphs(document, labels, marks, inside))
    return (
        *_of_headline(labels, inside),
        *_of_beginnings(document, labels, marks, inside),
        *_of_paragraphs(document, labels, marks, inside),
    )


def _of_headline(labels: Sequence[Label], inside: range) -> Iterator[str]:
    titles = [labels[i] for i in inside if labels[i].name == "T"]
    if not titles:
        yield "no headline was found"
    elif titles[0].margin < _SURELY_HEADLINE:
        yield "the headline may be another line"


def _of_beginnings(
    document: Document, labels: Sequence[Label], marks: Sequence[Mark], inside: range
) -> Iterator[str]:
    """Name the first line within a story that looks like the headline of another."""
    for i in inside[_ABOVE:-2]:
        is_free = labels[i].name in {"B", "X"} and not marks[i].rule
        if is_free and _is_credited(document, marks, i):
            yield f"another story may begin at line {document.blocks[i].place.first_line}"
            return


def _is_credited(document: Document, marks: Sequence[Mark], index: int) -> bool:
    """Whether a short line has a byline or date right below it, and prose below that."""
    line, below = (document.blocks[i].text.strip() for i in (index, index + 1))
    if marks[index].shape != "short" or len(line) < _SHORTEST_HEADLINE or is_detail(line):
        return False
    return is_detail(below) and any(mark.shape == "prose" for mark in marks[index + 2 : index + 4])


def _of_paragraphs(
    document: Document, labels: Sequence[Label], marks: Sequence[Mark], inside: range
) -> Iterator[str]:
    """Name the first paragraph that the model left out without being sure."""
    surely = _SURELY_TAKEN[document.medium]
    unsure = [
        document.blocks[i].place.first_line
        for i in inside
        if labels[i].name == "X"
        and labels[i].rule in _BY_MODEL
        and marks[i].shape == "prose"
        and document.blocks[i].link_share < _LINKED
        and labels[i].margin < surely
    ]
    if unsure:
        what = "block" if document.medium == "page" else "line"
        more = f" and {len(unsure) - 1} more" if len(unsure) > 1 else ""
        yield f"a paragraph that may be text was left out: {what} {unsure[0]}{more}"
