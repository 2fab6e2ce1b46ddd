"""corrections.yaml in, what the owner corrects of documents, articles and tags out."""

from backfile.owner.corrections.parsing import (
    Correction,
    Corrections,
    correction_of,
    load_corrections,
)
from backfile.owner.corrections.places import Sheet, Span
from backfile.owner.corrections.resolving import Resolved, resolve
from backfile.owner.corrections.tagging import tag_words, vocabulary_changes
from backfile.owner.corrections.words import told

__all__ = [
    "Correction",
    "Corrections",
    "Resolved",
    "Sheet",
    "Span",
    "correction_of",
    "load_corrections",
    "resolve",
    "tag_words",
    "told",
    "vocabulary_changes",
]
