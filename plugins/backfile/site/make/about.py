"""Removals, repairs, rules and rejects in, the views of the pages that account for them out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from backfile.model import CORRECTION, Article, Digest, Removal, Repair
from backfile.site.make.plans import Plan
from backfile.site.make.shelf import (
    Shelf,
    digest_title,
    gist,
    has_changes,
    removed_page,
    text_facts,
)
from backfile.site.make.words import date_words
from backfile.site.versionviews import ChangesView
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
    CORRECTION: "the archive's own word on this very text, with its reason",
}

_BEFORE_NAMES = re.compile("[;:(]")


def _with_changes(shelf: Shelf) -> list[Article | Digest]:
    return [one for one in shelf.corpus.published if any(map(has_changes, shelf.finds(one)))]


def _title(one: Article | Digest) -> str:
    return one.title if isinstance(one, Article) else digest_title(one)


def removed_plans(shelf: Shelf) -> Iterator[Plan]:
    """What was taken out and repaired, by month; one page for the undated."""
    pages: dict[str, list[Article | Digest]] = {}
    for one in _with_changes(shelf):
        pages.setdefault(removed_page(one), []).append(one)
    for path, held in sorted(pages.items()):
        yield _removed_plan(shelf, path, held)


def _removed_plan(shelf: Shelf, path: str, held: Sequence[Article | Digest]) -> Plan:
    facts = [_removed_facts(shelf, one) for one in held]
    title = f"Taken out: {_period(path)}"
    return Plan(
        path,
        repr(facts).encode(),
        lambda: RemovedView(path, title, tuple(_removed_from(shelf, one) for one in held)),
    )


def _removed_facts(shelf: Shelf, one: Article | Digest) -> tuple[object, ...]:
    finds = [
        (text_facts(find), shelf.corpus.captures[find.capture_id].path) for find in shelf.finds(one)
    ]
    return one.id, _title(one), shelf.corpus.addresses[one.id], finds


def _period(path: str) -> str:
    stem = path.removeprefix("removed/").removesuffix(".html")
    return "undated articles" if stem == "undated" else date_words(stem)


def _removed_from(shelf: Shelf, one: Article | Digest) -> RemovedFrom:
    """All that was taken out of the shown capture, and of others what that did not tell yet."""
    blocks = [_block(removal) for removal in one.removals]
    repairs = [_repair(repair) for repair in one.repairs]
    told = {*map(_words, blocks), *map(_words, repairs)}
    repeated = 0
    for find in shelf.finds(one)[1:]:
        file = shelf.corpus.captures[find.capture_id].path
        parts: list[RemovedBlock | RepairedText] = [_block(removal) for removal in find.removals]
        for part in [*parts, *map(_repair, find.repairs)]:
            if _words(part) in told:
                repeated += 1
            elif isinstance(part, RemovedBlock):
                blocks.append(replace(part, capture=file))
            else:
                repairs.append(replace(part, capture=file))
            told.add(_words(part))
    address = shelf.corpus.addresses[one.id]
    return RemovedFrom(one.id, _title(one), address, tuple(blocks), tuple(repairs), repeated)


def _block(removal: Removal) -> RemovedBlock:
    text, line = removal.text.strip(), removal.place.first_line
    return RemovedBlock(text, line, removal.rule, removal.reason)


def _repair(repair: Repair) -> RepairedText:
    line = repair.place.first_line if repair.place else 0
    return RepairedText(repair.before, repair.after, repair.why, line)


def _words(part: RemovedBlock | RepairedText) -> tuple[str, str]:
    """What makes a part of one capture that of another."""
    if isinstance(part, RemovedBlock):
        return part.rule, part.text
    return part.before, part.after


def cleaning_view(
    shelf: Shelf,
    reasons: Mapping[str, str],
    changes: Iterable[ChangesView] = (),
    corrections_path: str = "",
) -> CleaningView:
    """How the archive was cleaned, for readers: counts, rules, kinds of rejects.

    changes, corrections_path: the pages of changed headlines, and that of
    corrections, that it leads to.
    """
    corpus = shelf.corpus
    used, repaired = _uses(corpus.found)
    whys = {**reasons, **STRUCTURAL}
    given, withheld = corpus.inputs - corpus.companions, corpus.withheld.get("capture", 0)
    counts = {
        "Captures": given,
        "Files that belong to saved pages": corpus.companions,
        "Articles": len(corpus.articles),
        "Articles captured more than once": len(corpus.histories),
        "Digests": len(corpus.digests),
        "Digest items": sum(len(digest.items) for digest in corpus.digests),
        "Captures that gave something": given - len(corpus.rejected) - withheld,
        "Captures that gave nothing": len(corpus.rejected),
        **({"Captures withheld by the owner": withheld} if withheld else {}),
        "Blocks taken out": sum(used.values()),
        "Texts repaired": repaired,
    }
    pages = sorted({removed_page(one) for one in _with_changes(shelf)})
    return CleaningView(
        path="about/cleaning.html",
        title="How this archive was cleaned",
        counts=tuple(Fact(name, f"{count:,}") for name, count in counts.items()),
        rules=tuple(RuleUse(name, whys.get(name, ""), used[name]) for name in sorted(used)),
        rejects=_reject_kinds(shelf),
        removed_pages=tuple(Link(_period(path), path) for path in pages),
        changes_pages=tuple(
            Link(page.title.partition(": ")[2], page.path, len(page.entries)) for page in changes
        ),
        corrections_path=corrections_path,
    )


def _uses(found: Iterable[Article | Digest]) -> tuple[Mapping[str, int], int]:
    """How many blocks each rule took, and how many texts were repaired."""
    used: dict[str, int] = {}
    repaired = 0
    for one in found:
        told = gist(one) if isinstance(one, Article) else None
        repaired += told.repaired if told else len(one.repairs)
        for rule, count in told.removed if told else ((r.rule, 1) for r in one.removals):
            used[rule] = used.get(rule, 0) + count
    return used, repaired


def _reject_kinds(shelf: Shelf) -> tuple[RuleCount, ...]:
    """Why captures gave nothing, without their names or their parts': those stay private."""
    kinds: dict[str, int] = {}
    for rejected in shelf.corpus.rejected:
        # What follows may name a file, or a part of one.
        kind = _BEFORE_NAMES.split(rejected.reason)[0].strip()
        kind = "has a sidecar that can't be read" if kind.startswith("its sidecar") else kind
        kinds[kind] = kinds.get(kind, 0) + 1
    return tuple(RuleCount(kind, count) for kind, count in sorted(kinds.items()))
