"""What seal and verify do for an archive's owner, and for whoever has a copy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backfile.desk.sealing import PASSWORD, Check, Sealing, sealing_done, verified
from backfile.errors import BackfileError, OwnerError
from backfile.pack.sums import PUBLIC_KEY, SIGNATURE, STAMP, SUMS
from backfile.settings import Settings
from tests.conftest import ROOT
from tests.pack.authority import authority, served
from tests.pack.sites import site
from tests.site.builders import settings_in


@pytest.fixture
def archive(tmp_path: Path) -> Settings:
    """An archive with a built site."""
    (tmp_path / "archive").mkdir()
    settings = settings_in(tmp_path / "archive", title="Harbour Gazette")
    site(settings.output)
    return settings


@pytest.fixture
def key(archive: Settings) -> str:
    """A secret key without a password, apart from the archive."""
    path = archive.root.parent / "keys" / "seal.key"
    done(archive, new_key=str(path), no_password=True)
    return str(path)


def done(archive: Settings, **wanted: object) -> list[str]:
    return list(sealing_done(archive, Sealing(**wanted)))  # type: ignore[arg-type]


def is_whole(archive: Settings, **wanted: str) -> bool:
    return verified(archive.output, Check(**wanted))[1]


def test_a_sealed_site_is_whole_by_the_archives_key(archive: Settings, key: str) -> None:
    assert done(archive, key=key)[0].startswith("sealed 5 files with key ")
    public = str(Path(key).with_suffix(".pub"))
    lines, whole = verified(archive.output, Check(key=public))
    assert whole
    assert any(line.endswith("the one that you gave") for line in lines)
    assert any("for: Harbour Gazette" in line for line in lines)


def test_a_seal_that_holds_is_left_as_it_is(archive: Settings, key: str) -> None:
    done(archive, key=key)
    before = (archive.output / SIGNATURE).stat().st_mtime_ns
    assert done(archive)[0].startswith("sealed already")
    assert (archive.output / SIGNATURE).stat().st_mtime_ns == before


def test_the_key_in_the_folder_does_not_become_known_by_being_named(
    archive: Settings, key: str
) -> None:
    done(archive, key=key)
    lines, _ = verified(archive.output, Check(key=str(archive.output / PUBLIC_KEY)))
    assert any("proves nothing by itself" in line for line in lines)


def test_a_seal_that_is_there_can_be_stamped_later(archive: Settings, key: str) -> None:
    done(archive, key=key)
    clock = authority(archive.root.parent / "tsa")
    with served(clock) as url:
        assert done(archive, timestamp=url)[0].startswith("sealed already")
    assert (archive.output / STAMP).exists()
    assert is_whole(archive, tsa_cert=str(clock.root))


def test_a_service_that_fails_leaves_the_seal(archive: Settings, key: str) -> None:
    with served(b"") as url, pytest.raises(BackfileError):
        done(archive, key=key, timestamp=url)
    assert is_whole(archive)
    assert not (archive.output / STAMP).exists()


def test_a_damaged_site_is_not_sealed(archive: Settings, key: str) -> None:
    (archive.output / "index.html").write_bytes(b"damaged")
    with pytest.raises(BackfileError, match="is not whole"):
        done(archive, key=key)
    assert not (archive.output / SIGNATURE).exists()


@pytest.mark.parametrize("inside", ["seal.key", "output/seal.key", "content/../seal.key"])
def test_a_key_is_never_made_in_the_archive(archive: Settings, inside: str) -> None:
    with pytest.raises(OwnerError, match="lies in the archive's folder"):
        done(archive, new_key=str(archive.root / inside), no_password=True)


def test_a_folder_that_holds_no_site_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(BackfileError, match="holds no site"):
        verified(tmp_path, Check())
    with pytest.raises(OwnerError, match="is no folder"):
        verified(tmp_path / "nothing", Check())


def test_a_site_that_has_lost_its_sums_is_not_whole(archive: Settings) -> None:
    (archive.output / SUMS).unlink()
    assert not is_whole(archive)


def test_a_copy_is_verified_from_inside_of_it(archive: Settings) -> None:
    assert Check().site_at(archive.output) == archive.output
    assert Check().site_at(archive.root) is None
    assert Check(site="copy").site_at(archive.root) == Path("copy")


def command(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command as somebody types it where nobody can be asked for a password."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "plugins"), **variables}
    return subprocess.run(
        [sys.executable, "-m", "backfile", *words], cwd=folder, env=env, check=False,
        capture_output=True, text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_keys_lie_in_the_owners_own_folder_and_have_a_password(archive: Settings) -> None:
    own = archive.root.parent / "own"
    variables = {"XDG_CONFIG_HOME": str(own), PASSWORD: "a long password"}
    assert command(archive.root, "seal", "--new-key", **variables).returncode == 0
    sealed = command(archive.root, "seal", SOURCE_DATE_EPOCH="1736467200", **variables)
    assert sealed.returncode == 0, sealed.stderr
    told = command(archive.root, "verify", "--key", str(own / "backfile" / "seal.pub"))
    assert told.returncode == 0, told.stderr
    assert "2025-01-10 00:00:00 UTC, as the sealer says" in told.stdout


def test_without_anybody_to_ask_a_password_is_one_line(archive: Settings) -> None:
    made = command(archive.root, "seal", "--new-key", XDG_CONFIG_HOME=str(archive.root.parent))
    assert made.returncode == 2
    assert made.stderr.count("\n") == 1
    assert PASSWORD in made.stderr


def test_verify_says_by_its_code_that_a_copy_is_damaged(archive: Settings) -> None:
    (archive.output / "index.html").write_bytes(b"damaged")
    told = command(archive.root, "verify", str(archive.output))
    assert told.returncode == 1
    assert told.stdout.startswith("differs: index.html\n")
