"""Stories in, dumps of several of them out, as people and programs put them together.

Few dumps of several stories are labelled; pages with one story are many. So
dumps are composed: selections pasted one after another, and digests, stories
and boxes of links in turns.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from training.crediting import credited
from training.labelled import Labelled, chance_of
from training.noise import LOOKS, Line, disturbed
from training.phrases import BOX_HEADINGS, DATES, INTERRUPTIONS, UNDER_LINKS
from training.stories import Shelf, Story, shelf_of

# Each tuple is drawn from with equal chances: what stands in it twice is twice as likely.
_BETWEEN = (1, 1, 2, 3)
_TOO_MUCH_ABOVE = (0, 0, 1, 2, 3, 5, 8)
_TOO_MUCH_BELOW = (0, 0, 1, 2, 4, 8, 15, 30)
_STORIES = (1, 1, 2, 3, 4, 6)
_BOXES = (0, 0, 1, 1, 2, 3)
_STYLES = ("plain", "plain", "numbers", "blanks", "notes", "counted", "dates")
_PASTED = (2, 6)
_ITEMS, _LINKS = (3, 16), (3, 7)
# Chances: of a digest above the first story and above another, of blank lines between its
# items and between a story's lines, of a byline to stay, of an interruption after a line.
_DIGEST_FIRST, _DIGEST_LATER = 0.79, 0.3
_ITEMS_APART, _LINES_APART = 0.5, 0.8
_BYLINE_STAYS, _INTERRUPTED = 0.4, 0.03
# Of a box of links within a story, and of a story with other credits than its own.
_BOX_WITHIN, _CREDITED = 0.01, 0.5


def composed(pages: Iterable[Labelled], count: int, seed: int) -> Iterator[Labelled]:
    """So many dumps of each kind, composed of pages with a story; none where there is none."""
    shelf = shelf_of(pages)
    chance = chance_of(seed)
    for number in range(count if shelf.stories else 0):
        for kind, compose in (("compound_paste", _pasted), ("seedlike", _put_together)):
            lines = disturbed(list(compose(shelf, chance)), chance.choice(LOOKS), chance)
            yield _labelled(f"{kind}-{seed}-{number}", kind, lines)


def _labelled(ident: str, kind: str, lines: Sequence[Line]) -> Labelled:
    """The lines with their blank ones, but those above the first."""
    pairs = [pair for line in lines for pair in [("", "")] * line.gap + [(line.text, line.label)]]
    pairs = pairs[lines[0].gap :]
    texts, labels = zip(*pairs, strict=True)
    return Labelled(ident, kind, (), texts, labels)


def _pasted(shelf: Shelf, chance: random.Random) -> Iterator[Line]:
    """Some stories as selected by hand, a few lines too many at both ends, one after another."""
    count = min(chance.randint(*_PASTED), len(shelf.stories))
    for story in chance.sample(shelf.stories, count):
        first = max(0, story.first - chance.choice(_TOO_MUCH_ABOVE))
        end = story.last + 1 + chance.choice(_TOO_MUCH_BELOW)
        yield from _apart(story.lines[first:end], chance)


def _put_together(shelf: Shelf, chance: random.Random) -> Iterator[Line]:
    """Digests, stories and boxes of links in turns."""
    likely = _DIGEST_FIRST
    for _ in range(chance.choice(_STORIES)):
        if chance.random() < likely:
            yield from _apart(_digest(shelf, chance), chance)
        likely = _DIGEST_LATER
        yield from _apart(_bare(chance.choice(shelf.stories), shelf, chance), chance)
        for _ in range(chance.choice(_BOXES)):
            yield from _apart(list(_box(shelf, chance)), chance)


def _apart(lines: Sequence[Line], chance: random.Random) -> list[Line]:
    """The lines with some blank ones above the first."""
    return [replace(lines[0], gap=chance.choice(_BETWEEN)), *lines[1:]]


def _digest(shelf: Shelf, chance: random.Random) -> list[Line]:
    gap = int(chance.random() < _ITEMS_APART)
    teasers = shelf.teasers or shelf.titles
    return [Line(chance.choice(teasers), "D", gap) for _ in range(chance.randint(*_ITEMS))]


def _bare(story: Story, shelf: Shelf, chance: random.Random) -> list[Line]:
    """A story's own lines alone, here and there an interruption."""
    gap = int(chance.random() < _LINES_APART)
    lines = [replace(story.lines[story.first], gap=gap)]
    for line in story.lines[story.first + 1 : story.last + 1]:
        stays = line.label in {"B", "T2"} or (line.label == "M" and chance.random() < _BYLINE_STAYS)
        if stays:
            lines.append(replace(line, gap=gap))
        if stays and chance.random() < _INTERRUPTED:
            words = chance.choice(INTERRUPTIONS).replace("{title}", chance.choice(shelf.titles))
            lines.append(Line(words, "X", gap))
        if stays and chance.random() < _BOX_WITHIN:
            lines += _apart(list(_box(shelf, chance)), chance)
    return credited(lines, chance) if chance.random() < _CREDITED else lines


def _box(shelf: Shelf, chance: random.Random) -> Iterator[Line]:
    """A heading and headlines of other stories, in one of several styles."""
    yield Line(chance.choice(BOX_HEADINGS), "X")
    style = chance.choice(_STYLES)
    count = min(chance.randint(*_LINKS), len(shelf.titles))
    for number, title in enumerate(chance.sample(shelf.titles, count), 1):
        if style == "numbers":
            yield Line(str(number), "X")
        words = f"{number}. {title}" if style == "counted" else title
        yield Line(words, "X", int(style == "blanks"))
        if style in {"notes", "dates"}:
            yield Line(chance.choice(UNDER_LINKS if style == "notes" else DATES), "X")
