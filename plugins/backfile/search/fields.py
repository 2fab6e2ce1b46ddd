"""A document in, the texts of each field that can be searched out."""

from collections.abc import Sequence

from backfile.model import SearchDocument

# The names a reader can put before a word (title:europe), with what a match
# there counts against a match in the text. Measured with queries made of known
# articles' titles and texts (benchmarks/search.py): 2 for the title finds most
# where any word is enough, and as much as 3 to 6 where all words must occur;
# weights of tags from 0 to 3 make no difference. A byline stands above a mention.
FIELDS: tuple[tuple[str, int], ...] = (
    ("title", 2),
    ("text", 1),
    ("tags", 1),
    ("authors", 2),
    ("source", 1),
)


def texts_of(document: SearchDocument) -> tuple[Sequence[str], ...]:
    """Give the texts, or names, of each field."""
    names = [name for _, _, name in document.tags]
    return (document.title,), (document.text,), names, document.authors, (document.source,)
