"""Corrections and all documents in, the orders for each document out.

A correction holds for the document that it names, and for every other capture
of the same address, or of the very same text, that holds its words. Where a
newer capture does not hold them, the owner has to decide.
"""

import shlex
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from backfile.model import Article, Order, Orders, Saying, Ties
from backfile.owner.corrections.book import Book, Key, Origins
from backfile.owner.corrections.parsing import BLOCK_ORDERS, TIES, Correction, Corrections
from backfile.owner.corrections.places import Sheet, Span, inherited_place, is_of_capture

# Where its words are not there, there is nothing to keep or to remove.
_MOOT = ("keep", "remove")
# So much of a SHA-256 or path tells which capture is meant.
_SHOWN = 60
_NOT_OF_DIGESTS = ("title", "date", "authors", "section")


@dataclass(frozen=True, slots=True)
class Resolved:
    """What corrections say of documents.

    orders: by capture and number of the document. ties: pairs of ids.
    decisions: what the owner has to decide, a line each. touched: of each
    correction, by its line, the documents that it holds for.
    """

    orders: Mapping[Key, Orders] = field(default_factory=dict)
    ties: Ties = field(default_factory=Ties)
    decisions: tuple[str, ...] = ()
    touched: Mapping[int, tuple[tuple[Key, Span], ...]] = field(default_factory=dict)


def resolve(
    corrections: Corrections,
    sheets: Sequence[Sheet],
    origins: Origins,
    away: Collection[str] = (),
) -> Resolved:
    """What an archive's corrections say of its documents.

    away: paths and SHA-256 of captures that are withheld. What is said of them
    waits; where any is, so does what is said of an id that nothing else has.

    Raises:
        RuleError: a correction matches nothing any more; names its line.
    """
    if not corrections.entries:
        return Resolved()
    book = Book(sheets, origins)
    decisions: list[str] = []
    touched: dict[int, tuple[tuple[Key, Span], ...]] = {}
    orders: dict[Key, list[tuple[Correction, Span]]] = {}
    for one in corrections.of_documents():
        own = list(book.places(one))
        if not own and _waits(one, away):
            continue
        if not own:
            raise _nothing(one, sheets)
        # What was made an article by an entry above can have a headline.
        _check_kind(one, [(sheet, at) for sheet, at in own if not _is_made(orders, sheet)])
        inherited, open_ones = _inherited(one, own, book, corrections)
        decisions += (_decision(one, sheet) for sheet in open_ones)
        every = [*((sheet, place, one) for sheet, place in own), *inherited]
        touched[one.line] = tuple((sheet.key, place) for sheet, place, _ in every)
        for sheet, place, said in every:
            orders.setdefault(sheet.key, []).append((said, place))
    made = {key: _orders(found) for key, found in orders.items()}
    return Resolved(made, _ties(corrections, book, away), tuple(decisions), touched)


def _inherited(
    one: Correction, own: Sequence[tuple[Sheet, Span]], book: Book, corrections: Corrections
) -> tuple[list[tuple[Sheet, Span, Correction]], list[Sheet]]:
    """The other captures that a correction holds for too, and those that are to be decided."""
    direct = {sheet.key for sheet, _ in own}
    kin = {k.key: k for sheet, _ in own for k in book.kin(sheet) if k.key not in direct}
    held: list[tuple[Sheet, Span, Correction]] = []
    undecided: list[Sheet] = []
    for sheet in kin.values():
        place = inherited_place(sheet, one)
        if _is_overruled(one, sheet, book, corrections):
            continue
        if place:
            held.append((sheet, place, one))
            continue
        rest = {name: value for name, value in one.sets.items() if name != "title"}
        if rest and len(rest) < len(one.sets) and len(sheet.made) == 1:
            # Another headline is no reason to doubt the date.
            whole = (0, len(sheet.document.blocks) - 1)
            held.append((sheet, whole, replace(one, sets=rest)))
        if one.do not in _MOOT and _is_newer(sheet, own[0][0]):
            undecided.append(sheet)
    return held, undecided


def _waits(one: Correction, away: Collection[str]) -> bool:
    """Whether a correction may be of a capture that is withheld."""
    return one.target.capture in away if one.target.capture else bool(away)


def _nothing(one: Correction, sheets: Sequence[Sheet]) -> Exception:
    cure = "mend its target (backfile explain shows lines and ids), or take the entry away"
    target = one.target
    if target.capture and not any(is_of_capture(sheet, target) for sheet in sheets):
        what = f"its capture {target.capture[:_SHOWN]} was changed or taken away"
    elif target.articles and not target.has_place:
        what = f"there is no article {target.articles[0]}"
    else:
        what = "its words stand there no more" if target.text else "it points nowhere"
    return one.error(f"matches nothing any more: {what}", cure)


def _is_made(orders: Mapping[Key, Sequence[tuple[Correction, Span]]], sheet: Sheet) -> bool:
    return any(one.do == "article" for one, _ in orders.get(sheet.key, ()))


def _check_kind(one: Correction, own: Sequence[tuple[Sheet, Span]]) -> None:
    """Refuse a headline for a digest, which has none."""
    wrong = [name for name in one.sets if name in _NOT_OF_DIGESTS]
    for sheet, place in own:
        line = sheet.document.blocks[place[0]].place.first_line
        made = [m for m in sheet.made if m.first_line <= line <= m.last_line]
        if wrong and made and not any(isinstance(m, Article) for m in made):
            raise one.error(f"sets the {wrong[0]} of a digest, which has none", "do: article first")


def _is_overruled(one: Correction, sheet: Sheet, book: Book, corrections: Corrections) -> bool:
    """Whether the owner has said the same kind of thing of that capture itself."""
    if one.do in _MOOT:
        return False
    return any(
        other is not one
        and other.do == one.do
        and (not one.sets or not one.sets.keys().isdisjoint(other.sets))
        and book.names(other, sheet)
        for other in corrections.of_documents()
    )


def _is_newer(sheet: Sheet, than: Sheet) -> bool:
    """Whether a capture may be newer than another, as far as is known."""
    return not sheet.captured or not than.captured or sheet.captured >= than.captured


def _decision(one: Correction, sheet: Sheet) -> str:
    what = "the headline" if "title" in one.sets else f'"{one.do}"'
    ident = sheet.made[0].id if sheet.made else sheet.capture.path
    cure = f"backfile fix {ident}"
    if "title" in one.sets and sheet.made and isinstance(sheet.made[0], Article):
        cure += f" --title {shlex.quote(sheet.made[0].title)}, to leave it as it is"
    return (
        f"content/rules/corrections.yaml:{one.line}: {what} is not carried over to {sheet.name}, "
        "another capture of the same story that does not hold its words; "
        f"try: {cure}"
    )


def _orders(found: Sequence[tuple[Correction, Span]]) -> Orders:
    blocks = [
        Order(one.do, first, last, one.why, one.line)  # type: ignore[arg-type]  # parsed as one of these
        for one, (first, last) in found
        if one.do in BLOCK_ORDERS
    ]
    sayings = [
        Saying(first, last, one.sets, one.why, one.line) for one, (first, last) in found if one.sets
    ]
    return Orders(tuple(blocks), tuple(sayings))


def _ties(corrections: Corrections, book: Book, away: Collection[str]) -> Ties:
    """The pairs of articles that the owner says are one, or are not.

    Raises:
        RuleError: there is no article of an id.
    """
    same: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    for one in (*corrections.ties(), *corrections.of_tags()):
        others = [one.other] if one.do in TIES else []
        for ident in (*one.target.articles, *others):
            if not book.article(ident) and not away:
                what = f"matches nothing any more: there is no article {ident}"
                raise one.error(what, "its id, as its page tells, or take the entry away")
        pairs = same if one.do == "same-as" else apart
        pairs += [(ident, other) for ident in one.target.articles for other in others]
        for pair in pairs:
            if {*pair} in [{*other} for other in (apart if pairs is same else same)]:
                raise one.error(f'says the contrary of another of "{pair[0]}"', "one of the two")
    return Ties(tuple(same), tuple(apart))
