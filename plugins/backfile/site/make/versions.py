"""The histories of articles in, what their pages say of captures, versions and copies out."""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from backfile.model import Article, Change, History, Piece, Sighting, Version
from backfile.pipeline import direction
from backfile.site.make.origins import captured_words, part_words
from backfile.site.make.plans import Plan
from backfile.site.make.shelf import Shelf, gist, month_page
from backfile.site.make.words import date_words, moment_words, plural
from backfile.site.versionviews import (
    CaptureLine,
    CapturesNote,
    ChangedHeadline,
    ChangesView,
    KinLine,
    VersionPart,
    VersionsView,
)
from backfile.store import pack

# So many captures stand on the article's own page; more need a page of their own.
_FEW = 5
_HEADLINES = 3
# Unchanged paragraphs shown on each side of a change, so that one sees where it stands.
_AROUND = 1
_OF_SIGHTING = attrgetter("captured", "version", "is_again", "is_trivial")
_OF_VERSION = attrgetter("number", "is_cut", "words", "paragraphs")
_KIN = {
    "copy": "Also published",
    "alike": "Nearly the same text",
    "address": "Another text of the same address",
}


def captures_note(shelf: Shelf, article: Article) -> CapturesNote | None:
    """What the page of an article that was captured more than once says of that."""
    history = shelf.corpus.histories.get(article.id)
    if history is None:
        return None
    path = _path(shelf, article, history)
    earlier = [title for title in _headlines(history) if title != article.title]
    return CapturesNote(
        words=_sum(history),
        lines=() if path else _lines(shelf, history),
        headlines=tuple(earlier[-_HEADLINES:]),
        path=path,
    )


def _sum(history: History) -> str:
    captures = plural(len(history.sightings), "capture")
    if not history.versions[1:]:
        return f"{captures} of the same text."
    return f"{captures}, {plural(len(history.versions), 'version')} of the text."


def _path(shelf: Shelf, article: Article, history: History) -> str:
    """Where the versions stand; '' where the article's own page tells it all."""
    needs_page = history.versions[1:] or len(history.sightings) > _FEW
    return f"versions/{shelf.corpus.addresses[article.id]}" if needs_page else ""


def _headlines(history: History) -> tuple[str, ...]:
    """The headlines an article had, oldest first, each once."""
    return tuple(dict.fromkeys(version.article.title for version in history.versions))


def _lines(shelf: Shelf, history: History) -> tuple[CaptureLine, ...]:
    return tuple(
        _line(shelf, sighting, is_first=number == 0)
        for number, sighting in enumerate(history.sightings)
    )


def _line(shelf: Shelf, sighting: Sighting, *, is_first: bool) -> CaptureLine:
    one = sighting.article
    return CaptureLine(
        captured=captured_words(sighting.captured, shelf.provenance(one)),
        file=shelf.corpus.captures[one.capture_id].path,
        holds=_holds(sighting, is_first=is_first),
        part=part_words(one),
        sha256=one.capture_id,
    )


def _holds(sighting: Sighting, *, is_first: bool) -> str:
    if is_first:
        return "version 1"
    again = "again as in " if sighting.is_again else ""
    trivial = ", but for trivial changes (spaces, marks, date lines)"
    return f"{again}version {sighting.version}{trivial if sighting.is_trivial else ''}"


def kin_lines(shelf: Shelf, article: Article) -> tuple[KinLine, ...]:
    """The other articles with much the same text."""
    lines = []
    for kin in shelf.corpus.kin.get(article.id, ()):
        card = shelf.card(kin.id)
        origin = ", ".join(part for part in (card.source, card.date_words) if part)
        lines.append(KinLine(_KIN[kin.kind], card.title, card.path, origin))
    return tuple(lines)


def version_facts(shelf: Shelf, article: Article) -> tuple[object, ...]:
    """All that the pages of an article show of its captures, versions and copies.

    What changed between two texts is told by their digests.
    """
    history = shelf.corpus.histories.get(article.id)
    sightings = history.sightings if history else ()
    versions = history.versions if history else ()
    kin = shelf.corpus.kin.get(article.id, ())
    return (
        [(one.kind, shelf.card_facts(shelf.card(one.id))) for one in kin],
        [
            (
                _OF_SIGHTING(one),
                one.article.title,
                gist(one.article).digest,
                shelf.origin_facts(one.article),
            )
            for one in sightings
        ],
        [
            (_OF_VERSION(one), one.article.id, one.article.title, gist(one.article).digest)
            for one in versions
        ],
    )


def version_plans(shelf: Shelf) -> Iterator[Plan]:
    """A page for each article that has versions, or more captures than its page shows."""
    for article in shelf.corpus.articles:
        history = shelf.corpus.histories.get(article.id)
        if history and (path := _path(shelf, article, history)):
            yield _version_plan(shelf, article, history, path)


def _version_plan(shelf: Shelf, article: Article, history: History, path: str) -> Plan:
    title, address = article.title, shelf.corpus.addresses[article.id]
    facts = (title, address, article.language, version_facts(shelf, article))
    return Plan(
        path,
        pack(facts),
        lambda: VersionsView(
            path=path,
            title=f"Versions: {title}",
            article_title=title,
            article_path=address,
            language=article.language,
            direction=direction(article.language),
            captures=_lines(shelf, history),
            versions=tuple(_parts(history)),
        ),
    )


def _parts(history: History) -> Iterator[VersionPart]:
    first = {s.version: s for s in reversed(history.sightings)}
    standing = history.versions[0].article
    for version in history.versions:
        sighting = first[version.number]
        before = _standing_before(history, sighting) or standing
        changes, skipped_last = _shortened(version)
        yield VersionPart(
            number=version.number,
            captured=moment_words(sighting.captured),
            headline=version.article.title,
            headline_before=before.title if before.title != version.article.title else "",
            words=_counts(version),
            is_cut=version.is_cut,
            changes=changes,
            skipped_last=skipped_last,
        )


def _standing_before(history: History, sighting: Sighting) -> Article | None:
    place = history.sightings.index(sighting)
    return history.sightings[place - 1].article if place else None


def _counts(version: Version) -> str:
    if version.number == 1:
        return ""
    came, went, changed = version.paragraphs
    words = f"{plural(version.words[0], 'word')} added, {version.words[1]} removed"
    parts = [(came, "added"), (went, "removed"), (changed, "changed")]
    told = [f"{plural(count, 'paragraph')} {what}" for count, what in parts if count]
    return f"{words}; {', '.join(told)}." if told else f"{words}."


def _shortened(version: Version) -> tuple[tuple[tuple[int, Change], ...], int]:
    """The changes of a version with the unchanged paragraphs beside them, and how many are left.

    Of the first version all is shown.
    """
    changes: Sequence[Change] = version.changes
    if version.number == 1:
        whole = (Piece("same", block.text.strip()) for block in version.article.body)
        return tuple((0, Change("same", (piece,))) for piece in whole), 0
    shown: list[tuple[int, Change]] = []
    skipped = 0
    for place, change in enumerate(changes):
        beside = changes[max(0, place - _AROUND) : place + _AROUND + 1]
        if all(one.kind == "same" for one in beside):
            skipped += 1
            continue
        shown.append((skipped, change))
        skipped = 0
    return tuple(shown), skipped


def change_views(shelf: Shelf) -> Iterator[ChangesView]:
    """The changed headlines, by the month of their articles."""
    pages: dict[str, list[ChangedHeadline]] = {}
    for article in shelf.corpus.articles:
        history = shelf.corpus.histories.get(article.id)
        headlines = _headlines(history) if history else ()
        if history and headlines[1:]:
            entry = _changed(shelf, article, headlines, _path(shelf, article, history))
            pages.setdefault(changes_page(article), []).append(entry)
    for path, entries in sorted(pages.items()):
        yield ChangesView(path, f"Changed headlines: {_period(path)}", tuple(entries))


def changes_page(article: Article) -> str:
    """The page that lists an article's headlines if they changed."""
    return month_page("changes", article)


def _period(path: str) -> str:
    stem = path.rpartition("/")[2].removesuffix(".html")
    return "undated articles" if stem == "undated" else date_words(stem)


def _changed(
    shelf: Shelf, article: Article, headlines: tuple[str, ...], path: str
) -> ChangedHeadline:
    card = shelf.card(article.id)
    return ChangedHeadline(article.title, path, card.date_words, card.source, headlines)
