"""What a rebuild would change in, plain lines of text out, each with what it stands for.

What goes stands behind "-" and what comes behind "+" in the first column, so
that the lines read well without colour, and in colour where a comment of a
code host shows them as a diff.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from backfile.model import Change, Piece
from backfile.printing import printable
from backfile.site.diff.values import Named, PageChange, SiteDiff

State = Literal["head", "page", "note", "came", "went"]
_SIGNS: dict[State, str] = {"head": "", "page": "~ ", "note": "    ", "came": "+     ",
                            "went": "-     "}  # fmt: skip
_WIDTH = 100
# So many lines of what came and went are told of one page, unless all are asked for.
_MOST_LINES = 40
# Letters on each side of a change that tell where in its paragraph it stands.
_AROUND = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line and what it tells of."""

    text: str
    state: State


def lines_of(diff: SiteDiff, *, full: bool = False) -> Iterator[Line]:
    """All that changes: a summary, then each page; of long changes the first lines, unless full."""
    if not diff:
        yield Line("a rebuild changes nothing", "head")
        return
    yield from (Line(text, "head") for text in _summary(diff))
    if diff.note:
        yield Line(printable(diff.note), "note")
    yield from _listed("+ ", "came", diff.added)
    yield from _listed("- ", "went", diff.gone)
    for path in diff.withheld:
        yield Line(printable(f"- {path}  is withheld"), "went")
    for change in diff.changed:
        yield from _page(change, full=full)
    yield from _listed("+ ", "came", diff.tags_came, "page of a tag: ")
    yield from _listed("- ", "went", diff.tags_went, "page of a tag: ")


def _summary(diff: SiteDiff) -> Iterator[str]:
    moved = sum(change.is_moved for change in diff.changed)
    went = len(diff.gone) + len(diff.withheld)
    articles = f"{len(diff.added)} added, {went} removed, {len(diff.changed)} changed"
    counts = {"articles": f"{articles} ({moved} moved)" if moved else articles}
    if diff.beside:
        counts["beside their text"] = f"{diff.beside} more pages of articles"
    for other in diff.others:
        numbers = ((other.came, "added"), (other.went, "removed"), (other.changed, "changed"))
        counts[other.kind] = ", ".join(f"{n} {word}" for n, word in numbers if n)
    yield from (f"{name:28}{words}" for name, words in counts.items())


def _listed(sign: str, state: State, pages: Sequence[Named], kind: str = "") -> Iterator[Line]:
    for page in pages:
        note = f" ({page.note})" if page.note else ""
        yield Line(printable(f"{sign}{page.path}  {kind}{page.headline}{note}"), state)


def _page(change: PageChange, *, full: bool) -> Iterator[Line]:
    yield Line(printable(f"~ {change.path}  {change.headline}"), "page")
    lines = [*_details(change)]
    most = len(lines) if full else _MOST_LINES
    yield from lines[:most]
    if len(lines) > most:
        yield Line(f"    ... {len(lines) - most} more lines of this page; try: --full", "note")


def _details(change: PageChange) -> Iterator[Line]:
    if change.is_moved:
        stays = "a page that leads on stays there" if change.leads_on else "nothing leads on"
        yield from _both(f"address ({stays})", change.before, change.path)
    for field in change.fields:
        yield from _both(field.name, field.before, field.after)
    for names in change.lists:
        if names.came or names.went:
            yield Line(f"    {names.name}", "note")
        for name in names.went:
            yield from _wrapped(name, "went")
        for name in names.came:
            yield from _wrapped(name, "came")
    for number, paragraph in change.paragraphs:
        yield Line(f"    paragraph {number} {paragraph.kind}", "note")
        yield from _wrapped(_side(paragraph, "removed"), "went")
        yield from _wrapped(_side(paragraph, "added"), "came")


def _both(name: str, before: str, after: str) -> Iterator[Line]:
    yield Line(f"    {name}", "note")
    yield from _wrapped(before, "went")
    yield from _wrapped(after, "came")


def _side(change: Change, kind: Literal["added", "removed"]) -> str:
    """A paragraph as it is on one side; the words of that side alone are marked."""
    if change.kind not in {kind, "changed"}:
        return ""
    pieces = [piece for piece in change.pieces if piece.kind in {kind, "same"}]
    if len(pieces) == 1:
        return pieces[0].text
    mark = "-" if kind == "removed" else "+"
    last = len(pieces) - 1
    return "".join(
        f"[{mark}{piece.text}]"
        if piece.kind == kind
        else _shortened(piece, is_first=place == 0, is_last=place == last)
        for place, piece in enumerate(pieces)
    )


def _shortened(piece: Piece, *, is_first: bool, is_last: bool) -> str:
    """Words that stay, no more of them than tell where the change stands."""
    text = piece.text
    if len(text) <= 2 * _AROUND:
        return text
    # Whole words, in scripts that part them.
    head = "" if is_first else f"{text[:_AROUND].rpartition(' ')[0] or text[:_AROUND]} "
    tail = "" if is_last else f" {text[-_AROUND:].partition(' ')[2] or text[-_AROUND:]}"
    return f"{head}...{tail}"


def _wrapped(text: str, state: State) -> Iterator[Line]:
    """A text over as many lines as it needs, each with its sign; nothing of an empty one."""
    sign = _SIGNS[state]
    width = _WIDTH - len(sign)
    for line in textwrap.wrap(printable(text), width, break_on_hyphens=False):
        yield Line(f"{sign}{line}", state)
