"""Lists: dates as a tree, tags and sources parted where they are long."""

import pytest

from backfile.site.views import ArticleView
from tests.site.builders import article, digest, tag
from tests.site.viewing import days, listing, views

KYIV = tag("Kyiv")


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


def test_a_year_lists_all_its_articles_while_they_are_few() -> None:
    made = views([article("A", "2025"), article("B", "2025-05-11")])
    assert [card.title for card in listing(made, "dates/2025.html").cards] == ["B", "A"]


def test_a_full_year_lists_what_no_month_is_known_of() -> None:
    made = views([article("A", "2025"), *(article(f"B{n}", "2025-05-11") for n in range(200))])
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


def test_a_source_page_counts_articles_and_digests() -> None:
    made = views([article("A"), article("B")], [digest()])
    assert listing(made, "sources/northern-post.html").note == "2 articles, 1 digest"


def test_a_text_without_a_source_is_on_no_source_page() -> None:
    assert not any(path.startswith("sources/") for path in views([article(source="")]))
