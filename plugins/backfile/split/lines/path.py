"""The chances of each line's labels in, the most likely course of the whole text out.

A text is read as stories between what is outside any: a headline must be
followed by text before the next one can begin, and text needs a headline. The
best course is found by Viterbi's algorithm (Viterbi 1967).
"""

from enum import IntEnum

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class State(IntEnum):
    """Where a line stands in the course of a text."""

    OUTSIDE = 0
    HEADLINE = 1
    # Below the headline, before the story's first paragraph: bylines, captions, buttons.
    OPENING = 2
    FIRST = 3
    STORY = 4
    DIGEST = 5


_FOLLOWS = {
    State.OUTSIDE: (State.OUTSIDE, State.HEADLINE, State.DIGEST),
    State.HEADLINE: (State.OPENING, State.FIRST),
    State.OPENING: (State.OPENING, State.FIRST),
    State.FIRST: (State.STORY, State.HEADLINE, State.DIGEST, State.OUTSIDE),
    State.STORY: (State.STORY, State.HEADLINE, State.DIGEST, State.OUTSIDE),
    State.DIGEST: (State.DIGEST, State.HEADLINE, State.OUTSIDE),
}
_NEVER = -1e9
# A text may begin without a headline, which is rare (as logarithms of chances).
_NO_HEADLINE = -3.0
# A text does not end in a headline or above its first paragraph, but a scrap may.
_BROKEN_OFF = -20.0
_DIGEST_AFTER_STORY = -1.0
# How much a headline's chance counts: one that is missed hides its whole story in another.
_HEADLINE_COUNTS = 1.3
# How well text fits a digest: its items are paragraphs too, but a story has them more often.
_TEXT_AS_ITEM = 0.3
# The least chance that anything has, so that no course is impossible.
_FLOOR = 1e-6


def best_course(chances: Matrix, prose: Flags, enough: float) -> list[State]:
    """The state of each line. chances: rows of T, T2, B, M, X, D; prose: which have its shape.

    enough: the chance of being text that keeps a line. A paragraph of prose
    within a story is kept whatever its chance, so a course that has
    boilerplate prose in a story is dear in proportion.
    """
    scores = _scores(chances, prose, enough)
    steps = _steps()
    reached = scores[0] + _starts()
    back = np.zeros((len(scores), len(State)), np.int8)
    for line in range(1, len(scores)):
        ways = reached[:, None] + steps
        back[line] = ways.argmax(axis=0)
        reached = ways.max(axis=0) + scores[line]
    reached = reached + _ends()
    course = [int(reached.argmax())]
    for line in range(len(scores) - 1, 0, -1):
        course.append(int(back[line][course[-1]]))
    return [State(state) for state in reversed(course)]


def _scores(chances: Matrix, prose: Flags, enough: float) -> Matrix:
    """How well each line fits each state: logarithms, a column a state."""
    headline, more, text, detail, rest, item = chances.T
    story = text + rest + detail + more + 0.05 * headline
    kept = np.minimum(1.0, (text + 0.002) / enough)
    columns = (
        rest + detail + 0.02 * text,
        _HEADLINE_COUNTS * headline,
        rest + detail + more + 0.02 * headline,
        text + 0.02 * item,
        np.where(prose, np.minimum(kept, 1.0 - item), story),
        item + _TEXT_AS_ITEM * text,
    )
    return np.asarray(np.log(np.column_stack(columns) + _FLOOR), np.float64)


def _steps() -> Matrix:
    steps = np.full((len(State), len(State)), _NEVER)
    for state, following in _FOLLOWS.items():
        steps[state, list(following)] = 0.0
    steps[State.STORY, State.DIGEST] = steps[State.FIRST, State.DIGEST] = _DIGEST_AFTER_STORY
    return steps


def _starts() -> Matrix:
    starts = np.zeros(len(State))
    starts[[State.OPENING, State.STORY]] = _NEVER
    starts[State.FIRST] = _NO_HEADLINE
    return starts


def _ends() -> Matrix:
    ends = np.zeros(len(State))
    ends[[State.HEADLINE, State.OPENING]] = _BROKEN_OFF
    return ends
