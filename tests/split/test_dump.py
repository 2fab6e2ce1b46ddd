"""Text dumps divided: digests, stories, boxes; nothing lost, nothing invented, order kept."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import mark
from backfile.clean.shapes import is_prose
from backfile.details import is_detail
from backfile.model import Division, Document, Provenance
from backfile.pipeline import census_of
from backfile.split import split
from tests.helpers import MODELS, PROSE, RULES, SHORT, divided, dump, labels, patient

# The real capture that the archive began with is not ours to ship; it may stand beside us.
REAL = Path(__file__).parents[3] / "shared" / "captures" / "sample-capture.txt"
ITEMS = [
    '"We can not let the museum close," the curator of the northern gallery told radio on Monday.',
    "Wheat prices fell by a tenth on Thursday after rain across the southern plains, traders said.",
    "The football federation dismissed the complaint of the goalkeeper as late and insufficient.",
    "A storm closed the mountain tunnel for 11 hours, the longest since records began in 1961.",
]
GAZETTE = Provenance(source="harbour-gazette")
TITLE = "Islands in ‘pre-storm’ season, warns mayor, says ‘no ferry is safe’"
PARAGRAPHS = [
    f"In part {n} of the interview the mayor said that the ferries of the islands were not safe."
    for n in range(1, 17)
]
RAILWAY = [
    "The last rail of the line was laid on Thursday in the presence of the engineers.",
    "It has 182 tunnels, and the longest of them took the miners more than eleven years.",
]
# What takes lines by their looks and place, not by a rule.
MODEL = ("line-model", "outside-story")
BOXES = [
    "Most Popular", "", "After 3 years of works on the old bridge, islands plan a ban on trucks",
    "", "'The sea always comes' — fishers on the floods of spring", "",
    "Harbour sends the sand back to the beach — just in time for summer", "Editors' Picks", "",
    "How the pilots of the strait deal with fog, ice and drifting nets", "",
    "'I just like the boats' — a village recovers from the storm as ferries remain rare",
]  # fmt: skip
OURS = "\n".join([*ITEMS, TITLE, "", *PARAGRAPHS, "", *BOXES])


def spans(division: Division) -> list[tuple[int, int]]:
    return [(draft.first, draft.last) for draft in division.drafts]


def test_a_digest_a_story_and_two_boxes_are_told_apart() -> None:
    boxes = ["X" if line else "" for line in BOXES]
    assert labels(OURS) == [*"DDDDT", "", *["B"] * 16, "", *boxes]


def test_the_digest_and_the_story_are_drafts_with_their_own_text() -> None:
    digest, story = divided(dump(OURS)).drafts
    assert (digest.kind, [block.text for block in digest.body]) == ("digest", ITEMS)
    assert (story.kind, story.title) == ("article", TITLE)
    assert [block.text for block in story.body] == PARAGRAPHS
    assert [removal.text for removal in story.removals] == [line for line in BOXES if line]


def test_every_removal_of_the_story_says_its_rule() -> None:
    _, story = divided(dump(OURS)).drafts
    rules = [(removal.rule, removal.role) for removal in story.removals]
    assert rules == [
        ("most-popular", "heading"), *[("most-popular", "headline")] * 3,
        ("editors-picks", "heading"), *[("editors-picks", "headline")] * 2,
    ]  # fmt: skip


@pytest.mark.skipif(not REAL.exists(), reason="the real capture is not on this machine")
def test_the_real_capture_is_divided_as_a_reader_would() -> None:
    names = labels(REAL.read_text("utf-8").removesuffix("\n"))
    taken = [number for number, name in enumerate(names, 1) if name == "X"]
    assert names[:15] == ["D"] * 15
    assert names[15:17] == ["T", ""]
    assert names[17:33] == ["B"] * 16
    assert taken == [35, 37, 39, 41, 43, 45, 46, 48, 50, 52]
    assert "M" not in names


def test_a_plain_story_needs_no_removals() -> None:
    assert labels("\n\n".join([TITLE, *PARAGRAPHS[:3]])) == ["T", "", "B", "", "B", "", "B"]


def test_text_without_a_headline_is_a_story_with_a_doubt() -> None:
    (draft,) = divided(dump("\n".join(PARAGRAPHS[:2]))).drafts
    assert draft.doubts == ("no headline was found",)
    assert (
        draft.title
        == "In part 1 of the interview the mayor said that the ferries of the islands were …"
    )


def test_short_lines_alone_are_no_story() -> None:
    assert divided(dump("Home\nSport\nWeather today")).drafts == ()


def test_nothing_gives_nothing() -> None:
    assert divided(dump("")) == Division((), ())


def test_two_stories_one_after_the_other_are_two() -> None:
    second = [
        "Council of the valley votes for a new railway to the border",
        "By A. Writer",
        "The council of the valley voted on Friday for a railway that will reach the border.",
        "The railway will cost 40 million, and the valley will pay for half of it, it said.",
    ]
    text = "\n".join([TITLE, *PARAGRAPHS[:3], "", "", *second])
    assert labels(text) == ["T", "B", "B", "B", "", "", "T", "M", "B", "B"]


def test_subheadings_do_not_part_a_story() -> None:
    text = "\n".join(
        [
            TITLE,
            *PARAGRAPHS[:3],
            "What comes next",
            *PARAGRAPHS[3:6],
            "A long wait",
            *PARAGRAPHS[6:9],
        ]
    )
    assert labels(text) == ["T", *["B"] * 11]


@pytest.mark.parametrize(
    "line",
    ["By Ann Example", "May 11, 2025", "Published: 11 May 2025, 10:30", "Автор: Анна Приклад",
     "11.05.2025 10:30", "Kyiv, 3 березня 2024"],
)  # fmt: skip
def test_a_byline_or_dateline_below_the_headline_is_a_detail(line: str) -> None:
    assert labels("\n".join([TITLE, line, *PARAGRAPHS[:2]])) == ["T", "M", "B", "B"]


@pytest.mark.parametrize(
    "line", ["By noon the ferry was late", "The mayor spoke on May 11 to the council of the port"]
)
def test_a_line_that_only_begins_like_a_byline_is_none(line: str) -> None:
    assert not is_detail(line)


def test_a_menu_above_the_headline_is_taken_out() -> None:
    names = labels("\n".join(["Home", "Sport", TITLE, *PARAGRAPHS[:3]]))
    assert names == ["X", "X", "T", "B", "B", "B"]


def test_short_lines_below_the_last_paragraph_are_the_pages() -> None:
    names = labels("\n".join([TITLE, *PARAGRAPHS[:3], "About us", "Contact", "Jobs", "Terms"]))
    assert names[-4:] == ["X"] * 4


@pytest.mark.parametrize(
    "below",
    [["By our harbour correspondent"], ["BERGEN, May 11 (Gazette) - The line is to open in June."],
     ["May 11, 1909", "BERGEN (Gazette) — The line over the mountains is to open in June."]],
)  # fmt: skip
def test_a_line_above_a_byline_or_dateline_begins_a_story(below: list[str]) -> None:
    second = ["Railway over the mountains is finished", *below, *RAILWAY]
    found = labels("\n\n".join([TITLE, *PARAGRAPHS[:3], *second]))[::2]
    assert found[4] == "T"
    assert found.count("T") == 2


LINES = st.lists(
    PROSE | SHORT | st.sampled_from(["", "", "Most Popular", "Related:", "By Ann Example", "***"]),
    max_size=40,
).map("\n".join)


def places(document: Document, division: Division) -> list[list[str]]:
    """For each block, the drafts' parts that hold it."""
    return [
        [
            part
            for draft in division.drafts
            for part, lines in (
                ("body", [b.place for b in draft.body]),
                ("details", [b.place for b in draft.details]),
                ("removals", [r.place for r in draft.removals]),
            )
            if block.place in lines
        ]
        + ["title"] * (division.labels[index].name in {"T", "T2"})
        for index, block in enumerate(document.blocks)
    ]


@patient
@given(LINES)
def test_every_block_is_in_exactly_one_part_of_one_draft(text: str) -> None:
    document = dump(text)
    division = divided(document)
    assert len(division.labels) == len(document.blocks)
    if division.drafts:
        assert all(len(parts) == 1 for parts in places(document, division))


@patient
@given(LINES)
def test_the_parts_of_all_drafts_are_the_document_again(text: str) -> None:
    document = dump(text)
    division = divided(document)
    headlines = [
        (block.place.first_line, block.text)
        for block, label in zip(document.blocks, division.labels, strict=True)
        if label.name in {"T", "T2"}
    ]
    parts = [
        (part.place.first_line, part.text)
        for draft in division.drafts
        for held in (draft.body, draft.details, draft.removals)
        for part in held
    ]
    lines = [(block.place.first_line, block.text) for block in document.blocks]
    assert not division.drafts or sorted([*parts, *headlines]) == lines


@patient
@given(LINES)
def test_a_headline_holds_the_lines_that_are_labelled_as_its_own(text: str) -> None:
    document = dump(text)
    division = divided(document)
    for draft in division.drafts:
        inside = range(draft.first, draft.last + 1)
        own = [document.blocks[i].text for i in inside if division.labels[i].name in {"T", "T2"}]
        assert not own or draft.title == " ".join(own)


def _names(division: Division, first: int) -> list[str]:
    last = next(draft.last for draft in division.drafts if draft.first == first)
    return [label.name for label in division.labels[first : last + 1]]


@patient
@given(LINES)
def test_drafts_follow_each_other_over_the_whole_document(text: str) -> None:
    document = dump(text)
    found = spans(divided(document))
    if found:
        assert (found[0][0], found[-1][1]) == (0, len(document.blocks) - 1)
    assert all(after[0] == before[1] + 1 for before, after in pairwise(found))


@patient
@given(LINES)
def test_no_prose_is_taken_from_between_kept_prose_of_a_story(text: str) -> None:
    document = dump(text)
    division = divided(document)
    for draft in division.drafts:
        prose = [block.place.first_line for block in draft.body if is_prose(block.text)]
        taken = [r for r in draft.removals if is_prose(r.text) and r.rule in MODEL]
        assert not any(prose[0] < r.place.first_line < prose[-1] for r in taken if prose)


def test_a_paragraph_that_many_stories_share_stays_in_each() -> None:
    shared = "The strait has been closed to ships since the treaty of the two islands in 1961."
    stories = [
        [TITLE, *PARAGRAPHS[n : n + 3], shared, *PARAGRAPHS[n + 3 : n + 6]] for n in range(9)
    ]
    documents = [dump("\n\n".join(story)) for story in stories]
    census = census_of((GAZETTE, document) for document in documents)
    for document in documents:
        marks = mark(document, RULES, Provenance())
        division = split(document, marks, census(GAZETTE, document), MODELS)
        assert shared in [block.text for draft in division.drafts for block in draft.body]


@pytest.mark.parametrize("count", [3, 5, 9])
def test_a_story_that_was_divided_divides_alike_again(count: int) -> None:
    (draft,) = divided(dump("\n".join(["Home", "Sport", TITLE, *PARAGRAPHS[:count]]))).drafts
    again = "\n".join([draft.title, "", *(block.text for block in draft.body)])
    assert [b.text for d in divided(dump(again)).drafts for b in d.body] == PARAGRAPHS[:count]


@patient
@given(LINES)
def test_a_headline_has_text_below_it(text: str) -> None:
    division = divided(dump(text))
    for draft in division.drafts:
        if "T" in _names(division, draft.first):
            assert any(block.text.endswith(".") for block in draft.body)


def test_results_without_a_sentence_are_published() -> None:
    text = "Harbour Corp first quarter net\n\nShr profit 3 cts vs 7 cts\n\nRevs 24 mln vs 26 mln\n"
    (draft,) = divided(dump(text)).drafts
    assert [block.text for block in draft.body][-2:] == [
        "Shr profit 3 cts vs 7 cts",
        "Revs 24 mln vs 26 mln",
    ]


def test_a_menu_is_no_text() -> None:
    assert divided(dump("Home\nNews\nShipping\nWeather\n")).drafts == ()
