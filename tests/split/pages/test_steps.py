"""Tag paths to the words that tell of containers."""

import pytest

from backfile.split.lines.words import checksum
from backfile.split.pages.steps import numbers_of_path, steps_of


def test_names_classes_and_roles_are_told_in_words() -> None:
    assert steps_of("div.ArticleBody-related_2[role=main] > p") == (
        "i<p", "i<div", "i.article", "i.body", "i.related", "i=main",
    )  # fmt: skip


def test_what_stands_far_around_is_told_from_what_stands_near() -> None:
    words = steps_of("body.page > div.wrap > aside > ul > li > a")
    assert [word for word in words if word.startswith("o")] == ["o<aside", "o.wrap", "o.page"]


@pytest.mark.parametrize("step", ["p.", "p#", "p[role=", "...", "", "p.é", "p.12"])
def test_odd_steps_are_told_as_far_as_they_go(step: str) -> None:
    assert isinstance(steps_of(f"body > {step}"), tuple)


def test_only_known_words_have_numbers() -> None:
    known = {checksum("i<p"): 1, checksum("i.body"): 2}
    assert numbers_of_path("div.body.other > p", known) == [1, 2]
