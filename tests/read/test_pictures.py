"""An <img> of a page: which addresses it names, and which are no picture of a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from backfile.model import Picture
from backfile.read.pictures import picture_of, pictures_of
from tests.helpers import patient

BASE = "https://post.example/2025/05/story.html"
# Long enough to be no stand-in.
INSIDE = "data:image/png;base64," + "A" * 300


def found(markup: str, base: str = "") -> list[Picture]:
    """The pictures of a piece of a page."""
    return list(pictures_of(fragment_fromstring(markup, create_parent="div"), base).values())


def names(markup: str, base: str = "") -> list[str]:
    """All addresses of the one picture of a piece of a page, the best first."""
    (picture,) = found(markup, base)
    return [picture.name, *picture.others]


def test_a_picture_has_its_address_and_its_words() -> None:
    (picture,) = found('<img src="Page%20one_files/a.jpg" alt=" The  ferry\nsails ">')
    assert picture == Picture("Page one_files/a.jpg", "The ferry sails")


def test_an_address_is_completed_by_that_of_the_page() -> None:
    assert names('<img src="../a%20b.jpg#x">', BASE) == ["https://post.example/2025/a%20b.jpg"]


def test_the_largest_of_a_set_goes_first_and_the_plain_address_last() -> None:
    markup = '<img src="s.jpg" srcset="a.jpg 300w, b.jpg 1200w,c,d.jpg 600w">'
    assert names(markup) == ["b.jpg", "c,d.jpg", "a.jpg", "s.jpg"]


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("a.jpg 1x, b.jpg 2x", ["b.jpg", "a.jpg"]),
        ("a.jpg 1x,b.jpg 2.5x", ["b.jpg", "a.jpg"]),
        ("a.jpg, b.jpg 2x", ["b.jpg", "a.jpg"]),
        ("/w_1,h_2/a.jpg 300w, b.jpg 100w,", ["/w_1,h_2/a.jpg", "b.jpg"]),
        (",,,", ["s.jpg"]),
    ],
)
def test_a_set_is_read_as_browsers_do(written: str, order: list[str]) -> None:
    assert names(f'<img src="s.jpg" srcset="{written}">')[: len(order)] == order


def test_the_sources_of_a_picture_element_are_its_own() -> None:
    markup = '<picture><source srcset="a.avif 800w"><img src="a.jpg"></picture>'
    assert names(markup) == ["a.avif", "a.jpg"]


def test_what_a_script_would_load_goes_before_its_stand_in() -> None:
    assert names(f'<img src="{INSIDE}" data-src="a.jpg">') == ["a.jpg", INSIDE]


def test_what_a_page_shows_without_scripts_is_the_picture() -> None:
    root = fragment_fromstring(
        '<div><img src="/blank.gif"><noscript><img src="a.jpg"></noscript></div>'
    )
    picture = picture_of(next(root.iter("img")), "")
    assert picture == Picture("a.jpg")


@pytest.mark.parametrize(
    "markup",
    [
        "<img>",
        '<img src="">',
        '<img src="a.gif" width="1" height="1">',
        '<img src="a.jpg" width="32px">',
        '<img src="a.jpg" class="author-avatar">',
        '<img src="a.png" class="site Logo">',
        '<a href="https://post.example/"><b><img src="name.png" alt="The Post"></b></a>',
        '<img src="/i/spacer.gif">',
        '<img src="/i/1x1.png?id=7">',
        '<img src="transparent_16x9.png">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        f'<img src="data:image/svg+xml,{"x" * 300}">',
        '<img src="icon.svg?v=2">',
        '<img src="javascript:alert(1)">',
        '<img src="file:///etc/passwd">',
        '<img src="blob:https://post.example/1">',
        '<img src="https://[broken/a.jpg">',
        f'<img src="{"a" * 5000}.jpg">',
    ],
)
def test_what_is_no_picture_of_a_story_is_passed_over(markup: str) -> None:
    assert found(markup, BASE) == []


@pytest.mark.parametrize(
    "name", ["clear-skies.jpg", "blank-cheque.jpg", "grey/wolf.jpg", "iconic.jpg", "logo.jpg"]
)
def test_a_picture_whose_name_sounds_like_a_stand_in_is_one(name: str) -> None:
    assert names(f'<img src="{name}" class="photo iconic" width="640">') == [name]


@pytest.mark.parametrize("href", ["#photo", "/?p=7", "/2025/story.html", "https://[", ""])
def test_a_picture_that_leads_elsewhere_is_one(href: str) -> None:
    assert names(f'<a href="{href}"><img src="a.jpg"></a>') == ["a.jpg"]


def test_a_drawing_in_a_figure_is_missed() -> None:
    assert names('<figure><a><img src="map.svg"></a></figure>') == ["map.svg"]


def test_odd_characters_do_not_get_into_the_words() -> None:
    (picture,) = found('<img src="a.jpg" alt="a\u202eb\u0007 c">')
    assert picture.alt == "ab c"


@patient
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["", BASE]))
def test_any_attributes_give_a_picture_or_none(source: str, choices: str, base: str) -> None:
    image = fragment_fromstring("<img>")
    for name, value in (("src", source), ("srcset", choices), ("width", source)):
        image.set(name, "".join(c for c in value if c.isprintable()))
    picture = picture_of(image, base)
    assert picture is None or picture.name


def test_a_hostile_set_is_read_in_time() -> None:
    image = fragment_fromstring("<img>")
    image.set("srcset", "," * 500_000 + " 1w" * 100_000)
    assert picture_of(image, BASE) is not None
