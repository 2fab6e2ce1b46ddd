"""Pictures in the store: what is kept comes back whole, or not at all."""

import hashlib
from pathlib import Path

import pytest

from backfile.store import open_store
from backfile.store.pictures import Pictures

DATA = b"the bytes of a picture"
NAME = hashlib.sha256(DATA).hexdigest()[:20] + ".png"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    Pictures(tmp_path / "pictures").keep({NAME: DATA})
    return tmp_path / "pictures"


def test_a_picture_that_was_kept_comes_back(folder: Path) -> None:
    assert Pictures(folder).recall(NAME) == DATA
    assert Pictures(folder).holds([NAME])


def test_a_damaged_picture_is_forgotten_and_kept_anew(folder: Path) -> None:
    (folder / NAME[:2] / NAME).write_bytes(b"other")
    pictures = Pictures(folder)
    assert pictures.recall(NAME) is None
    pictures.keep({NAME: DATA})
    assert pictures.recall(NAME) == DATA


@pytest.mark.parametrize("name", ["../../x.png", "0" * 20 + ".svg", "", NAME + "/x", "/etc/passwd"])
def test_no_other_name_is_ever_opened(folder: Path, name: str) -> None:
    assert Pictures(folder).recall(name) is None


def test_what_a_run_did_not_ask_for_is_gone_at_its_end(folder: Path) -> None:
    (folder / NAME[:2] / f"{NAME}.new").write_bytes(b"left by a crash")
    (folder / "stray").write_bytes(b"x")
    pictures = Pictures(folder)
    pictures.forget_unused()
    assert [*folder.iterdir()] == []
    pictures.forget_unused()


def test_what_a_run_asked_for_stays(folder: Path) -> None:
    pictures = Pictures(folder)
    assert pictures.holds([NAME])
    pictures.forget_unused()
    assert [path.name for path in folder.rglob("*.*")] == [NAME]


def test_the_store_forgets_its_pictures_with_the_rest(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.sqlite") as store:
        store.pictures.keep({NAME: DATA})
    with open_store(tmp_path / "store.sqlite") as store:
        store.forget_unused()
    assert not list((tmp_path / "pictures").rglob("*.png"))
