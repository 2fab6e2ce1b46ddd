"""The theme's scripts and the installed lunr.js in; the small scripts of the site out."""

import gzip
import re

import pytest

from backfile.errors import BackfileError
from backfile.search.client import PAGE, SEARCH, checked, client_files, installed_lunr, small
from backfile.settings import theme_folder

SOURCES = theme_folder() / "static" / "js" / "search"


def test_three_scripts_are_made() -> None:
    names = ["search/lunr.js", "static/js/search.js", "static/js/search-page.js"]
    assert list(client_files()) == names


def test_every_script_of_the_theme_is_in_one_of_them() -> None:
    assert sorted([*SEARCH, *PAGE]) == sorted(path.stem for path in SOURCES.glob("*.js"))


def test_lunr_keeps_its_licence_and_says_where_it_can_be_read() -> None:
    notice = client_files()["search/lunr.js"].partition(b"*/")[0]
    for words in (b"@license MIT", b"2.3.9", b"Oliver Nightingale", b"mkdocs", b"PorterStemmer"):
        assert words in notice


@pytest.mark.parametrize("path", ["static/js/search.js", "static/js/search-page.js"])
def test_our_scripts_say_what_they_are(path: str) -> None:
    first = client_files()[path].partition(b"\n")[0]
    assert re.search(rb"Backfile.*MIT.*theme/static/js/search/", first)


def test_all_of_it_is_small() -> None:
    # The whole of what a search loads beside the index; the budget is 25 kB.
    assert sum(len(gzip.compress(script, 9)) for script in client_files().values()) <= 25_000


def test_the_same_scripts_give_the_same_bytes() -> None:
    first = client_files()
    small.cache_clear()
    assert client_files() == first


def test_another_lunr_is_refused_in_one_line() -> None:
    with pytest.raises(BackfileError, match=r"is not the lunr\.js 2\.3\.9") as caught:
        checked(installed_lunr() + b"\n")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("script", [b"function ( {", b"\xff"])
def test_what_is_no_javascript_is_refused_in_one_line(script: bytes) -> None:
    with pytest.raises(BackfileError, match=r"^mine\.js: is no JavaScript") as caught:
        small(script, "mine.js")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "source",
    [
        'f("a\\u0000b");',
        "f(a?.[0]?.b ?? `x${y}`);",
        "const { a: _, ...rest } = f();",
        "class A { #b() {} c() { return this?.#b(); } }",
    ],
)
def test_modern_javascript_is_read(source: str) -> None:
    assert 0 < len(small(source.encode(), "mine.js")) <= len(source)
