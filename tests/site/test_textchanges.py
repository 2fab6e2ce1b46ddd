"""What is told of accepted texts that changed, and what of the old site is never told."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from backfile.model import TextChange
from backfile.pipeline import digest_of
from backfile.settings import theme_folder
from backfile.site.render import Renderer, site_of
from backfile.site.textchanges import OldSite, change_lines
from tests.gather.captured import FARES, FERRY, MAYOR, STORY, told
from tests.site.builders import digest, settings_in
from tests.site.viewing import views

ADDRESS = "undated/ferry-sails-again.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site of one article and one digest."""
    renderer = Renderer(theme_folder() / "templates", site_of(settings_in(tmp_path), (), ""))
    for view in views([told()], [digest("First item.", "Second item.")]).values():
        (tmp_path / view.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / view.path).write_bytes(renderer.render(view))
    return tmp_path


def change(came: Sequence[str], gone: Sequence[str], address: str = ADDRESS) -> TextChange:
    return TextChange("a" * 12, "Ferry", address, tuple(came), tuple(map(digest_of, gone)))


def lines(found: TextChange, old: OldSite) -> list[str]:
    first, *others = change_lines([found], old)
    assert first == f"text changed: {found.address}: Ferry ({found.id})"
    return others


def test_what_went_is_quoted_from_the_old_page_and_what_came_follows(site: Path) -> None:
    found = lines(change([FARES], [MAYOR]), OldSite(site))
    assert found == [f"  - {MAYOR}", f"  + {FARES}"]


def test_a_headline_and_an_item_that_went_are_quoted_too(site: Path) -> None:
    assert lines(change([], ["Ferry sails again"]), OldSite(site)) == ["  - Ferry sails again"]
    found = change([], ["Second item."], "digests/front-page.html")
    assert lines(found, OldSite(site)) == ["  - Second item."]


def test_a_paragraph_that_went_once_of_two_is_told_once(site: Path) -> None:
    found = lines(change([], [FERRY, FERRY]), OldSite(site))
    assert found == [f"  - {FERRY}", "  - (a paragraph that was accepted is gone)"]


def test_without_an_old_page_what_went_is_counted(tmp_path: Path) -> None:
    found = lines(change([], STORY), OldSite(tmp_path))
    assert found == ["  - (a paragraph that was accepted is gone)"] * len(STORY)


def test_another_order_is_told(site: Path) -> None:
    assert lines(change([], []), OldSite(site)) == ["  its paragraphs stand in another order"]


def test_what_is_gone_as_a_whole_has_one_line(site: Path) -> None:
    gone = TextChange("a" * 12, "", ADDRESS, (), tuple(map(digest_of, STORY)))
    told_lines = list(change_lines([gone], OldSite(site)))
    assert told_lines == [f"text changed: {ADDRESS}: is no longer in the archive"]


def test_what_is_withheld_of_the_old_page_is_not_told(site: Path) -> None:
    def hidden(texts: Sequence[str]) -> list[str]:
        return [text.replace("bread and mail", "[withheld: privacy]") for text in texts]

    (line,) = lines(change([], [MAYOR]), OldSite(site, hidden))
    assert "bread and mail" not in line
    assert "[withheld: privacy]" in line


def test_nothing_is_quoted_from_a_page_that_names_what_is_withheld(site: Path) -> None:
    names = ("post/front-page.txt",)
    found = lines(change([], [MAYOR]), OldSite(site, names=names))
    assert found == ["  - (a paragraph that was accepted is gone)"]
