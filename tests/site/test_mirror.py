"""The mirror: the published files and no others, whatever was left in its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from backfile.signatures import signed
from backfile.site.mirror import bring, follow


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site, with its mirror beside."""
    site = tmp_path / "site"
    for name in ("index.html", "2025/a.html", "2025/05/b.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name)
    bring(tmp_path / "mirror", site, signed(str(site)))
    return site


def assert_same(site: Path) -> None:
    """The mirror holds the files of the site themselves, and nothing else, no folder either."""
    mirror = site.with_name("mirror")
    assert signed(str(mirror)) == signed(str(site))
    names = [{p.relative_to(top) for p in top.rglob("*")} for top in (site, mirror)]
    assert names[0] == names[1]


def test_a_mirror_is_made_of_links(site: Path) -> None:
    assert_same(site)


def test_a_mirror_that_is_right_is_not_touched(site: Path) -> None:
    before = signed(str(site))
    assert bring(site.with_name("mirror"), site, before) == ([], True)
    assert signed(str(site)) == before


def other_bytes(mirror: Path) -> None:
    (mirror / "index.html").unlink()
    (mirror / "index.html").write_text("other")


def folder_for_a_file(mirror: Path) -> None:
    (mirror / "index.html").unlink()
    (mirror / "index.html").mkdir()


def link_for_a_file(mirror: Path) -> None:
    (mirror / "index.html").unlink()
    (mirror / "index.html").symlink_to("/etc/passwd")


def link_for_a_folder(mirror: Path) -> None:
    shutil.rmtree(mirror / "2025")
    (mirror / "2025").symlink_to("/etc")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "a file is gone": lambda mirror: (mirror / "index.html").unlink(),
    "a folder is gone": lambda mirror: shutil.rmtree(mirror / "2025"),
    "a file has other bytes": other_bytes,
    "a stranger is there": lambda mirror: (mirror / "letter.doc").write_text("secret"),
    "a strange folder is there": lambda mirror: (mirror / "x" / "y").mkdir(parents=True),
    "a folder is in a file's place": folder_for_a_file,
    "a link is in a file's place": link_for_a_file,
    "a link is in a folder's place": link_for_a_folder,
    "all of it is gone": shutil.rmtree,
}


@pytest.mark.parametrize("what", DAMAGES)
def test_a_mirror_is_healed_where(site: Path, what: str) -> None:
    DAMAGES[what](site.with_name("mirror"))
    bring(site.with_name("mirror"), site, signed(str(site)))
    assert_same(site)


def test_a_mirror_follows_what_went_and_what_came(site: Path) -> None:
    shutil.rmtree(site / "2025" / "05")
    (site / "2024").mkdir()
    (site / "2024" / "c.html").write_text("new")
    assert follow(site.with_name("mirror"), site, ["2025/05/b.html"], ["2024/c.html"])
    assert_same(site)
