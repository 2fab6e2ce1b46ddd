"""A seal is minisign's: what it vouches for, and what it refuses to."""

from pathlib import Path

import minisign
import pytest

from backfile.errors import BackfileError
from backfile.pack.keys import id_of, public_bytes
from backfile.pack.seal import comment_of, put_seal, refuse_damaged
from backfile.pack.signature import check_seal
from backfile.pack.sums import PUBLIC_KEY, SIGNATURE, STAMP, SUMS
from tests.pack.sites import MOMENT, PAGES, sealed, site, tool


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return site(tmp_path / "site")


def test_a_seal_holds_for_what_was_sealed(whole: Path) -> None:
    key = sealed(whole)
    assert check_seal(whole).state == "good"
    assert check_seal(whole, key).is_known
    assert check_seal(whole).key == id_of(key)


def test_the_same_key_site_and_moment_give_the_same_seal(whole: Path) -> None:
    pair = minisign.KeyPair.generate()
    sealed(whole, pair)
    first = (whole / SIGNATURE).read_bytes()
    sealed(whole, pair)
    assert (whole / SIGNATURE).read_bytes() == first


def test_a_seal_says_when_and_for_which_site(whole: Path) -> None:
    sealed(whole)
    comment = check_seal(whole).comment
    assert comment == f"timestamp:{MOMENT}\tfile:{SUMS}\thashed\tsite:Harbour Gazette"


@pytest.mark.parametrize("title", ["Харків сьогодні", "a\tb\nc", "\x1b[31m", "é" * 9000, ""])
def test_a_title_of_any_alphabet_can_be_signed(whole: Path, title: str) -> None:
    pair = minisign.KeyPair.generate()
    assert put_seal(whole, pair.secret_key, comment_of(title, 1)).state == "good"


def test_other_sums_break_a_seal(whole: Path) -> None:
    sealed(whole)
    with (whole / SUMS).open("a") as file:
        file.write(f"{'0' * 64}  another.html\n")
    assert check_seal(whole).state == "false"


def test_other_words_of_the_sealer_break_a_seal(whole: Path) -> None:
    sealed(whole)
    text = (whole / SIGNATURE).read_text()
    (whole / SIGNATURE).write_text(text.replace(f"timestamp:{MOMENT}", "timestamp:1"))
    assert check_seal(whole).state == "false"


def test_a_seal_by_another_key_is_told_by_its_id(whole: Path) -> None:
    made_by = sealed(whole)
    found = check_seal(whole, minisign.KeyPair.generate().public_key)
    assert (found.state, found.key) == ("other", id_of(made_by))


def test_a_key_of_the_same_id_but_other_numbers_does_not_pass(whole: Path) -> None:
    known = sealed(whole)
    forged = bytearray(known.to_base64())
    forged[20:24] = b"AAAA"
    key = minisign.PublicKey.from_base64(bytes(forged))
    assert check_seal(whole, key).state == "false"


def test_a_site_without_a_seal_or_a_key_says_so(whole: Path) -> None:
    assert check_seal(whole).state == "none"
    sealed(whole)
    (whole / PUBLIC_KEY).unlink()
    assert check_seal(whole).state == "keyless"


@pytest.mark.parametrize("data", [b"", b"\xff\n\n\n", b"a\nb\nc\nd\n", b"x" * 99_999])
def test_what_is_no_signature_is_torn(whole: Path, data: bytes) -> None:
    sealed(whole)
    (whole / SIGNATURE).write_bytes(data)
    assert check_seal(whole).state == "torn"


def test_a_new_seal_takes_the_old_ones_stamp_away(whole: Path) -> None:
    sealed(whole)
    (whole / STAMP).write_bytes(b"of the old one")
    sealed(whole)
    assert not (whole / STAMP).exists()


@pytest.mark.parametrize("name", [*PAGES, SUMS])
def test_a_damaged_site_is_not_sealed(whole: Path, name: str) -> None:
    (whole / name).write_bytes(b"damaged")
    with pytest.raises(BackfileError, match="is not whole"):
        refuse_damaged(whole)


def test_minisign_itself_says_that_our_seal_holds(whole: Path) -> None:
    sealed(whole)
    done = tool(whole, "minisign", "-Vm", SUMS, "-p", PUBLIC_KEY)
    assert done.returncode == 0, done.stderr
    assert "site:Harbour Gazette" in done.stdout
    with (whole / SUMS).open("a") as file:
        file.write("\n")
    assert tool(whole, "minisign", "-Vm", SUMS, "-p", PUBLIC_KEY).returncode != 0


@pytest.mark.parametrize("form", ["-H", "-l"])
def test_what_minisign_itself_sealed_holds(whole: Path, form: str) -> None:
    pair = minisign.KeyPair.generate()
    secret = whole.parent / "seal.key"
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    done = tool(whole, "minisign", "-S", form, "-m", SUMS, "-s", str(secret), "-t", "by hand")
    assert done.returncode == 0, done.stderr
    (whole / PUBLIC_KEY).write_bytes(public_bytes(pair.public_key))
    found = check_seal(whole)
    assert (found.state, found.comment) == ("good", "by hand")
