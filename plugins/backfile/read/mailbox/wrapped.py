"""The lines of a mail in, its paragraphs out: lines that a mail program broke are joined.

A program breaks a line only where the next word would not have fitted. Mail is
short, so few such breaks are enough; lines of a list or a poem have none.
"""

import re
from collections.abc import Iterator, Sequence

# Programs break mail at 60 to 80 characters; a few at a little less or more.
_NARROWEST, _WIDEST = 45, 100
# Of the breaks of wrapped text almost all are where a word did not fit; of lists and poems few.
_SHARE_OF_BREAKS, _FEWEST_BREAKS = 0.6, 2
# Addresses are not broken, however long.
_MOST_WIDE = 0.2
_ITEM = re.compile(r"\s*(?:[-*•–—·>]\s|\(?\d{1,2}[.)]\s|\s{4}|[-_=*]{3})")


def width_of(lines: Sequence[str]) -> int:
    """The width that lines were broken at; 0 where they were not."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    wide = sum(length > _WIDEST for length in lengths)
    width = max((length for length in lengths if length <= _WIDEST), default=0)
    if width < _NARROWEST or wide > len(lengths) * _MOST_WIDE:
        return 0
    pairs = [i for i in range(len(lines) - 1) if lines[i].strip() and lines[i + 1].strip()]
    breaks = sum(_goes_on(lines, index, width) for index in pairs)
    return width if breaks >= max(_FEWEST_BREAKS, len(pairs) * _SHARE_OF_BREAKS) else 0


def paragraphs(lines: Sequence[str], width: int) -> Iterator[tuple[int, int]]:
    """First and last line of each paragraph, in order; blank lines are in none."""
    first = 0
    for index, line in enumerate(lines):
        if not line.strip():
            first = index + 1
        elif not (width and _goes_on(lines, index, width)):
            yield first, index
            first = index + 1


def _goes_on(lines: Sequence[str], index: int, width: int) -> bool:
    """Whether the next line is one with this: its first word did not fit here."""
    line = lines[index].rstrip()
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if not following.strip() or len(line) > _WIDEST or _ITEM.match(following):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width
