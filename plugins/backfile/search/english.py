"""A word of a to z in, its stem as lunr.js makes it out.

Names in -sky are written in many ways in Latin letters (Zelensky, Zelenskyy,
Zelenskiy, Zelenskyi, Zelenskij, Selenskyj), and so are Zaluzhny, Zaluzhnyi,
Serhiy: such endings count as the y that lunr.js makes an i of. No English word
ends so. Twin of stemLatin in theme/static/js/search/analyser.js.
"""

import re

from backfile.search.porter import stem_word

_NAME_ENDING = re.compile(
    "^([a-z]{2,}[sc]k)(?:y[ijy]|i[ijy])s?$|^([a-z]{3,}[b-df-hj-np-tv-xz])(?:y[ijy]|iy)$"
)


def stem_latin(word: str) -> str:
    """Give the stem of a word of a to z: lunr.js's, with the endings of names made one."""
    name = _NAME_ENDING.match(word)
    return stem_word(f"{name[1] or name[2]}y" if name else word)
