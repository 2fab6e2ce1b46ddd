"""What the page model is told of each block."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import mark
from backfile.model import Document, Provenance, Repeats, line_key
from backfile.split.pages.boxes import Boxes
from backfile.split.pages.features import Matrix, Page, features_of
from backfile.split.pages.story import first_labels
from tests.helpers import PROSE, RULES, SHORT, html_page, patient

STORY = "In week one of the timetable the ferry from the old harbour was late on every day of it."
MARKUP = f"<h1>Ferry late</h1><p>{STORY}</p><ul><li><a href=/>Menu</a></ul>"


def features(document: Document, repeats: Repeats | None = None) -> Matrix:
    marks = mark(document, RULES, Provenance())
    boxes = Boxes([block.place.path for block in document.blocks])
    read = first_labels(document, marks, boxes)
    known = repeats or Repeats()
    return features_of(Page(document.blocks, marks, known, read.labels, read.title, boxes))


def test_each_block_has_a_row_of_the_same_features() -> None:
    assert features(html_page(MARKUP)).shape == (3, features(html_page("<p>x")).shape[1])


def test_what_repeats_over_a_site_is_told() -> None:
    document = html_page(MARKUP)
    alone, among = features(document), features(document, Repeats({line_key(STORY): 3}))
    assert (alone[1] != among[1]).any()


def test_the_words_of_a_menu_are_not_looked_at() -> None:
    one, other = (features(html_page(f"<p>{STORY}<p><a href=/>{t}</a>")) for t in ("Home", "NEWS"))
    assert np.array_equal(one[1], other[1])


@patient
@given(st.lists(PROSE | SHORT, min_size=1, max_size=8), st.sampled_from(["p", "li", "h2", "td"]))
def test_any_page_gives_finite_numbers(texts: list[str], tag: str) -> None:
    rows = features(html_page("".join(f"<{tag}>{text}</{tag}>" for text in texts)))
    assert len(rows) == len(html_page("".join(f"<{tag}>{t}</{tag}>" for t in texts)).blocks)
    assert np.isfinite(rows).all()
