"""Documents and drafts in, articles and digests out: the door of the room.

What dates, credits and tags is loaded when the first draft is annotated; a
vocabulary can be had without it.
"""

from collections.abc import Iterator

from backfile.annotate.vocabulary import amended, load_vocabulary, tag_names
from backfile.annotate.words import Entry, Vocabulary
from backfile.later import later
from backfile.model import Article, Digest, Document, Draft, Provenance, Tag

with later("backfile.annotate.compose", "backfile.annotate.tagging"):
    from backfile.annotate import compose, tagging

__all__ = [
    "Entry",
    "Vocabulary",
    "amended",
    "annotate",
    "beginnings",
    "load_vocabulary",
    "tag_names",
    "tag_text",
]


def annotate(
    document: Document, draft: Draft, provenance: Provenance, vocabulary: Vocabulary
) -> Article | Digest:
    """Make a draft whole: its id, dates, language, authors, source and tags."""
    return compose.annotate(document, draft, provenance, vocabulary)


def beginnings(document: Document) -> Iterator[tuple[str, int]]:
    """Every id that an article, digest or item of a document could have, with its first block."""
    return compose.beginnings(document)


def tag_text(title: str, text: str, vocabulary: Vocabulary, language: str = "") -> tuple[Tag, ...]:
    """Give the tags of a text, by score descending, then kind, then slug.

    language is the text's primary tag; '' looks for all entries.
    """
    return tagging.tag_text(title, text, vocabulary, language)
