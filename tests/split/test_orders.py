"""The owner's orders: each does what it says, wins over rules and models, and loses no block."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import mark
from backfile.model import Division, Document, Order, Orders, Provenance, Repeats, Saying
from backfile.split import split
from tests.helpers import MODELS, RULES, TWO_STORIES, dump, html_page, patient

DOCUMENT = dump(TWO_STORIES)
LINES = {block.place.first_line: index for index, block in enumerate(DOCUMENT.blocks)}
PAGE = html_page(
    "<main><h1>Harbour opens again after a week of storms</h1>"
    "<p>The harbour was opened to ships again on Monday after a week of heavy storms.</p>"
    "<p>Fishing boats left the port before noon, and the ferry is to follow on Tuesday.</p>"
    "<h2>Ferry company hires forty sailors</h2>"
    "<p>The ferry company of the town hires forty sailors for the coming summer season.</p>"
    "<p>Most of them come from the villages along the coast, the company said today.</p></main>"
)


def divided(*orders: Order, sayings: tuple[Saying, ...] = ()) -> Division:
    """The text with orders carried out."""
    return _split(DOCUMENT, Orders(orders, sayings))


def _split(document: Document, orders: Orders) -> Division:
    marks = mark(document, RULES, Provenance())
    return split(document, marks, Repeats(), MODELS, orders)


def order(do: str, first: int, last: int = 0) -> Order:
    """An order on lines of the text."""
    return Order(do, LINES[first], LINES[last or first], "we looked", 3)  # type: ignore[arg-type]  # given by each test


def titles(division: Division) -> list[str]:
    """The headlines of its drafts."""
    return [draft.title for draft in division.drafts]


def test_without_orders_nothing_changes() -> None:
    marks = mark(DOCUMENT, RULES, Provenance())
    assert divided() == split(DOCUMENT, marks, Repeats(), MODELS)


def test_what_a_rule_took_is_kept() -> None:
    first = divided(order("keep", 11)).drafts[0]
    assert "Recommended: two pairs of mittens" in [block.text for block in first.body]


def test_a_paragraph_goes_with_the_owners_reason() -> None:
    first = divided(order("remove", 13)).drafts[0]
    removed = [r for r in first.removals if r.text.startswith("The mayor")]
    assert [(r.rule, r.reason) for r in removed] == [("correction", "we looked")]


def test_a_story_without_its_removed_headline_stays_one_of_its_own() -> None:
    division = divided(order("remove", 15))
    assert len(division.drafts) == 2
    assert "no headline was found" in division.drafts[1].doubts


def test_a_story_that_is_removed_as_a_whole_is_none_any_more() -> None:
    division = divided(order("remove", 15, 21))
    assert titles(division) == ["Harbour opens again after a week of storms"]
    assert "Ferry company" in " ".join(r.text for r in division.drafts[0].removals)


def test_a_story_begins_at_a_line_above_its_headline() -> None:
    division = divided(order("start", 1))
    assert titles(division)[0] == "Opinion"
    assert division.drafts[0].body[0].text == "Harbour opens again after a week of storms"


def test_what_stands_above_the_start_of_a_story_goes() -> None:
    division = divided(order("start", 9))
    first = division.drafts[0]
    assert first.body[0].text.startswith("Fishing boats")
    assert [r.rule for r in first.removals].count("correction") == 4


def test_what_stands_below_the_end_of_a_story_goes() -> None:
    first, second = divided(order("end", 9)).drafts
    assert [block.text[:7] for block in first.body] == ["The har", "Fishing"]
    assert second.title.startswith("Ferry company")


def test_a_story_is_split_at_a_line() -> None:
    division = divided(order("split", 11))
    assert titles(division)[1] == "Recommended: two pairs of mittens"
    assert division.drafts[1].body[0].text.startswith("The mayor")


def test_two_stories_are_joined_under_the_first_headline() -> None:
    division = divided(order("join", 3, 21))
    assert titles(division) == ["Harbour opens again after a week of storms"]
    texts = [block.text for block in division.drafts[0].body]
    assert "Ferry company hires forty sailors for the summer" in texts


def test_a_story_is_made_a_digest_and_back() -> None:
    made = divided(order("digest", 3, 13))
    assert [draft.kind for draft in made.drafts] == ["digest", "article"]
    back = divided(order("digest", 3, 13), order("article", 3, 13))
    assert titles(back)[0] == "Harbour opens again after a week of storms"


def test_the_owners_headline_moves_to_the_line_that_says_it() -> None:
    said = Saying(LINES[3], LINES[3], {"title": "opinion"}, "we looked", 3)
    first = divided(sayings=(said,)).drafts[0]
    assert first.title == "Opinion"
    assert "Harbour opens again after a week of storms" in [r.text for r in first.removals]


def test_a_headline_that_the_text_does_not_say_is_told_as_a_repair() -> None:
    said = Saying(LINES[3], LINES[3], {"title": "Harbour open"}, "we looked", 3)
    first = divided(sayings=(said,)).drafts[0]
    assert first.title == "Harbour open"
    assert [(r.before, r.why) for r in first.repairs] == [
        ("Harbour opens again after a week of storms", "correction: we looked")
    ]


def test_what_is_said_of_one_story_is_not_said_of_its_neighbour() -> None:
    said = Saying(LINES[15], LINES[15], {"date": "2025-05-14"}, "we looked", 3)
    first, second = divided(sayings=(said,)).drafts
    assert (first.sayings, second.sayings) == ((), (said,))


def test_a_page_is_split_in_two() -> None:
    index = next(i for i, b in enumerate(PAGE.blocks) if b.text.startswith("Ferry company hires"))
    division = _split(PAGE, Orders((Order("split", index, index, "two stories", 1),)))
    assert titles(division) == [
        "Harbour opens again after a week of storms", "Ferry company hires forty sailors",
    ]  # fmt: skip


def test_a_page_begins_below_its_first_headline() -> None:
    index = next(i for i, b in enumerate(PAGE.blocks) if b.text.startswith("Ferry company hires"))
    division = _split(PAGE, Orders((Order("start", index, index, "the rest is another", 1),)))
    assert titles(division) == ["Ferry company hires forty sailors"]
    assert len(division.drafts[0].body) == 2


def test_a_text_that_no_model_takes_for_a_story_is_one_by_the_owners_word() -> None:
    document = dump("Home\nNews\n")
    division = _split(document, Orders((Order("keep", 0, 1, "it is a poem", 1),)))
    assert [block.text for block in division.drafts[0].body] == ["Home", "News"]


_DO = st.sampled_from(("keep", "remove", "start", "end", "join", "split", "digest", "article"))
_PLACE = st.tuples(st.integers(0, 11), st.integers(0, 11)).map(sorted)


@patient
@given(st.lists(st.tuples(_DO, _PLACE), max_size=4), st.sampled_from([PAGE, DOCUMENT]))
def test_whatever_is_ordered_no_block_is_lost_or_told_twice(
    orders: list[tuple[str, list[int]]], document: Document
) -> None:
    last = len(document.blocks) - 1
    given_orders = tuple(
        Order(do, min(a, last), min(b, last), "w", 1)  # type: ignore[arg-type]  # drawn from the right ones
        for do, (a, b) in orders
    )
    division = _split(document, Orders(given_orders))
    told = [
        place.first_line
        for draft in division.drafts
        for place in (
            *(b.place for b in (*draft.body, *draft.details)),
            *(r.place for r in draft.removals),
        )
    ]
    headlines = [
        block.place.first_line
        for block, label in zip(document.blocks, division.labels, strict=True)
        if label.name in {"T", "T2"}
    ]
    for draft in division.drafts:
        names = [label.name for label in division.labels[draft.first : draft.last + 1]]
        assert names.count("T") <= 1
    if division.drafts:
        every = sorted(block.place.first_line for block in document.blocks)
        assert sorted({*told, *headlines}) == every
        assert len(told) == len(set(told))


@pytest.mark.parametrize("do", ["keep", "remove", "start", "end", "split", "digest", "article"])
def test_an_order_that_was_carried_out_changes_nothing_once_more(do: str) -> None:
    once = order(do, 9)
    labels = [replace(label, reason="") for label in divided(once).labels]
    assert [replace(label, reason="") for label in divided(once, once).labels] == labels
