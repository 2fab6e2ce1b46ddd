"""The pages of articles and digests: their body, neighbours, origin, dates and tags."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Capture, Place, Provenance, Removal, Repair
from backfile.site.make.articles import body_blocks
from backfile.site.make.search import search_documents
from backfile.site.make.shelf import Shelf
from backfile.site.views import ArticleView, DigestView
from tests.site.builders import article, block, corpus_of, digest, found, settings_in, tag
from tests.site.viewing import article_view, views, views_in

KYIV = tag("Kyiv")
REMOVAL = Removal("Sign up", Place(4, 4), "subscribe", "asks for money", "line")
REPAIR = Repair("donâ€™t", "don’t", "mojibake", Place(5, 5))
KINDS = ("line", "paragraph", "heading", "item", "quote", "caption", "table", "preformatted")


def test_earlier_and_later_are_the_neighbours_by_date() -> None:
    made = views(
        [article("A", "2025-01-01"), article("B", "2025-01-02"), article("C", "2025-01-03")]
    )
    view = made["2025/01/b.html"]
    assert isinstance(view, ArticleView)
    assert view.earlier is not None
    assert view.later is not None
    assert (view.earlier.path, view.later.path) == ("2025/01/a.html", "2025/01/c.html")


def test_an_undated_article_is_nobodys_neighbour() -> None:
    made = views([article("A", "2025-01-01"), article("B", "")])
    for view in made.values():
        if isinstance(view, ArticleView):
            assert (view.earlier, view.later) == (None, None)


@given(st.lists(st.integers(0, 6), max_size=12))
def test_headings_begin_at_2_and_skip_no_level(levels: list[int]) -> None:
    shown = body_blocks([block(kind="heading", level=level) for level in levels])
    found_levels = [one.level for one in shown]
    assert all(2 <= level <= 6 for level in found_levels)
    assert all(b <= a + 1 for a, b in zip([1, *found_levels], found_levels, strict=False))


def test_headings_keep_their_rank() -> None:
    shown = body_blocks([block(kind="heading", level=level) for level in (2, 4, 4, 2)])
    assert [one.level for one in shown] == [2, 3, 3, 2]


def test_neighbouring_items_become_one_list() -> None:
    kinds = ["item", "item", "paragraph", "item"]
    shown = body_blocks([block(str(n), kind=kind) for n, kind in enumerate(kinds)])
    assert [one.kind for one in shown] == ["list", "paragraph", "list"]
    assert [item.text for item in shown[0].items] == ["0", "1"]


@given(st.lists(st.sampled_from(KINDS), max_size=12))
def test_a_body_shows_every_block_once_and_in_order(kinds: list[str]) -> None:
    shown = body_blocks([block(str(n), kind=kind) for n, kind in enumerate(kinds)])
    texts = [item.text for one in shown for item in (one.items or (one,))]
    assert texts == [str(n) for n in range(len(kinds))]


def test_an_article_says_where_it_comes_from() -> None:
    known = Provenance("Post", "", "2025-05-12", "approximate", "an archivist", "curl", "", "CC0")
    capture = Capture("c" * 64, "post/a.txt", 9, known, copies=("post/b.txt",))
    one = article(capture_id=capture.id, url="https://example.org/a", first_line=3, last_line=8)
    view = views_in(corpus_of([one], captures=[capture]))["2025/05/harbour-opens-again.html"]
    assert isinstance(view, ArticleView)
    assert {fact.name: fact.value for fact in view.origin} == {
        "Original address": "https://example.org/a",
        "Captured": "12 May 2025 (approximate)",
        "Captured by": "an archivist",
        "Method": "curl",
        "Rights": "CC0",
        "Capture file": "post/a.txt",
        "Capture SHA-256": "c" * 64,
        "Part of the capture": "lines 3 to 8",
        "Same bytes also at": "post/b.txt",
    }


def test_a_part_of_a_saved_page_is_told_in_blocks() -> None:
    body = (block(place=Place(3, 3, "body > p")),)
    facts = {fact.name: fact.value for fact in article_view(article(body=body)).origin}
    assert facts["Part of the capture"] == "blocks 1 to 9"
    assert facts["Captured"] == "date unknown"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "data:text/html,x"])
def test_only_a_web_address_becomes_a_link(url: str) -> None:
    facts = {fact.name: fact.url for fact in article_view(article(url=url)).origin}
    assert facts["Original address"] == ""


def test_an_article_tells_its_dates_and_where_each_stands() -> None:
    asserted, other = found("2025-05-11", "json-ld datePublished", "2025-05-11"), found("--03-29")
    view = article_view(article(date="", dates=(asserted, other)))
    assert [(d.words, d.origin, d.asserted) for d in view.dates_found] == [
        ("11 May 2025", "in the page's data", False),
        ("29 March (no year)", "in the dateline", False),
    ]
    assert view.date == ""


def test_an_article_counts_what_each_rule_took_and_links_to_the_words() -> None:
    view = article_view(article(removals=(REMOVAL, REMOVAL), repairs=(REPAIR,)))
    assert [(count.rule, count.count) for count in view.removed] == [("subscribe", 2)]
    assert view.repaired == 1
    assert view.removed_path == f"removed/2025-05.html#{view.id}"


def test_an_article_of_which_nothing_was_taken_links_nowhere() -> None:
    assert article_view(article()).removed_path == ""


def test_a_tag_without_a_page_is_shown_without_a_link() -> None:
    assert [t.path for t in article_view(article(tags=(KYIV,))).tags] == [""]
    view = article_view(article(tags=(KYIV,)), tag_page_from=1)
    assert [t.path for t in view.tags] == ["places/kyiv.html"]


def test_each_digest_item_has_its_anchor_and_search_record() -> None:
    one = digest("First item of news.", "Second item of news.", tags=(KYIV,))
    corpus = corpus_of([], [one])
    view = views_in(corpus)["digests/front-page.html"]
    assert isinstance(view, DigestView)
    assert [item.anchor for item in view.items] == [item.id for item in one.items]
    records = list(search_documents(Shelf(corpus, settings_in(Path("/nowhere")))))
    assert [r.url for r in records] == [f"digests/front-page.html#{i.id}" for i in one.items]
