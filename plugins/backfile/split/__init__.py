"""A document and its marks in, its articles and digests as drafts out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from backfile.model import Division, Document, Draft, Mark, Repeats
from backfile.split.drafts import draft, is_text, spans
from backfile.split.dump import label_dump
from backfile.split.lines.voting import LineModel, load_line_model
from backfile.split.page import label_page
from backfile.split.pages.voting import PageModel, load_page_model
from backfile.split.record import is_record, label_record

__all__ = ["Models", "load_models", "split"]


@dataclass(frozen=True, slots=True)
class Models:
    """What was trained: what the lines of a text are, and which blocks of a page are its story."""

    lines: LineModel
    pages: PageModel

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each model's file, by its name."""
        return {"lines": self.lines.digest, "pages": self.pages.digest}


def load_models() -> Models:
    """The models that are shipped with the program."""
    return Models(load_line_model(), load_page_model())


def split(document: Document, marks: Sequence[Mark], repeats: Repeats, models: Models) -> Division:
    """Divide a document; without any text there are no drafts.

    repeats: what other documents of its site or source hold too.
    """
    if document.medium == "page":
        return _split_page(document, marks, repeats, models.pages)
    if is_record(document.blocks):
        labels = label_record(document.blocks, marks)
    else:
        labels = label_dump(document.blocks, marks, repeats, models.lines)
    parts = spans(labels)
    if not any(is_text(document, marks, labels, part) for part in parts):
        return Division(labels, ())
    return Division(labels, tuple(draft(document, labels, marks, part) for part in parts))


def _split_page(
    document: Document, marks: Sequence[Mark], repeats: Repeats, model: PageModel
) -> Division:
    page = label_page(document, marks, repeats, model)
    whole = (0, len(document.blocks) - 1)
    if not document.blocks or not is_text(document, marks, page.labels, whole):
        return Division(page.labels, ())
    made: Draft = draft(document, page.labels, marks, whole, page.title)
    if not page.title:
        made = replace(made, doubts=("no headline was found", *made.doubts))
    return Division(page.labels, (made,))
