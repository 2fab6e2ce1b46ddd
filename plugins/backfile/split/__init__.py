"""A document and its marks in, its articles and digests as drafts out: the door of the room.

What divides stands in dividing.py; it and the trained models, which are large,
are loaded when the first document is divided.
"""

import functools
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from backfile.later import later
from backfile.model import Division, Document, Mark, Orders, Repeats

with later(
    "backfile.split.dividing",
    "backfile.split.doubting",
    "backfile.split.lines.voting",
    "backfile.split.pages.voting",
):
    from backfile.split import dividing, doubting
    from backfile.split.lines import voting as of_lines
    from backfile.split.pages import voting as of_pages

__all__ = ["Models", "load_models", "split"]

_FILES = {"lines": "lines.npz", "pages": "pages.npz", "doubts": "doubts.json"}


@dataclass(frozen=True, slots=True)
class Models:
    """The models that are shipped with the program, each loaded once a process when asked for.

    lines: what the lines of a text are; pages: which blocks of a page are its
    story; doubts: how likely something is wrong with what they found.
    """

    @property
    def lines(self) -> "of_lines.LineModel":
        """What says of the lines of a text what they are."""
        return _lines()

    @property
    def pages(self) -> "of_pages.PageModel":
        """What says which blocks of a page are its story."""
        return _pages()

    @property
    def doubts(self) -> "doubting.DoubtModel":
        """What says how likely something is wrong with what the others found."""
        return _doubts()

    @property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of each model's file, by its name."""
        return _digests().copy()


def load_models() -> Models:
    """The models that are shipped with the program."""
    return Models()


@functools.cache
def _lines() -> "of_lines.LineModel":
    return of_lines.load_line_model()


@functools.cache
def _pages() -> "of_pages.PageModel":
    return of_pages.load_page_model()


@functools.cache
def _doubts() -> "doubting.DoubtModel":
    return doubting.load_doubt_model()


@functools.cache
def _digests() -> dict[str, str]:
    folder = resources.files("backfile.split") / "weights"
    return {
        name: hashlib.sha256((folder / file).read_bytes()).hexdigest()
        for name, file in _FILES.items()
    }


def split(
    document: Document,
    marks: Sequence[Mark],
    repeats: Repeats,
    models: "dividing.Models",
    orders: Orders = Orders(),  # noqa: B008 - a frozen value
) -> Division:
    """Divide a document; without any text there are no drafts.

    repeats: what other documents of its site or source hold too. orders: the
    owner's corrections, which win over rules and models.
    """
    return dividing.split(document, marks, repeats, models, orders)
