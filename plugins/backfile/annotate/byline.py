"""A page's author claims and the byline lines in, names of authors out.

Claims come first, as they are data; then lines that say that they are bylines.
A line that is more than names gives nothing: a wrong author is worse than none.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from backfile.model import Claim

MOST_AUTHORS = 8
_LONGEST_NAME = 60
# what is longer is no byline, and must not keep the expressions busy
_LONGEST_LINE = 500
_MOST_WORDS = 5
_LEAD = re.compile(
    r"\s*(?:(?:written|reported|story|text|words|opinion)\s+by\b|by\b:?|byline\s*:|"
    r"authors?\s*:|von\b|par\b|por\b|di\b|text\s*:|texte\s*:|autor(?:in|es|zy)?\s*:|auteurs?\s*:|"
    r"автори?\s*:|авторы\s*:|текст\s*:|tekst\s*:)\s*",
    re.IGNORECASE,
)
# "Author: Last, First" is how databases write one name, not two.
_DATABASE_LEAD = re.compile(r"\s*authors?\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_AND = re.compile(
    r"\s*[;&|•·]\s*|\s+(?:and|und|et|y|e|i|та|и|і|with)\s+|\s*,\s*(?:and\s+)?", re.IGNORECASE
)
_TAIL = re.compile(
    r"\s*(?:[|•·–—/]|\s-\s|"
    r"\b(?:in|for|of|at|from|für|pour|para|on|(?i:published|updated|posted))\b).*",
    re.DOTALL,
)
_LOWER_PARTICLES = frozenset(
    "de del della da di do dos du des van von der den ter ten la le el al bin ibn ben abu y e zu "
    "af av".split()
)
_NO_NAMES = frozenset(
    "admin administrator author editor editors editorial staff staffs unknown null none reporter "
    "reporters writer writers correspondent correspondents redaktion redakcja rédaction redacción "
    "newsroom desk team webmaster anonymous редакція редакция".split()
)
_ROLES = re.compile(
    r"\b(?:staff|editors?|writers?|reporters?|correspondents?|columnist|bureau|chief|press|"
    r"agency|news|special to|contributor|associate|producer|analyst)\b",
    re.IGNORECASE,
)


def parse_byline(lines: Sequence[str], claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give the authors in the order of the claims or lines, each once, at most 8.

    lines are the byline and dateline lines. A line counts when it begins as a
    byline does ("By", "BYLINE:", "Von", "Автор:", "Author: Last, First"); "By"
    alone takes the next line. Roles, places and addresses are cut off.
    """
    claimed = [name for claim in claims if claim.field == "author" for name in _names(claim.value)]
    names = claimed or [name for line in _bylines(lines) for name in line]
    return tuple(dict.fromkeys(names))[:MOST_AUTHORS]


def _bylines(lines: Sequence[str]) -> Iterable[list[str]]:
    """Give the names of each line that is a byline."""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        lead = _LEAD.match(line)
        if lead is None:
            continue
        rest = line[lead.end() :].strip() or following
        names = _names(rest, in_database=_DATABASE_LEAD.match(line) is not None)
        if names:
            yield names


def _names(text: str, *, in_database: bool = False) -> list[str]:
    """Read names, or nothing where what stands there is no list of names."""
    text = text[:_LONGEST_LINE]
    lead = _LEAD.match(text)
    text = _ASIDE.sub(" ", _ADDRESS.sub(" ", text[lead.end() :] if lead else text))
    text = " ".join(text.split()).strip(" .,;:")
    turned = _turned(text) if in_database or text.count(",") == 1 else ""
    if turned:
        return [turned]
    parts = [part for part in _AND.split(_TAIL.sub("", text)) if part]
    names: list[str] = []
    for part in parts:
        name = part.strip(" .,;:\"'“”*")
        if _is_name(name):
            names.append(_recased(name))
        elif not names:
            return []
        elif not _ROLES.search(name):
            return names if len(name) < _LONGEST_NAME else []
    return names


def _turned(text: str) -> str:
    """Give "First Last" for "Last, First" where each half is a plain part of a name."""
    last, comma, first = (piece.strip() for piece in text.partition(","))
    if not comma or " " in last or not first or first.count(" ") > 1:
        return ""
    whole = f"{first} {last}"
    return _recased(whole) if _is_name(whole) and not _AND.search(first) else ""


def _is_name(name: str) -> bool:
    """Say whether a text has the shape of a person's or an agency's name."""
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or len(name) > _LONGEST_NAME:
        return False
    if _ROLES.search(name) and len(words) > 1 and not name.endswith("Press"):
        return False
    if any(word.lower() in _NO_NAMES for word in words):
        return False
    capitalised = all(_is_name_word(word) for word in words)
    return capitalised and words[-1][:1].isupper() and len(name) > 1


def _is_name_word(word: str) -> bool:
    """Say whether a word may stand in a name: Anna, O'Neil, J.R., van, al-Amin, Jean-Luc."""
    letters = re.sub(r"[.'’ʼ-]", "", word)
    if not letters.isalpha():
        return False
    return word[0].isupper() or word in _LOWER_PARTICLES or word[:3] in ("al-", "el-", "d'A")


def _recased(name: str) -> str:
    """Write a name in capitals as names are written, so that an author has one form."""
    words = name.split()
    if not name.isupper() or len(words) == 1:
        return name
    return " ".join(
        word if "." in word else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
        for word in words
    )
