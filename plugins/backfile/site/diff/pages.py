"""What a page tells now and what it will tell in, how the two differ out."""

from collections import Counter
from collections.abc import Iterator, Sequence

from backfile.model import Change, Piece
from backfile.pipeline import difference
from backfile.site.diff.values import FieldChange, ListChange, PageChange
from backfile.site.published import PublishedItem, PublishedPage

_FIELDS = ("kind", "id", "headline", "date", "byline", "source", "section", "language")


def page_change(
    old: tuple[str, PublishedPage], new: tuple[str, PublishedPage], *, leads_on: bool = False
) -> PageChange | None:
    """How a page changes, each given with its address; None where it tells the same there."""
    (before, was), (path, will) = old, new
    change = PageChange(
        path,
        before,
        will.headline,
        tuple(_fields(was, will)),
        tuple(_lists(was, will)),
        tuple(_paragraphs(_texts(was), _texts(will))),
        leads_on,
    )
    is_other = change.is_moved or change.fields or change.lists or change.paragraphs
    return change if is_other else None


def _texts(page: PublishedPage) -> tuple[str, ...]:
    return (*page.paragraphs, *(item.text for item in page.items))


def _fields(was: PublishedPage, will: PublishedPage) -> Iterator[FieldChange]:
    for name in _FIELDS:
        before, after = getattr(was, name), getattr(will, name)
        if before != after:
            yield FieldChange(name, before, after)
    rules_before, rules_after = Counter(dict(was.removed)), Counter(dict(will.removed))
    for rule in sorted(rules_before | rules_after):
        if rules_before[rule] != rules_after[rule]:
            counts = (f"{rules_before[rule]:,}", f"{rules_after[rule]:,}")
            yield FieldChange(f"blocks taken out by {rule}", *counts)
    if was.repaired != will.repaired:
        yield FieldChange("repairs", f"{was.repaired:,}", f"{will.repaired:,}")


def _lists(was: PublishedPage, will: PublishedPage) -> Iterator[ListChange]:
    yield from _list("tags", _tags(was.tags), _tags(will.tags))
    yield from _list("doubts", was.doubts, will.doubts)
    items: dict[str, PublishedItem] = {item.anchor: item for item in was.items}
    for number, item in enumerate(will.items, 1):
        before = items.get(item.anchor)
        if before:
            yield from _list(f"tags of item {number}", _tags(before.tags), _tags(item.tags))


def _tags(tags: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{kind} {name}" for kind, name in tags]


def _list(name: str, was: Sequence[str], will: Sequence[str]) -> Iterator[ListChange]:
    """What came into a list and what went; its order alone is no change worth a line."""
    came = tuple((Counter(will) - Counter(was)).elements())
    went = tuple((Counter(was) - Counter(will)).elements())
    if came or went:
        yield ListChange(name, came, went)


def _paragraphs(was: Sequence[str], will: Sequence[str]) -> Iterator[tuple[int, Change]]:
    """The paragraphs that are not the same to the letter, with their numbers."""
    if was == will:
        return
    old, new = enumerate(was, 1), enumerate(will, 1)
    for change in difference(was, will):
        # Every paragraph of both texts comes once, in reading order.
        place, before = next(old) if change.kind != "added" else (0, "")
        number, after = next(new) if change.kind != "removed" else (place, "")
        if change.kind != "same":
            yield number, change
        elif before != after:
            # The same words with other marks or capitals.
            yield number, Change("changed", (Piece("removed", before), Piece("added", after)))
