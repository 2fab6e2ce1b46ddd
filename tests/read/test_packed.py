"""Packs: each member is read as a capture of its own, or told by name, and none twice."""

import io
import tarfile
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Provenance
from backfile.read import read
from tests.helpers import SETTINGS, capture, patient, why_rejected
from tests.read.packs import (
    Members,
    gzipped,
    lost,
    page,
    parts,
    tar_of,
    tarred,
    unpacked,
    zipped,
)

TWO: Members = [("a/one.html", page("one")), ("two.txt", b"Two\n\nThe ferry is back.\n")]
READ = ["member a/one.html", "member two.txt"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("p.zip", zipped(TWO)),
        ("p.tar", tarred(TWO)),
        ("p.tar.gz", tarred(TWO, "w:gz")),
        ("p.tgz", tarred(TWO, "w:gz")),
        ("p.tar.bz2", tarred(TWO, "w:bz2")),
        ("p.tar.xz", tarred(TWO, "w:xz")),
        ("without-ending", zipped(TWO)),
    ],
)
def test_each_member_is_a_document(name: str, data: bytes) -> None:
    found = unpacked(name, data)
    assert (parts(found), found.lost, found.reason) == (READ, (), "")
    assert [document.number for document in found.documents] == [0, 1]
    assert [document.medium for document in found.documents] == ["page", "text"]


@pytest.mark.parametrize("name", ["story.html.gz", "story.html", "story"])
def test_a_single_packed_file_is_read_by_the_name_of_its_inside(name: str) -> None:
    (document,) = unpacked(name, gzipped(page("one"))).documents
    assert (document.medium, document.part, document.provenance) == ("page", "", None)


def test_a_packed_text_is_told_by_its_inner_ending() -> None:
    assert unpacked("a.txt.gz", gzipped(b"Ferry\n\nIt is back.\n")).documents[0].medium == "text"


def test_a_pack_in_a_pack_is_read_with_its_path() -> None:
    inner = tarred([("b.html", page("two"))], "w:gz")
    found = unpacked("p.zip", zipped([("in/x.tgz", inner), ("c.html.gz", gzipped(page("three")))]))
    assert parts(found) == ["member in/x.tgz/b.html", "member c.html.gz"]


def test_packs_are_opened_to_a_depth_of_three() -> None:
    data = zipped([("a.html", page("one"))])
    for number in range(3):
        assert unpacked("p.zip", data).documents
        data = zipped([(f"{number}.zip", data)])
    assert "stands in more than 3 packs in each other" in why_rejected("p.zip", data)


def test_what_belongs_to_pages_and_tools_is_passed_by_kind() -> None:
    others = ["a/one_files/x.css", "a/logo.png", "main.js", "__MACOSX/a/._one.html", ".DS_Store"]
    found = unpacked("p.zip", zipped([*TWO, *((name, b"x") for name in others)]))
    assert parts(found) == READ
    assert found.passed == {"companion": 1, "image": 1, "script": 1, "litter": 2}


def test_pictures_can_be_asked_for_by_their_path() -> None:
    inner = zipped([("b/p.png", b"inner")])
    found = unpacked("p.zip", zipped([*TWO, ("a/p.png", b"outer"), ("in.zip", inner)]))
    assert dict(found.files) == {"a/p.png": b"outer", "in.zip/b/p.png": b"inner"}


def test_a_member_without_text_is_lost_by_name() -> None:
    found = unpacked("p.zip", zipped([*TWO, ("b/c.bin", b"\0\1\2")]))
    assert "is of a format that is not read (.bin)" in lost(found)["p.zip, member b/c.bin"]


def test_a_pack_of_nothing_readable_says_what_it_holds() -> None:
    assert "member a.bin is of a format" in why_rejected("p.zip", zipped([("a.bin", b"\0")]))
    assert "no story (image: 1)" in why_rejected("p.zip", zipped([("a.png", b"x")]))
    assert "without a file in it" in why_rejected("p.zip", zipped([]))


@pytest.mark.parametrize("name", ["../a.html", "/etc/a.html", "a/../../b.html", "C:\\a.html"])
def test_a_name_that_leads_out_is_lost(name: str) -> None:
    found = unpacked("p.zip", zipped([*TWO, (name, page("evil"))]))
    assert parts(found) == READ
    assert "leads out of its pack" in next(iter(lost(found).values()))


def test_links_and_devices_are_lost() -> None:
    link, device = tarfile.TarInfo("link.html"), tarfile.TarInfo("null")
    link.type, link.linkname, device.type = tarfile.SYMTYPE, "/etc/passwd", tarfile.CHRTYPE
    found = unpacked("p.tar", tar_of(link, device))
    assert [one.reason.partition(";")[0] for one in found.lost] == ["is a link", "is a device"]


def test_a_link_in_a_zip_is_lost() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as pack:
        info = zipfile.ZipInfo("link.html")
        info.external_attr = 0o120777 << 16
        pack.writestr(info, "/etc/passwd")
    assert "is a link" in why_rejected("p.zip", data.getvalue())


def test_an_encrypted_member_is_lost_and_the_rest_is_read() -> None:
    data = bytearray(zipped(TWO))
    # The flag stands 6 bytes into a header, 8 into an entry of the list.
    data[data.index(b"PK\3\4") + 6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    found = unpacked("p.zip", bytes(data))
    assert parts(found) == ["member two.txt"]
    assert "is encrypted" in lost(found)["p.zip, member a/one.html"]


def test_a_damaged_member_is_lost_and_the_rest_is_read() -> None:
    data = bytearray(zipped(TWO))
    data[60] ^= 0xFF
    found = unpacked("p.zip", bytes(data))
    assert parts(found) == ["member two.txt"]
    assert "is damaged" in lost(found)["p.zip, member a/one.html"]


def test_a_zip_that_is_cut_off_gives_what_stands_before() -> None:
    data = zipped([*TWO, ("c.html", bytes(page("three")) * 9)])
    found = unpacked("p.zip", data[: data.index(b"PK\1\2") - 20])
    assert parts(found) == [*READ, "member c.html"]
    assert "its list of members is missing" in lost(found)["p.zip"]
    assert found.documents[2].repairs[0].before == "is cut off; what stands before that is read"


LONG = [(f"{n}.txt", f"Ferry\n\n{'It is back. ' * 99}{n * 7919}\n".encode()) for n in range(200)]


@pytest.mark.parametrize("data", [tarred(LONG), tarred(LONG, "w:gz"), tarred(LONG, "w:xz")])
def test_a_tar_that_is_cut_off_gives_what_stands_before(data: bytes) -> None:
    found = unpacked("p.tar", data[: len(data) // 2 + 300])
    assert 1 < len(found.documents) < len(LONG)
    told = [*lost(found).values(), *(r.before for d in found.documents for r in d.repairs)]
    assert any("is cut off" in one or "no sound header" in one for one in told)


def test_a_damaged_header_of_a_tar_is_told_and_the_next_member_read() -> None:
    data = bytearray(tarred([("a.html", page("one")), *TWO]))
    data[10] ^= 0xFF
    found = unpacked("p.tar", bytes(data))
    assert parts(found) == READ
    assert "holds no sound header from byte 0 to" in lost(found)["p.tar"]


def test_a_bomb_is_lost_and_the_rest_is_read() -> None:
    found = unpacked("p.zip", zipped([("bomb.txt", b"a" * 20_000_000), *TWO]))
    assert parts(found) == READ
    assert "as attacks do" in lost(found)["p.zip, member bomb.txt"]
    assert "as attacks do" in why_rejected("b.txt.gz", gzipped(b"a" * 20_000_000))


def test_no_more_is_unpacked_than_the_setting_says() -> None:
    data = zipped([("a.html", page("one")), ("in.zip", zipped([("b.html", page("two"))])), *TWO])
    found = read(capture("p.zip"), data, replace(SETTINGS, max_archive_bytes=600))
    assert parts(found) == ["member a.html", "member in.zip/b.html"] or len(found.lost) > 0
    assert any("max_archive_bytes" in why for why in lost(found).values())


def test_a_name_given_twice_is_read_twice_and_equal_bytes_once() -> None:
    members = [("a.html", page("one")), ("a.html", page("two")), ("b.html", page("one"))]
    for data in (zipped(members), tarred(members)):
        found = unpacked("p", data)
        assert parts(found) == ["member a.html", "member a.html (2)"]
        assert found.passed == {"copy": 1}


@pytest.mark.parametrize("encoding", ["utf-8", "cp866"])
def test_names_in_other_encodings_are_told(encoding: str) -> None:
    data = zipped([("#" * len("новости".encode(encoding)) + ".html", page("one"))])
    data = data.replace(b"#" * len("новости".encode(encoding)), "новости".encode(encoding))
    assert parts(unpacked("p.zip", data)) == ["member новости.html"]


SIDECAR = b"source: Gazette\nurl: https://gazette.example/1\nlanguage: de\n"


def test_sidecars_in_a_pack_speak_for_its_members() -> None:
    more = [("capture.yaml", b"source: Herald\ncaptured: 2025-05-12\n"), ("a/one.yaml", SIDECAR)]
    one, two = unpacked("p.zip", zipped([*TWO, *more])).documents
    herald = Provenance(source="Herald", captured="2025-05-12", captured_precision="exact")
    gazette = replace(herald, source="Gazette", url="https://gazette.example/1", language="de")
    assert [one.provenance, two.provenance] == [gazette, herald]


def test_a_sidecar_with_a_mistake_or_of_nothing_is_told() -> None:
    more = [("a/one.yaml", b"sorce: X\n"), ("tow.yaml", SIDECAR)]
    found = unpacked("p.zip", zipped([*TWO, *more]))
    assert parts(found) == ["member two.txt"]
    assert "did you mean 'source'" in lost(found)["p.zip, member a/one.html"]
    assert "is a sidecar of no capture" in lost(found)["p.zip, member tow.yaml"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4", "is a 7z pack, which is not read; try: unpack it"),
        ("a.rar", b"Rar!\x1a\x07\1\0", "is a RAR pack, which is not read; try: unpack it"),
        ("a.zst", b"\x28\xb5\x2f\xfd\0", "is a Zstandard pack, which is not read; try: unpack"),
        ("a.xlsx", zipped([("[Content_Types].xml", b"<x/>")]), "one document or program"),
        ("a.gz", b"\x1f\x8b\x08", "is cut off"),
        ("a.zip", b"PK\3\4", "its list of members is missing"),
    ],
)
def test_what_is_not_read_is_rejected_with_a_cure(name: str, data: bytes, words: str) -> None:
    assert words in why_rejected(name, data)


def test_documents_of_one_address_and_time_are_told_apart() -> None:
    saved = (
        b"From: <Saved by a browser>\nSnapshot-Content-Location: https://g.example/1\n"
        b"Content-Type: text/html\n\n"
    )
    members = [(f"{word}.mhtml", saved + page(word)) for word in ("one", "two")]
    first, second = unpacked("p.zip", zipped(members)).documents
    assert (first.url, second.url) == ("https://g.example/1", "")
    assert [claim.value for claim in second.claims if claim.field == "url"] == [first.url]


NAMES = st.sampled_from(
    ["a.html", "b/a.html", "b/a_files/x.html", "c.txt", "d.bin", "e.png", "../f.html", "a.yaml",
     "g.csv", "__MACOSX/h", ".i", "j.eml", "k.json", "new/../l.txt", "m.html.gz", "n.mhtml"]
)  # fmt: skip
CONTENTS = st.one_of(
    st.sampled_from(["one", "two", "three"]).map(page),
    st.binary(max_size=40),
    st.just(b"From: <Saved by a browser>\nContent-Type: text/html\n\n" + page("four")),
)
FILES = st.lists(st.tuples(NAMES, CONTENTS), max_size=8)
TREES = st.recursive(
    FILES,
    lambda inner: st.tuples(FILES, st.lists(inner, max_size=2)).map(
        lambda found: [*found[0], *((f"p{n}.zip", zipped(one)) for n, one in enumerate(found[1]))]
    ),
    max_leaves=3,
)


def leaves(members: Members) -> int:
    """How many files there are that are no packs, and packs without a file."""
    count = 0
    for name, content in members:
        inner = zipfile.ZipFile(io.BytesIO(content)) if name.endswith(".zip") else None
        held = [(i.filename, inner.read(i)) for i in inner.infolist()] if inner else []
        count += leaves(held) if held else 1
    return count


@patient
@given(TREES, st.sampled_from([zipped, tarred]))
def test_what_goes_in_comes_out_as_documents_lost_or_passed_and_none_twice(
    members: Members, packed: type
) -> None:
    found = unpacked("p", packed(members))
    told = [*parts(found), *(one.source for one in found.lost)]
    assert len(told) == len(set(told))
    # An equal pack, which is passed as a whole, stands for all that is in it.
    met = len(told) + sum(found.passed.values())
    assert met == leaves(members) or (met < leaves(members) and found.passed.get("copy"))
    assert [document.number for document in found.documents] == [*range(len(found.documents))]


@patient
@given(st.sampled_from([zipped(TWO), tarred(TWO), tarred(TWO, "w:gz")]), st.data())
def test_any_damage_gives_documents_or_a_reason_in_one_line(
    data: bytes, more: st.DataObject
) -> None:
    at = more.draw(st.integers(0, len(data) - 1))
    torn = more.draw(st.sampled_from([data[:at], data[at:], data[:at] + b"\xff" + data[at + 1 :]]))
    found = unpacked("p.zip", torn)
    assert found.documents or found.reason
    assert "\n" not in found.reason + "".join(one.reason + one.source for one in found.lost)
