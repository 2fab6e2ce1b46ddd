"""Our own messy dumps are labelled no worse than floors.json says; how its floors move."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BackfileError
from tests.floors import (
    FLOORS,
    MORE_IS_BETTER,
    Answer,
    Dump,
    Floors,
    digest_of,
    fallen,
    faults,
    figures_of,
    load_dumps,
    load_floors,
    lowered,
    measure,
    raised,
    rounded,
    written,
)
from tests.helpers import mistake_of

DUMPS = load_dumps()
DAY = "2025-11-23"
STORY = Dump(
    "paper--story",
    (
        "Menu",
        "Ferry to sail again in spring",
        "",
        "The ferry will sail again when the ice has gone, the harbour office said.",
        "Nobody could say when that would be, and nobody wanted to be asked twice.",
        "Share this",
    ),
    ("X", "T", "", "B", "B", "X"),
)
ALL_RIGHT = Answer(STORY.labels, (1,))
PERFECT = {name: float(more) for name, more in MORE_IS_BETTER.items()}
any_floors = st.fixed_dictionaries(dict.fromkeys(MORE_IS_BETTER, st.floats(0, 1))).map(
    lambda figures: Floors("dumps", "model", rounded(figures))
)


def floors(**figures: float) -> Floors:
    """Perfect floors but for some; names have _ in place of -."""
    found = {name.replace("_", "-"): figure for name, figure in figures.items()}
    return Floors("dumps", "model", PERFECT | found)


def figures(*labels: str, starts: tuple[int, ...] = (1,)) -> dict[str, float]:
    """The figures of the story where its lines are labelled so."""
    return figures_of([STORY], [Answer(labels, starts)])


def test_our_own_dumps_are_labelled_no_worse_than_their_floors() -> None:
    told = faults(load_floors(), measure())
    assert not told, "\n".join(told)


def test_every_figure_has_a_floor() -> None:
    assert list(json.loads(FLOORS.read_text("utf-8"))["floors"]) == list(MORE_IS_BETTER)


def test_every_floor_that_was_lowered_has_a_reason_and_a_day() -> None:
    assert all(note["why"] and note["on"] for note in load_floors().lowered)


def test_the_file_is_as_the_command_writes_it() -> None:
    assert written(load_floors()) == FLOORS.read_text("utf-8")


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name)
def test_a_dump_is_of_a_size_and_each_of_its_lines_has_a_label(dump: Dump) -> None:
    assert 25 <= len(dump.lines) <= 120
    for line, label in zip(dump.lines, dump.labels, strict=True):
        assert label in (("T", "T2", "B", "M", "X", "D") if line.strip() else ("",)), line


def test_the_dumps_hold_every_label() -> None:
    found = {label for dump in DUMPS for label in dump.labels}
    assert found == {"T", "T2", "B", "M", "X", "D", ""}


def test_a_headline_goes_on_below_a_headline_only() -> None:
    for dump in DUMPS:
        above = ("", *dump.labels)
        pairs = list(zip(above, dump.labels, strict=False))
        assert all(one in {"T", "T2"} for one, other in pairs if other == "T2"), dump.name


def test_an_answer_that_is_all_right_has_the_best_figures() -> None:
    assert figures_of([STORY], [ALL_RIGHT]) == PERFECT


def test_a_headline_on_the_wrong_line_is_neither_headline_nor_boundary() -> None:
    found = figures("T", "B", "", "B", "B", "X", starts=(0,))
    assert (found["headlines-f1"], found["boundaries-f1"]) == (0, 0)


def test_a_paragraph_that_is_lost_is_counted_by_its_characters() -> None:
    found = figures("X", "T", "", "B", "X", "X")
    first, second = map(len, STORY.lines[3:5])
    assert found["body-lost"] == second / (first + second)
    assert found["articles-missing-prose"] == 1


def test_boilerplate_that_is_kept_is_a_share_of_what_is_kept() -> None:
    found = figures("X", "T", "", "B", "B", "B")
    assert found["kept-boilerplate"] == len("Share this") / sum(map(len, STORY.lines[1:]))


def test_a_byline_counts_neither_as_kept_nor_as_boilerplate() -> None:
    dump = Dump("paper--byline", ("By our reporter",), ("M",))
    assert figures_of([dump], [Answer(("B",), ())])["kept-boilerplate"] == 0


def test_figures_are_rounded_to_the_worse_side() -> None:
    found = rounded(PERFECT | {"digest-f1": 0.99999, "body-lost": 0.00001})
    assert (found["digest-f1"], found["body-lost"]) == (0.999, 0.001)


def test_a_worse_figure_is_told_with_its_floor_and_the_cure() -> None:
    (told,) = faults(floors(), floors(digest_f1=0.9))
    assert told.startswith("digest-f1 is 0.9, worse than its floor of 1.0; try: ")
    assert told.endswith('python -m tests.floors --lower "why"')


def test_more_body_lost_is_worse_and_less_is_no_fault() -> None:
    assert list(fallen(floors(body_lost=0.1), floors(body_lost=0.2))) == ["body-lost"]
    assert faults(floors(body_lost=0.2), floors(body_lost=0.1)) == []


def test_other_dumps_are_told_with_the_cure() -> None:
    (told,) = faults(floors(), Floors("others", "model", PERFECT))
    assert "not the dumps that the floors were pinned on" in told
    assert "--raise" in told


def test_another_label_or_line_makes_other_dumps() -> None:
    relabelled = Dump(STORY.name, STORY.lines, ("X", "T", "", "B", "X", "X"))
    assert digest_of([STORY]) != digest_of([relabelled])


def test_raising_takes_what_is_better_and_leaves_what_is_worse() -> None:
    found = raised(floors(digest_f1=0.8, body_lost=0.1), floors(digest_f1=0.9, body_lost=0.2))
    assert found == floors(digest_f1=0.9, body_lost=0.1)


def test_raising_notes_the_dumps_and_the_model_and_keeps_what_was_lowered() -> None:
    before = Floors("old", "old", PERFECT, ({"on": DAY, "why": "harder dumps"},))
    found = raised(before, Floors("new", "newer", PERFECT))
    assert (found.dumps, found.model, found.lowered) == ("new", "newer", before.lowered)


def test_lowering_keeps_the_reason_the_day_and_what_fell() -> None:
    found = lowered(floors(), floors(digest_f1=0.9), " harder dumps ", DAY)
    note = {"on": DAY, "why": "harder dumps", "fell": {"digest-f1": [1.0, 0.9]}}
    assert found.floors["digest-f1"] == 0.9
    assert found.lowered == (note,)


def test_lowering_where_nothing_fell_notes_nothing() -> None:
    assert lowered(floors(digest_f1=0.9), floors(), "harder dumps", DAY) == floors()


@pytest.mark.parametrize("why", ["", "  "])
def test_lowering_without_a_reason_is_refused(why: str) -> None:
    told = mistake_of(BackfileError, lambda: lowered(floors(), floors(digest_f1=0.9), why, DAY))
    assert told.startswith("--lower: has no reason; try: ")


@given(any_floors, any_floors)
def test_raising_makes_no_floor_worse_and_lowering_leaves_no_fault(
    before: Floors, now: Floors
) -> None:
    assert fallen(before, raised(before, now)) == {}
    assert faults(lowered(before, now, "harder dumps", DAY), now) == []
