"""A text and its lines' labels in, the blocks and marks that the line model sees out."""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from backfile.clean import Rules, mark
from backfile.model import Document, Mark, Provenance
from backfile.read.text import documents_of
from backfile.split.record import is_record


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with a label for each of its lines.

    kind: the set that it belongs to. sites: those of the stories in it, none
    where it is composed. labels: T, T2, B, M, X, S, D, "" for a blank line,
    "?" for one that is not to be learnt or scored.
    """

    id: str
    kind: str
    sites: tuple[str, ...]
    lines: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text as the program reads and marks it before its lines are labelled."""

    labelled: Labelled
    document: Document
    marks: tuple[Mark, ...]

    @property
    def known(self) -> Provenance:
        """A set of texts is one source."""
        return Provenance(source=self.labelled.kind)

    @property
    def targets(self) -> list[str]:
        """The label of each block: that of its first line."""
        labels = self.labelled.labels
        return [labels[block.place.first_line - 1] for block in self.document.blocks]


def examples_of(texts: Iterable[Labelled], rules: Rules) -> list[Example]:
    """An example of each text, but for exports: their lines are labelled by their format."""
    read = [(text, documents_of("\n".join(text.lines), text.id)) for text in texts]
    return [
        Example(text, documents[0], mark(documents[0], rules, Provenance()))
        for text, documents in read
        if not any(is_record(document.blocks) for document in documents)
    ]


def chance_of(seed: int) -> random.Random:
    """Dice that fall the same way every time; no secret rests on them."""
    return random.Random(seed)  # noqa: S311 - as said above
