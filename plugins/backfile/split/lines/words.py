"""A line of text in, the numbers of its known words and word pairs out.

The model knows words by a checksum alone: what stands on many sites ("share",
"newsletter", "par") says much of a line, in any language it was trained on.
"""

import re
import zlib
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

from backfile.split.lines.features import words_in

_DIGITS = re.compile(r"\d")
_LOOKED_AT = 400
# Of a long paragraph the first and last words tell most.
_FIRST, _LAST = 24, 8
# Pairs are counted in short lines only: in prose they say nothing.
_MOST_FOR_PAIRS = 12
MOST_NUMBERS = 40


def tokens(text: str) -> list[str]:
    """The words, the first one marked, and in short lines the pairs of a text."""
    words = words_in(text[:_LOOKED_AT])
    if not words:
        return []
    # All at once: neither what folds a letter nor what writes a figure makes or eats a line end.
    words = _DIGITS.sub("0", "\n".join(words).casefold()).split("\n")
    if len(words) > _FIRST + _LAST:
        words = words[:_FIRST] + words[-_LAST:]
    pairs = pairwise(words) if len(words) <= _MOST_FOR_PAIRS else ()
    return ["^" + words[0], *words, *map(" ".join, pairs)]


# Few words make up most of what is written; a number of them is kept at hand.
@lru_cache(maxsize=16_384)
def checksum(token: str) -> int:
    """What a token is known by: the CRC-32 of its UTF-8."""
    return zlib.crc32(token.encode("utf-8", "surrogatepass"))


def numbers_of(text: str, known: Mapping[int, int]) -> list[int]:
    """The numbers of the tokens that are known, at most 40; known: number by checksum."""
    found = map(known.get, map(checksum, tokens(text)))
    return [number for number in found if number is not None][:MOST_NUMBERS]
