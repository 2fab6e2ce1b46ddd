"""A page's author claims and the byline lines in, names of authors out, with who says so.

What a reader sees as the byline goes before what the page's data says, which
may name the publisher, the photographer or whoever pressed the button; data
goes before lines that do not say that they are bylines; persons go before
organisations.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from backfile.annotate.bylinetext import (
    Names,
    has_and,
    has_lead,
    read_names,
    squashed,
)
from backfile.annotate.bylinewords import DATABASE_LEAD, LEAD
from backfile.model import Claim

MOST_AUTHORS = 8
_LONGEST_LINE = 500
# Origins of claims that are what a reader sees, not what a machine is told.
_SEEN = ("byline", "rel author", "itemprop", "details line")


@dataclass(frozen=True, slots=True)
class Authors:
    """The authors that were found, and where they stand; no names: none was found."""

    names: tuple[str, ...] = ()
    origin: str = ""


def parse_byline(lines: Sequence[str], claims: Iterable[Claim]) -> tuple[str, ...]:
    """Give the authors in the order of the claims or lines, each once, at most 8.

    lines are the byline and dateline lines. A line counts when it begins as a
    byline does ("By", "BYLINE:", "Von", "Автор:", "Author: Last, First"); "By"
    alone takes the next line. Roles, places and addresses are cut off.
    """
    return find_authors(lines, claims).names


def find_authors(lines: Sequence[str], claims: Iterable[Claim]) -> Authors:
    """The authors by the most trusted word that names a person, else an organisation."""
    said = tuple(claims)
    sources = _sources(said)
    ranked = [*_ranked(lines, said, sources)]
    for kind in ("persons", "organisations"):
        for names, origin in ranked:
            found = getattr(names, kind)
            if found:
                return Authors(_once(found), origin)
    return Authors()


def _ranked(
    lines: Sequence[str], claims: Sequence[Claim], sources: Sequence[str]
) -> Iterator[tuple[Names, str]]:
    """What each word of a page says of its authors, the most trusted first."""
    authors = [claim for claim in claims if claim.field == "author"]
    seen = [c for c in authors if c.origin.startswith(_SEEN)]
    stated = [c for c in authors if c not in seen]
    is_page = any(claim.origin in {"h1", "title"} for claim in claims)
    data = [*_by_origin(stated, sources)]
    known = [name for names, _ in data for name in names.persons]
    bylines = [*_bylines(lines, sources, known)]
    if not is_page:
        # A record's field is the word of who catalogued it.
        yield from [*data, (_joined(bylines), "byline")]
        return
    yield from ((names, "byline") for names in bylines[:1])
    led = [c for c in seen if has_lead(c.value)]
    yield from (
        (_with_known(c.value, sources, known), c.origin) for c in led if _holds(c.value, known)
    )
    yield from data
    items = [c for c in seen if c.origin.startswith("itemprop")]
    yield from ((read_names(c.value, sources), c.origin) for c in dict.fromkeys([*items, *led]))
    unled = [c for c in seen if c.origin != "details line"]
    yield from ((_full_names(read_names(c.value, sources)), c.origin) for c in unled)


def _full_names(names: Names) -> Names:
    """Of a line that does not say that it is a byline: persons of two words or more."""
    return Names(tuple(name for name in names.persons if " " in name))


def _by_origin(claims: Sequence[Claim], sources: Sequence[str]) -> Iterator[tuple[Names, str]]:
    """The names of a page's data, by where they stand."""
    for origin in dict.fromkeys(claim.origin for claim in claims):
        said = [claim.value for claim in claims if claim.origin == origin]
        yield _joined([read_names(value, sources, is_data=True) for value in said]), origin


def _holds(line: str, known: Sequence[str]) -> bool:
    return any(squashed(name) in squashed(line) for name in known)


def _with_known(
    line: str, sources: Sequence[str], known: Sequence[str], *, in_database: bool = False
) -> Names:
    """The names of a byline, spelt and told apart as the page's data does where it knows them."""
    names = read_names(line, sources, in_database=in_database)
    whole = squashed(line[:_LONGEST_LINE])
    held = sorted((n for n in known if squashed(n) in whole), key=lambda n: whole.find(squashed(n)))
    if not held:
        return names
    # "A. Writer, Deputy Chief, A Company": only an "and" tells that another author follows.
    more = names.persons if has_and(line) else ()
    others = [n for n in more if not any(_is_part(n, other) for other in held)]
    ordered = sorted([*held, *others], key=lambda name: whole.find(squashed(name)))
    return Names(tuple(ordered), names.organisations)


def _is_part(one: str, other: str) -> bool:
    return squashed(one) in squashed(other) or squashed(other) in squashed(one)


def _sources(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The names of the site, squashed: as its data gives them, and of its host."""
    names = [squashed(c.value) for c in claims if c.field == "source"]
    hosts = [
        re.sub(r"^https?://(?:www\.)?|[/:?#].*", "", c.value.lower())
        for c in claims
        if c.field == "url"
    ]
    parts = [squashed(part) for host in hosts for part in (host, host.rsplit(".", 1)[0])]
    return tuple(dict.fromkeys(name for name in (*names, *parts) if name))


def _bylines(lines: Sequence[str], sources: Sequence[str], known: Sequence[str]) -> Iterator[Names]:
    """Give the names of each line that is a byline."""
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if not has_lead(line):
            continue
        lead = LEAD.match(line)
        rest = line if lead is None or line[lead.end() :].strip() else following
        in_database = DATABASE_LEAD.match(line) is not None
        names = _with_known(rest, sources, known, in_database=in_database)
        if names != Names():
            yield names


def _joined(found: Sequence[Names]) -> Names:
    persons = tuple(name for names in found for name in names.persons)
    return Names(persons, tuple(name for names in found for name in names.organisations))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its spelling; the first stands."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(squashed(name) or name, name)
    return tuple(kept.values())[:MOST_AUTHORS]
