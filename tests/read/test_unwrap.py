"""Lines that a machine broke at a width are joined again, and no others."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from backfile.read.unwrap import WRAPPED, paragraphs
from tests.helpers import dump, patient

LONG = [
    f"In chapter {n} of her memoirs the pilot tells how the ships of the northern line were led "
    "through the narrows in fog, with a boy at the bow who threw potatoes ahead and listened for "
    f"the splash, until in the winter of 19{n:02} the first lamp was lit on the outer rock."
    for n in range(10, 14)
]
WIDE = "\n\n".join(textwrap.fill(text, 72) for text in LONG)
LINES = st.lists(st.text("abcdefgh .,", max_size=90), max_size=30)


def test_wrapped_paragraphs_become_whole_ones() -> None:
    assert [block.text for block in dump(WIDE).blocks] == LONG


def test_each_join_is_a_repair_with_the_lines_as_they_were() -> None:
    first = dump(WIDE).repairs[0]
    assert (first.before, first.after, first.why) == (WIDE.split("\n\n")[0], LONG[0], WRAPPED)


def test_a_paragraph_keeps_the_place_of_all_its_lines() -> None:
    places = [(block.place.first_line, block.place.last_line) for block in dump(WIDE).blocks]
    assert places[0] == (1, 4)
    assert places[1][0] == 6


def test_text_with_a_line_a_paragraph_is_left_alone() -> None:
    assert paragraphs(LONG) == []


def test_sentences_of_the_same_length_are_no_wrapped_text() -> None:
    lines = [
        f"The ferry of part {n} of the line was late on {n} days of the winter."
        for n in "123456789"
    ]
    assert paragraphs(lines * 2) == []


def test_a_menu_is_no_wrapped_text() -> None:
    assert paragraphs(["Home", "News", "Shipping", "Weather", "Letters"] * 8) == []


def test_an_indented_line_begins_a_paragraph() -> None:
    text = "\n".join(textwrap.fill(text, 72, initial_indent="    ") for text in LONG)
    assert [block.text.strip() for block in dump(text).blocks] == LONG


def test_a_headline_in_capitals_is_not_joined_to_the_text_above_it() -> None:
    text = WIDE + "\nPILOTS OF THE NARROWS ASK FOR A SECOND LAMP ON THE OUTER ROCKS\n" + WIDE
    texts = [block.text for block in dump(text).blocks]
    assert "PILOTS OF THE NARROWS ASK FOR A SECOND LAMP ON THE OUTER ROCKS" in texts


def test_the_items_of_a_list_are_not_joined() -> None:
    items = "\n".join(f"- {text[:60]}" for text in LONG * 3)
    assert sum(block.text.startswith("- ") for block in dump(f"{WIDE}\n\n{items}").blocks) == 12


@patient
@given(LINES)
def test_paragraphs_are_in_order_and_do_not_overlap(lines: list[str]) -> None:
    found = paragraphs(lines)
    bounds = [index for span in found for index in span]
    assert bounds == sorted(set(bounds))
    assert all(0 <= index < len(lines) for index in bounds)


@patient
@given(LINES)
def test_no_word_is_lost_or_moved_by_joining(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert " ".join(block.text for block in dump(text).blocks).split() == text.split()
