"""The corrections that the archive made in, the public pages that tell of them out.

Nothing that is withheld may stand here: texts come without it, a correction
that touched only what is not published is left out, and of what is withheld
there is only how much, for which reason and since when.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from backfile.model import Corrected as Correction
from backfile.model import WithheldReason
from backfile.site.correctionviews import (
    Corrected,
    CorrectionLine,
    CorrectionsView,
    Touched,
    WithheldLine,
    YearOfCorrections,
)
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import date_words, plural

Decision: TypeAlias = tuple[WithheldReason, str]
PATH = "about/corrections.html"
FEED = "feeds/corrections.xml"
_TITLE = "Corrections"
# More on one page than anyone reads; then each earlier year has a page of its own.
_MOST_LINES = 500
_MOST_TOUCHED = 10
# On an article's own page; the page of corrections has them all.
_MOST_ON_ARTICLE = 5
_REASONS: Mapping[WithheldReason, str] = {
    "court": "By order of a court",
    "privacy": "To protect a person’s privacy",
    "copyright": "At the request of the holder of the rights",
    "embargo": "For the time of an embargo",
    "safety": "For somebody’s safety",
    "other": "For another reason",
}
_WHOLES = ("capture", "article")
_PARTS = ("passage", "name")


def corrections_path(shelf: Shelf) -> str:
    """Where the corrections stand, or '' where there is nothing to tell."""
    corpus = shelf.corpus
    told = corpus.corrections or corpus.tombstones or any(corpus.withheld.values())
    return PATH if told else ""


def corrections_feed(shelf: Shelf) -> str:
    """Where the feed of corrections is, or '' where there is none."""
    return FEED if shelf.settings.site_url and shelf.corpus.corrections else ""


def newest_first(shelf: Shelf) -> list[Correction]:
    """The corrections by their day, newest first; those of one day as they were written."""
    once = dict.fromkeys(shelf.corpus.corrections)
    return sorted(once, key=lambda one: one.on, reverse=True)


def correction_id(one: Correction) -> str:
    """Tells a correction from others; stays while its words and its first article do."""
    told = "\0".join((one.on, one.what, one.why, *one.ids[:1]))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def notes_of(shelf: Shelf) -> dict[str, tuple[Corrected, ...]]:
    """What was corrected in each article or digest, by its id."""
    notes: dict[str, list[Corrected]] = {}
    for one in newest_first(shelf):
        for ident in one.ids:
            notes.setdefault(ident, []).append(Corrected(date_words(one.on), one.what))
    return {ident: tuple(told[:_MOST_ON_ARTICLE]) for ident, told in notes.items()}


def correction_views(shelf: Shelf, decisions: Sequence[Decision] = ()) -> Iterator[CorrectionsView]:
    """The page of corrections; where they are many, pages of its earlier years too.

    decisions: the reason and day of each that something is withheld by.
    """
    if not corrections_path(shelf):
        return
    lines = [_line(shelf, one) for one in newest_first(shelf)]
    latest, earlier = _by_year(lines)
    yield CorrectionsView(
        path=PATH,
        title=_TITLE,
        lines=latest,
        years=tuple(
            YearOfCorrections(year, _page_of(year), len(found)) for year, found in earlier.items()
        ),
        withheld=_withheld(shelf.corpus.withheld),
        reasons=_reasons(decisions),
        feed_path=corrections_feed(shelf),
    )
    for year, found in earlier.items():
        yield CorrectionsView(_page_of(year), f"{_TITLE} of {year}", tuple(found))


def _page_of(year: str) -> str:
    return f"about/corrections/{year}.html"


def _by_year(
    lines: list[CorrectionLine],
) -> tuple[tuple[CorrectionLine, ...], dict[str, list[CorrectionLine]]]:
    """The lines of the main page, and those of earlier years where all would be too many."""
    if len(lines) <= _MOST_LINES:
        return tuple(lines), {}
    years: dict[str, list[CorrectionLine]] = {}
    for line in lines:
        years.setdefault(line.day[:4], []).append(line)
    newest = next(iter(years))
    return tuple(years.pop(newest)), years


def _line(shelf: Shelf, one: Correction) -> CorrectionLine:
    shown = [ident for ident in one.ids if ident in shelf.corpus.addresses]
    cards = [shelf.card(ident) for ident in shown[:_MOST_TOUCHED]]
    return CorrectionLine(
        anchor=f"c-{correction_id(one)}",
        day=one.on,
        day_words=date_words(one.on),
        what=one.what[:1].upper() + one.what[1:],
        why=one.why,
        touched=tuple(Touched(card.title, card.path) for card in cards),
        more=len(shown) - len(cards),
    )


def _withheld(counts: Mapping[str, int]) -> str:
    """`1 capture, 1 article, words at 2 places`, or ''."""
    wholes = [plural(counts[kind], kind) for kind in _WHOLES if counts.get(kind)]
    places = sum(counts.get(kind, 0) for kind in _PARTS)
    return ", ".join([*wholes, *([f"words at {plural(places, 'place')}"] if places else [])])


def _reasons(decisions: Iterable[Decision]) -> tuple[WithheldLine, ...]:
    days: dict[WithheldReason, list[str]] = {}
    for reason, day in decisions:
        days.setdefault(reason, []).append(day)
    return tuple(
        WithheldLine(words, len(days[reason]), _since(days[reason]))
        for reason, words in _REASONS.items()
        if reason in days
    )


def _since(days: Iterable[str]) -> str:
    first = min(filter(None, days), default="")
    return date_words(first) if first else ""
