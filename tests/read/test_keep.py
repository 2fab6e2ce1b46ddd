"""The bytes of a story's pictures: found in its capture, and nowhere else."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Block, Capture, Document, Picture, Place, Provenance, Reading
from backfile.read.keep import files_beside, keep_pictures
from tests import pictures as made
from tests.helpers import CAPTURE_ID, SETTINGS, patient

PHOTO, OTHER = made.png(), made.png(colour=90)
DATA = "data:image/png;base64,"


def reading_of(*pictures: Picture, files: Mapping[str, bytes] | None = None) -> Reading:
    """A reading of one page with a block at each picture."""
    blocks = (
        Block("paragraph", "Text.", Place(n, n), pictures=(p.name,)) for n, p in enumerate(pictures)
    )
    document = Document(CAPTURE_ID, 0, "page", tuple(blocks), pictures=pictures)
    return Reading((document,), files=files or {})


def kept(reading: Reading, beside: Mapping[str, bytes] | None = None) -> Reading:
    return keep_pictures(reading, (beside or {}).get, SETTINGS)


def shown(reading: Reading) -> list[str]:
    """The names of the pictures of a reading that can be shown."""
    return [picture.name for picture in reading.documents[0].pictures if picture.width]


def saved(folder: Path, files: Mapping[str, bytes], path: str = "post/page.html") -> Capture:
    """A saved page in a folder with the files that belong to it."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return Capture(CAPTURE_ID, path, 1, Provenance(), companions=tuple(files))


def test_a_kept_picture_is_named_by_its_bytes() -> None:
    found = kept(reading_of(Picture("a.jpg", "A ferry")), {"a.jpg": PHOTO})
    (name,) = found.files
    assert found.documents[0].pictures == (Picture(name, "A ferry", (), 120, 80),)
    assert found.documents[0].blocks[0].pictures == (name,)
    assert made.SECRET not in found.files[name]


def test_the_first_address_that_is_held_is_taken() -> None:
    picture = Picture("large.jpg", "", ("middle.jpg", "small.jpg"))
    held = {"middle.jpg": OTHER, "small.jpg": PHOTO}
    assert kept(reading_of(picture), held) == kept(reading_of(picture), {"middle.jpg": OTHER})


def test_what_is_no_picture_makes_room_for_the_next() -> None:
    picture = Picture("a.jpg", "", ("b.jpg",))
    assert shown(kept(reading_of(picture), {"a.jpg": b"<html>", "b.jpg": PHOTO}))


def test_a_picture_that_is_not_held_is_missed() -> None:
    found = kept(reading_of(Picture("https://post.example/a.jpg", "A ferry")))
    assert found.documents[0].pictures == (Picture("https://post.example/a.jpg", "A ferry"),)
    assert found.files == {}


def test_an_icon_is_no_picture_of_the_story() -> None:
    found = kept(reading_of(Picture("a.jpg")), {"a.jpg": made.png(32, 32)})
    assert found.documents[0].pictures == ()
    assert found.documents[0].blocks[0].pictures == ()


def test_a_stand_in_does_not_hide_that_the_picture_is_missed() -> None:
    found = kept(reading_of(Picture("a.jpg", "", ("tiny.jpg",))), {"tiny.jpg": made.png(20, 13)})
    assert [picture.width for picture in found.documents[0].pictures] == [0]


def test_the_same_picture_twice_is_one_file() -> None:
    found = kept(reading_of(Picture("a.jpg"), Picture("b.jpg")), {"a.jpg": PHOTO, "b.jpg": PHOTO})
    assert len(found.files) == len(found.documents[0].pictures) == 1


def test_a_picture_that_is_too_large_is_not_kept() -> None:
    small = replace(SETTINGS, max_picture_bytes=len(PHOTO) - 1)
    found = keep_pictures(reading_of(Picture("a.jpg")), {"a.jpg": PHOTO}.get, small)
    assert found.files == {}


@pytest.mark.parametrize(
    "address",
    [
        DATA + base64.b64encode(PHOTO).decode(),
        DATA + base64.b64encode(PHOTO).decode().rstrip("=").replace("+", "%2B"),
        "data:image/png," + "".join(f"%{byte:02x}" for byte in PHOTO),
    ],
)
def test_a_picture_in_the_page_itself_is_kept(address: str) -> None:
    assert len(kept(reading_of(Picture(address))).files) == 1


@pytest.mark.parametrize("address", [DATA + "!!!", DATA + "A", "data:image/png", DATA])
def test_a_broken_picture_in_the_page_is_missed_by_a_short_name(address: str) -> None:
    found = kept(reading_of(Picture(address + "?" * 9_000)))
    assert len(found.documents[0].pictures[0].name) < 300


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("https://post.example/a.png", ""),
        ("cid:photo@post", ""),
        ("../images/a%20b.png", "member text/one.xhtml"),
        ("https://post.example/x/text/page_files/a.png", "member packed/page.html"),
    ],
)
def test_the_parts_of_a_capture_are_looked_through(address: str, part: str) -> None:
    parts = (
        "https://post.example/a.png", "cid:photo@post", "images/a b.png",
        "packed/page_files/a.png",
    )  # fmt: skip
    reading = reading_of(Picture(address), files=dict.fromkeys(parts, PHOTO))
    document = replace(reading.documents[0], part=part)
    assert shown(kept(replace(reading, documents=(document,))))


def test_an_address_is_completed_by_that_of_its_record() -> None:
    reading = reading_of(Picture("/a.png"), files={"https://post.example/a.png": PHOTO})
    document = replace(reading.documents[0], url="https://post.example/2025/story")
    assert shown(kept(replace(reading, documents=(document,))))


@pytest.mark.parametrize(
    "address",
    [
        "page_files/a b.png",
        "./page_files/a b.png",
        "https://post.example/2025/page_files/a%20b.png?v=1",
    ],
)
def test_a_saved_pages_files_are_found(tmp_path: Path, address: str) -> None:
    capture = saved(tmp_path, {"post/page_files/a b.png": PHOTO})
    assert files_beside(capture, tmp_path, 10_000)(address) == PHOTO


def test_the_files_of_a_copy_of_the_page_are_found(tmp_path: Path) -> None:
    capture = saved(tmp_path, {"again/page_files/a.png": PHOTO})
    beside = files_beside(replace(capture, copies=("again/page.html",)), tmp_path, 10_000)
    assert beside("page_files/a.png") == PHOTO


@pytest.mark.parametrize(
    "address",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "page_files/../../secret.png",
        "page_files/%2e%2e/secret.png",
        "..\\secret.png",
        "secret.png",
        "other_files/a.png",
        "page_files",
        "page_files/",
        "page_files/\0",
        "http://[::1/page_files",
        "",
    ],
)
def test_no_other_file_is_ever_opened(tmp_path: Path, address: str) -> None:
    capture = saved(tmp_path, {"post/page_files/a.png": PHOTO})
    saved(
        tmp_path, {"post/secret.png": OTHER, "post/other_files/a.png": OTHER, "secret.png": OTHER}
    )
    assert files_beside(capture, tmp_path, 10_000)(address) is None


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    capture = saved(tmp_path / "captures", {"post/page_files/a.png": PHOTO})
    saved(tmp_path, {"secret.png": OTHER})
    link = tmp_path / "captures" / "post" / "page_files" / "a.png"
    link.unlink()
    link.symlink_to(tmp_path / "secret.png")
    assert files_beside(capture, tmp_path / "captures", 10_000)("page_files/a.png") is None


def test_a_file_beside_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    capture = saved(tmp_path, {"post/page_files/a.png": PHOTO})
    assert files_beside(capture, tmp_path, len(PHOTO) - 1)("page_files/a.png") is None


@patient
@given(st.text(max_size=40))
def test_any_address_is_held_or_missed(address: str) -> None:
    found = kept(reading_of(Picture(address or "x")), {})
    assert len(found.documents[0].pictures) == 1
    assert found.files == {}
