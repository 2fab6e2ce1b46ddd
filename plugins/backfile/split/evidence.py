"""A document divided in, numbers that tell how doubtful each of its drafts is out.

What models say of the blocks inside and around a draft, how it looks, and what
else could be its headline. No number says what a story is about.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from backfile.model import Block, Document, Draft, Label, Mark, line_key

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NAMES = (
    "lost-most lost-sum lost-by-rule prose-removed prose-removed-by-rule prose-removed-within "
    "kept-least kept-first kept-last kept-unsure short-removed above-text below-text "
    "headline headline-margin rival rivals rival-below rival-above to-text above "
    "title-long title-words title-sentence no-headline title-again title-shared "
    "long paragraphs odd-length kept-share linked unsure unsure-share "
    "drafts first last next details digest record "
    "claimed-alike claimed-least claims h1s heading-level title-joint "
    "votes voted-removed voted-kept doubts "
    "turns headings boxes items outside"
).split()
# Chances beyond this and its opposite are all the same.
_SURE = 0.002
_LINKED = 0.5
_NEAR = 5
_LEAD = 3
_LEAST_WORD = 4
# The logarithm of the characters of a story of usual length.
_USUAL_LENGTH = 7.6
_LIKELY, _MAYBE = 0.5, 0.3
_JOINTS = (" | ", " - ", " – ", " — ", " :: ")
_WORD = re.compile(r"\w+")


def evidence_of(
    document: Document, labels: Sequence[Label], marks: Sequence[Mark], drafts: Sequence[Draft]
) -> Floats:
    """A row for each draft, columns as in NAMES."""
    seen = _Seen(document, labels, marks)
    rows = [list(_row(seen, drafts, number)) for number in range(len(drafts))]
    return np.array(rows, np.float64).reshape(len(rows), len(NAMES))


def _logit(chance: float) -> float:
    return math.log((chance + _SURE) / (1 - chance + _SURE))


def _count(number: float) -> float:
    return math.log1p(number)


def _most(chances: Floats) -> float:
    return _logit(float(chances.max())) if len(chances) else _logit(0.0)


@dataclass(frozen=True)
class _Seen:
    """A document as columns, an entry a block."""

    document: Document
    labels: Sequence[Label]
    marks: Sequence[Mark]

    @cached_property
    def blocks(self) -> Sequence[Block]:
        return self.document.blocks

    @cached_property
    def text(self) -> Floats:
        """How likely each is text; what a format or the owner says is certain."""
        pairs = zip(self.labels, self.kept.tolist(), strict=True)
        return np.array([float(is_kept) if _is_given(one) else one.text for one, is_kept in pairs])

    @cached_property
    def headline(self) -> Floats:
        return np.array(
            [float(one.name == "T") if _is_given(one) else one.headline for one in self.labels]
        )

    @cached_property
    def margin(self) -> Floats:
        return np.array([label.margin for label in self.labels])

    @cached_property
    def length(self) -> Floats:
        return np.array([len(block.text.strip()) for block in self.blocks], np.float64)

    @cached_property
    def kept(self) -> Flags:
        return np.array([label.name in {"B", "D"} for label in self.labels], bool)

    @cached_property
    def removed(self) -> Flags:
        return np.array([label.name == "X" for label in self.labels], bool)

    @cached_property
    def ruled(self) -> Flags:
        return np.array([bool(mark.rule) for mark in self.marks], bool)

    @cached_property
    def prose(self) -> Flags:
        pairs = zip(self.blocks, self.marks, strict=True)
        return np.array([m.shape == "prose" and b.link_share < _LINKED for b, m in pairs], bool)

    @cached_property
    def voted(self) -> Flags:
        return np.array([bool(block.votes) for block in self.blocks], bool)

    @cached_property
    def lines(self) -> Counter[str]:
        return Counter(line_key(block.text) for block in self.blocks)


def _is_given(label: Label) -> bool:
    """Whether no model was asked."""
    return not label.text and not label.headline


def _row(seen: _Seen, drafts: Sequence[Draft], number: int) -> Iterator[float]:
    draft = drafts[number]
    inside = slice(draft.first, draft.last + 1)
    kept = draft.first + np.flatnonzero(seen.kept[inside])
    yield from _of_removed(seen, inside, kept)
    yield from _of_kept(seen, inside, kept)
    yield from _of_headline(seen, draft, kept)
    yield from _of_title(seen, draft, kept)
    yield from _of_size(seen, inside, kept)
    yield from _of_place(seen, drafts, number)
    yield from _of_page(seen, draft, inside)


def _of_removed(seen: _Seen, inside: slice, kept: npt.NDArray[np.int64]) -> Iterator[float]:
    taken = seen.removed[inside] & seen.prose[inside]
    chances = seen.text[inside]
    by_rule, by_model = taken & seen.ruled[inside], taken & ~seen.ruled[inside]
    yield _most(chances[by_model])
    yield _count(chances[by_model].sum())
    yield _most(chances[by_rule])
    yield _count(by_model.sum())
    yield _count(by_rule.sum())
    within = by_model[kept[0] - inside.start : kept[-1] - inside.start] if len(kept) else by_model
    yield _count(within.sum())


def _of_kept(seen: _Seen, inside: slice, kept: npt.NDArray[np.int64]) -> Iterator[float]:
    chances = seen.text
    prose = kept[seen.prose[kept]]
    yield _logit(float(chances[prose].min())) if len(prose) else 0.0
    yield _logit(float(chances[kept[0]])) if len(kept) else 0.0
    yield _logit(float(chances[kept[-1]])) if len(kept) else 0.0
    yield _count((chances[kept] < _LIKELY).sum())
    short = seen.removed[inside] & ~seen.prose[inside] & (chances[inside] > _MAYBE)
    yield _count(short.sum())
    first, last = (kept[0], kept[-1]) if len(kept) else (inside.stop, inside.stop)
    above = slice(max(inside.start, first - _NEAR), first)
    below = slice(last + 1, min(inside.stop, last + 1 + _NEAR))
    for part in (above, below):
        yield _most(chances[part][seen.removed[part]])


def _of_headline(seen: _Seen, draft: Draft, kept: npt.NDArray[np.int64]) -> Iterator[float]:
    own = _title_block(seen, draft)
    others = np.arange(draft.first, draft.last + 1)
    others = others[others != own]
    chances = seen.headline
    yield _logit(float(chances[own])) if own >= 0 else _logit(0.0)
    yield float(seen.margin[own]) if own >= 0 else 0.0
    yield _most(chances[others])
    yield _count(float(chances[others].sum()))
    lead = kept[min(len(kept), _LEAD) - 1] if len(kept) else draft.last
    yield _most(chances[others[others > lead]])
    yield _most(chances[others[others < own]]) if own >= 0 else 0.0
    first = kept[0] if len(kept) else draft.last
    yield _count(max(0, first - own)) if own >= 0 else 0.0
    yield _count(max(0, own - draft.first)) if own >= 0 else 0.0


def _title_block(seen: _Seen, draft: Draft) -> int:
    """The block of the headline; -1 where there is none."""
    inside = range(draft.first, draft.last + 1)
    return next((i for i in inside if seen.labels[i].name == "T"), -1)


def _of_title(seen: _Seen, draft: Draft, kept: npt.NDArray[np.int64]) -> Iterator[float]:
    own = _title_block(seen, draft)
    words = _words(draft.title)
    lead = frozenset(w for i in kept[:_LEAD] for w in _words(seen.blocks[i].text))
    yield _count(len(draft.title))
    yield _count(len(draft.title.split()))
    yield float(own >= 0 and seen.marks[own].shape in {"sentence", "prose"})
    yield float(own < 0)
    yield _count(max(0, seen.lines[line_key(draft.title)] - 1))
    yield sum(word in lead for word in words) / max(1, len(words))


def _words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(text[:2000].casefold())
    return tuple(dict.fromkeys(word for word in found if len(word) >= _LEAST_WORD))


def _of_size(seen: _Seen, inside: slice, kept: npt.NDArray[np.int64]) -> Iterator[float]:
    length = float(seen.length[kept].sum())
    yield _count(length)
    yield _count(len(kept))
    yield abs(_count(length) - _USUAL_LENGTH)
    yield length / max(1.0, float(seen.length[inside].sum()))
    links = [seen.blocks[i].link_share * seen.length[i] for i in kept]
    yield sum(links) / max(1.0, length)
    margins = seen.margin[inside]
    yield _count((margins < _LIKELY).sum())
    yield float((1 - margins).mean()) if len(margins) else 0.0


def _of_place(seen: _Seen, drafts: Sequence[Draft], number: int) -> Iterator[float]:
    draft, last = drafts[number], len(drafts) - 1
    yield _count(len(drafts))
    yield float(number == 0)
    yield float(number == last)
    below = _title_block(seen, drafts[number + 1]) if number < last else -1
    yield _logit(float(seen.headline[below])) if below >= 0 else _logit(1.0)
    yield _count(len(draft.details))
    yield float(draft.kind == "digest")
    yield float(any(block.given for block in seen.blocks[draft.first : draft.first + _NEAR]))


def _of_page(seen: _Seen, draft: Draft, inside: slice) -> Iterator[float]:
    claimed = [c.value for c in seen.document.claims if c.field == "title"][:12]
    own = _title_block(seen, draft)
    words = _words(draft.title)
    alike = [_overlap(words, _words(value)) for value in claimed]
    yield sum(alike) / len(alike) if alike else 0.0
    yield min(alike, default=0.0)
    yield _count(len({line_key(value) for value in claimed}))
    yield _count(sum(c.field == "title" and c.origin == "h1" for c in seen.document.claims))
    yield float(seen.blocks[own].level) if own >= 0 else 0.0
    yield float(any(joint in draft.title for joint in _JOINTS))
    voted = seen.voted[inside]
    yield float(voted.any())
    yield _count((voted & seen.removed[inside] & seen.prose[inside]).sum())
    kept = seen.kept[inside] & seen.prose[inside]
    yield float((voted & kept).sum() / max(1, kept.sum()))
    yield _count(len(draft.doubts))
    yield from _of_form(seen, inside)


def _of_form(seen: _Seen, inside: slice) -> Iterator[float]:
    """How the text is laid out: interrupted, under sub-headings, in several containers, listed."""
    kept = np.flatnonzero(seen.kept[inside])
    course = seen.kept[inside][kept[0] : kept[-1] + 1] if len(kept) else seen.kept[:0]
    blocks = [seen.blocks[inside.start + i] for i in kept]
    yield _count((course[1:] != course[:-1]).sum())
    yield _count(sum(block.kind == "heading" for block in blocks))
    yield _count(len({block.place.path.rpartition(" > ")[0] for block in blocks}))
    yield sum(block.kind == "item" for block in blocks) / max(1, len(blocks))
    outside = seen.length[inside][seen.removed[inside] & seen.prose[inside]].sum()
    yield _count(float(outside / max(1.0, seen.length[inside][kept].sum())))


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    shared = 2 * sum(word in other for word in one)
    return shared / max(1, len(one) + len(other))
