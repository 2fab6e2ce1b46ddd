"""A document divided in, numbers that tell how doubtful each of its drafts is out.

What models say of the blocks inside and around a draft, how it looks, and what
else could be its headline. No number says what a story is about.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from backfile.model import Document, Draft, Label, Mark, line_key
from backfile.split.seen import Floats, Seen, count, logit, most

Indexes = npt.NDArray[np.int64]

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
    seen = Seen(document, labels, marks)
    rows = [list(_row(seen, drafts, number)) for number in range(len(drafts))]
    return np.array(rows, np.float64).reshape(len(rows), len(NAMES))


def _row(seen: Seen, drafts: Sequence[Draft], number: int) -> Iterator[float]:
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


def _of_removed(seen: Seen, inside: slice, kept: Indexes) -> Iterator[float]:
    taken = seen.removed[inside] & seen.prose[inside]
    chances = seen.text[inside]
    by_rule, by_model = taken & seen.ruled[inside], taken & ~seen.ruled[inside]
    yield most(chances[by_model])
    yield count(chances[by_model].sum())
    yield most(chances[by_rule])
    yield count(by_model.sum())
    yield count(by_rule.sum())
    within = by_model[kept[0] - inside.start : kept[-1] - inside.start] if len(kept) else by_model
    yield count(within.sum())


def _of_kept(seen: Seen, inside: slice, kept: Indexes) -> Iterator[float]:
    chances = seen.text
    prose = kept[seen.prose[kept]]
    yield logit(float(chances[prose].min())) if len(prose) else 0.0
    yield logit(float(chances[kept[0]])) if len(kept) else 0.0
    yield logit(float(chances[kept[-1]])) if len(kept) else 0.0
    yield count((chances[kept] < _LIKELY).sum())
    short = seen.removed[inside] & ~seen.prose[inside] & (chances[inside] > _MAYBE)
    yield count(short.sum())
    first, last = (kept[0], kept[-1]) if len(kept) else (inside.stop, inside.stop)
    above = slice(max(inside.start, first - _NEAR), first)
    below = slice(last + 1, min(inside.stop, last + 1 + _NEAR))
    for part in (above, below):
        yield most(chances[part][seen.removed[part]])


def _of_headline(seen: Seen, draft: Draft, kept: Indexes) -> Iterator[float]:
    own = seen.title_block(draft)
    others = np.arange(draft.first, draft.last + 1)
    others = others[others != own]
    chances = seen.headline
    yield logit(float(chances[own])) if own >= 0 else logit(0.0)
    yield float(seen.margin[own]) if own >= 0 else 0.0
    yield most(chances[others])
    yield count(float(chances[others].sum()))
    lead = kept[min(len(kept), _LEAD) - 1] if len(kept) else draft.last
    yield most(chances[others[others > lead]])
    yield most(chances[others[others < own]]) if own >= 0 else 0.0
    first = kept[0] if len(kept) else draft.last
    yield count(max(0, first - own)) if own >= 0 else 0.0
    yield count(max(0, own - draft.first)) if own >= 0 else 0.0


def _of_title(seen: Seen, draft: Draft, kept: Indexes) -> Iterator[float]:
    own = seen.title_block(draft)
    words = _words(draft.title)
    lead = frozenset(w for i in kept[:_LEAD] for w in _words(seen.blocks[i].text))
    yield count(len(draft.title))
    yield count(len(draft.title.split()))
    yield float(own >= 0 and seen.marks[own].shape in {"sentence", "prose"})
    yield float(own < 0)
    yield count(max(0, seen.lines[line_key(draft.title)] - 1))
    yield sum(word in lead for word in words) / max(1, len(words))


def _words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(text[:2000].casefold())
    return tuple(dict.fromkeys(word for word in found if len(word) >= _LEAST_WORD))


def _of_size(seen: Seen, inside: slice, kept: Indexes) -> Iterator[float]:
    length = float(seen.length[kept].sum())
    yield count(length)
    yield count(len(kept))
    yield abs(count(length) - _USUAL_LENGTH)
    yield length / max(1.0, float(seen.length[inside].sum()))
    links = [seen.blocks[i].link_share * seen.length[i] for i in kept]
    yield sum(links) / max(1.0, length)
    margins = seen.margin[inside]
    yield count((margins < _LIKELY).sum())
    yield float((1 - margins).mean()) if len(margins) else 0.0


def _of_place(seen: Seen, drafts: Sequence[Draft], number: int) -> Iterator[float]:
    draft, last = drafts[number], len(drafts) - 1
    yield count(len(drafts))
    yield float(number == 0)
    yield float(number == last)
    below = seen.title_block(drafts[number + 1]) if number < last else -1
    yield logit(float(seen.headline[below])) if below >= 0 else logit(1.0)
    yield count(len(draft.details))
    yield float(draft.kind == "digest")
    yield float(any(block.given for block in seen.blocks[draft.first : draft.first + _NEAR]))


def _of_page(seen: Seen, draft: Draft, inside: slice) -> Iterator[float]:
    is_said = any("title" in saying.fields for saying in draft.sayings)
    # Where the owner has said the headline, no claim speaks against it.
    claimed = [c.value for c in seen.document.claims if c.field == "title" and not is_said][:12]
    own = seen.title_block(draft)
    words = _words(draft.title)
    alike = [_overlap(words, _words(value)) for value in claimed]
    yield sum(alike) / len(alike) if alike else 0.0
    yield min(alike, default=0.0)
    yield count(len({line_key(value) for value in claimed}))
    yield count(sum(c.field == "title" and c.origin == "h1" for c in seen.document.claims))
    yield float(seen.blocks[own].level) if own >= 0 else 0.0
    yield float(any(joint in draft.title for joint in _JOINTS))
    voted = seen.voted[inside]
    yield float(voted.any())
    yield count((voted & seen.removed[inside] & seen.prose[inside]).sum())
    kept = seen.kept[inside] & seen.prose[inside]
    yield float((voted & kept).sum() / max(1, kept.sum()))
    yield count(len(draft.doubts))
    yield from _of_form(seen, inside)


def _of_form(seen: Seen, inside: slice) -> Iterator[float]:
    """How the text is laid out: interrupted, under sub-headings, in several containers, listed."""
    kept = np.flatnonzero(seen.kept[inside])
    course = seen.kept[inside][kept[0] : kept[-1] + 1] if len(kept) else seen.kept[:0]
    blocks = [seen.blocks[inside.start + i] for i in kept]
    yield count((course[1:] != course[:-1]).sum())
    yield count(sum(block.kind == "heading" for block in blocks))
    yield count(len({block.place.path.rpartition(" > ")[0] for block in blocks}))
    yield sum(block.kind == "item" for block in blocks) / max(1, len(blocks))
    outside = seen.length[inside][seen.removed[inside] & seen.prose[inside]].sum()
    yield count(float(outside / max(1.0, seen.length[inside][kept].sum())))


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    shared = 2 * sum(word in other for word in one)
    return shared / max(1, len(one) + len(other))
