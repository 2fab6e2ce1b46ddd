"""A name in any alphabet in, the piece of an address that stands for it out."""

import hashlib
import re
import unicodedata

from unidecode import unidecode

SLUG_BYTES = 80
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_OTHER = re.compile(r"[^a-z0-9]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

# Windows opens no file of these names, whatever their ending, and a copy must open there.
_RESERVED = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")


def slug(text: str, longest: int = SLUG_BYTES) -> str:
    """Give 1 to `longest` characters of [a-z0-9-], the same for the same text for ever.

    Other alphabets are transliterated. A text of which nothing is left (only
    marks or emoji) gives "x-" and a piece of its SHA-256.
    """
    # unidecode warns of lone surrogates, which captures do hold
    plain = unicodedata.normalize("NFKC", _SURROGATES.sub("", text))
    latin = _APOSTROPHES.sub("", unidecode(_APOSTROPHES.sub("", plain))).lower()
    words = _OTHER.sub("-", latin).strip("-")
    if not words:
        words = "x-" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
    return _cut(f"x-{words}" if _RESERVED.fullmatch(words) else words, longest)


def _cut(words: str, longest: int) -> str:
    """Cut at a word's end where there is one in the second half of the room."""
    if len(words) <= longest:
        return words
    head = words[: longest + 1]
    end = head.rfind("-")
    return head[:end] if end > longest // 2 else head[:longest]
