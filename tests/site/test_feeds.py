"""Feeds and the sitemap: well-formed, the same every time, and only with an address."""

import uuid
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from backfile.model import Article
from backfile.site.feeds import MAIN_FEED, feeds_of, sitemap
from backfile.site.make.lists import tag_views
from backfile.site.make.shelf import Shelf
from tests.site.builders import article, corpus_of, settings_in, tag

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ADDRESS = "https://example.org/news"
KYIV = tag("Kyiv")


def shelf_of(*articles: Article, **choices: Any) -> Shelf:
    settings = settings_in(Path("/nowhere"), **{"site_url": ADDRESS, "feed_from": 3} | choices)
    return Shelf(corpus_of(articles, settings=settings), settings)


def feeds(*articles: Article, **choices: Any) -> dict[str, ET.Element]:
    made = feeds_of(shelf_of(*articles, **choices))
    return {path: ET.fromstring(data) for path, data in made}  # noqa: S314 - our own words


def stories(count: int, date: str = "2025-05-11", **fields: Any) -> list[Article]:
    return [article(f"Story {n:03}", date, **fields) for n in range(count)]


def texts(feed: ET.Element, path: str) -> list[str | None]:
    return [found.text for found in feed.iterfind(path)]


def test_a_site_without_an_address_has_no_feed() -> None:
    assert feeds(*stories(3), site_url="") == {}


@pytest.mark.parametrize("date", ["", "2025", "2025-05"])
def test_a_site_without_a_day_has_no_feed(date: str) -> None:
    assert feeds(*stories(3, date)) == {}


def test_the_latest_stand_first() -> None:
    feed = feeds(article("Old", "2024-01-01"), article("New", "2025-01-01"))[MAIN_FEED]
    assert texts(feed, f"{ATOM}entry/{ATOM}title") == ["New", "Old"]


def test_a_feed_holds_fifty_at_most() -> None:
    assert len(list(feeds(*stories(60))[MAIN_FEED].iterfind(f"{ATOM}entry"))) == 50


def test_ids_are_urns_that_stay_when_the_site_moves() -> None:
    here = feeds(*stories(3))[MAIN_FEED]
    there = feeds(*stories(3), site_url="https://example.com")[MAIN_FEED]
    ids = texts(here, f".//{ATOM}id")
    assert ids == texts(there, f".//{ATOM}id")
    assert len(set(ids)) == 4
    for ident in ids:
        assert ident is not None
        assert ident.startswith("urn:uuid:")
        uuid.UUID(ident)


def test_a_feed_is_the_same_every_time() -> None:
    assert dict(feeds_of(shelf_of(*stories(5)))) == dict(feeds_of(shelf_of(*stories(5))))


def test_a_feed_says_when_from_the_articles_and_not_from_the_clock() -> None:
    feed = feeds(*stories(3))[MAIN_FEED]
    assert set(texts(feed, f".//{ATOM}updated")) == {"2025-05-11T00:00:00+00:00"}


def test_each_entry_has_what_atom_asks_for() -> None:
    entry = next(feeds(*stories(1))[MAIN_FEED].iterfind(f"{ATOM}entry"))
    for name in ("id", "title", "updated", "author"):
        assert entry.find(f"{ATOM}{name}") is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{ADDRESS}/2025/05/story-000.html"


@pytest.mark.parametrize(
    "text", ["<b>&amp;</b> & ]]>", "\x08\x0c\x1b[31m", "\ud800 half", "\ufffe\uffff", "<script>"]
)
def test_no_text_of_a_capture_breaks_a_feed(text: str) -> None:
    story = article(f"Story {text}", authors=(text,), source=text, tags=(tag(f"T{text}"),))
    feed = feeds(story, title=f"News {text}", subtitle=text)[MAIN_FEED]
    assert len(list(feed.iterfind(f"{ATOM}entry"))) == 1
    assert feed.find(f".//{ATOM}script") is None


@pytest.mark.parametrize(("carriers", "has_feed"), [(2, False), (3, True)])
def test_a_tag_has_a_feed_from_so_many_articles_on(carriers: int, *, has_feed: bool) -> None:
    made = feeds(*stories(carriers, tags=(KYIV,)))
    assert ("feeds/places/kyiv.xml" in made) is has_feed


@pytest.mark.parametrize("date", ["2025-05-11", "2025-05", ""])
def test_a_tag_page_links_to_its_feed_only_where_there_is_one(date: str) -> None:
    shelf = shelf_of(*stories(4, date, tags=(KYIV,)), article("Other", "2025-01-01"))
    made = dict(feeds_of(shelf))
    linked = {view.feed_path for view in tag_views(shelf) if view.feed_path}
    assert linked == set(made) - {MAIN_FEED}


def test_the_sitemap_lists_whole_addresses() -> None:
    found = ET.fromstring(sitemap(ADDRESS, ["a & b.html", "2025/05/x.html"]))  # noqa: S314 - ours
    assert texts(found, f"{SITEMAP}url/{SITEMAP}loc") == [
        f"{ADDRESS}/a%20%26%20b.html",
        f"{ADDRESS}/2025/05/x.html",
    ]
