"""A line of a Nexis record in, its field's name and value out; fields in, claims out.

The older downloads write names in capitals ("LOAD-DATE:"), Nexis Uni does not
("Load-Date:"); here they are all in small letters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from backfile.model import Claim
from backfile.read.formats.parts import claim, runs_of

_NAME = re.compile(r"\s{0,4}([^\W\d_][^\W\d_ -]{2,30}|[^\W\d_]{2,15}[ -][^\W\d_]{2,15}):(?:\s+|\Z)")


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


HEADLINE = _names("headline title titel titre título titular titolo")
BODY = _names("body text texte texto testo volltext")
LENGTH = _names("length länge longueur longitud lunghezza lengte extensión")
_BYLINE = _names("byline by-line autor auteur autore")
_SECTION = _names("section rubrik rubrique sección sezione sectie")
_LANGUAGE = _names("language sprache langue lengua lingua taal idioma")
_KEYWORDS = _names("subject")
HEAD = (
    HEADLINE | LENGTH | _BYLINE | _SECTION
    | _names("dateline highlight series show anchors guests column edition type reporter encart")
    | _names("distribution correction")
)  # fmt: skip
TAIL = (
    _LANGUAGE | _KEYWORDS
    | _names("load-date update date-chargement graphic grafik graphique photo publication-type")
    | _names("type-publication pub-type journal-code code-journal document-type transcript-no")
    | _names("person organization company industry geographic city state country ticker category")
    | _names("correction-date acc-no issn isbn name website url copyright distribution")
)  # fmt: skip
NAMES = HEAD | BODY | TAIL
RIGHTS = re.compile(
    r"\s*(?:copyright\b|©|\(c\)|all rights reserved|alle rechte vorbehalten|tous droits réservés|"
    r"todos los derechos reservados|tutti i diritti riservati|alle rechten voorbehouden)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_LONGEST_DATE = 70
_SHARE = re.compile(r"\s*\(\d{1,3}\s?%\)")


def name_of(line: str) -> str:
    """The name of a field in small letters; '' where a line does not begin with one."""
    found = _NAME.match(line)
    return found[1].lower() if found else ""


def value_of(line: str) -> str:
    """What a line says after its field's name."""
    found = _NAME.match(line)
    return line[found.end() :].strip() if found else line.strip()


def is_date(line: str) -> bool:
    """Whether a line of a record's head is its date: short, with a year, no copyright."""
    is_short = len(line.strip()) <= _LONGEST_DATE
    return is_short and not RIGHTS.match(line) and _YEAR.search(line) is not None


def fields_between(lines: Sequence[str], first: int, last: int) -> Iterator[tuple[str, str]]:
    """Name and value of each field between two lines; a value goes on to the next or to a gap."""
    for start, end in runs_of(lines, first, last):
        key, said = "", ""
        for i in range(start, end + 1):
            if name_of(lines[i]) in HEAD or name_of(lines[i]) in TAIL:
                yield key, said
                key, said = name_of(lines[i]), value_of(lines[i])
            else:
                said += " " + lines[i].strip()
        yield key, said


def claims_of(above: Sequence[str], known: Mapping[str, str]) -> Iterator[Claim]:
    """What a record says of itself: above are the lines of its source and date."""
    dates = [line for line in above if is_date(line)]
    sources = [line for line in above if not RIGHTS.match(line) and not is_date(line)]
    if dates:
        yield from claim("date", dates[0], "nexis: date")
    if sources:
        yield from claim("source", sources[0], "nexis: source")
    for key, said in known.items():
        if key in _BYLINE:
            yield from claim("author", said, f"nexis: {key}")
        elif key in _SECTION:
            yield from claim("section", said.partition(";")[0], f"nexis: {key}")
        elif key in _LANGUAGE:
            yield from claim("language", said, f"nexis: {key}")
        elif key in _KEYWORDS:
            yield from claim("keyword", _SHARE.sub("", said), f"nexis: {key}")
