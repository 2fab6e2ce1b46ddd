"""Staging: whose folder may be written, how sites are exchanged, and what survives."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from backfile.errors import OutputError
from backfile.pack.sums import SEAL_FILES, SUMS
from backfile.signatures import signed
from backfile.site.record import read_record, sign_in
from backfile.site.staging import MANIFEST, PROGRAM, Staging, old_sums

OURS: dict[str, object] = {"program": {"name": PROGRAM, "version": "0"}}


def publish(output: Path, **files: str) -> dict[str, str]:
    """Publish a site of some files; return the SHA-256 of each."""
    staging = Staging(output)
    for name, text in files.items():
        staging.write(f"{name}.html", text.encode())
    sums = staging.seal(OURS)
    staging.publish()
    return sums


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def assert_refused(output: Path, *parts: str) -> None:
    with pytest.raises(OutputError) as caught:
        Staging(output)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)
    for part in (str(output), *parts):
        assert part in str(caught.value)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_site_is_published_whole(output: Path) -> None:
    publish(output, index="one")
    assert names_in(output) == [SUMS, "index.html", MANIFEST]
    assert names_in(output.parent) == ["site", *(f"site/{name}" for name in names_in(output))]


def test_an_empty_folder_may_be_written(output: Path) -> None:
    output.mkdir()
    publish(output, index="one")
    assert (output / "index.html").read_text() == "one"


def test_a_folder_with_only_dot_entries_may_be_written(output: Path) -> None:
    (output / ".git").mkdir(parents=True)
    publish(output, index="one")
    assert (output / ".git").is_dir()


@pytest.mark.parametrize(
    "manifest",
    [None, "", "{", "[]", "null", '{"program": "backfile"}', '{"program": {"name": "other"}}'],
)
def test_a_foreign_folder_is_refused_and_left_alone(output: Path, manifest: str | None) -> None:
    output.mkdir()
    (output / "thesis.doc").write_text("years of work")
    if manifest is not None:
        (output / MANIFEST).write_text(manifest)
    before = names_in(output.parent)
    assert_refused(output, "--output")
    assert names_in(output.parent) == before
    assert (output / "thesis.doc").read_text() == "years of work"


def test_a_file_in_the_place_of_the_folder_is_refused(output: Path) -> None:
    output.write_text("a file")
    assert_refused(output, "is no folder")
    assert output.read_text() == "a file"


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_in_the_place_of_the_folder_is_refused(output: Path, *, exists: bool) -> None:
    if exists:
        (output.parent / "elsewhere").mkdir()
    output.symlink_to(output.parent / "elsewhere")
    assert_refused(output, "is no folder")
    assert output.is_symlink()


def test_a_folder_below_a_file_is_one_line(output: Path) -> None:
    output.write_text("a file")
    assert_refused(output / "site", "can't be written")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_not_be_written_is_one_line(output: Path) -> None:
    output.parent.chmod(0o500)
    assert_refused(output, "Permission denied")
    output.parent.chmod(0o700)


def test_the_root_of_the_file_system_is_refused() -> None:
    with pytest.raises(OutputError, match="is not empty"):
        Staging(Path("/"))


def test_the_owners_dot_entries_survive_each_build(output: Path) -> None:
    publish(output, index="one")
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (output / ".nojekyll").touch()
    for text in ("two", "three"):
        publish(output, index=text)
        assert (output / ".git" / "HEAD").read_text() == "ref: refs/heads/main"
        assert (output / ".nojekyll").exists()


def test_what_the_new_site_does_not_hold_is_gone(output: Path) -> None:
    publish(output, index="one", old="old")
    publish(output, index="two")
    assert names_in(output) == [SUMS, "index.html", MANIFEST]


def test_a_shared_file_that_is_written_after_all_changes_only_once_published(output: Path) -> None:
    sums = publish(output, index="one")
    staging = Staging(output)
    assert staging.share("index.html", sums["index.html"])
    staging.write("index.html", b"two")
    assert (output / "index.html").read_text() == "one"
    staging.seal(OURS)
    staging.publish()
    assert (output / "index.html").read_text() == "two"


def test_a_shared_file_is_not_written_again(output: Path) -> None:
    sums = publish(output, index="one", other="other")
    before = (output / "index.html").stat().st_ino
    staging = Staging(output)
    staging.share("index.html", sums["index.html"])
    staging.seal(OURS)
    staging.publish()
    assert (output / "index.html").stat().st_ino == before
    assert not (output / "other.html").exists()


def test_a_file_that_was_tampered_with_is_not_shared(output: Path) -> None:
    sums = publish(output, index="one")
    (output / "index.html").write_text("tampered")
    assert not Staging(output).share("index.html", sums["index.html"])


def test_a_link_is_not_shared_even_with_the_right_bytes(output: Path) -> None:
    sums = publish(output, index="one")
    (output / "index.html").rename(output.parent / "elsewhere.html")
    (output / "index.html").symlink_to(output.parent / "elsewhere.html")
    assert not Staging(output).share("index.html", sums["index.html"])


def test_a_file_that_is_not_there_is_not_shared(output: Path) -> None:
    assert not Staging(output).share("index.html", "0" * 64)


def test_the_checksums_are_those_that_sha256sum_verifies(output: Path) -> None:
    publish(output, index="one", other="ünder")
    done = subprocess.run(["sha256sum", "--strict", "-c", SUMS], cwd=output, check=False)
    assert done.returncode == 0
    listed = [line.partition("  ")[2] for line in (output / SUMS).read_text().splitlines()]
    assert listed == sorted(name for name in names_in(output) if name != SUMS)


def test_the_checksums_are_known_to_the_next_build(output: Path) -> None:
    sums = publish(output, index="one")
    assert old_sums(output) == sums
    assert sums["index.html"] == hashlib.sha256(b"one").hexdigest()


@pytest.mark.parametrize("damage", [None, b"\xff\xfe", b"", b"no checksum"])
def test_damaged_checksums_share_nothing(output: Path, damage: bytes | None) -> None:
    publish(output, index="one")
    (output / SUMS).unlink()
    if damage is not None:
        (output / SUMS).write_bytes(damage)
    assert "index.html" not in old_sums(output)


def test_the_manifest_says_whose_site_it_is(output: Path) -> None:
    publish(output, index="one")
    assert json.loads((output / MANIFEST).read_bytes()) == OURS


def test_a_build_that_was_given_up_leaves_the_old_site_as_it_was(output: Path) -> None:
    publish(output, index="one")
    (output / ".git").mkdir()
    staging = Staging(output)
    staging.write("index.html", b"two")
    staging.discard()
    assert names_in(output.parent) == ["site", *(f"site/{name}" for name in names_in(output))]
    assert (output / "index.html").read_text() == "one"


def test_a_first_build_that_was_given_up_leaves_nothing(output: Path) -> None:
    Staging(output).discard()
    assert names_in(output.parent) == []


def interrupted(output: Path, step: int) -> None:
    """A build that was killed after so many steps of its exchange."""
    old, new = output.with_name(".site.old"), output.with_name(".site.mirror")
    shutil.copytree(output, new)
    shutil.rmtree(new / ".git", ignore_errors=True)
    (new / "index.html").write_text("two")
    steps = (
        lambda: (output / ".git").rename(new / ".git"),
        lambda: output.rename(old),
        lambda: new.rename(output),
        (old / "index.html").unlink,
    )
    for do in steps[:step]:
        do()


@pytest.mark.parametrize("step", range(5))
def test_an_interrupted_exchange_is_healed_by_the_next_build(output: Path, step: int) -> None:
    publish(output, index="one")
    (output / ".git").mkdir()
    (output / ".git" / "HEAD").write_text("main")
    interrupted(output, step)
    staging = Staging(output)
    assert (output / "index.html").read_text() == ("one" if step < 3 else "two")
    assert (output / ".git" / "HEAD").read_text() == "main"
    staging.discard()
    assert names_in(output.parent) == ["site", *(f"site/{name}" for name in names_in(output))]


@pytest.mark.parametrize("step", range(5))
def test_a_build_after_an_interrupted_one_publishes(output: Path, step: int) -> None:
    publish(output, index="one")
    (output / ".git").mkdir()
    interrupted(output, step)
    publish(output, index="three")
    assert (output / "index.html").read_text() == "three"
    assert (output / ".git").is_dir()


def test_an_exchange_that_fails_loses_no_dot_entry(output: Path) -> None:
    publish(output, index="one")
    (output / ".git").mkdir()
    staging = Staging(output)
    staging.share(MANIFEST, old_sums(output)[MANIFEST])
    staging.write("index.html", b"two")
    (output.parent / ".site.mirror").write_text("in the way")
    with pytest.raises(OutputError, match="can't be written"):
        staging.publish()
    (output.parent / ".site.mirror").unlink()
    staging.discard()
    assert (output / ".git").is_dir()
    assert (output / "index.html").read_text() == "one"


def test_a_page_in_the_place_of_a_folder_is_one_line(output: Path) -> None:
    staging = Staging(output)
    staging.write("dates.html", b"one")
    with pytest.raises(OutputError, match="can't be written"):
        staging.write("dates.html/2025.html", b"two")


def seal(output: Path) -> None:
    for name in SEAL_FILES:
        (output / name).write_text(f"{name} of the owner")


def rebuilt(output: Path, text: str) -> str:
    """Build a site once more, with its seal taken over if it can be; what became of that."""
    staging = Staging(output)
    staging.write("index.html", text.encode())
    staging.seal(OURS)
    fate = staging.carry_seal()
    staging.publish()
    return fate


def test_a_seal_survives_a_build_of_the_same_bytes(output: Path) -> None:
    publish(output, index="one")
    seal(output)
    assert rebuilt(output, "one") == "kept"
    assert all((output / name).read_text() == f"{name} of the owner" for name in SEAL_FILES)


def test_a_seal_of_another_site_goes(output: Path) -> None:
    publish(output, index="one")
    seal(output)
    assert rebuilt(output, "two") == "broken"
    assert names_in(output) == [SUMS, "index.html", MANIFEST]


def test_a_site_without_a_seal_says_nothing_of_it(output: Path) -> None:
    publish(output, index="one")
    assert rebuilt(output, "one") == ""


def test_a_link_in_the_place_of_a_seal_is_not_taken_over(output: Path) -> None:
    publish(output, index="one")
    (output / SEAL_FILES[0]).symlink_to("/etc/passwd")
    assert rebuilt(output, "one") == ""
    assert names_in(output) == [SUMS, "index.html", MANIFEST]


def test_a_seal_is_not_in_the_sums(output: Path) -> None:
    publish(output, index="one")
    seal(output)
    rebuilt(output, "one")
    assert not {*SEAL_FILES} & {*old_sums(output)}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Where what is known of the published site is kept."""
    return tmp_path / "state"


def publish_from(output: Path, state: Path, **files: str) -> None:
    """Publish a site, with all that is the same taken over from the last."""
    staging = Staging(output, state)
    for name, text in files.items():
        if not staging.share(f"{name}.html", hashlib.sha256(text.encode()).hexdigest()):
            staging.write(f"{name}.html", text.encode())
    staging.seal(OURS)
    staging.publish()
    staging.discard()


def assert_mirrored(output: Path, state: Path) -> None:
    assert signed(str(state / "mirror")) == signed(str(output))
    assert sorted(path.name for path in output.parent.iterdir()) == ["site", "state"]


def test_a_mirror_of_the_site_is_kept_from_build_to_build(output: Path, state: Path) -> None:
    for text in ("one", "two", "three"):
        publish_from(output, state, index=text, other="other")
        assert_mirrored(output, state)
        assert (output / "index.html").read_text() == text


def test_what_is_no_longer_published_stays_nowhere(output: Path, state: Path) -> None:
    publish_from(output, state, index="one", gone="private words")
    publish_from(output, state, index="one")
    assert_mirrored(output, state)
    found = [p for p in output.parent.rglob("*") if p.is_file() and b"private" in p.read_bytes()]
    assert found == []


def test_a_file_that_did_not_change_is_not_touched(output: Path, state: Path) -> None:
    publish_from(output, state, index="one", other="other")
    before = signed(str(output))["other.html"]
    publish_from(output, state, index="two", other="other")
    assert signed(str(output))["other.html"] == before


def test_the_record_knows_each_published_file(output: Path, state: Path) -> None:
    publish_from(output, state, index="one")
    publish_from(output, state, index="two")
    where, rows = read_record(state / "site.record")
    assert where == str(output)
    assert {path: sign_in(row) for path, row in rows.items()} == signed(str(output))


@pytest.mark.parametrize("lost", ["state", "state/mirror", "state/site.record"])
def test_what_is_kept_beside_the_site_may_be_lost(output: Path, state: Path, lost: str) -> None:
    publish_from(output, state, index="one", other="other")
    gone = output.parent / lost
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    publish_from(output, state, index="two", other="other")
    assert_mirrored(output, state)


def test_two_sites_may_be_built_in_turn(output: Path, state: Path) -> None:
    second = output.with_name("second")
    for text in ("one", "two"):
        publish_from(output, state, index=text)
        publish_from(second, state, index=text)
        assert (output / "index.html").read_text() == text
        assert signed(str(state / "mirror")) == signed(str(second))


def test_a_dot_entry_that_a_killed_build_left_goes_back_to_its_own_site(
    output: Path, state: Path
) -> None:
    publish_from(output, state, index="one")
    (state / "mirror" / ".git").mkdir()
    publish_from(output.with_name("second"), state, index="one")
    assert (output / ".git").is_dir()
    assert not (output.with_name("second") / ".git").exists()


def test_what_a_plugin_wrote_beside_our_files_is_published(output: Path, state: Path) -> None:
    publish_from(output, state, index="one")
    staging = Staging(output, state)
    staging.write("index.html", b"two")
    (staging.folder / "CNAME").write_text("example.org")
    (staging.folder / "index.html").write_text("three")
    sums = staging.seal(OURS)
    staging.publish()
    assert sums["index.html"] == hashlib.sha256(b"three").hexdigest()
    assert (output / "CNAME").read_text() == "example.org"
    assert_mirrored(output, state)


def test_the_owners_dot_entries_survive_beside_a_mirror(output: Path, state: Path) -> None:
    publish_from(output, state, index="one")
    (output / ".git").mkdir()
    publish_from(output, state, index="two")
    assert (output / ".git").is_dir()
    assert not (state / "mirror" / ".git").exists()
