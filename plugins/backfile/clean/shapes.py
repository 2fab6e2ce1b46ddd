"""A block's text in, what it looks like out: prose, headline, byline.

Only shapes that hold in any language; words of languages are in the rules.
"""

import re

from backfile.model import Shape

# Design of this program: a prose block is 60 characters or more and ends like
# a sentence. Closing quotes and brackets may follow the full stop.
PROSE_CHARACTERS = 60
_SENTENCE_END = re.compile(r"[.!?…。！？؟।։]['\"”’»“)\]]*$")
# Longer than this is no headline: of 1,000 headlines of news sites fewer than
# one in a hundred is.
HEADLINE_CHARACTERS = 200


def ends_like_a_sentence(text: str) -> bool:
    """Whether a text ends with a full stop, question mark or the like."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def is_prose(text: str) -> bool:
    """Whether a text has the shape of a paragraph of prose."""
    return len(text.strip()) >= PROSE_CHARACTERS and ends_like_a_sentence(text)


def could_be_headline(text: str) -> bool:
    """Whether a text is short, has a letter and is no prose."""
    text = text.strip()
    return (
        len(text) <= HEADLINE_CHARACTERS and any(c.isalpha() for c in text) and not is_prose(text)
    )


def shape_of(text: str) -> Shape:
    """The shape of a block, as splitting wants to know it."""
    if is_prose(text):
        return "prose"
    if len(text.strip()) > HEADLINE_CHARACTERS:
        return "other"
    return "sentence" if ends_like_a_sentence(text) else "short"
