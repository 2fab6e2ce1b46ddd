"""Keys are made, kept and read as minisign does it."""

import stat
from pathlib import Path

import minisign
import pytest

from backfile.errors import OwnerError
from backfile.pack.keys import id_of, new_pair, public_key, secret_key, unlock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "seal.key"


def test_a_key_is_open_to_its_owner_alone(path: Path) -> None:
    new_pair(path, "")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_pair_belongs_together(path: Path) -> None:
    made = new_pair(path, "")
    assert public_key(str(path.with_suffix(".pub"))) == made
    assert secret_key(path).get_public_key() == made


def test_a_public_key_may_be_given_as_its_line(path: Path) -> None:
    made = new_pair(path, "")
    line = path.with_suffix(".pub").read_text().splitlines()[1]
    assert public_key(line) == made
    assert id_of(made) in path.with_suffix(".pub").read_text()


def test_a_key_is_locked_by_its_password(path: Path) -> None:
    made = new_pair(path, "a long password")
    key = secret_key(path)
    assert key.is_encrypted()
    with pytest.raises(OwnerError, match="wrong password"):
        unlock(key, "another", str(path))
    unlock(key, "a long password", str(path))
    assert key.get_public_key() == made


@pytest.mark.parametrize("name", ["seal.key", "seal.pub"])
def test_a_key_is_never_replaced(path: Path, name: str) -> None:
    new_pair(path, "")
    kept = path.with_name(name).read_bytes()
    ({"seal.key": path.with_suffix(".pub"), "seal.pub": path}[name]).unlink()
    with pytest.raises(OwnerError, match="never replaced"):
        new_pair(path, "")
    assert path.with_name(name).read_bytes() == kept


@pytest.mark.parametrize("given", ["", "RWQ", "no such file", "/dev/null", "/"])
def test_what_is_no_public_key_is_one_line(given: str) -> None:
    with pytest.raises(OwnerError, match="is no public key"):
        public_key(given)


@pytest.mark.parametrize("data", [b"", b"\xff" * 9000, b"untrusted comment: x\nRWQ=\n"])
def test_what_is_no_secret_key_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "key").write_bytes(data)
    with pytest.raises(OwnerError, match="is no secret key"):
        secret_key(tmp_path / "key")


def test_a_missing_key_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(OwnerError, match="is not there; try: seal --new-key"):
        secret_key(tmp_path / "key")


def test_ids_are_told_as_minisign_does() -> None:
    key = minisign.PublicKey.from_base64("RWS4RstVY/KXmoTvs5iSNezEHVHtsbxsHL5TDXbrX3lZpb8HRrIXepBG")
    assert id_of(key) == "9A97F26355CB46B8"
