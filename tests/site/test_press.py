"""The press: what has not changed is shared, what has is rendered, what is gone is counted."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backfile.errors import OutputError, OwnerError
from backfile.settings import theme_folder
from backfile.site.pages import Page
from backfile.site.press import Press, Tally
from backfile.site.render import Renderer, site_of
from backfile.site.staging import PROGRAM, Staging
from backfile.site.views import PageView
from backfile.store import key_of, open_store
from tests.site.builders import settings_in

TEMPLATES = theme_folder() / "templates"
VIEWS = tuple(PageView(f"page-{n}.html", f"Page {n}", f"<p>Words {n}.</p>") for n in range(3))


def renderer(title: str = "News", templates: Path = TEMPLATES) -> Renderer:
    return Renderer(templates, site_of(settings_in(Path("/nowhere"), title=title), (), ""))


@contextmanager
def press_in(folder: Path) -> Iterator[Press]:
    with open_store(folder / "store.sqlite") as store:
        yield Press(Staging(folder / "site", folder / "state"), store)


def page_of(view: PageView, by: Renderer) -> Page:
    return Page(view.path, key_of(view, by.digest), lambda: by.render(view))


def printed(folder: Path, views: Sequence[PageView] = VIEWS, by: Renderer | None = None) -> Tally:
    """Print views and a file, publish, and give the tally."""
    with press_in(folder) as press:
        for view in views:
            press.print_page(page_of(view, by or renderer()))
        press.print_file("static/a.css", b"body{}")
        press.finish({"program": {"name": PROGRAM}})
    return press.tally


def figures(tally: Tally) -> tuple[int, int, int, int]:
    return tally.rendered, tally.written, tally.unchanged, tally.deleted


def test_the_first_print_renders_every_page(tmp_path: Path) -> None:
    # Three pages, a file and the manifest.
    assert figures(printed(tmp_path)) == (3, 5, 0, 0)


def test_the_second_print_of_the_same_views_renders_nothing(tmp_path: Path) -> None:
    printed(tmp_path)
    before = (tmp_path / "site" / "SHA256SUMS").read_bytes()
    assert figures(printed(tmp_path)) == (0, 0, 5, 0)
    assert (tmp_path / "site" / "SHA256SUMS").read_bytes() == before


def test_a_changed_view_renders_its_page_alone(tmp_path: Path) -> None:
    printed(tmp_path)
    views = [*VIEWS[:2], replace(VIEWS[2], html="<p>Other words.</p>")]
    assert figures(printed(tmp_path, views)) == (1, 1, 4, 0)
    assert b"Other words" in (tmp_path / "site" / "page-2.html").read_bytes()


def test_a_page_that_is_gone_is_counted_and_deleted(tmp_path: Path) -> None:
    printed(tmp_path)
    assert figures(printed(tmp_path, VIEWS[:1])) == (0, 0, 3, 2)
    assert not (tmp_path / "site" / "page-2.html").exists()


def test_another_site_title_renders_every_page(tmp_path: Path) -> None:
    printed(tmp_path)
    assert printed(tmp_path, by=renderer("Other news")).rendered == 3


def test_a_changed_template_renders_every_page(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    for text in ("one {{ view.title }}", "two {{ view.title }}"):
        (templates / "page.html").write_text(text)
        assert printed(tmp_path, by=renderer(templates=templates)).rendered == 3


def test_a_page_that_was_tampered_with_is_rendered_again(tmp_path: Path) -> None:
    printed(tmp_path)
    page = tmp_path / "site" / "page-1.html"
    whole = page.read_bytes()
    page.write_bytes(whole + b"<script>alert(1)</script>")
    assert figures(printed(tmp_path)) == (1, 0, 5, 0)
    assert page.read_bytes() == whole


def test_a_file_that_was_tampered_with_is_written_again(tmp_path: Path) -> None:
    printed(tmp_path)
    (tmp_path / "site" / "static" / "a.css").write_text("tampered")
    printed(tmp_path)
    assert (tmp_path / "site" / "static" / "a.css").read_text() == "body{}"


@pytest.mark.parametrize("lost", ["site/SHA256SUMS", "site/page-1.html", "state/site.record"])
def test_what_was_lost_is_made_again_with_the_same_bytes(tmp_path: Path, lost: str) -> None:
    printed(tmp_path)
    before = (tmp_path / "site" / "SHA256SUMS").read_bytes()
    (tmp_path / lost).unlink()
    assert printed(tmp_path).rendered > 0
    assert (tmp_path / "site" / "SHA256SUMS").read_bytes() == before


def test_two_pages_of_one_address_stop_the_build(tmp_path: Path) -> None:
    with press_in(tmp_path) as press:
        press.print_page(page_of(VIEWS[0], renderer()))
        with pytest.raises(OwnerError, match="two pages want this address"):
            press.print_page(page_of(replace(VIEWS[0], title="Other"), renderer()))


def test_the_paths_of_all_pages_are_known(tmp_path: Path) -> None:
    assert printed(tmp_path).pages == [view.path for view in VIEWS]


DATA = b"the bytes of a picture"
NAME = hashlib.sha256(DATA).hexdigest()[:20] + ".png"
MEDIA = f"media/{NAME[:2]}/{NAME}"


def test_a_picture_is_written_once_from_the_store(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        store.pictures.keep({NAME: DATA})
        press = Press(Staging(tmp_path / "site"), store)
        press.print_pictures([MEDIA, MEDIA])
        press.finish({"program": {"name": PROGRAM}})
    assert (tmp_path / "site" / MEDIA).read_bytes() == DATA
    assert figures(press.tally) == (0, 2, 0, 0)


def test_a_picture_that_the_store_has_lost_stops_the_build(tmp_path: Path) -> None:
    with press_in(tmp_path) as press, pytest.raises(OutputError, match="build again"):
        press.print_pictures([MEDIA])
