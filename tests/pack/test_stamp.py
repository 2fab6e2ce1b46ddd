"""A time stamp is of this seal, by whom it says, and rests on a certificate that one has."""

import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import BackfileError, OwnerError
from backfile.pack.der import sorted_certificates
from backfile.pack.stamp import ask_for_stamp, certificates_of, check_stamp, post
from backfile.pack.sums import SIGNATURE, STAMP
from tests.pack.authority import Authority, authority, served
from tests.pack.sites import sealed, site


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    folder = site(tmp_path / "site")
    sealed(folder)
    return folder


@pytest.fixture(scope="module")
def clock(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("clock") / "tsa")


@pytest.fixture(scope="module")
def stamped(clock: Authority, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """A seal and its time stamp."""
    folder = site(tmp_path_factory.mktemp("stamped") / "site")
    sealed(folder)
    ask_for_stamp(folder, "a service", lambda _, request: clock.answer(request))
    return (folder / SIGNATURE).read_bytes(), (folder / STAMP).read_bytes()


def stamp(folder: Path, answer: Callable[[bytes], bytes]) -> None:
    ask_for_stamp(folder, "a service", lambda _, request: answer(request))


def test_a_stamp_is_asked_for_over_http_and_says_when_and_who(
    whole: Path, clock: Authority
) -> None:
    with served(clock) as url:
        made = ask_for_stamp(whole, url, post)
    assert (made.state, made.authority) == ("fits", "CN=Throw-away clock")
    assert made.time.endswith("Z")
    assert check_stamp(whole) == made


def test_openssl_itself_says_that_the_stamp_is_of_the_seal(whole: Path, clock: Authority) -> None:
    stamp(whole, clock.answer)
    words = ("-data", SIGNATURE, "-in", STAMP, "-CAfile", str(clock.root))
    done = subprocess.run(["openssl", "ts", "-verify", *words], cwd=whole, check=False)
    assert done.returncode == 0


def test_a_stamp_is_checked_with_a_certificate_alone(whole: Path, clock: Authority) -> None:
    stamp(whole, clock.answer)
    assert not check_stamp(whole).is_checked
    assert check_stamp(whole, certificates_of(clock.root)).is_checked


def test_a_stamp_that_rests_on_something_else_is_refused(
    whole: Path, clock: Authority, tmp_path: Path
) -> None:
    stamp(whole, clock.answer)
    other = authority(tmp_path / "other")
    assert check_stamp(whole, certificates_of(other.root)).state == "refused"


def test_a_stamp_with_certificates_in_any_order_is_read(whole: Path, tmp_path: Path) -> None:
    full = authority(tmp_path / "full", with_root=True)
    stamp(whole, full.answer)
    assert check_stamp(whole, certificates_of(full.root)).is_checked


def test_a_stamp_of_another_seal_is_false(whole: Path, clock: Authority) -> None:
    stamp(whole, clock.answer)
    sealed_bytes = (whole / STAMP).read_bytes()
    sealed(whole)
    (whole / STAMP).write_bytes(sealed_bytes)
    assert check_stamp(whole).state == "false"


def test_an_answer_to_another_question_is_refused(whole: Path, clock: Authority) -> None:
    stamp(whole, clock.answer)
    earlier = (whole / STAMP).read_bytes()
    with pytest.raises(BackfileError, match="was asked for something else"):
        stamp(whole, lambda _: earlier)


@pytest.mark.parametrize("answer", [b"", b"<html>", b"0" * 300_000])
def test_an_answer_that_is_no_stamp_is_one_line(whole: Path, answer: bytes) -> None:
    with served(answer) as url, pytest.raises(BackfileError, match="answers with no time stamp"):
        ask_for_stamp(whole, url, post)
    assert not (whole / STAMP).exists()


def test_a_service_that_says_no_is_one_line(whole: Path) -> None:
    with served(b"no", 500) as url, pytest.raises(BackfileError, match="gives no answer"):
        ask_for_stamp(whole, url, post)


def test_a_service_that_is_not_there_is_one_line() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(BackfileError, match="gives no answer"):
            post(f"http://127.0.0.1:{port}/", b"")


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "ftp://example.org/", "example.org"])
def test_only_a_web_address_is_asked(url: str) -> None:
    with pytest.raises(OwnerError, match="is no address of the web"):
        post(url, b"")


@pytest.mark.parametrize("data", [b"", b"x", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_what_is_no_certificate_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "root.pem").write_bytes(data)
    with pytest.raises(OwnerError, match="holds no certificate"):
        certificates_of(tmp_path / "root.pem")


@given(data=st.data())
def test_a_damaged_stamp_never_passes_for_a_checked_one_of_another_seal(
    data: st.DataObject,
    stamped: tuple[bytes, bytes],
    clock: Authority,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    seal, whole = stamped
    place = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytes([whole[place] ^ 1 << data.draw(st.integers(0, 7))])
    folder = tmp_path_factory.mktemp("damaged")
    (folder / SIGNATURE).write_bytes(seal + b"changed")
    (folder / STAMP).write_bytes(whole[:place] + flipped + whole[place + 1 :])
    assert check_stamp(folder, certificates_of(clock.root)).state in {"torn", "false", "refused"}


@given(st.binary(max_size=200))
def test_bytes_that_are_no_stamp_stay_as_they_are(data: bytes) -> None:
    assert sorted(sorted_certificates(data)) == sorted(data)


def test_sorting_twice_is_sorting_once(stamped: tuple[bytes, bytes]) -> None:
    once = sorted_certificates(stamped[1])
    assert sorted_certificates(once) == once
