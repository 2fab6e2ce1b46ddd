"""The finds of one article in order in, its history and the article as it is published out."""

from collections.abc import Sequence
from dataclasses import replace

from backfile.gather.differences import difference
from backfile.gather.finds import Find
from backfile.gather.likeness import containment, shingles
from backfile.gather.texts import body_words, exact_text, paragraphs, words_of
from backfile.model import (
    Article,
    Change,
    DateFinding,
    FieldFinding,
    History,
    Sighting,
    Version,
)

# A later text is cut where it has less than this share of the words of the
# longest before it and next to nothing that is new: a teaser has a tenth to a
# half, a story that an editor shortened keeps most.
_CUT_SHARE = 0.6
_NOTHING_NEW = 0.9
_WHOLE_DAY = len("2025-05-11")


def history_of(group: Sequence[Find]) -> History:
    """The versions of an article and the captures that hold them."""
    versions: dict[str, Version] = {}
    sightings: list[Sighting] = []
    longest = standing = group[0]
    for find in group:
        if find.print.key not in versions:
            versions[find.print.key] = _version(len(versions) + 1, find, standing, longest)
        version = versions[find.print.key]
        sightings.append(_sighting(find, version, sightings))
        standing = find
        longest = max(longest, find, key=lambda one: one.print.words)
    whole = {version.number for version in versions.values() if not version.is_cut}
    shown = next(s.version for s in reversed(sightings) if s.version in whole)
    return History(tuple(sightings), tuple(versions.values()), shown)


def _sighting(find: Find, version: Version, before: Sequence[Sighting]) -> Sighting:
    is_known = any(one.version == version.number for one in before[-1:])
    was_known = bool(before) and version.number <= max(one.version for one in before)
    return Sighting(
        find.article,
        find.captured,
        version.number,
        is_again=was_known and not is_known,
        is_trivial=exact_text(find.article) != exact_text(version.article),
    )


def _version(number: int, find: Find, standing: Find, longest: Find) -> Version:
    if number == 1:
        return Version(1, find.article)
    old, new = paragraphs(standing.article.body), paragraphs(find.article.body)
    changes = difference(old, new)
    kinds = [change.kind for change in changes]
    return Version(
        number,
        find.article,
        changes,
        (_count(changes, "added"), _count(changes, "removed")),
        (kinds.count("added"), kinds.count("removed"), kinds.count("changed")),
        is_cut=_is_cut(find, longest),
    )


def _count(changes: Sequence[Change], kind: str) -> int:
    """How many words came, or went."""
    pieces = (piece for change in changes for piece in change.pieces)
    return sum(1 for piece in pieces if piece.kind == kind for _ in words_of(piece.text))


def _is_cut(find: Find, longest: Find) -> bool:
    if find.print.words >= _CUT_SHARE * longest.print.words:
        return False
    here, there = (shingles(body_words(one.article)) for one in (find, longest))
    return containment(here, there) >= _NOTHING_NEW


def published(history: History) -> Article:
    """The article of a history: the text that is shown, under the id it first had.

    Its date is the earliest capture's that states a whole one; what the shown
    capture does not tell of authors is taken from an earlier one.
    """
    every = [sighting.article for sighting in history.sightings]
    last = next(s.article for s in reversed(history.sightings) if s.version == history.shown)
    whole = (a for a in every if a.date and len(a.date.value) >= _WHOLE_DAY)
    dated = next(whole, next((a for a in every if a.date), last))
    written = next((a for a in (last, *every) if a.authors), last)
    givers = {"date": dated, "authors": written, "source": every[0]}
    told = last.with_text(
        dates=_with(dated.date, last.dates),
        fields=tuple(_finding(f, givers.get(f.field, last)) for f in last.fields),
    )
    return replace(
        told,
        id=every[0].id,
        source=every[0].source,
        date=dated.date,
        authors=written.authors,
        doubts=(*last.doubts, *_doubts(history)),
    )


def _finding(finding: FieldFinding, giver: Article) -> FieldFinding:
    """The finding of a field as the article has it from which the field is taken."""
    return next((one for one in giver.fields if one.field == finding.field), finding)


def _with(date: DateFinding | None, dates: tuple[DateFinding, ...]) -> tuple[DateFinding, ...]:
    return dates if date is None or date in dates else (date, *dates)


def _doubts(history: History) -> tuple[str, ...]:
    if history.sightings[-1].version == history.shown:
        return ()
    return ("the latest capture holds only a part of the text; this is the last whole one",)
