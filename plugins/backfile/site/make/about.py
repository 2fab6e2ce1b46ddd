"""Removals, repairs, rules and rejects in, the views of the pages that account for them out."""

from collections.abc import Iterator, Mapping

from backfile.model import Article, Digest
from backfile.site.make.shelf import Shelf, digest_title, removed_page, rule_counts
from backfile.site.make.words import date_words
from backfile.site.views import (
    CleaningView,
    Fact,
    Link,
    RemovedBlock,
    RemovedFrom,
    RemovedView,
    RepairedText,
    RuleCount,
    RuleUse,
)

# Rules of the program's code that no YAML file holds: they know of places, not words.
STRUCTURAL = {
    "outside-story": "a short line, or a container of a page, outside any story",
    "headline-again": "a line that says the headline once more",
}


def _with_changes(shelf: Shelf) -> list[Article | Digest]:
    every = shelf.corpus.published
    return [one for one in every if one.removals or one.repairs]


def _title(one: Article | Digest) -> str:
    return one.title if isinstance(one, Article) else digest_title(one)


def removed_views(shelf: Shelf) -> Iterator[RemovedView]:
    """What was taken out and repaired, by month; one page for the undated."""
    pages: dict[str, list[RemovedFrom]] = {}
    for one in _with_changes(shelf):
        pages.setdefault(removed_page(one), []).append(_removed_from(shelf, one))
    for path, entries in sorted(pages.items()):
        yield RemovedView(path, f"Taken out: {_period(path)}", tuple(entries))


def _period(path: str) -> str:
    stem = path.removeprefix("removed/").removesuffix(".html")
    return "undated articles" if stem == "undated" else date_words(stem)


def _removed_from(shelf: Shelf, one: Article | Digest) -> RemovedFrom:
    return RemovedFrom(
        anchor=one.id,
        title=_title(one),
        path=shelf.corpus.addresses[one.id],
        blocks=tuple(
            RemovedBlock(r.text.strip(), r.place.first_line, r.rule, r.reason) for r in one.removals
        ),
        repairs=tuple(
            RepairedText(r.before, r.after, r.why, r.place.first_line if r.place else 0)
            for r in one.repairs
        ),
    )


def cleaning_view(shelf: Shelf, reasons: Mapping[str, str]) -> CleaningView:
    """How the archive was cleaned, for readers: counts, rules, kinds of rejects."""
    corpus = shelf.corpus
    every = corpus.published
    removals = [removal for one in every for removal in one.removals]
    used = {count.rule: count.count for count in rule_counts(removals)}
    whys = {**reasons, **STRUCTURAL}
    counts = {
        "Captures": corpus.inputs - corpus.companions,
        "Files that belong to saved pages": corpus.companions,
        "Articles": len(corpus.articles),
        "Digests": len(corpus.digests),
        "Digest items": sum(len(digest.items) for digest in corpus.digests),
        "Captures that gave nothing": len(corpus.rejected),
        "Blocks taken out": len(removals),
        "Texts repaired": sum(len(one.repairs) for one in every),
    }
    pages = sorted({removed_page(one) for one in _with_changes(shelf)})
    return CleaningView(
        path="about/cleaning.html",
        title="How this archive was cleaned",
        counts=tuple(Fact(name, f"{count:,}") for name, count in counts.items()),
        rules=tuple(RuleUse(name, whys.get(name, ""), used[name]) for name in sorted(used)),
        rejects=_reject_kinds(shelf),
        removed_pages=tuple(Link(_period(path), path) for path in pages),
    )


def _reject_kinds(shelf: Shelf) -> tuple[RuleCount, ...]:
    """Why captures gave nothing, without their names: those stay private."""
    kinds: dict[str, int] = {}
    for rejected in shelf.corpus.rejected:
        kind = rejected.reason.partition(";")[0].partition("(")[0].strip()
        kind = "has a sidecar that can't be read" if kind.startswith("its sidecar") else kind
        kinds[kind] = kinds.get(kind, 0) + 1
    return tuple(RuleCount(kind, count) for kind, count in sorted(kinds.items()))
