"""The views of all pages: what each shows, and what it does not depend on."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import (
    Article,
    Capture,
    Corpus,
    Digest,
    Place,
    Provenance,
    Rejected,
    Removal,
    Repair,
)
from backfile.pipeline import load_knowledge
from backfile.settings import Settings
from backfile.site.make import views_of
from backfile.site.make.articles import body_blocks, date_links
from backfile.site.make.lists import date_title
from backfile.site.make.search import search_documents
from backfile.site.make.shelf import Shelf
from backfile.site.make.words import date_words, minutes, plain_text, shortened
from backfile.site.views import (
    ArticleView,
    CleaningView,
    DigestView,
    HomeView,
    ListingView,
    RemovedView,
    TagIndexView,
    View,
)
from tests.site.builders import (
    CAPTURE,
    article,
    block,
    corpus_of,
    digest,
    found,
    ident_of,
    settings_in,
    tag,
)

KNOWLEDGE = load_knowledge(None)
KYIV = tag("Kyiv")
REMOVAL = Removal("Sign up", Place(4, 4), "subscribe", "asks for money", "line")
REPAIR = Repair("donâ€™t", "don’t", "mojibake", Place(5, 5))


def views(
    articles: Sequence[Article] = (), digests: Sequence[Digest] = (), **choices: Any
) -> dict[str, View]:
    """All views of a corpus by their path."""
    settings = settings_in(Path("/nowhere"), **choices)
    return views_in(corpus_of(articles, digests, settings=settings), settings)


def views_in(corpus: Corpus, settings: Settings | None = None) -> dict[str, View]:
    made = list(views_of(corpus, KNOWLEDGE, settings or settings_in(Path("/nowhere"))))
    assert len({view.path for view in made}) == len(made)
    return {view.path: view for view in made}


def article_view(one: Article, **others: Any) -> ArticleView:
    found_views = [v for v in views([one], **others).values() if isinstance(v, ArticleView)]
    return found_views[0]


def listing(made: dict[str, View], path: str) -> ListingView:
    view = made[path]
    assert isinstance(view, ListingView)
    return view


def days(count: int, **fields: Any) -> list[Article]:
    """Articles of so many days in a row, from 1 January 2020."""
    first = dt.date(2020, 1, 1)
    dates = ((first + dt.timedelta(days=n)).isoformat() for n in range(count))
    return [article(f"Story {n}", date, **fields) for n, date in enumerate(dates)]


def test_every_kind_of_page_has_its_place() -> None:
    stories = [article(f"Story {n}", tags=(KYIV,), removals=(REMOVAL,)) for n in range(3)]
    assert sorted(views(stories, [digest()], site_url="https://example.org")) == [
        "2025/05/story-0.html",
        "2025/05/story-1.html",
        "2025/05/story-2.html",
        "404.html",
        "about/cleaning.html",
        "dates/2025.html",
        "dates/2025/05.html",
        "dates/2025/05/11.html",
        "dates/index.html",
        "digests/front-page.html",
        "index.html",
        "places/kyiv.html",
        "removed/2025-05.html",
        "search.html",
        "sources/northern-post.html",
        "tags.html",
    ]


def test_the_dates_are_a_tree_of_years_months_and_days() -> None:
    made = views([article("A", "2024-12-31"), article("B", "2025-05-11"), article("C", "2025-05")])
    links = [
        (link.text, link.path, link.count) for link in listing(made, "dates/index.html").children
    ]
    assert links == [("2024", "dates/2024.html", 1), ("2025", "dates/2025.html", 2)]
    may = listing(made, "dates/2025/05.html")
    assert [link.text for link in may.children] == ["11 May 2025"]
    assert [card.title for card in may.cards] == ["B", "C"]
    assert [link.text for link in may.trail] == ["Dates", "2025"]


def test_a_year_lists_what_no_month_is_known_of() -> None:
    made = views([article("A", "2025"), article("B", "2025-05-11")])
    assert [card.title for card in listing(made, "dates/2025.html").cards] == ["A"]


def test_all_dates_list_what_has_none() -> None:
    made = views([article("A", ""), article("B", "2025-05-11")])
    assert [card.title for card in listing(made, "dates/index.html").cards] == ["A"]


def test_a_date_tree_of_thirty_years_is_made_at_once() -> None:
    made = views(days(11_000))
    assert len(listing(made, "dates/index.html").children) == 31


@pytest.mark.parametrize(("count", "parts"), [(200, 0), (201, 1)])
def test_a_listing_is_parted_by_year_above_200(count: int, parts: int) -> None:
    stories = days(count, tags=(KYIV,))
    children = listing(views(stories), "places/kyiv.html").children
    assert [link.path for link in children] == ["places/kyiv/2020.html"] * parts


@pytest.mark.parametrize(("count", "first"), [(2_400, "2026"), (2_401, "2026-07")])
def test_a_listing_is_parted_by_month_above_2400(count: int, first: str) -> None:
    children = listing(views(days(count, tags=(KYIV,))), "places/kyiv.html").children
    assert children[0].text == first


def test_the_parts_of_a_listing_hold_all_of_it_once() -> None:
    stories = [*days(800, tags=(KYIV,)), article("No date", "", tags=(KYIV,))]
    made = views(stories)
    top = listing(made, "places/kyiv.html")
    cards = [card for link in top.children for card in listing(made, link.path).cards]
    assert top.cards == ()
    assert sorted(card.path for card in cards) == sorted(
        view.path for view in made.values() if isinstance(view, ArticleView)
    )
    assert top.children[-1].path == "places/kyiv/undated.html"


def test_a_part_of_a_listing_leads_up_to_it() -> None:
    part = listing(views(days(201, tags=(KYIV,))), "places/kyiv/2020.html")
    assert [(link.text, link.path) for link in part.trail] == [
        ("Tags", "tags.html"),
        ("Kyiv", "places/kyiv.html"),
    ]


def test_one_more_article_changes_few_pages() -> None:
    stories = days(700, tags=(KYIV,))
    before, after = views(stories[:-1]), views(stories)
    changed = [path for path, view in after.items() if before.get(path) != view]
    assert sorted(changed) == [
        "2021/11/story-698.html",
        "2021/11/story-699.html",
        "about/cleaning.html",
        "dates/2021.html",
        "dates/2021/11.html",
        "dates/2021/11/30.html",
        "dates/index.html",
        "index.html",
        "places/kyiv.html",
        "places/kyiv/2021.html",
        "sources/northern-post.html",
        "sources/northern-post/2021.html",
        "tags.html",
    ]


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


KINDS = ("line", "paragraph", "heading", "item", "quote", "caption", "table", "preformatted")


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
    assert facts["Captured"] == "date not known"


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


def test_a_removed_page_tells_all_that_was_taken_out_of_a_month() -> None:
    stories = [article("A", removals=(REMOVAL,)), article("B", repairs=(REPAIR,)), article("C")]
    view = views(stories)["removed/2025-05.html"]
    assert isinstance(view, RemovedView)
    assert view.title == "Taken out: May 2025"
    entries = sorted((e.title, len(e.blocks), len(e.repairs)) for e in view.entries)
    assert entries == [("A", 1, 0), ("B", 0, 1)]


@pytest.mark.parametrize("date", ["", "2025"])
def test_what_was_taken_out_of_undated_texts_stands_together(date: str) -> None:
    one, other = article(date=date, removals=(REMOVAL,)), digest(removals=(REMOVAL,))
    view = views([one], [other])["removed/undated.html"]
    assert isinstance(view, RemovedView)
    assert {entry.anchor for entry in view.entries} == {one.id, other.id}


def test_the_page_on_cleaning_accounts_for_every_capture() -> None:
    rejects = (
        Rejected("secret-source.pdf", "is of a format that is not read (.pdf); try: text"),
        Rejected("other-secret.pdf", "is of a format that is not read (.pdf); try: text"),
        Rejected("a.txt", "its sidecar secret.yaml line 3: is not YAML"),
    )
    view = views_in(corpus_of([article(removals=(REMOVAL,))], rejected=rejects))[
        "about/cleaning.html"
    ]
    assert isinstance(view, CleaningView)
    assert [(kind.rule, kind.count) for kind in view.rejects] == [
        ("has a sidecar that can't be read", 1),
        ("is of a format that is not read", 2),
    ]
    assert "secret" not in repr(view)
    facts = {fact.name: fact.value for fact in view.counts}
    assert (facts["Captures"], facts["Articles"], facts["Captures that gave nothing"]) == (
        "4",
        "1",
        "3",
    )


def test_every_rule_that_took_something_says_why() -> None:
    removals = tuple(
        Removal("x", Place(1, 1), rule, "", "")
        for rule in (*KNOWLEDGE.reasons, "outside-story", "headline-again")
    )
    view = views([article(removals=removals)])["about/cleaning.html"]
    assert isinstance(view, CleaningView)
    assert [rule.name for rule in view.rules if not rule.why] == []


def test_the_front_page_shows_the_latest_first_and_the_undated_apart() -> None:
    stories = [*days(30), article("No date", "")]
    home = views(stories, [digest()], latest=2)["index.html"]
    assert isinstance(home, HomeView)
    assert [card.title for card in home.latest] == ["Story 29", "Story 28"]
    assert [card.title for card in home.undated] == ["No date"]
    assert [card.kind for card in home.digest_cards] == ["digest"]
    assert [(year.text, year.count) for year in home.years] == [("2020", 30)]


def test_the_front_page_shows_the_largest_tags() -> None:
    tags = [tuple(tag(f"Place {n:02}") for n in range(story, 20)) for story in range(20)]
    home = views([article(f"S{n}", tags=t) for n, t in enumerate(tags)])["index.html"]
    assert isinstance(home, HomeView)
    assert [link.text for link in home.groups[0].links][:2] == ["Place 19", "Place 18"]
    assert len(home.groups[0].links) == 12


def test_the_index_of_tags_holds_tags_and_sources() -> None:
    index = views([article(f"S{n}", tags=(KYIV,)) for n in range(3)])["tags.html"]
    assert isinstance(index, TagIndexView)
    assert [(group.title, group.links[0].text) for group in index.groups] == [
        ("Places", "Kyiv"),
        ("Sources", "Northern Post"),
    ]


def test_a_source_page_counts_articles_and_digests() -> None:
    made = views([article("A"), article("B")], [digest()])
    assert listing(made, "sources/northern-post.html").note == "2 articles, 1 digest"


def test_a_text_without_a_source_is_on_no_source_page() -> None:
    assert not any(path.startswith("sources/") for path in views([article(source="")]))


def test_each_digest_item_has_its_anchor_and_search_record() -> None:
    one = digest("First item of news.", "Second item of news.", tags=(KYIV,))
    corpus = corpus_of([], [one])
    view = views_in(corpus)["digests/front-page.html"]
    assert isinstance(view, DigestView)
    assert [item.anchor for item in view.items] == [item.id for item in one.items]
    records = list(search_documents(Shelf(corpus, settings_in(Path("/nowhere")))))
    assert [r.url for r in records] == [f"digests/front-page.html#{i.id}" for i in one.items]


def test_search_knows_each_article() -> None:
    one = article(tags=(KYIV,))
    (record,) = search_documents(Shelf(corpus_of([one]), settings_in(Path("/nowhere"))))
    assert (record.id, record.url) == (one.id, "2025/05/harbour-opens-again.html")
    assert record.tags == (("place", "kyiv", "Kyiv"),)
    assert (record.date, record.authors) == ("2025-05-11", ("A. Writer",))


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025-05-11", "11 May 2025"),
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("--03-29", "29 March (no year)"),
        ("", ""),
    ],
)
def test_a_date_in_words_says_what_is_known(iso: str, words: str) -> None:
    assert date_words(iso) == words


def test_a_date_links_to_its_year_month_and_day() -> None:
    assert [(link.text, link.path) for link in date_links("2025-05-11")] == [
        ("2025", "dates/2025.html"),
        ("May", "dates/2025/05.html"),
        ("11", "dates/2025/05/11.html"),
    ]
    assert date_links("--03-29") == ()


@given(st.dates(dt.date(1000, 1, 1)))
def test_every_day_has_a_title_and_links(day: dt.date) -> None:
    parts = tuple(day.isoformat().split("-"))
    assert date_title(parts) == date_words(day.isoformat())
    assert date_links(day.isoformat())[-1].path == f"dates/{'/'.join(parts)}.html"


@given(st.text(max_size=300), st.integers(1, 250))
def test_a_summary_is_short_and_says_nothing_else(text: str, longest: int) -> None:
    short = shortened(text, longest)
    assert len(short) <= longest + 2
    assert " ".join(text.split()).startswith(short.removesuffix(" …").strip())


def test_a_summary_is_cut_at_a_word() -> None:
    assert shortened("The harbour was opened to ships.", 20) == "The harbour was …"


def test_a_summary_in_a_script_without_spaces_still_says_something() -> None:
    assert shortened("港" * 300, 20) == "港" * 20 + " …"


def test_reading_takes_a_minute_at_least() -> None:
    assert [minutes("word " * count) for count in (0, 238, 239, 2380)] == [1, 1, 2, 10]


def test_the_plain_text_of_a_body_is_its_blocks_by_lines() -> None:
    assert plain_text([block("  One. "), block("Two.")]) == "One.\nTwo."


def test_the_same_corpus_gives_the_same_views() -> None:
    stories = [article(f"S{n}", id=ident_of(n), tags=(KYIV,)) for n in range(9)]
    assert views(stories) == views(list(reversed(stories)))
    assert CAPTURE.id == stories[0].capture_id
