"""The walk over a captures folder: every file is in exactly one place, in the order of paths."""

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import CapturesError
from backfile.read.captures import Inventory, take_inventory
from tests.helpers import patient
from tests.pictures import png


def fill(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files by their relative names."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def paths(inventory: Inventory) -> list[str]:
    return [capture.path for capture in inventory.captures]


def rejects(inventory: Inventory) -> dict[str, str]:
    return {reject.source: reject.reason for reject in inventory.rejected}


def test_captures_of_any_depth_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    fill(tmp_path, {"b.txt": "1", "a/z.txt": "2", "a/b/c/d.txt": "3", "B.txt": "4"})
    assert paths(take_inventory(tmp_path)) == ["B.txt", "a/b/c/d.txt", "a/z.txt", "b.txt"]


def test_a_capture_is_known_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "news"})
    (capture,) = take_inventory(tmp_path).captures
    assert (capture.id, capture.size) == (hashlib.sha256(b"news").hexdigest(), 4)


def test_hidden_files_and_the_litter_of_desktops_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, {".gitkeep": "", ".git/config": "x", "Thumbs.db": "x", "Icon\r": "", "a": "x"})
    inventory = take_inventory(tmp_path)
    assert (paths(inventory), inventory.rejected) == (["a"], ())


def test_the_time_of_a_file_makes_no_difference(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "1", "b.txt": "2"})
    before = take_inventory(tmp_path)
    os.utime(tmp_path / "a.txt", (1, 1))
    assert take_inventory(tmp_path) == before


def test_files_of_the_same_bytes_are_one_capture_with_copies(tmp_path: Path) -> None:
    fill(tmp_path, {"c.txt": "same", "a.txt": "same", "b/b.txt": "same"})
    inventory = take_inventory(tmp_path)
    assert paths(inventory) == ["a.txt"]
    assert inventory.captures[0].copies == ("b/b.txt", "c.txt")
    assert inventory.inputs == 3


@pytest.mark.parametrize("folder", ["Page_files", "Page.files", "Page_Dateien", "Page_pliki"])
def test_the_files_of_a_saved_page_are_its_companions(tmp_path: Path, folder: str) -> None:
    fill(tmp_path, {"Page.html": "<p>x", f"{folder}/a.css": "", f"{folder}/deep/frame.html": "f"})
    inventory = take_inventory(tmp_path)
    assert paths(inventory) == ["Page.html"]
    assert inventory.captures[0].companions == (f"{folder}/a.css", f"{folder}/deep/frame.html")
    assert (inventory.companions, inventory.inputs) == (2, 3)


def pictured(folder: Path, files: Mapping[str, str | bytes]) -> str:
    """What tells the pictures of a saved page with these files from others."""
    return take_inventory(fill(folder, {"Page.html": "<p>x", **files})).captures[0].pictured


def test_a_changed_picture_of_a_saved_page_is_noticed(tmp_path: Path) -> None:
    states = [
        pictured(tmp_path, {"Page_files/a.jpg": png(colour=1)}),
        pictured(tmp_path, {"Page_files/a.jpg": png(colour=2)}),
        pictured(tmp_path, {"Page_files/b.jpg": png(colour=2)}),
    ]
    assert len(set(states)) == 3


def test_what_is_no_picture_is_not_noticed(tmp_path: Path) -> None:
    assert pictured(tmp_path, {"Page_files/a.css": "p{}", "Page_files/a.jpg": "<html>"}) == ""


def test_a_folder_of_files_without_its_page_holds_captures(tmp_path: Path) -> None:
    fill(tmp_path, {"Page_files/a.txt": "x", "Page.txt": "y"})
    assert paths(take_inventory(tmp_path)) == ["Page.txt", "Page_files/a.txt"]


def test_the_nearest_sidecar_wins_field_by_field(tmp_path: Path) -> None:
    fill(tmp_path, {
        "capture.yaml": "source: archive\nby: desk\nrights: all", "x/capture.yaml": "by: night",
        "x/a.txt": "1", "x/a.yaml": "language: uk", "x/a.txt.yaml": "language: pl",
    })  # fmt: skip
    known = take_inventory(tmp_path).captures[0].provenance
    assert (known.source, known.by, known.rights) == ("archive", "night", "all")
    assert known.language == "pl"


def test_without_a_sidecar_the_first_folder_is_the_source(tmp_path: Path) -> None:
    fill(tmp_path, {"harbour/2025/a.txt": "1", "loose.txt": "2"})
    sources = [capture.provenance.source for capture in take_inventory(tmp_path).captures]
    assert sources == ["harbour", ""]


def test_a_sidecar_is_no_input(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "1", "a.yaml": "by: me", "capture.yaml": ""})
    assert take_inventory(tmp_path).inputs == 1


def test_a_broken_sidecar_rejects_its_captures_with_file_line_and_cure(tmp_path: Path) -> None:
    fill(tmp_path, {"x/capture.yaml": "by: me\nurl: a: b", "x/a.txt": "1", "b.txt": "2"})
    inventory = take_inventory(tmp_path)
    assert paths(inventory) == ["b.txt"]
    reason = rejects(inventory)["x/a.txt"]
    assert "x/capture.yaml line 2: is not YAML" in reason
    assert "; try: " in reason


def test_a_misspelt_field_is_told_with_the_right_one(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "1", "a.yaml": "langauge: uk"})
    assert "did you mean 'language'?" in rejects(take_inventory(tmp_path))["a.txt"]


def test_a_sidecar_of_no_capture_is_told(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "1", "b.yaml": "by: me"})
    assert "is a sidecar of no capture" in rejects(take_inventory(tmp_path))["b.yaml"]


def test_a_sidecar_of_thousands_of_captures_is_read_once(tmp_path: Path) -> None:
    lines = "".join(f"# line {n}\n" for n in range(4000))
    fill(tmp_path, {"capture.yaml": f"{lines}by: me"} | {f"{n}.txt": f"{n}" for n in range(1500)})
    start = time.process_time()
    take_inventory(tmp_path)
    assert time.process_time() - start < 10


def test_a_link_inside_the_folder_is_a_copy(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "1"})
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert take_inventory(tmp_path).captures[0].copies == ("b.txt",)


def test_a_link_that_leads_out_is_rejected(tmp_path: Path) -> None:
    fill(tmp_path, {"secret": "1", "captures/a.txt": "2"})
    (tmp_path / "captures" / "b.txt").symlink_to("../secret")
    inventory = take_inventory(tmp_path / "captures")
    assert "leads out of the captures folder" in rejects(inventory)["b.txt"]
    assert paths(inventory) == ["a.txt"]


def test_a_link_to_a_folder_is_not_entered(tmp_path: Path) -> None:
    fill(tmp_path, {"x/a.txt": "1"})
    (tmp_path / "x" / "again").symlink_to("..")
    assert "link to a folder" in rejects(take_inventory(tmp_path))["x/again"]


@pytest.mark.parametrize("target", ["nothing", "loop"])
def test_a_link_to_nothing_or_itself_is_rejected(tmp_path: Path, target: str) -> None:
    (tmp_path / "loop").symlink_to(target)
    assert "leads nowhere" in rejects(take_inventory(tmp_path))["loop"]


def test_a_pipe_is_rejected_unread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert rejects(take_inventory(tmp_path)) == {"pipe": "is no plain file; try: take it away"}


def test_a_name_that_is_not_utf_8_is_rejected_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"x")
    reason = rejects(take_inventory(tmp_path))["caf\\xe9.txt"]
    assert "try: rename it" in reason


def test_a_name_that_breaks_the_line_is_told_in_one(tmp_path: Path) -> None:
    fill(tmp_path, {"a\nb.txt": "x"})
    assert list(rejects(take_inventory(tmp_path))) == ["a\\nb.txt"]


def test_names_of_any_alphabet_are_welcome(tmp_path: Path) -> None:
    fill(tmp_path, {"новини 9\u202fам.txt": "x", "é.txt": "y"})
    assert len(take_inventory(tmp_path).captures) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_rejected(tmp_path: Path) -> None:
    fill(tmp_path, {"a.txt": "1", "closed/b.txt": "2"})
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "closed").chmod(0)
    found = rejects(take_inventory(tmp_path))
    (tmp_path / "closed").chmod(0o700)
    assert "can't be read" in found["a.txt"]
    assert "can't be listed" in found["closed"]


def test_a_missing_folder_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(CapturesError, match="--captures DIR"):
        take_inventory(tmp_path / "nowhere")


NAMES = st.sampled_from(
    ["a.txt", "a.html", "a_files/x.css", "a_files/y.html", "a.yaml", "a.txt.yaml", "capture.yaml",
     "x/capture.yaml", "x/b.txt", "x/b.html", "x/b.files/1.js", "x/b.yaml", "lost.yaml"]
)  # fmt: skip


@patient
@given(files=st.dictionaries(NAMES, st.sampled_from(["one", "two", "by: me", "a: b: c"])))
def test_every_file_is_in_exactly_one_place(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str]
) -> None:
    inventory = take_inventory(fill(tmp_path_factory.mktemp("captures"), files))
    placed = [
        name
        for capture in inventory.captures
        for name in (capture.path, *capture.copies, *capture.companions)
    ]
    placed += [reject.source for reject in inventory.rejected]
    missing = sorted(set(files) - set(placed))
    assert len(placed) == len(set(placed))
    # A rejected page's files still count as its companions; sidecars are no inputs.
    assert all(name.endswith(".yaml") or "files/" in name for name in missing)
    sidecars = [name for name in missing if name.endswith(".yaml")]
    assert inventory.inputs == len(files) - len(sidecars)
