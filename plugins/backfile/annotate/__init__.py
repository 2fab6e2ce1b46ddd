"""Documents and drafts in, articles and digests out: dates, languages, bylines, tags."""

from backfile.annotate.compose import annotate
from backfile.annotate.tagging import tag_text
from backfile.annotate.vocabulary import load_vocabulary
from backfile.annotate.words import Entry, Vocabulary

__all__ = ["Entry", "Vocabulary", "annotate", "load_vocabulary", "tag_text"]
