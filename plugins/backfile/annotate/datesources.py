"""What says when a text was published in, what each of it says out: dates with their evidence.

The page's data, its address, the lines near its headline: each is read by
itself here; how they bear each other out is decided in `dates`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from backfile.annotate.datetext import Stated, iso, machine_date, stated_dates
from backfile.annotate.months import month_number
from backfile.model import Claim, DateFinding

_EVIDENCE_LENGTH = 80
_LONGEST_DETAIL = 500
# Confidences are ranks with room between them. On 826 dated pages of 600 sites (of which one
# in twenty has a truth that is a year off) a day that the page shows near its headline and its
# data knows of was right on .93, the day in the address .93, data that states a zone of its own
# .92, other JSON-LD .90 and meta .91, JSON-LD of the page rather than the story .82, times near
# the headline .86; a shown day that nothing else speaks for .94, a later one of these .88.
_LOCAL = 0.985
_ADDRESS = 0.98
_ADDRESS_MONTH = 0.9
_LATER_LINE = 0.55
_DATA = 0.9
_DETAIL = 0.88
_MONTH_ALONE = 0.6
_UPDATED = 0.5
MODIFIED_CLAIM = 0.45
NO_YEAR = 0.2
# A database states the day of the issue in a field of its own, as front matters do; what
# people write into fields ("field: Date") may be the day they saved the story.
_CLAIM_ORIGINS = (
    ("proquest", 0.97),
    ("nexis", 0.97),
    ("factiva", 0.97),
    ("front matter", 0.95),
    ("field:", 0.93),
    ("json-ld page", 0.9),
    ("json-ld", 0.97),
    ("itemprop", 0.94),
    ("sidecar", 0.97),
    ("feed: published", 0.96),
    ("epub: date", 0.7),
    ("pdf header", 0.7),
    ("meta", 0.94),
    ("time", 0.8),
)
_OTHER_CLAIM = 0.85
WHOLE_DAY = len("2025-05-11")
# How claims name the lines that a reader sees, and how findings name what is no first date.
DATE_LINE = "date line"
_LINES = ("byline", "details line")
UPDATED_MARK = "updated"
# Lines near the headline that are asked whether the page's data knows of their day.
_SHORT = 200
_LOCAL_ZONE = re.compile(r"T\d\d:\d\d.*[+-](?!00:?00)\d\d:?\d\d\s*\Z")
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_GLUED_NAME = re.compile(rf"(?<=[a-z])(?=(?:{_MONTHS})[a-z]{{0,6}}\.?\s\d{{1,2}},?\s\d{{4}})")
_GLUED_COUNT = re.compile(r"(?<=\d,\s)((?:19|20)\d\d)(?=\d)")
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:1[6-9]|20)\d\d)(?P<mark>[/_-])"
    r"(?P<month>0?[1-9]|1[0-2]|[a-z]{3,9})(?:(?P=mark)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)|(?=/))",
    re.IGNORECASE,
)
_UPDATE_WORDS = re.compile(
    r"\b(?:updated|modified|last edited|revised|aktualisiert|geändert|mis à jour|modifié|"
    r"actualizado|aggiornato|atualizado|zaktualizowano|aktualizacja|bijgewerkt|güncelleme|"
    r"оновлено|обновлено|изменено)\b[^\d]{0,25}\Z",
    re.IGNORECASE,
)


def claimed_dates(claims: Iterable[Claim]) -> Iterable[DateFinding]:
    """Give what the page's own data says."""
    for claim in claims:
        if claim.field not in ("date", "modified") or claim.origin == DATE_LINE:
            continue
        value = machine_date(claim.value)
        if value:
            sure = _claim_confidence(claim) if not value.startswith("--") else NO_YEAR
            yield DateFinding(value, claim.value[:_EVIDENCE_LENGTH], claim.origin, sure)


def _claim_confidence(claim: Claim) -> float:
    if claim.field == "modified":
        return MODIFIED_CLAIM
    origin = claim.origin.lower()
    sure = next((sure for word, sure in _CLAIM_ORIGINS if word in origin), _OTHER_CLAIM)
    # A zone that is not Greenwich's is the publisher's: the day is the one on the wall there.
    is_local = sure >= _DATA and _LOCAL_ZONE.search(claim.value) is not None
    return _LOCAL if is_local else sure


def line_dates(claims: Iterable[Claim]) -> Iterable[DateFinding]:
    """Give the dates of the lines that a page marks as its date or byline, the nearest first."""
    lines = [c.value for c in claims if c.origin in (DATE_LINE, *_LINES) and len(c.value) < _SHORT]
    for number, line in enumerate(lines):
        for found in detail_dates([line]):
            sure = found.confidence if number == 0 else min(found.confidence, _LATER_LINE)
            yield replace(found, confidence=sure)


def address_dates(addresses: Iterable[str]) -> Iterable[DateFinding]:
    """Give /2025/05/11/, 2025-05-11, /2025/may/11 and /2025/05/ of addresses."""
    for address in addresses:
        for found in _IN_ADDRESS.finditer(address):
            word = found["month"]
            month = int(word) if word.isdigit() else month_number(word)
            value = iso(int(found["year"]), month, int(found["day"] or 0)) if month else ""
            if value:
                sure = _ADDRESS if len(value) == WHOLE_DAY else _ADDRESS_MONTH
                yield DateFinding(value, found[0], "address", sure)


def detail_dates(details: Iterable[str]) -> Iterable[DateFinding]:
    """Give the dates of the byline and dateline."""
    for whole in details:
        yield from _dates_of(whole[:_LONGEST_DETAIL])


# The same few lines are asked for the day of the story and for the day of its last change.
@lru_cache(maxsize=64)
def _dates_of(whole: str) -> tuple[DateFinding, ...]:
    """The dates of one line of details."""
    if not any(map(str.isdigit, whole)):
        return ()
    line = _unglued(whole)
    return tuple(_detail_finding(line, stated) for stated in stated_dates(line))


def _detail_finding(line: str, stated: Stated) -> DateFinding:
    updated = _UPDATE_WORDS.search(line[: stated.start]) is not None
    origin = f"byline, {UPDATED_MARK}" if updated else "byline"
    sure = _detail_confidence(stated, updated=updated)
    return DateFinding(stated.value, around(line, stated), origin, sure)


def _unglued(line: str) -> str:
    """Part a date from a name before it and a count after it: pages print them side by side."""
    return _GLUED_COUNT.sub(r"\1 ", _GLUED_NAME.sub(" ", line))


def _detail_confidence(stated: Stated, *, updated: bool) -> float:
    if stated.value.startswith("--"):
        return NO_YEAR
    if updated:
        return _UPDATED
    return _DETAIL if len(stated.value) == WHOLE_DAY else _MONTH_ALONE


def around(text: str, stated: Stated) -> str:
    """Give the date's words with a little of what stands before and after."""
    start = text.rfind(" ", 0, max(0, stated.start - 24)) + 1 if stated.start > 24 else 0  # noqa: PLR2004 - a few words
    return " ".join(text[start : stated.end + 16].split())[:_EVIDENCE_LENGTH]
