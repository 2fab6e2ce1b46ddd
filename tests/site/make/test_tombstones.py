"""Where something is withheld, a page says so, and nothing of what it was."""

from dataclasses import replace
from pathlib import Path

import pytest

from backfile.model import Tombstone
from backfile.settings import theme_folder
from backfile.site.make.shelf import Shelf
from backfile.site.make.tombstones import tombstone_views
from backfile.site.render import Renderer, site_of
from tests.site.builders import article, corpus_of, settings_in

STONE = Tombstone("1916/09/ship.html", "Ask <us>.", "court", "2030-01-01", "2025-05-31")


def rendered(stone: Tombstone) -> str:
    settings = settings_in(Path("/nowhere"), site_url="https://example.org")
    corpus = replace(corpus_of([article()]), tombstones=(stone,))
    (view,) = tombstone_views(Shelf(corpus, settings))
    assert view.path == stone.address
    return Renderer(theme_folder() / "templates", site_of(settings, (), "")).render(view).decode()


@pytest.mark.parametrize(
    "words",
    [
        "Ask &lt;us&gt;.",
        "an order of a court",
        "31 May 2025",
        "1 January 2030",
        '<meta name="robots" content="noindex">',
    ],
)
def test_it_tells_the_words_the_reason_and_the_days(words: str) -> None:
    assert words in rendered(STONE)


def test_where_no_end_is_known_it_says_so() -> None:
    assert "no end is set" in rendered(replace(STONE, until=""))


def test_its_address_is_told_to_no_search_engine() -> None:
    page = rendered(STONE)
    assert "canonical" not in page
    assert "ship" not in page
