"""Readings and captures and what is withheld in, the same without it out, and how often it stood.

A cut leaves a mark where text was, and nothing elsewhere moves: every block
stays in its place, so that ids and line numbers are what they were.
"""

import dataclasses
import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from backfile.model import Block, Document, Place, Reading, Repair
from backfile.owner.redaction.cutting import BETWEEN, Cut, Cutter, cutter_of, decoded
from backfile.owner.redaction.markup import remade, tells
from backfile.owner.withheld import Withheld

T = TypeVar("T")
# Their values are our own words or digests, never a capture's.
_OURS = frozenset(
    "kind medium given field captured_precision capture_id id cleared withheld pictured".split()
)


def cleared(reading: Reading, withheld: Withheld) -> Reading:
    """A reading without what is withheld, which says so and how often something was cut out."""
    digest = withheld.digest
    cutter = cutter_of(withheld) if digest else None
    if cutter is None or not _may_hold(reading, cutter):
        return replace(reading, cleared=digest, withheld={})
    counts: Counter[str] = Counter()
    documents = tuple(_document(document, cutter, counts) for document in reading.documents)
    change = _counting(cutter, counts)
    reading = _everywhere(replace(reading, documents=documents), change)
    passed = {change(kind): count for kind, count in reading.passed.items()}
    return replace(reading, passed=passed, cleared=digest, withheld=dict(sorted(counts.items())))


def cleared_values(values: Iterable[T], withheld: Withheld) -> tuple[tuple[T, ...], dict[str, int]]:
    """Any values of the model without what is withheld, and how often each of it was cut out."""
    found = tuple(values)
    cutter = cutter_of(withheld) if withheld.digest else None
    if cutter is None or not _texts_may_hold([*_all_texts(found)], cutter):
        return found, {}
    counts: Counter[str] = Counter()
    change = _counting(cutter, counts)
    return tuple(_everywhere(value, change) for value in found), dict(counts)


def _texts_may_hold(texts: Sequence[str], cutter: Cutter) -> bool:
    if cutter.may_hold(_joined(texts)):
        return True
    return any(cutter.is_part(text) is not None for text in texts)


def _counting(cutter: Cutter, counts: Counter[str]) -> Callable[[str], str]:
    def change(text: str) -> str:
        told, entries = cutter.cut(text)
        counts.update(str(entry) for entry in entries)
        return told

    return change


def _everywhere(value: Any, change: Callable[[str], str]) -> Any:
    """A value whose texts, at any depth, were changed; the same object where none was."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        items = tuple(_everywhere(item, change) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = {
            name: found
            for name, old in _texts_of(value)
            if (found := _everywhere(old, change)) is not old
        }
        return replace(value, **told) if told else value
    return value


def _texts_of(value: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a value that may hold a capture's words."""
    for name in _names_of(value.__class__):
        old = getattr(value, name)
        if old and (isinstance(old, str | tuple) or dataclasses.is_dataclass(old)):
            yield name, old


@functools.cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(kind) if f.name not in _OURS)


def _may_hold(reading: Reading, cutter: Cutter) -> bool:
    """A fast look over a whole reading: False only where nothing withheld stands in it."""
    around = replace(reading, documents=())
    if _texts_may_hold([*_all_texts(around), *reading.passed], cutter):
        return True
    return any(_document_may_hold(document, cutter) for document in reading.documents)


def _document_may_hold(document: Document, cutter: Cutter) -> bool:
    around = replace(document, blocks=())
    fields = list(_all_texts(around))
    paths = dict.fromkeys(block.place.path for block in document.blocks)
    other = (text for b in document.blocks for text in (*b.votes, *b.pictures))
    texts = [block.text for block in document.blocks]
    markup = [block.html for block in document.blocks if block.html]
    # Side by side, texts of blocks may hold a passage that runs over them.
    looks = (texts, [*fields, *paths, *other], [BETWEEN.join(markup)])
    if any(cutter.may_hold(_joined(look)) for look in looks) or tells(_joined(markup), cutter):
        return True
    return any(cutter.is_part(text) is not None for text in (*texts, *fields))


def _joined(texts: Iterable[str]) -> str:
    return BETWEEN.join(texts)


def _all_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _all_texts(item)
    elif dataclasses.is_dataclass(value):
        for _, item in _texts_of(value):
            yield from _all_texts(item)


def _document(document: Document, cutter: Cutter, counts: Counter[str]) -> Document:
    """A document without passages, wherever they run, and without what told of them."""
    texts = [block.text for block in document.blocks]
    told = _pieces(texts, cutter, counts)
    blocks = tuple(
        _block(block, text, cutter, counts)
        for block, text in zip(document.blocks, told, strict=True)
    )
    pairs = zip(document.blocks, blocks, strict=True)
    touched = [new.place for old, new in pairs if old is not new]
    if not touched:
        return document
    mark = next((cutter.marks[int(number)] for number in counts), cutter.marks[0])
    repairs = tuple(_repair(repair, touched, mark) for repair in document.repairs)
    return replace(document, blocks=blocks, repairs=repairs)


def _block(block: Block, text: str, cutter: Cutter, counts: Counter[str]) -> Block:
    """A block with its new text; mark-up that would still tell what is withheld is dropped."""
    if text == block.text and not (block.html and tells(block.html, cutter)):
        return block
    if text == block.text:
        counts.update([str(_tells_which(block.html, cutter))])
    return replace(block, text=text, html=remade(block.html, text, cutter) if block.html else "")


def _tells_which(html: str, cutter: Cutter) -> int:
    """The entry whose words stand in mark-up; the first where it can't be told."""
    found = cutter.cuts(decoded(html))
    return found[0].entry if found else 0


def _repair(repair: Repair, touched: Sequence[Place], mark: str) -> Repair:
    """A repair of a block that was touched, without its words: before, they may be misspelt."""
    place = repair.place
    if place and not any(_overlap(place, one) for one in touched):
        return repair
    return Repair(mark, mark, repair.why, place)


def _overlap(one: Place, other: Place) -> bool:
    return one.first_line <= other.last_line and other.first_line <= one.last_line


def _pieces(texts: Sequence[str], cutter: Cutter, counts: Counter[str]) -> list[str]:
    """Texts that are read one after the other, each without what is withheld of it."""
    texts = [_plain_where_coded(text, cutter) for text in texts]
    whole = BETWEEN.join(texts)
    cuts = cutter.cuts(whole)
    counts.update(str(cut.entry) for cut in cuts)
    told, at = [], 0
    for text in texts:
        own = _within(cuts, at, at + len(text))
        at += len(text) + len(BETWEEN)
        if own:
            told.append(cutter.without(text, own))
            continue
        changed, entries = cutter.cut(text)
        counts.update(map(str, entries))
        told.append(changed)
    return told


def _plain_where_coded(text: str, cutter: Cutter) -> str:
    """A text in which codes hide something withheld, decoded; any other as it is."""
    plain = decoded(text)
    return plain if plain != text and cutter.cuts(plain) else text


def _within(cuts: Sequence[Cut], first: int, end: int) -> list[Cut]:
    """The parts of cuts between two places, counted from the first."""
    return [
        Cut(max(cut.start, first) - first, min(cut.end, end) - first, cut.entry)
        for cut in cuts
        if cut.start < end and cut.end > first
    ]


def counted(many: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Counts of several readings and captures as one."""
    total: Counter[str] = Counter()
    for counts in many:
        total.update(counts)
    return dict(total)
