"""What a page claims, its addresses and its lines in, dates with their evidence out.

A date is asserted only where something says that it is the text's own: the
page's data, its address, its byline. A date inside the text may be that of an
event or an interview, and is evidence, no more. Nothing here asks the clock,
the locale or a time zone, and a year that is not stated is never completed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from backfile.annotate.datesources import (
    MODIFIED_CLAIM,
    NO_YEAR,
    UPDATED_MARK,
    WHOLE_DAY,
    address_dates,
    around,
    claimed_dates,
    detail_dates,
    line_dates,
)
from backfile.annotate.datetext import Stated, stated_dates
from backfile.model import Claim, DateFinding

ASSERTED_FROM = 0.5
_PAGE_DATA = ("json-ld", "meta", "itemprop", "time")
# The first day shown that the page's data knows of: see the figures in `datesources`.
_CONFIRMED = 0.99
_MODIFIED = 0.9
_DATELINE = 0.75
_BODY = 0.3
_AFTER_CAPTURE = 0.3
_MOST_SHOWN = 3
BODY_FINDINGS = 10
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
    data = [*claimed_dates(claims)]
    places = [*address_dates(addresses)]
    seen = [*detail_dates(details), *line_dates(claims)]
    # A record's field is the word of who catalogued it; only a page's data is checked by sight.
    if all(finding.origin.startswith(_PAGE_DATA) for finding in data):
        seen = _confirmed(seen, [*data, *places])
    findings = [*data, *places, *seen, *_in_body(body)]
    if len(captured) >= WHOLE_DAY:
        findings = [_not_after(finding, captured[:10]) for finding in findings]
    once: dict[tuple[str, str], DateFinding] = {}
    for finding in sorted(findings, key=lambda finding: -finding.confidence):
        once.setdefault((finding.value, finding.origin), finding)
    return tuple(once.values())


def find_modified(
    claims: Sequence[Claim], details: Sequence[str], published: str
) -> DateFinding | None:
    """Give when the text was last changed, as its data or its page says; not before published."""
    stated = [f for f in claimed_dates(claims) if f.confidence == MODIFIED_CLAIM]
    shown = [f for f in (*detail_dates(details), *line_dates(claims)) if UPDATED_MARK in f.origin]
    found = [f for f in (*stated, *shown) if len(f.value) == WHOLE_DAY and f.value >= published]
    return replace(found[0], confidence=_MODIFIED) if found else None


def _confirmed(seen: Sequence[DateFinding], data: Sequence[DateFinding]) -> list[DateFinding]:
    """Trust the first date that the page shows more, where its data knows of that day.

    A day more or less is a matter of zones: data is often kept in Greenwich's,
    and what a reader saw is the publisher's day. The times of other stories
    stand in the page as well, so they are asked only where nothing else is.
    """
    updates = {f.value for f in seen if UPDATED_MARK in f.origin}
    stated = [f for f in data if not f.origin.startswith("time")] or data
    first = [day for f in stated if f.confidence != MODIFIED_CLAIM and (day := _ordinal(f.value))]
    days = {near for day in first for near in (day - 1, day, day + 1)}
    days |= {_ordinal(f.value) for f in stated}
    shown = [f for f in seen if len(f.value) == WHOLE_DAY and UPDATED_MARK not in f.origin]
    for finding in shown[:_MOST_SHOWN]:
        day = _ordinal(finding.value)
        if day in days and (day in first or finding.value not in updates):
            sure = replace(finding, confidence=_CONFIRMED)
            return [sure if other is finding else other for other in seen]
    return [*seen]


def _ordinal(value: str) -> int:
    """Give the number of a day, 0 where the value is none."""
    return date.fromisoformat(value).toordinal() if len(value) == WHOLE_DAY else 0


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
    whole = len(stated.value) == WHOLE_DAY
    origin = "dateline" if in_head else "text"
    sure = NO_YEAR if stated.value.startswith("--") else _BODY
    return DateFinding(
        stated.value,
        around(paragraph, stated),
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
