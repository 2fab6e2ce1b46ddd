"""Saved pages' texts against their known articles: what is certain is labelled, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import PROSE, SHORT, patient
from tests.training.made import FOOT, MENU, page, paragraphs, title
from training.alignment import Truth, aligned, plain

LINES = page(1).lines
BODY = "\n\n".join(paragraphs(1))
TRUTH = Truth(BODY, title(1))


def labels(lines: list[str], truth: Truth = TRUTH) -> dict[str, str]:
    """The label of each line that is not blank."""
    names = aligned(lines, truth)
    assert names is not None, "was not found"
    return {line: name for line, name in zip(lines, names, strict=True) if line}


def with_line(line: str, after: str) -> list[str]:
    """The page with one more line below another."""
    place = LINES.index(after) + 1
    return [*LINES[:place], line, *LINES[place:]]


def test_body_and_headline_are_found_and_the_rest_is_boilerplate() -> None:
    found = labels(list(LINES))
    assert [found[text] for text in (title(1), *paragraphs(1))] == [*"TBBBB"]
    assert {found[text] for text in (*MENU, *FOOT)} == {"X"}


def test_a_blank_line_has_no_label() -> None:
    names = aligned(LINES, TRUTH)
    assert names is not None
    assert [not line for line in LINES] == [not name for name in names]


def test_marks_and_case_make_no_difference() -> None:
    assert plain("“Stürme”, sagt  er – NEIN!") == plain("stürme sagt er nein")


def test_a_date_near_the_headline_is_not_certain() -> None:
    assert labels(with_line("May 11, 2025", title(1)))["May 11, 2025"] == "?"


def test_a_line_with_an_authors_name_is_a_byline() -> None:
    line = "Harbour desk, first floor"
    found = labels(with_line(line, title(1)), Truth(BODY, title(1), ("Harbour Desk",)))
    assert found[line] == "M"


def test_a_short_line_of_the_body_is_text_where_the_body_has_it_as_a_paragraph() -> None:
    truth = Truth(f"{BODY}\n\nWhat comes next", title(1))
    lines = with_line("What comes next", paragraphs(1)[0])
    assert labels(lines, truth)["What comes next"] == "B"


def test_a_part_of_a_paragraph_between_others_is_not_certain() -> None:
    part = "two tugs had waited"
    assert labels(with_line(part, paragraphs(1)[0]))[part] == "?"


def test_long_prose_that_the_body_lacks_is_not_certain() -> None:
    prose = "The council, which had met all night, " * 5 + "will meet again."
    assert labels(with_line(prose, paragraphs(1)[0]))[prose] == "?"


def test_a_link_between_paragraphs_is_boilerplate() -> None:
    assert labels(with_line("Follow us", paragraphs(1)[0]))["Follow us"] == "X"


def test_of_copies_of_the_headline_the_last_one_is_it() -> None:
    names = aligned([title(1), *LINES], TRUTH)
    assert names is not None
    assert names[0] == "X"
    assert names.count("T") == 1


def test_a_page_whose_headline_is_known_but_not_there_teaches_nothing() -> None:
    assert aligned(LINES, Truth(BODY, "Something that stands nowhere on the page")) is None


def test_where_no_headline_is_known_nothing_above_the_body_is_certain() -> None:
    found = labels(list(LINES), Truth(BODY))
    assert {found[text] for text in (*MENU, title(1))} == {"?"}


@pytest.mark.parametrize("body", ["", "Too short.", "Another story, which stands elsewhere. " * 20])
def test_a_page_without_the_article_teaches_nothing(body: str) -> None:
    assert aligned(LINES, Truth(body, title(1))) is None


@patient
@given(
    lines=st.lists(st.one_of(PROSE, SHORT, st.just("")), max_size=30),
    paragraphs=st.lists(PROSE, max_size=6),
    title=SHORT,
)
def test_whatever_a_page_holds_every_line_gets_a_label(
    lines: list[str], paragraphs: list[str], title: str
) -> None:
    names = aligned([*lines, title, *paragraphs], Truth("\n".join(paragraphs), title))
    if names is not None:
        assert len(names) == len(lines) + 1 + len(paragraphs)
        assert set(names) <= {"T", "B", "M", "X", "?", ""}
