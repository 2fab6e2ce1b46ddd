"""Examples and a line model in, what is right and what the program says out, as rows of `label`."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from backfile.model import Document, Draft, Repeats
from backfile.pipeline import census_of
from backfile.split import split
from backfile.split.dividing import Trained
from backfile.split.lines.voting import LineModel
from backfile.split.pages.voting import PageModel
from benchmarks.missed import Row
from training.labelled import Example, Labelled


def answers(examples: Sequence[Example], model: LineModel) -> list[Row]:
    """What `python -m backfile label` would answer for each; a set is a source."""
    repeated = census_of((example.known, example.document) for example in examples)
    return [
        _answer(example, repeated(example.known, example.document), model) for example in examples
    ]


def _answer(example: Example, repeats: Repeats, model: LineModel) -> Row:
    # Texts alone are asked for, so the model of pages may be empty.
    models = Trained(model, PageModel((), {}, {}, ""))
    division = split(example.document, example.marks, repeats, models)
    labels = [""] * len(example.labelled.lines)
    for block, label in zip(example.document.blocks, division.labels, strict=True):
        for line in range(block.place.first_line - 1, block.place.last_line):
            labels[line] = label.name
    drafts = [draft for draft in division.drafts if draft.kind == "article"]
    articles = [_article(draft, example.document) for draft in drafts]
    return {"id": example.labelled.id, "line_labels": labels, "articles": articles}


def _article(draft: Draft, document: Document) -> Row:
    return {
        "start_line": draft.start.first_line - 1,
        "end_line": document.blocks[draft.last].place.last_line - 1,
        "doubtful": bool(draft.doubts),
    }


def gold(texts: Iterable[Labelled]) -> list[Row]:
    """What is right of each text; an article goes from its headline to its last line of body."""
    return [
        {
            "id": text.id,
            "set": text.kind,
            "text": "".join(f"{line}\n" for line in text.lines),
            "line_labels": list(text.labels),
            "articles": [{"start_line": a, "end_line": b} for a, b in _articles(text.labels)],
        }
        for text in texts
    ]


def _articles(labels: Sequence[str]) -> Iterable[tuple[int, int]]:
    starts = [line for line, label in enumerate(labels) if label == "T"]
    for start, end in pairwise([*starts, len(labels)]):
        body = [line for line in range(start, end) if labels[line] == "B"]
        yield start, max(body, default=start)
