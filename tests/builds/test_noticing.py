"""After a quiet time nothing is read again; then each kind of change is noticed all the same."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builds.inputs import CAPTURES, Archive
from tests.builds.test_sequences import differing
from tests.builds.workshop import AT_REST, Workshop, workshop

# A file's times are trusted once they are older than this.
_QUIET_SECONDS = 2.2
_NOTHING = "has changed since the last build"


def _same_size_and_time(archive: Archive) -> None:
    path = archive.content / "captures" / "post" / "harbour.txt"
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Monday", b"Sunday"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _swapped(archive: Archive) -> None:
    """Two captures change places: all sizes and times of files stay in the folder."""
    one = archive.content / "captures" / "post" / "harbour.txt"
    other = archive.content / "captures" / "gazette" / "bridge.txt"
    kept = one.with_name("kept")
    one.rename(kept)
    other.rename(one)
    kept.rename(other)


def _page_of(archive: Archive) -> Path:
    return next((archive.folder / "output" / "2025" / "05").glob("*.html"))


def _damaged(archive: Archive) -> None:
    page = _page_of(archive)
    times = page.stat()
    page.write_bytes(page.read_bytes().replace(b"harbour", b"HARBOUR"))
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))


def _titled(archive: Archive) -> None:
    conf = archive.folder / "pelicanconf.py"
    conf.write_text(conf.read_text().replace("'News'", "'Other news'"))


CHANGES: dict[str, Callable[[Archive], None]] = {
    "a capture added": lambda a: a.put("times/one.json", 0),
    "a capture changed": lambda a: a.put("post/harbour.txt", 2),
    "a capture changed, its size and time kept": _same_size_and_time,
    "captures swapped": _swapped,
    "a capture deleted": lambda a: a.remove("gazette/bridge.txt"),
    "a capture renamed": lambda a: a.rename("gazette/bridge.txt"),
    "a picture of a page changed": lambda a: a.put("post/pier_files/pier.png", 1),
    "a sidecar": lambda a: a.own("captures/post/harbour.txt.yaml", 2),
    "a folder's sidecar": lambda a: a.own("captures/post/capture.yaml", 1),
    "a cleanup rule": lambda a: a.own("rules/mine.yaml", 1),
    "the vocabulary": lambda a: a.own("rules/vocabulary.yaml", 1),
    "a correction": lambda a: a.own("rules/corrections.yaml", 1),
    "a withholding": lambda a: a.own("rules/withheld.yaml", 1),
    "a hand-written page": lambda a: a.own("pages/about-us.md", 1),
    "a setting": _titled,
    "a published page deleted": lambda a: _page_of(a).unlink(),
    "a published page damaged, its size and time kept": _damaged,
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    with workshop(tmp_path_factory.mktemp("workshop")) as made:
        yield made


@pytest.fixture(scope="module")
def quiet(shop: Workshop) -> dict[str, Archive]:
    """An archive for each change, built, left alone for a while, and built once more."""
    archives = {name: shop.archive() for name in CHANGES}
    for archive in archives.values():
        archive.put("post/pier.html", 0)
        archive.put("post/pier_files/pier.png", 0)
        shop.build(archive, "site")
        shop.accept(archive)
        shop.build(archive, "site")
    time.sleep(_QUIET_SECONDS)
    for archive in archives.values():
        shop.build(archive, "task")
    return archives


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_noticed(shop: Workshop, quiet: dict[str, Archive], name: str) -> None:
    before = shop.build(quiet[name], "task")[0]
    assert _NOTHING in before.said
    CHANGES[name](quiet[name])
    found, clean = shop.build(quiet[name], "task")
    assert found.error == clean.error == ""
    assert _NOTHING not in found.said
    assert differing(found.tree, clean.tree) == []
    assert (found.tree == before.tree) == name.startswith("a published page")
    assert {path.name for path in quiet[name].folder.iterdir()} == AT_REST


def test_a_template_is_noticed(shop: Workshop) -> None:
    archive = shop.archive()
    for name in CAPTURES:
        archive.put(name, 0)
    shop.build(archive, "site")
    time.sleep(_QUIET_SECONDS)
    shop.build(archive, "task")
    shop.change_theme("templates/base.html", changed=True)
    found, clean = shop.build(archive, "task")
    assert differing(found.tree, clean.tree) == []
