"""The view of all tags in; a page that leads to each letter of a long list out."""

import re
from urllib.parse import unquote

from backfile.settings import theme_folder
from backfile.site.render import Renderer, Site
from backfile.site.views import Link, TagGroup, TagIndexView

# A sorted list may go back to a letter: E, É, E.
NAMES = [f"{letter}{n}" for letter in "ABCD" for n in range(10)] + ["eve", "évian", "Ezra", "Жук"]


def rendered(names: list[str]) -> str:
    links = tuple(Link(name, f"people/{at}.html", 3) for at, name in enumerate(names))
    view = TagIndexView("tags.html", "Tags", (TagGroup("People", "people", links),))
    site = Site("Gazette", "", "en", "ltr", "", "", (), "")
    return Renderer(theme_folder() / "templates", site).render(view).decode()


def test_a_long_list_is_parted_by_letter_and_each_is_led_to() -> None:
    page = rendered(NAMES)
    places = re.findall(r'<h3 id="([^"]+)"', page)
    assert places == [f"people-{letter}" for letter in "ABCDEÉЖ"]
    led = [unquote(to) for to in re.findall(r'href="#(people-[^"]+)"', page)]
    assert led == places


def test_each_name_stands_once() -> None:
    shown = re.findall(r'href="people/(\d+)\.html"', rendered(NAMES))
    assert sorted(map(int, shown)) == [*range(len(NAMES))]


def test_a_short_list_has_no_letters() -> None:
    assert "<h3" not in rendered(NAMES[:10])
