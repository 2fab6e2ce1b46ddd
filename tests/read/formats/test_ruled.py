"""Stories parted by rules."""

import pytest

from backfile.read.formats import ruled
from tests.read.formats.shapes import MORE, PROSE, labels, records_in, texts

STORY = f"""The Gjøa lies at Nome after three years

{PROSE}

{MORE}

{PROSE}
"""


def stories(rule: str, count: int = 2, story: str = STORY) -> str:
    return f"\n{rule}\n\n".join([story] * count)


@pytest.mark.parametrize("rule", ["* * *", "***", "-----", "=====", "_____", "|||||", "#####"])
def test_the_parts_between_rules_are_stories(rule: str) -> None:
    assert labels(ruled, stories(rule)) == "T . . . S T . . ."


def test_bylines_and_dates_below_a_headline_are_details() -> None:
    story = STORY.replace("years\n", "years\nBy Jane Roe\n\nSeptember 3, 1906\n")
    assert labels(ruled, stories("#####", story=story)) == "T M M . . . S T M M . . ."


def test_a_wrapped_headline_goes_on() -> None:
    story = STORY.replace("three years", "three years in the ice of the\nNorth-West Passage")
    assert labels(ruled, stories("#####", story=story)) == "T T2 . . . S T T2 . . ."


def test_headlines_in_boxes_of_rules_are_read() -> None:
    story = STORY.replace("years\n", "years\n=====\n")
    text = f"=====\n{story}\n=====\n{story}"
    assert labels(ruled, text) == "S T S . . . S T S . . ."


def test_a_few_lines_around_the_stories_are_mark_up() -> None:
    text = f"Press review, 3 September\n\n=====\n\n{stories('=====')}\n=====\n\nSent from Nome"
    assert labels(ruled, text) == "S S T . . . S T . . . S S"


def test_another_form_of_rule_inside_a_story_is_its_own() -> None:
    text = stories("#####", story=f"{STORY}\n_____\n\n{MORE}\n")
    assert labels(ruled, text) == "T . . . . . S T . . . . ."


def test_one_odd_headline_among_four_is_taken() -> None:
    odd = STORY.replace("The Gjøa lies at Nome after three years", "At Nome")
    text = f"{stories('#####', 3)}\n#####\n\n{odd}"
    assert texts(ruled, text, "T")[-1] == "At Nome"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "=====",
        PROSE,
        stories("* * *", story=f"{PROSE}\n\n{MORE}\n\n{PROSE}\n"),
        stories("* * *", story=STORY.replace("The Gjøa lies at Nome after three years", "II")),
        stories("* * *", story=STORY.replace("lies at Nome after three years", "rests")),
        stories("=====", story="Newsletters\nPhotography\nPodcasts\n"),
        f"{STORY}\n___\n\nMore of the Gazette: https://gazette.example\n\n{PROSE}\n{MORE}",
        f"{STORY}\n* * *\n\n{PROSE}\n\n{MORE}",
    ],
)
def test_rules_that_part_sections_or_boxes_are_left(text: str) -> None:
    assert records_in(ruled, text) == ()
