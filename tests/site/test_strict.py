"""The strict reader of pages finds the faults that are planted in a sound page."""

import pytest

from backfile.settings import theme_folder
from backfile.site.render import Renderer, site_of
from backfile.site.views import PageView
from tests.site.builders import settings_in
from tests.site.strict import faults_of

PATH = "deep/page.html"


def page_of(html: str) -> bytes:
    """A page of the theme with a piece of the owner's mark-up, which is not sanitised."""
    settings = settings_in(theme_folder())
    renderer = Renderer(theme_folder() / "templates", site_of(settings, (), ""))
    return renderer.render(PageView(PATH, "Page", html))


def test_a_sound_page_has_no_fault() -> None:
    assert faults_of(page_of('<p>Words, <a href="../index.html#main">home</a>.</p>'), PATH) == []


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>x</p>",
        "<p style='color:red'>x</p>",
        "<style>p{}</style>",
        "<iframe src='x.html'></iframe>",
        "<svg></svg>",
        "<img src='https://example.com/x.png'>",
        "<img src='media/ab/x.png' alt=''>",
        "<script src='https://example.com/x.js'></script>",
        "<a href='https://example.com/x.html'>x</a>",
        "<a href='/x.html'>x</a>",
        "<a href='../'>x</a>",
        "<a href=''>x</a>",
        "<a href='../../x.html'>x</a>",
        "<a href='javascript:alert(1)'>x</a>",
        "<form action='x.html'></form>",
        "<h1>Another</h1>",
        "<h4>Too deep</h4>",
        "<p id='main'>x</p>",
        "<p>x",
        "x</p>",
        "<b><i>x</b></i>",
        "<p><ul><li>x</li></ul></p>",
        "<li>x</li>",
        "<p>a < b</p>",
        "<p>a & b</p>",
        "<p id='a' id='b'>x</p>",
        "<meta http-equiv='refresh' content='0'>",
        "<label for='nothing'>x</label>",
    ],
)
def test_a_planted_fault_is_found(html: str) -> None:
    assert faults_of(page_of(html), PATH) != []


def test_a_page_without_its_policy_is_found() -> None:
    page = page_of("").replace(b"script-src 'self'", b"script-src *")
    assert faults_of(page, PATH) != []
