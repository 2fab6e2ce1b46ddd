"""What changed between two texts: nothing is left out, and hostile texts cost little."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.gather.differences import difference
from backfile.model import Change
from tests.helpers import patient

LONG = "The ferry sails on Tuesday, and the mayor is glad of it."


def told(old: list[str], new: list[str]) -> list[str]:
    """The changes as short words: `-went-`, `+came+`."""
    marks = {"same": "", "added": "+", "removed": "-"}
    return [
        "".join(f"{marks[p.kind]}{p.text}{marks[p.kind]}" for p in change.pieces)
        for change in difference(old, new)
    ]


def side(changes: tuple[Change, ...], other: str) -> list[str]:
    """The paragraphs of one side: those without what only the other has."""
    texts = ("".join(p.text for p in c.pieces if p.kind != other) for c in changes)
    return [" ".join(text.split()) for text in texts if text.strip()]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (["a b"], ["a b"], ["a b"]),
        (["One."], ["One.", "Two."], ["One.", "+Two.+"]),
        (["One.", "Two."], ["Two."], ["-One.-", "Two."]),
        ([LONG], [LONG.replace("Tuesday", "Monday")],
         ["The ferry sails on -Tuesday-+Monday+, and the mayor is glad of it."]),
        ([LONG], [LONG.replace("the mayor", "a friend")],
         ["The ferry sails on Tuesday, and -the mayor-+a friend+ is glad of it."]),
        (["“Yes”, he said."], ['"Yes", he said.'], ['"Yes", he said.']),
        (["Bread is dear."], ["Nobody came home"], ["-Bread is dear.-", "+Nobody came home+"]),
    ],
)  # fmt: skip
def test_changes_are_told_by_paragraph_and_word(
    old: list[str], new: list[str], changes: list[str]
) -> None:
    assert told(old, new) == changes


PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from(["a", "b", "c.", "dd", "7", "京都", "”"]), min_size=1, max_size=12
    ).map(" ".join),
    max_size=9,
)


@patient
@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_from_the_changes(old: list[str], new: list[str]) -> None:
    changes = difference(old, new)
    marks = str.maketrans("", "", " ”.")
    read = "".join(side(changes, "added")).translate(marks)
    assert read == "".join(old).translate(marks)
    assert "".join(side(changes, "removed")).replace(" ", "") == "".join(new).replace(" ", "")


BOMBS = {
    "one paragraph again and again": (["x y"] * 20_000, ["x y"] * 19_000 + ["z"] + ["x y"] * 900),
    "two in turn": (["a", "b"] * 5_000, ["b", "a", "a"] * 4_000),
    "one endless paragraph": (["a b " * 100_000], ["b a a " * 90_000]),
    "many changed paragraphs": (
        [f"{n} " + "a b c d " * 90 for n in range(900)],
        [f"{n} " + "b d c a " * 90 for n in range(900)],
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_hostile_pair_of_texts_costs_seconds_not_hours(bomb: str) -> None:
    start = time.process_time()
    assert difference(*BOMBS[bomb])
    assert time.process_time() - start < 20
