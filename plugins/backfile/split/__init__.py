"""A document and its marks in, its articles and digests as drafts out."""

from collections.abc import Sequence
from dataclasses import replace

from backfile.model import Division, Document, Draft, Mark, Repeats
from backfile.split.drafts import draft, is_text, spans
from backfile.split.dump import label_dump
from backfile.split.lines.voting import LineModel, load_line_model
from backfile.split.page import label_page
from backfile.split.record import is_record, label_record

__all__ = ["LineModel", "load_line_model", "split"]


def split(
    document: Document, marks: Sequence[Mark], repeats: Repeats, model: LineModel
) -> Division:
    """Divide a document; without any text there are no drafts.

    repeats: what other documents of its source hold too. model: says what
    the lines of unmarked text are.
    """
    if document.medium == "page":
        return _split_page(document, marks)
    if is_record(document.blocks):
        labels = label_record(document.blocks, marks)
    else:
        labels = label_dump(document.blocks, marks, repeats, model)
    parts = spans(labels)
    if not any(is_text(document, marks, labels, part) for part in parts):
        return Division(labels, ())
    return Division(labels, tuple(draft(document, labels, marks, part) for part in parts))


def _split_page(document: Document, marks: Sequence[Mark]) -> Division:
    page = label_page(document, marks)
    whole = (0, len(document.blocks) - 1)
    if not document.blocks or not is_text(document, marks, page.labels, whole):
        return Division(page.labels, ())
    made: Draft = draft(document, page.labels, marks, whole, page.title)
    if not page.title:
        made = replace(made, doubts=("no headline was found", *made.doubts))
    return Division(page.labels, (made,))
