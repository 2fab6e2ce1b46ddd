"""A line of a ProQuest record in, its field's name and value out; fields in, claims out."""

import re
from collections.abc import Iterable, Iterator, Sequence

from backfile.model import Claim, LabelName
from backfile.read.formats.parts import ClaimField, claim, runs_of

_NAME = re.compile(r"\s{0,3}([A-Za-z][\w /&()'’-]{1,40}?)\s?:(?=\s|\Z)\s*")
# Above the story. The abstract is its first lines again.
HEAD: dict[str, LabelName] = {
    "author": "M", "authors": "M", "corporate author": "M", "publication info": "M",
    "abstract": "S", "abstract (english)": "S", "links": "S", "document url": "S",
}  # fmt: skip
# Below the story: in every record that has any, and in some.
SURE_TAIL = frozenset(
    (
        "publication title|publication year|publication date|language of publication|"
        "proquest document id|document type|source type|database|copyright|last updated"
    ).split("|")
)
TAIL = SURE_TAIL | frozenset(
    (
        "subject|location|people|company / organization|company|identifier / keyword|"
        "identifiers / keywords|classification|url|title|alternate title|author|column|"
        "correspondence author|publication subject|pages|first page|last page|number of pages|"
        "volume|issue|section|edition|supplement|dateline|publisher|place of publication|"
        "country of publication|issn|e-issn|isbn|coden|document url|document feature|doi|"
        "accession number|source attribution|online publication date|publication history|"
        "word count|number of references"
    ).split("|")
)
_CLAIMS: dict[str, ClaimField] = {
    "title": "title",
    "publication date": "date",
    "section": "section",
    "language of publication": "language",
    "subject": "keyword",
}
_EDITION = re.compile(r";|, [^,;]*\bedition\b", re.IGNORECASE)
# "By" is lost in "Interview by" and "Reported by".
_CREDIT = re.compile(r"(?:Interview|Reported|Compiled|Written|Text|Photographs) (?=[A-Z])")
# Two names without anything between: "Roe, JaneDoe, John".
_GLUED = re.compile(r"(?<=[\w.])(?=[A-Z][a-z'’-]+,\s)")


def name_of(line: str) -> str:
    """The name of a field in small letters; '' where a line does not begin with one."""
    found = _NAME.match(line)
    return found[1].strip().casefold() if found else ""


def value_of(line: str) -> str:
    """What a line says after its field's name."""
    found = _NAME.match(line)
    return line[found.end() :].strip() if found else line.strip()


def fields_between(lines: Sequence[str], first: int, end: int) -> Iterator[tuple[str, str]]:
    """Name and value of each field; a value goes on to the next field or gap."""
    for start, last in runs_of(lines, first, end - 1):
        key, said = "", ""
        for i in range(start, last + 1):
            if name_of(lines[i]) in TAIL or name_of(lines[i]) in HEAD:
                yield key, said
                key, said = name_of(lines[i]), value_of(lines[i])
            else:
                said += " " + lines[i].strip()
        yield key, said


def claims_of(said: Iterable[tuple[str, str]]) -> Iterator[Claim]:
    """What the fields of a record say of it."""
    known = dict(said)
    for key in ("author", "authors"):
        for author in _authors(known.get(key, "")):
            yield from claim("author", author, "proquest: Author")
    for key, field in _CLAIMS.items():
        yield from claim(field, known.get(key, ""), f"proquest: {key.capitalize()}")
    source = _EDITION.split(known.get("publication title", ""))[0]
    yield from claim("source", source, "proquest: Publication title")
    if "url" in known:
        yield from claim("url", known["url"], "proquest: URL")
    else:
        # The export's own address names the library that it was made in.
        url = known.get("document url", "").partition("?accountid=")[0]
        yield from claim("url", url, "proquest: Document URL")


def _authors(listed: str) -> Iterator[str]:
    """The names of "Roe, Jane; Doe, John Q, Jr", each as it is said."""
    listed = _CREDIT.sub("", listed)
    several = listed.split(";")
    if len(several) == 1 and listed.count(",") > 1:
        cuts = [
            found.start() for found in _GLUED.finditer(listed) if "," in listed[: found.start()]
        ]
        several = [listed[a:b] for a, b in zip([0, *cuts], [*cuts, len(listed)], strict=True)]
    for author in several:
        last, _, others = (part.strip() for part in author.partition(","))
        first, _, suffix = (part.strip() for part in others.partition(","))
        yield " ".join(part for part in (first, last, suffix) if part)
