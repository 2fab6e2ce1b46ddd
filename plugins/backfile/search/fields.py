"""A document in, the texts of each field that can be searched out."""

from collections.abc import Sequence

from backfile.model import SearchDocument

# The names a reader can put before a word (title:europe), with what a match
# there counts against a match in the text. A word of a headline is worth
# several of the body, a tag was given because the text is about it.
FIELDS: tuple[tuple[str, int], ...] = (
    ("title", 6),
    ("text", 1),
    ("tags", 3),
    ("authors", 2),
    ("source", 1),
)


def texts_of(document: SearchDocument) -> tuple[Sequence[str], ...]:
    """Give the texts, or names, of each field."""
    names = [name for _, _, name in document.tags]
    return (document.title,), (document.text,), names, document.authors, (document.source,)
