"""Markdown: stories under headings, and under front matters."""

import pytest

from backfile.read.formats import markdown
from tests.read.formats.shapes import MORE, PROSE, claims, labels, records_in, texts

STORY = f"""# The Gjøa lies at Nome

*Jane Roe — September 3, 1906*

{PROSE}

## The voyage

{MORE}
"""
MATTER = f"""---
title: "The Gjøa lies at Nome"
date: 1906-09-03
author: Jane Roe
source: Harbour Gazette
url: https://gazette.example/gjoa.html
tags: [Arctic, ships]
---

{PROSE}
"""


def test_a_story_is_told_line_by_line() -> None:
    assert labels(markdown, STORY) == "T M . B ."


def test_the_mark_up_of_headings_and_bylines_is_taken_off() -> None:
    pieces = records_in(markdown, STORY)[0].pieces
    assert [(p.text, p.why) for p in pieces] == [
        ("The Gjøa lies at Nome", "mark-up taken off"),
        ("Jane Roe — September 3, 1906", "mark-up taken off"),
        ("The voyage", "mark-up taken off"),
    ]


def test_the_byline_names_the_author() -> None:
    assert claims(markdown, STORY, "author") == ["Jane Roe"]


def test_each_heading_of_the_first_level_begins_a_story() -> None:
    assert texts(markdown, STORY + "\n" + STORY, "T") == ["The Gjøa lies at Nome"] * 2


def test_rules_between_stories_are_mark_up() -> None:
    assert labels(markdown, f"{STORY}\n---\n\n{STORY}") == "T M . B . S T M . B ."


def test_a_rule_at_the_end_of_one_story_is_its_own() -> None:
    assert labels(markdown, f"{STORY}\n___\n\n{STORY}\n{STORY}").count("S") == 0


def test_a_standfirst_in_italics_is_text() -> None:
    text = STORY.replace("*Jane Roe — September 3, 1906*", "*How a herring boat found the way.*")
    assert labels(markdown, text) == "T . . B ."


def test_a_heading_inside_a_block_of_code_is_none() -> None:
    assert len(records_in(markdown, f"{STORY}\n```\n# a comment\n```\n")) == 1


def test_a_collection_s_own_heading_is_mark_up() -> None:
    assert labels(markdown, f"# My clippings\n\n{STORY}\n{STORY}").startswith("S T M")


def test_a_front_matter_is_told_line_by_line() -> None:
    assert labels(markdown, MATTER) == "S T M M M S S S ."


def test_the_title_of_a_front_matter_is_the_headline() -> None:
    assert texts(markdown, MATTER, "T") == ["The Gjøa lies at Nome"]


def test_where_a_heading_follows_it_is_the_headline() -> None:
    text = MATTER.replace(PROSE, f"# At Nome\n\n{PROSE}")
    assert (texts(markdown, text, "T"), labels(markdown, text)) == (
        ["At Nome"],
        "S S M M M S S S T .",
    )


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title", ["The Gjøa lies at Nome"]),
        ("date", ["1906-09-03"]),
        ("author", ["Jane Roe"]),
        ("source", ["Harbour Gazette"]),
        ("url", ["https://gazette.example/gjoa.html"]),
        ("keyword", ["Arctic", "ships"]),
    ],
)
def test_the_fields_of_a_front_matter_become_claims(field: str, said: list[str]) -> None:
    assert claims(markdown, MATTER, field) == said


def test_a_list_below_its_field_is_read() -> None:
    text = MATTER.replace("tags: [Arctic, ships]", "tags:\n  - Arctic\n  - 'ships'")
    assert claims(markdown, text, "keyword") == ["Arctic", "ships"]


def test_a_toml_front_matter_is_read() -> None:
    text = f'+++\ntitle = "The Gjøa lies at Nome"\ndate = 1906-09-03\n+++\n\n{PROSE}\n'
    assert labels(markdown, text) == "S T M S ."
    assert claims(markdown, text, "date") == ["1906-09-03"]


def test_several_front_matters_are_several_stories() -> None:
    assert len(records_in(markdown, MATTER + "\n" + MATTER)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        PROSE,
        f"A headline\n\n# one heading\n\n{PROSE}",
        f"#hashtag #another\n\n{PROSE}",
        "# A heading without a story",
        f"---\n\nA headline\n\n---\n\n{PROSE}",
        f"---\nnote: nothing\n---\n\n{PROSE}",
    ],
)
def test_what_is_not_surely_markdown_is_left(text: str) -> None:
    assert records_in(markdown, text) == ()
