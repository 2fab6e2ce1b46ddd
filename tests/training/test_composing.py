"""Dumps are composed of pages: each line keeps its label, the same seed gives the same dumps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import patient
from tests.training.made import MENU, page, pages, paragraphs, title
from training.composing import composed
from training.labelled import Labelled, chance_of
from training.noise import LOOKS, Line, disturbed
from training.phrases import BOX_HEADINGS
from training.stories import shelf_of

MANY = 6
TITLES = {title(number) for number in range(MANY)}
BODY = {text for number in range(MANY) for text in paragraphs(number)}
# Noise adds bullets and makes quotes straight.
STRAIGHT = str.maketrans("“”", '""', "•")
LINES = st.builds(
    Line,
    st.lists(st.text("abcdež“”", min_size=1, max_size=9), min_size=1, max_size=25).map(" ".join),
    st.sampled_from(["T", "B", "M", "X", "D"]),
    st.integers(0, 3),
)


def words(lines: list[Line]) -> list[str]:
    return " ".join(line.text for line in lines).translate(STRAIGHT).split()


def made(count: int = 30, seed: int = 1) -> list[Labelled]:
    return list(composed(pages(MANY), count, seed))


def labelled(text: Labelled, *labels: str) -> set[str]:
    """The lines of some labels, without what noise adds to them."""
    pairs = zip(text.lines, text.labels, strict=True)
    return {line.strip().translate(STRAIGHT) for line, label in pairs if label in labels}


def test_headlines_and_paragraphs_keep_their_labels() -> None:
    titles, body = ({text.translate(STRAIGHT) for text in texts} for texts in (TITLES, BODY))
    for text in made():
        # A headline may stand in capitals or in two lines, a paragraph be wrapped or have a
        # dateline before it.
        for line in labelled(text, "T", "T2"):
            assert any(line.casefold() in whole.casefold() for whole in titles)
        for line in labelled(text, "B", "D"):
            assert any(" ".join(line.split()[-3:]) in whole for whole in body)


def test_what_is_no_story_is_never_labelled_as_one() -> None:
    assert not any(labelled(text, "T", "B", "D") & set(MENU) for text in made())


def test_a_blank_line_has_no_label_and_every_other_one_has() -> None:
    for text in made():
        for line, label in zip(text.lines, text.labels, strict=True):
            assert bool(line.strip()) == bool(label)


def test_a_dump_neither_begins_nor_ends_with_a_blank_line() -> None:
    assert all(text.lines[0].strip() and text.lines[-1].strip() for text in made())


def test_both_kinds_are_composed_and_are_of_no_site() -> None:
    assert {text.kind for text in made()} == {"compound_paste", "seedlike"}
    assert {text.sites for text in made()} == {()}


def test_some_dumps_hold_digests_and_boxes() -> None:
    found = {label for text in made() for label in text.labels}
    assert found == {"", "T", "T2", "B", "M", "X", "D"}
    assert any(labelled(text, "X") & set(BOX_HEADINGS) for text in made())


def test_the_same_seed_gives_the_same_dumps() -> None:
    assert made(seed=3) == made(seed=3)


def test_another_seed_gives_other_dumps() -> None:
    assert [text.lines for text in made(seed=3)] != [text.lines for text in made(seed=4)]


def test_pages_without_a_story_give_nothing() -> None:
    bare = Labelled("a", "page_full", ("a.example",), ("Home", "Contact"), ("X", "X"))
    assert list(composed([bare], 5, 1)) == []


def test_a_story_goes_from_its_headline_to_its_last_paragraph() -> None:
    story = shelf_of([page(1)]).stories[0]
    assert story.lines[story.first].text == title(1)
    assert story.lines[story.last].text == paragraphs(1)[-1]


@pytest.mark.parametrize("look", sorted(set(LOOKS)))
@patient
@given(lines=st.lists(LINES, min_size=1, max_size=12))
def test_noise_keeps_all_words_and_their_order(look: str, lines: list[Line]) -> None:
    assert words(disturbed(lines, look, chance_of(1))) == words(lines)


@patient
@given(lines=st.lists(LINES, min_size=1, max_size=12), look=st.sampled_from(LOOKS))
def test_noise_keeps_the_labels_and_their_order(lines: list[Line], look: str) -> None:
    found = [line.label for line in disturbed(lines, look, chance_of(1)) if line.label != "T2"]
    kept = [label for label, before in zip(found, ["", *found], strict=False) if label != before]
    labels = [line.label for line in lines]
    assert kept == [
        name for name, before in zip(labels, ["", *labels], strict=False) if name != before
    ]


def test_a_wrapped_headline_goes_on_as_its_continuation() -> None:
    lines = disturbed([Line(" ".join(["storm"] * 40), "T")], "wrapped", chance_of(1))
    assert [line.label for line in lines] == ["T", *["T2"] * (len(lines) - 1)]
    assert len(lines) > 1
