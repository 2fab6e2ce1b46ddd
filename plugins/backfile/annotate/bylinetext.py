"""The words of a byline in, the names that stand in it out: persons and, apart, organisations.

A text that is more than names and what belongs to names (roles, places, dates,
addresses, degrees) gives nothing: a wrong author is worse than none.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from backfile.annotate.bylinewords import (
    ADDRESS,
    AGENCY_END,
    AND,
    ASIDE,
    DEGREE,
    DEGREE_END,
    GLUED,
    LAST,
    LATER_LEAD,
    LEAD,
    LOWER_PARTICLES,
    NO_NAMES,
    ORGANISATION,
    ROLES,
    TAIL,
)
from backfile.annotate.datetext import stated_dates

_LONGEST_NAME = 60
# what is longer is no byline, and must not keep the expressions busy
_LONGEST_LINE = 500
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a byline, in order."""

    persons: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


def has_lead(text: str) -> bool:
    """Whether a line begins as a byline does ("By", "Von", "Автор:")."""
    return LEAD.match(text) is not None or LATER_LEAD.search(text[:_LONGEST_LINE]) is not None


def has_and(text: str) -> bool:
    """Whether a byline joins names with an "and"."""
    return LAST.search(text[:_LONGEST_LINE]) is not None or "&" in text


def squashed(text: str) -> str:
    """What makes two spellings of a name the same: letters and digits without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, plain))


def read_names(
    text: str, sources: Sequence[str] = (), *, in_database: bool = False, is_data: bool = False
) -> Names:
    """The names in a byline's words.

    sources: what the site is called, squashed; these are no persons. is_data:
    a machine's field says that it is a name, so that it needs no capital.
    """
    text = _trimmed(text[:_LONGEST_LINE])
    turned = _turned(text) if in_database or text.count(",") == 1 else ""
    if turned:
        return Names((turned,))
    if squashed(text) in sources:
        return Names((), (text,))
    persons = _listed(TAIL.sub("", text), sources, is_data=is_data)
    return Names(tuple(persons)) if persons else _organisation_in(text, sources)


# A page states its author in several places, in the same words.
@lru_cache(maxsize=64)
def _trimmed(text: str) -> str:
    """A byline's words without its lead, addresses, asides, and the date that follows."""
    lead = LEAD.match(text) or LATER_LEAD.search(text)
    text = text[lead.end() :] if lead else text
    text = GLUED.sub(" | ", ASIDE.sub(" ", ADDRESS.sub(" ", text)))
    dated = next((stated.start for stated in stated_dates(text)), len(text))
    # A date before the name leaves nothing; one after it goes with all that follows.
    text = re.sub(
        r"(?:\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b[\s,.]*)+\Z",
        "",
        text[:dated],
        flags=re.IGNORECASE,
    )
    return " ".join(text.split()).strip(" .,;:|-–—•·/")


def _listed(text: str, sources: Sequence[str], *, is_data: bool) -> list[str]:
    """The persons of a list, up to what is no name any more: a role, a place, a paper."""
    names: list[str] = []
    last = [found.end() for found in LAST.finditer(text)]
    start = 0
    for part, end in _parts(text):
        name = _clean(part)
        # "A. Writer and B. Author, The Paper": what follows the last of a list is no author
        is_over = bool(last) and names and start > last[-1] + len(name)
        start = end
        if is_over or (names and _is_affiliation(name, names, sources)):
            break
        if not name or (DEGREE.match(name) and names):
            continue
        if not _is_name(name, is_data=is_data) or _is_organisation(name, sources):
            if not names:
                return []
            break
        names.append(_recased(name))
    return names


def _parts(text: str) -> Iterable[tuple[str, int]]:
    start = 0
    for found in AND.finditer(text):
        yield text[start : found.start()], found.end()
        start = found.end()
    yield text[start:], len(text)


def _is_affiliation(name: str, names: Sequence[str], sources: Sequence[str]) -> bool:
    """Whether what follows names is a place, a paper or a role rather than one more."""
    is_single = " " not in name and all(" " in other for other in names)
    is_degree = bool(DEGREE.match(name))
    is_capital = name.isupper() and not any(other.isupper() for other in names)
    if is_degree:
        return False
    return is_single or is_capital or _is_organisation(name, sources) or bool(ROLES.search(name))


def _clean(part: str) -> str:
    """A name without quotes, degrees and the agency that it is printed with."""
    name = part.strip(" ,;:\"'“”*|")
    without = AGENCY_END.sub("", DEGREE_END.sub("", name)).strip(" ,;:")
    name = without if " " in without else name
    # "Writer." ends a line, "J. R." is a name
    return (
        name[:-1] if name.endswith(".") and not re.search(r"(?:\b\w|\bJr|\bSr)\.\Z", name) else name
    )


def _organisation_in(text: str, sources: Sequence[str]) -> Names:
    """The organisation that a byline names, where it names no person."""
    name = re.split(r"\s*[|•·,;/]\s*", text)[0]
    # "a staff correspondent" is a role, and nobody's name.
    is_named = not name[:1].islower() and _is_organisation(name, sources)
    return Names((), (name,)) if is_named else Names()


def _is_organisation(name: str, sources: Sequence[str]) -> bool:
    """Whether a name is the site's own, or says that it is a paper's, an agency's or a team's."""
    if not name or len(name) > _LONGEST_NAME or len(name.split()) > _MOST_WORDS + 1:
        return False
    if all(word.lower() in NO_NAMES for word in name.split()):
        return False
    own = squashed(name)
    return own in sources or ORGANISATION.search(name) is not None


def _turned(text: str) -> str:
    """Give "First Last" for "Last, First" where each half is a plain part of a name."""
    last, comma, first = (piece.strip() for piece in text.partition(","))
    if not comma or " " in last or not first or first.count(" ") > 1:
        return ""
    whole = f"{first} {last}"
    is_name = _is_name(whole, is_data=False) and not AND.search(first)
    return _recased(whole) if is_name and not ORGANISATION.search(whole) else ""


def _is_name(name: str, *, is_data: bool) -> bool:
    """Say whether a text has the shape of a person's name."""
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS or not 1 < len(name) <= _LONGEST_NAME:
        return False
    if ROLES.search(name) or any(word.lower() in NO_NAMES for word in words):
        return False
    if is_data and not name.isascii() and all(_letters(word) for word in words):
        return True
    if is_data and name.islower():
        return len(words) > 1 and all(_letters(word) for word in words)
    capitalised = all(_is_name_word(word) for word in words)
    return capitalised and words[-1][:1].isupper()


def _letters(word: str) -> bool:
    return re.sub(r"[.'’ʼ・-]", "", word).isalpha()


def _is_name_word(word: str) -> bool:
    """Say whether a word may stand in a name: Anna, O'Neil, J.R., van, al-Amin, Jean-Luc."""
    if not _letters(word):
        return False
    return word[0].isupper() or word in LOWER_PARTICLES or word[:3] in ("al-", "el-", "d'A")


def _recased(name: str) -> str:
    """Write a name in capitals as names are written, so that an author has one form."""
    words = name.split()
    if not name.isupper() or len(words) == 1:
        return name
    return " ".join(
        word if "." in word else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
        for word in words
    )
