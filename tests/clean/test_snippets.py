"""Examples of selectors: pieces of HTML become the tag paths that blocks have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean.snippets import path_of
from tests.helpers import html_page


@pytest.mark.parametrize(
    ("example", "path"),
    [
        ("body > div.promo > p", "body > div.promo > p"),
        ("<p>x</p>", "p"),
        ('<div id="a" class="b  c" role="note"><p>x</p></div>', "div#a.b.c[role=note] > p"),
        ("<nav>\n<ul></ul></nav><div><br><p>x<p>y", "div > p"),
        ("<div></span><p>x", "div > p"),
        ("<p></p>", ""),
    ],
)
def test_the_first_text_is_what_an_example_shows(example: str, path: str) -> None:
    assert path_of(example) == path


def test_a_snippets_path_is_that_of_a_pages_block() -> None:
    snippet = '<div id="a" class="b c" role="note"><p>The ferry sails again today.</p></div>'
    (block,) = html_page(snippet).blocks
    assert block.place.path == f"body > {path_of(snippet)}"


@given(st.text("<>/pdiv =\"'ab", max_size=40))
def test_any_snippet_has_a_path_or_none(example: str) -> None:
    assert isinstance(path_of(example), str)
