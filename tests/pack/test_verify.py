"""What is told of a site: accident, change on purpose, or neither; and what can't be told."""

from pathlib import Path

import minisign
import pytest

from backfile.pack.keys import id_of, public_bytes
from backfile.pack.stamp import ask_for_stamp, certificates_of
from backfile.pack.sums import PUBLIC_KEY, SIGNATURE, STAMP, SUMS
from backfile.pack.telling import told
from backfile.pack.verify import verify
from tests.pack.authority import Authority, authority
from tests.pack.sites import sealed, site, sum_up


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return site(tmp_path / "site")


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("clock") / "tsa")


def summary(folder: Path, key: minisign.PublicKey | None = None) -> tuple[bool, str]:
    """Whether a site is whole, and the last line that tells it."""
    verdict = verify(folder, key)
    lines = list(told(verdict))
    assert all(line.isprintable() for line in lines)
    return verdict.is_whole, lines[-1].removeprefix("summary").strip()


def test_a_sealed_site_is_whole_and_as_sealed(whole: Path) -> None:
    key = sealed(whole)
    assert summary(whole, key) == (True, "whole, and as sealed by the key that you gave")


def test_a_file_that_differs_is_told_from_sums_that_are_as_sealed(whole: Path) -> None:
    key = sealed(whole)
    (whole / "index.html").write_bytes(b"another")
    is_whole, words = summary(whole, key)
    assert not is_whole
    assert words.startswith("damaged or changed since it was sealed")
    assert words.endswith(f"{SUMS} itself is as sealed")


def test_new_sums_over_a_changed_site_are_a_change_on_purpose(whole: Path) -> None:
    key = sealed(whole)
    (whole / "index.html").write_bytes(b"another")
    sum_up(whole)
    is_whole, words = summary(whole, key)
    assert not is_whole
    assert words.startswith("changed on purpose")


def test_sums_that_are_damaged_themselves_are_not_relied_on(whole: Path) -> None:
    key = sealed(whole)
    with (whole / SUMS).open("a") as file:
        file.write("torn")
    is_whole, words = summary(whole, key)
    assert not is_whole
    assert words.endswith("it can't be relied on")


def test_without_a_seal_a_whole_site_is_whole_and_no_more(whole: Path) -> None:
    is_whole, words = summary(whole)
    assert is_whole
    assert "a change on purpose can't be seen" in words


def test_without_a_seal_damage_is_seen(whole: Path) -> None:
    (whole / "index.html").write_bytes(b"another")
    is_whole, words = summary(whole)
    assert not is_whole
    assert words.startswith("damaged or changed")


def test_the_key_in_the_folder_proves_nothing_by_itself(whole: Path) -> None:
    key = sealed(whole)
    lines = list(told(verify(whole)))
    assert any("proves nothing by itself" in line and id_of(key) in line for line in lines)
    assert summary(whole) == (True, "whole, and as sealed by the key that lies beside it")


def test_a_seal_by_a_stranger_is_found_with_the_right_key(whole: Path) -> None:
    key = sealed(whole)
    (whole / "index.html").write_bytes(b"another")
    sum_up(whole)
    sealed(whole)
    assert summary(whole)[0]
    assert not summary(whole, key)[0]


def test_a_seal_that_was_taken_away_is_missed_by_whoever_has_the_key(whole: Path) -> None:
    key = sealed(whole)
    (whole / SIGNATURE).unlink()
    (whole / PUBLIC_KEY).unlink()
    assert summary(whole)[0]
    is_whole, words = summary(whole, key)
    assert not is_whole
    assert "not sealed" in words


@pytest.mark.parametrize("name", [SIGNATURE, PUBLIC_KEY])
def test_a_part_of_the_seal_that_is_lost_or_torn_is_found(whole: Path, name: str) -> None:
    sealed(whole)
    kept = (whole / name).read_bytes()
    (whole / name).unlink()
    assert not summary(whole)[0]
    (whole / name).write_bytes(kept[:-20])
    assert not summary(whole)[0]


def test_a_public_key_of_another_pair_beside_a_seal_is_found(whole: Path) -> None:
    sealed(whole)
    (whole / PUBLIC_KEY).write_bytes(public_bytes(minisign.KeyPair.generate().public_key))
    assert not summary(whole)[0]


def test_another_key_in_the_place_of_the_archives_is_found_by_who_has_that(whole: Path) -> None:
    key = sealed(whole)
    (whole / PUBLIC_KEY).write_bytes(public_bytes(minisign.KeyPair.generate().public_key))
    verdict = verify(whole, key)
    assert verdict.seal.state == "good"
    assert not verdict.is_whole


def test_a_stamp_is_told_with_its_time_and_as_unchecked(whole: Path, clock: Authority) -> None:
    sealed(whole)
    ask_for_stamp(whole, "a service", lambda _, request: clock.answer(request))
    lines = list(told(verify(whole)))
    (line,) = (line for line in lines if line.startswith("time stamp"))
    assert "says CN=Throw-away clock; not checked" in line
    assert verify(whole).is_whole
    (line,) = (
        line
        for line in told(verify(whole, None, certificates_of(clock.root)))
        if line.startswith("time stamp")
    )
    assert line.endswith("its certificate holds")


@pytest.mark.parametrize("data", [b"", b"torn"])
def test_a_stamp_that_is_torn_is_found(whole: Path, data: bytes) -> None:
    sealed(whole)
    (whole / STAMP).write_bytes(data)
    is_whole, words = summary(whole)
    assert not is_whole
    assert words == "whole and as sealed, but its key or time stamp is not in order: see above"


def test_a_stamp_that_was_taken_away_is_missed_by_whoever_has_the_certificate(
    whole: Path, clock: Authority
) -> None:
    key = sealed(whole)
    assert not verify(whole, key, certificates_of(clock.root)).is_whole


def test_names_can_not_write_to_the_terminal(whole: Path) -> None:
    (whole / "\x1b[2J\udcff.html").touch()
    assert not summary(whole)[0]
