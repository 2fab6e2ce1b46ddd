"""What a page claims, its addresses and its lines in, dates with their evidence out.

A date is asserted only where something says that it is the text's own: the
page's data, its address, its byline. A date inside the text may be that of an
event or an interview, and is evidence, no more. Nothing here asks the clock,
the locale or a time zone, and a year that is not stated is never completed.
"""

import re
from collections.abc import Iterable, Sequence

from backfile.annotate.datetext import Stated, iso, machine_date, stated_dates
from backfile.annotate.months import month_number
from backfile.model import Claim, DateFinding

ASSERTED_FROM = 0.5
BODY_FINDINGS = 10
_EVIDENCE_LENGTH = 80
_LONGEST_DETAIL = 500
# Confidences are ranks with room between them. On 150 pages in 21 languages
# the date in the address was right every time, dates in lines near the
# headline .88 of the time, dates anywhere in the text .83. A page's own data
# states the day of its last overhaul, or the day in Greenwich, now and then.
_ADDRESS = 0.98
_DETAIL = 0.88
_DATELINE = 0.75
_MONTH_ALONE = 0.6
_UPDATED = 0.5
_MODIFIED_CLAIM = 0.45
_NO_YEAR = 0.2
_BODY = 0.3
_AFTER_CAPTURE = 0.3
# A database states the day of the issue in a field of its own, as front matters do; what
# people write into fields ("field: Date") may be the day they saved the story.
_CLAIM_ORIGINS = (
    ("proquest", 0.97),
    ("nexis", 0.97),
    ("factiva", 0.97),
    ("front matter", 0.95),
    ("field:", 0.93),
    ("json-ld", 0.97),
    ("sidecar", 0.97),
    ("meta", 0.94),
    ("time", 0.8),
)
_OTHER_CLAIM = 0.85
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
# "KYIV, May 11, 2025 (Agency) - ": a place of a few capitalised words, a date,
# perhaps an agency, and a dash before the text begins.
_DATELINE_PLACE = 60
_DATELINE_END = re.compile(r"[\s,:]*(?:\([^()]{2,40}\)|/[^/]{2,40}/)?[\s,:]*[—–-]{1,2}\s")


def find_dates(
    claims: Sequence[Claim],
    addresses: Sequence[str],
    details: Sequence[str],
    body: Sequence[str],
    captured: str = "",
) -> tuple[DateFinding, ...]:
    """Give every date found, the most certain first, each value and origin once.

    details are the byline and dateline lines, body the paragraphs. captured is
    the day of an exactly dated capture or '': what is dated more than a day
    after it can't be the text's own date. At most 10 come from the body.
    """
    findings = [*_claimed(claims), *_in_addresses(addresses), *_in_details(details)]
    findings += _in_body(body)
    if len(captured) >= len("2025-05-11"):
        findings = [_not_after(finding, captured[:10]) for finding in findings]
    once: dict[tuple[str, str], DateFinding] = {}
    for finding in findings:
        once.setdefault((finding.value, finding.origin), finding)
    return tuple(sorted(once.values(), key=lambda finding: -finding.confidence))


def assert_date(findings: Sequence[DateFinding]) -> DateFinding | None:
    """Give the finding to stand by, or None: confidence 0.5 or more, and a year.

    Where the best finding is just a month or a year, another that is sure
    enough and states a day within it is taken instead.
    """
    sure = [found for found in findings if _is_sure(found)]
    if not sure:
        return None
    best = max(sure, key=lambda found: found.confidence)
    finer = [found for found in sure if found.value.startswith(best.value)]
    return max(finer, key=lambda found: (len(found.value), found.confidence))


def _is_sure(found: DateFinding) -> bool:
    return found.confidence >= ASSERTED_FROM and not found.value.startswith("--")


def _claimed(claims: Iterable[Claim]) -> Iterable[DateFinding]:
    """Give what the page's own data says."""
    for claim in claims:
        if claim.field not in ("date", "modified"):
            continue
        value = machine_date(claim.value)
        if value:
            sure = _claim_confidence(claim) if not value.startswith("--") else _NO_YEAR
            yield DateFinding(value, claim.value[:_EVIDENCE_LENGTH], claim.origin, sure)


def _claim_confidence(claim: Claim) -> float:
    if claim.field == "modified":
        return _MODIFIED_CLAIM
    origin = claim.origin.lower()
    return next((sure for word, sure in _CLAIM_ORIGINS if word in origin), _OTHER_CLAIM)


def _in_addresses(addresses: Iterable[str]) -> Iterable[DateFinding]:
    """Give /2025/05/11/, 2025-05-11, /2025/may/11 and /2025/05/ of addresses."""
    for address in addresses:
        for found in _IN_ADDRESS.finditer(address):
            word = found["month"]
            month = int(word) if word.isdigit() else month_number(word)
            value = iso(int(found["year"]), month, int(found["day"] or 0)) if month else ""
            if value:
                yield DateFinding(value, found[0], "address", _ADDRESS)


def _in_details(details: Iterable[str]) -> Iterable[DateFinding]:
    """Give the dates of the byline and dateline."""
    for line in details:
        for stated in stated_dates(line[:_LONGEST_DETAIL]):
            updated = _UPDATE_WORDS.search(line[: stated.start]) is not None
            origin = "byline, updated" if updated else "byline"
            sure = _detail_confidence(stated, updated=updated)
            yield DateFinding(stated.value, _around(line, stated), origin, sure)


def _detail_confidence(stated: Stated, *, updated: bool) -> float:
    if stated.value.startswith("--"):
        return _NO_YEAR
    if updated:
        return _UPDATED
    return _DETAIL if len(stated.value) == len("2025-05-11") else _MONTH_ALONE


def _in_body(body: Sequence[str]) -> list[DateFinding]:
    """Give the first dates of the text, those of its dateline apart."""
    findings: list[DateFinding] = []
    for number, paragraph in enumerate(body):
        for stated in stated_dates(paragraph):
            in_head = number == 0 and _is_dateline(paragraph, stated)
            findings.append(_body_finding(paragraph, stated, in_head=in_head))
            if len(findings) == BODY_FINDINGS:
                return findings
    return findings


def _is_dateline(paragraph: str, stated: Stated) -> bool:
    """Say whether a date stands between a place and the dash that opens the text."""
    place = paragraph[: stated.start]
    if (
        not place.strip()
        or len(place) > _DATELINE_PLACE
        or any(w[0].islower() for w in place.split())
    ):
        return False
    return _DATELINE_END.match(paragraph, stated.end) is not None


def _body_finding(paragraph: str, stated: Stated, *, in_head: bool) -> DateFinding:
    whole = len(stated.value) == len("2025-05-11")
    origin = "dateline" if in_head else "text"
    sure = _NO_YEAR if stated.value.startswith("--") else _BODY
    return DateFinding(
        stated.value,
        _around(paragraph, stated),
        origin,
        _DATELINE if in_head and whole else sure,
    )


def _not_after(finding: DateFinding, captured: str) -> DateFinding:
    """Doubt what is dated after its capture; a month's or year's first day counts."""
    later = finding.value > _next_day(captured)
    if not later or finding.value.startswith("--"):
        return finding
    sure = min(finding.confidence, _AFTER_CAPTURE)
    return DateFinding(finding.value, finding.evidence, finding.origin, sure)


def _next_day(day: str) -> str:
    """Give a string after every day up to the next one: zones differ by a day."""
    return day[:8] + f"{int(day[8:10]) + 1:02}" if day[8:10].isdigit() else "9999"


def _around(text: str, stated: Stated) -> str:
    """Give the date's words with a little of what stands before and after."""
    start = text.rfind(" ", 0, max(0, stated.start - 24)) + 1 if stated.start > 24 else 0  # noqa: PLR2004 - a few words
    return " ".join(text[start : stated.end + 16].split())[:_EVIDENCE_LENGTH]
