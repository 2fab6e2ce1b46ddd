"""A text dump's blocks and marks in, a label for each block out.

Rules go first: what they take is boilerplate, what they keep is text. Of the
rest the line model says how likely each line is what, and the most likely
course of the whole text says where stories begin and end. What is unsure is
kept; a paragraph of prose is never taken from between kept ones.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from backfile.details import is_detail
from backfile.model import Block, Label, LabelName, Mark, Repeats
from backfile.split.credits import credited
from backfile.split.lines.path import Flags, Matrix, State, best_course
from backfile.split.lines.voting import LABELS, LineModel

# A line is kept from this chance on of being text, and prose from a smaller one. Found on
# pages of sites that the model was not trained on: losing is dearer than leaking.
ENOUGH = 0.3
ENOUGH_OF_PROSE = 0.12
# A digest is a run of items; fewer paragraphs are text.
DIGEST_ITEMS = 3
# How far below a headline its byline may stand.
_DETAILS_WITHIN = 8
_HEADLINE, _MORE, _TEXT, _DETAIL, _REST, _ITEM = range(len(LABELS))
_SURE = 0.999
_LIKELY = 0.5
# How likely a headline is with a byline or dateline right below it. Found by trying: newswire
# gained by it, and no set of pages lost.
_CREDITED = 0.75
# What a full stop leaves of that chance: one headline in a hundred is prose that ends with one,
# and a digest's item that is taken for a headline hides the story below it.
_WITH_FULL_STOP = 0.01
_OUTSIDE = "outside any story: above a headline or below the last paragraph"
_DIGITS = 4
_INSIDE = "boilerplate by its looks, words and place"


def label_dump(
    blocks: Sequence[Block], marks: Sequence[Mark], repeats: Repeats, model: LineModel
) -> tuple[Label, ...]:
    """A label for each block of a dump."""
    if not blocks:
        return ()
    seen = model.chances(blocks, marks, repeats)
    chances = _after_rules(seen, marks)
    _count_credits(chances, credited(blocks, marks))
    _discount_sentences(chances, blocks, marks)
    prose = np.array([mark.shape == "prose" for mark in marks])
    course = best_course(chances, prose, ENOUGH_OF_PROSE)
    names = [_name(*line) for line in zip(course, chances, marks, strict=True)]
    _name_details(names, course, blocks, chances[:, _TEXT])
    _keep_small_digests(names)
    _keep_between(names, prose, marks)
    if not {"B", "D"} & set(names):
        names = ["X" if mark.rule or mark.shape == "short" else "B" for mark in marks]
    margins = _margins(chances, names)
    labels = [_label(*line) for line in zip(names, course, margins, marks, strict=True)]
    return tuple(_with_chances(labels, seen[:, _TEXT], chances[:, _HEADLINE]))


def _after_rules(chances: Matrix, marks: Sequence[Mark]) -> Matrix:
    """The chances, with what rules say put in their place.

    The headlines under a box's heading are left to the model where it is sure
    that a story begins there: a box has no last line of its own in a dump.
    """
    chances = chances.copy()
    for row, mark in zip(chances, marks, strict=True):
        said = _TEXT if mark.role == "keep" else _REST if mark.rule else None
        if said is None or (mark.role == "headline" and row[_HEADLINE] > _LIKELY):
            continue
        row[:] = (1 - _SURE) / (len(LABELS) - 1)
        row[said] = _SURE
    return chances


def _count_credits(chances: Matrix, lines: Iterable[int]) -> None:
    """Make headlines likely of lines with a byline or dateline right below them."""
    for line in lines:
        row = chances[line]
        if row[_HEADLINE] < _CREDITED:
            row *= (1 - _CREDITED) / (1 - row[_HEADLINE])
            row[_HEADLINE] = _CREDITED


def _discount_sentences(chances: Matrix, blocks: Sequence[Block], marks: Sequence[Mark]) -> None:
    """Make headlines unlikely of long lines with a full stop; questions and cries may be some."""
    for line, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        if mark.shape == "prose" and block.text.rstrip("\"”’»“)]' ").endswith((".", "。", "।")):
            chances[line, _HEADLINE] *= _WITH_FULL_STOP
            chances[line] /= chances[line].sum()


def _name(state: State, row: Matrix, mark: Mark) -> LabelName:
    """A line's label by its state, its chances and its mark."""
    if mark.role == "keep":
        return "B"
    if state == State.HEADLINE:
        return "T"
    if mark.rule or state == State.OUTSIDE:
        return "X"
    if state == State.DIGEST:
        return "X" if row[_REST] > row[_ITEM] and mark.shape == "short" else "D"
    is_prose = mark.shape == "prose"
    enough = ENOUGH_OF_PROSE if is_prose else ENOUGH
    may_be = state == State.STORY or (is_prose and state == State.OPENING)
    if state == State.FIRST or (may_be and row[_TEXT] + row[_ITEM] > enough * (1 - row[_HEADLINE])):
        return "B"
    left: dict[LabelName, float] = {
        "T2": row[_MORE],
        "M": row[_DETAIL],
        "X": row[_REST] + row[_TEXT],
    }
    return max(left, key=lambda name: left[name])


def _name_details(
    names: list[LabelName], course: Sequence[State], blocks: Sequence[Block], text: Matrix
) -> None:
    """Name bylines and dates by their form near the headline, and only lines after it T2.

    text: each line's chance of being text; what most likely is stays that.
    """
    since = len(names)
    for index, state in enumerate(course):
        since = 0 if state == State.HEADLINE else since + 1
        near = since <= _DETAILS_WITHIN and names[index] in {"B", "X"} and state != State.OUTSIDE
        if near and text[index] < _LIKELY and is_detail(blocks[index].text):
            names[index] = "M"
        if names[index] == "T2" and names[index - 1] not in {"T", "T2"}:
            names[index] = "B" if state == State.STORY else "X"


def _keep_small_digests(names: list[LabelName]) -> None:
    """Make text of a digest's items where they are too few to be one."""
    run: list[int] = []
    for index, name in enumerate([*names, None]):
        if name == "D":
            run.append(index)
        elif name not in {"X", "M"}:
            if len(run) < DIGEST_ITEMS:
                for item in run:
                    names[item] = "B"
            run = []


def _keep_between(names: list[LabelName], prose: Flags, marks: Sequence[Mark]) -> None:
    """Keep the prose between kept prose of one story, whatever the model says."""
    starts = [i for i, name in enumerate(names) if name in {"T", "D"}]
    for start, end in zip([0, *starts], [*starts, len(names)], strict=True):
        kept = [i for i in range(start, end) if names[i] == "B" and prose[i]]
        for index in range(kept[0], kept[-1]) if kept else ():
            if prose[index] and not marks[index].rule:
                names[index] = "B"


_REASONS: dict[LabelName, tuple[str, str]] = {
    "T": ("headline", "a headline, by its looks and the text below it"),
    "T2": ("headline", "the headline goes on"),
    "B": ("", "text of the story"),
    "M": ("detail", "a byline, dateline or date"),
    "D": ("digest", "one of several paragraphs without a headline of their own"),
}


def _margins(chances: Matrix, names: Sequence[str]) -> list[float]:
    """How far each line's label is ahead of the next best; 0 where another is likelier."""
    ordered = np.sort(chances, axis=1)
    ahead = ordered[:, -1] - ordered[:, -2]
    best = [LABELS[column] for column in chances.argmax(axis=1)]
    named = zip(names, best, ahead, strict=True)
    return [round(float(gap), 3) if name == label else 0.0 for name, label, gap in named]


def _label(name: LabelName, state: State, margin: float, mark: Mark) -> Label:
    if name == "X" and mark.rule:
        return Label("X", mark.rule, mark.reason)
    if name == "X":
        outside = state == State.OUTSIDE
        rule, reason = ("outside-story", _OUTSIDE) if outside else ("line-model", _INSIDE)
        return Label("X", rule, reason, margin)
    if mark.role == "keep":
        return Label(name, "", mark.reason)
    return Label(name, *_REASONS[name], margin)


def _with_chances(labels: Sequence[Label], text: Matrix, headline: Matrix) -> Iterator[Label]:
    """The labels with how likely each line is text and a headline; more digits say nothing."""
    chances = np.column_stack([text, headline]).round(_DIGITS).tolist()
    for label, (is_text, is_headline) in zip(labels, chances, strict=True):
        # `replace` takes three times as long, for every line of every dump.
        yield Label(label.name, label.rule, label.reason, label.margin, is_text, is_headline)
