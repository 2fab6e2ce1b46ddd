"""Labelled pages in, the lines, headlines and paragraphs that dumps can be composed of out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.labelled import Labelled
from training.noise import Line

# More blank lines than these in a row tell nothing more.
_MOST_BLANK = 3
# A teaser of a digest is a paragraph of so many characters.
_TEASER = range(61, 600)


@dataclass(frozen=True, slots=True)
class Story:
    """A page with one story: its lines, and where its headline and last paragraph stand."""

    lines: tuple[Line, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that dumps are composed of: stories, their headlines, paragraphs that tease."""

    stories: tuple[Story, ...]
    titles: tuple[str, ...]
    teasers: tuple[str, ...]


def shelf_of(pages: Iterable[Labelled]) -> Shelf:
    """What can be taken from pages; those without a headline above text give nothing."""
    found = [story for page in pages if (story := _story(page))]
    return Shelf(
        tuple(found),
        tuple(story.lines[story.first].text for story in found),
        tuple(
            line.text
            for story in found
            for line in story.lines
            if line.label == "B" and len(line.text) in _TEASER
        ),
    )


def _story(page: Labelled) -> Story | None:
    lines = _lines(page)
    titles = _places(lines, "T")
    body = _places(lines, "B")
    if not titles or not body or titles[0] > body[-1]:
        return None
    return Story(lines, titles[0], body[-1])


def _lines(page: Labelled) -> tuple[Line, ...]:
    """A page's lines that are not blank, without their indents."""
    lines: list[Line] = []
    gap = 0
    for text, label in zip(page.lines, page.labels, strict=True):
        if text.strip():
            lines.append(Line(text.strip(), label, min(gap, _MOST_BLANK)))
        gap = 0 if text.strip() else gap + 1
    return tuple(lines)


def _places(lines: Sequence[Line], label: str) -> list[int]:
    return [index for index, line in enumerate(lines) if line.label == label]
