"""Documents and drafts in, articles and digests out: dates, languages, bylines, tags."""

from backfile.annotate.compose import annotate, beginnings
from backfile.annotate.tagging import tag_text
from backfile.annotate.vocabulary import amended, load_vocabulary, tag_names
from backfile.annotate.words import Entry, Vocabulary

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
