"""The reference pages are what the generator makes of the code as it is now."""

import pytest

from docs.make_reference import DOCS, pages

AGAIN = "make the reference anew: .venv/bin/python docs/make_reference.py"


@pytest.mark.parametrize("name", ["settings.md", "rules.md", "tasks.md"])
def test_the_reference_says_what_the_code_does(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == pages()[name], AGAIN


def test_every_page_of_the_reference_is_tested() -> None:
    assert sorted(pages()) == ["rules.md", "settings.md", "tasks.md"]


def test_no_option_is_told_twice_or_left_empty() -> None:
    rows = [line for line in pages()["tasks.md"].splitlines() if line.startswith("| `")]
    assert rows
    assert [row for row in rows if row.endswith("|  |")] == []
