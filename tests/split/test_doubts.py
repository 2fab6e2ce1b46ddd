"""Why an article is doubtful, in words that name the line."""

from typing import Literal

from backfile.model import Label, Mark
from backfile.split.doubts import doubts_of
from tests.helpers import dump

TEXT = "Harbour opens\nThe first of two paragraphs.\nThe second of two paragraphs."
PROSE = Mark(shape="prose")
Name = Literal["T", "B", "X"]


def doubts(*labels: tuple[Name, str, float]) -> tuple[str, ...]:
    named = [Label(name, rule, "", margin) for name, rule, margin in labels]
    marks = [Mark(shape="short"), PROSE, PROSE]
    return doubts_of(dump(TEXT), named, marks, range(3))


def test_a_sure_story_has_none() -> None:
    assert doubts(("T", "headline", 0.9), ("B", "", 0.9), ("B", "", 0.9)) == ()


def test_a_headline_that_is_hardly_ahead_is_one() -> None:
    found = doubts(("T", "headline", 0.1), ("B", "", 0.9), ("B", "", 0.9))
    assert found == ("the headline may be another line",)


def test_a_paragraph_that_the_model_took_unsurely_is_one() -> None:
    found = doubts(("T", "headline", 0.9), ("B", "", 0.9), ("X", "outside-story", 0.3))
    assert found == ("a paragraph that may be text was left out: line 3",)


def test_more_paragraphs_are_counted() -> None:
    found = doubts(("T", "headline", 0.9), ("X", "line-model", 0.1), ("X", "line-model", 0.2))
    assert found == ("a paragraph that may be text was left out: line 2 and 1 more",)


def test_what_a_rule_took_is_none() -> None:
    assert doubts(("T", "headline", 0.9), ("B", "", 0.9), ("X", "newsletter", 1.0)) == ()


def test_text_without_a_headline_is_one() -> None:
    found = doubts(("B", "", 0.9), ("B", "", 0.9), ("B", "", 0.9))
    assert found == ("no headline was found",)


def test_a_short_line_above_a_byline_within_a_story_is_one() -> None:
    text = "Harbour opens\nOne.\nTwo.\nRailway reaches the border\nBy Ann Example\nThree."
    marks = [Mark(shape="short"), PROSE, PROSE, Mark(shape="short"), Mark(shape="short"), PROSE]
    labels = [Label("T", "headline", "", 0.9), *[Label("B", "", "", 0.9)] * 5]
    found = doubts_of(dump(text), labels, marks, range(6))
    assert found == ("another story may begin at line 4",)
