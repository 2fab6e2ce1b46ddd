"""The other forms of web archives: ARC, and WACZ (a zip of archives)."""

import gzip
import zipfile

import pytest

from tests.read.webarchive.reading import losses, one, reading, texts, urls, whys
from tests.webarchives import (
    BRIDGE_PAGE,
    DAY,
    FERRY,
    FERRY_PAGE,
    LATER,
    SITE,
    arc,
    demo_wacz,
    demo_warc_gz,
    http,
    response,
    wacz,
    warc_gz,
    zipped,
)

URL = f"{SITE}/ferry.html"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_arc_gives_its_pages_with_address_and_date(pack) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - functions of bytes
    found = reading(pack(arc((URL, http(FERRY_PAGE)), (f"{SITE}/a b", http(BRIDGE_PAGE)))), "a.arc")
    assert [(document.url, document.captured) for document in found.documents] == [
        (URL, "2005-05-12T08:00:00Z"),
        (f"{SITE}/a%20b", "2005-05-12T08:00:00Z"),
    ]
    assert (found.passed, found.lost) == ({"description of the archive": 1}, ())


def test_an_arc_whose_records_are_packed_one_by_one_is_read() -> None:
    first, line, rest = arc((URL, http(FERRY_PAGE))).partition(URL.encode())
    data = gzip.compress(first) + gzip.compress(line + rest)
    assert one(data, "a.arc.gz").part == f"record at byte {len(gzip.compress(first))}"


def test_an_arc_record_without_a_header_of_its_server_is_read() -> None:
    assert FERRY in texts(one(arc((URL, FERRY_PAGE)), "a.arc"))


def test_an_arc_record_with_a_wrong_length_costs_no_other() -> None:
    data = arc((f"{SITE}/a.html", http(FERRY_PAGE)), (URL, http(BRIDGE_PAGE)))
    size = str(len(http(FERRY_PAGE))).encode()
    found = reading(data.replace(b"html " + size + b"\n", b"html 9\n"), "a.arc")
    assert urls(found) == ["a.html", "ferry.html"]
    assert "the record goes on beyond its stated length" in whys(found.documents[0])


def test_names_of_name_servers_in_an_arc_are_passed() -> None:
    data = arc((URL, http(FERRY_PAGE)), ("dns:gazette.example", b"20050512\n"))
    assert reading(data, "a.arc").passed == {"description of the archive": 1, "dns": 1}


@pytest.mark.parametrize("name", ["a.wacz", "a.zip"])
def test_a_wacz_gives_what_its_archives_give(name: str) -> None:
    found = reading(demo_wacz(), name)
    assert [(one.url.rpartition("/")[2], one.captured) for one in found.documents] == [
        ("ferry.html", DAY), ("bridge.html", DAY), ("ferry.html", LATER),
    ]  # fmt: skip
    assert found.documents[0].part.startswith("member archive/data.warc.gz, record at byte ")
    assert (found.passed, found.lost) == (reading(demo_warc_gz()).passed, ())


def test_a_revisit_may_refer_to_another_archive_of_its_wacz() -> None:
    parts = warc_gz(response(URL, FERRY_PAGE)), warc_gz(response(URL, FERRY_PAGE, LATER))
    found = reading(wacz({"a.warc.gz": parts[0], "b.warc": parts[1]}), "a.wacz")
    assert [document.part.split(",")[0] for document in found.documents] == [
        "member archive/a.warc.gz", "member archive/b.warc",
    ]  # fmt: skip


def test_a_damaged_member_is_told_and_its_records_are_read() -> None:
    data = bytearray(wacz({"a.warc": b"".join(response(f"{SITE}/{n}", FERRY_PAGE) for n in "abc")}))
    data[data.index(b"islands") : data.index(b"islands") + 7] = b"Islands"
    found = reading(bytes(data), "a.wacz")
    assert losses(found)[0].startswith("a.wacz, member archive/a.warc: differs from its checksum")
    assert urls(found) == ["a", "b", "c"]


def test_a_checksum_of_the_package_that_does_not_agree_is_told() -> None:
    package = b'{"resources": [{"path": "archive/a.warc.gz", "hash": "sha256:00"}]}'
    files = {"archive/a.warc.gz": warc_gz(response(URL, FERRY_PAGE)), "datapackage.json": package}
    found = reading(zipped(files), "a.wacz")
    assert "member archive/a.warc.gz: differs from its checksum" in losses(found)[0]
    assert urls(found) == ["ferry.html"]


def test_a_member_that_is_listed_but_missing_is_told() -> None:
    package = b'{"resources": [{"path": "archive/b.warc.gz", "hash": "sha256:00"}]}'
    files = {"archive/a.warc.gz": warc_gz(response(URL, FERRY_PAGE)), "datapackage.json": package}
    assert "archive/b.warc.gz: is listed, but not there" in losses(reading(zipped(files)))[0]


@pytest.mark.parametrize("package", [b"{", b"[]", b"[" * 100_000, b'{"resources": 1}'])
def test_a_package_without_a_list_is_told_and_read(package: bytes) -> None:
    files = {"datapackage.json": package, "archive/a.warc.gz": warc_gz(response(URL, FERRY_PAGE))}
    found = reading(zipped(files), "a.wacz")
    assert "datapackage.json: is missing or damaged" in losses(found)[0]
    assert urls(found) == ["ferry.html"]


def test_a_digest_of_the_package_that_does_not_agree_is_told() -> None:
    digest = b'{"path": "datapackage.json", "hash": "sha256:00"}'
    files = {
        "archive/a.warc.gz": warc_gz(response(URL, FERRY_PAGE)),
        "datapackage.json": b'{"resources": []}',
        "datapackage-digest.json": digest,
    }
    assert "differs from the digest that was made of it" in losses(reading(zipped(files)))[0]


def test_a_wacz_that_is_cut_is_searched_for_records() -> None:
    data = wacz({"a.warc.gz": demo_warc_gz()})
    found = reading(data[: data.index(b"pages/pages.jsonl")], "a.wacz")
    assert len(found.documents) == 3
    assert "the zip's list of members can't be read" in losses(found)[0]


def test_archives_packed_in_the_zip_are_read() -> None:
    files = {"archive/a.warc.gz": demo_warc_gz(), "datapackage.json": b'{"resources": []}'}
    found = reading(zipped(files, zipfile.ZIP_DEFLATED), "a.wacz")
    assert (len(found.documents), found.lost) == (3, ())


def test_what_a_wacz_packs_beyond_the_bound_is_told() -> None:
    files = {"archive/a.warc": bytes(9_000_000), "datapackage.json": b'{"resources": []}'}
    found = reading(zipped(files, zipfile.ZIP_DEFLATED), "a.wacz", max_archive_bytes=1_000_000)
    assert "try: split it, or raise max_archive_bytes" in losses(found)[0]


def test_a_wacz_without_archives_says_so() -> None:
    found = reading(zipped({"datapackage.json": b'{"resources": []}'}), "a.wacz")
    assert found.reason.startswith("holds no page that can be read: its members are no web arch")


def test_a_wacz_in_a_wacz_is_told() -> None:
    files = {"archive/in.wacz": demo_wacz(), "datapackage.json": b'{"resources": []}'}
    found = reading(zipped(files), "a.wacz")
    assert "try: take it out and add it by itself" in losses(found)[0]


def test_names_in_a_wacz_are_told_in_one_line() -> None:
    files = {"archive/a\n\x1b[31m.warc": b"x", "datapackage.json": b'{"resources": []}'}
    found = reading(zipped(files), "a.wacz")
    assert "archive/a??[31m.warc" in losses(found)[0]
    assert "\n" not in "".join((found.reason, *losses(found)))


def test_a_listed_page_stays_though_a_script_asked_for_it() -> None:
    asked = b"GET / HTTP/1.1\r\nSec-Fetch-Dest: empty\r\n\r\n"
    records = [response(URL, b"<html><p>Short.</html>"), *_request(URL, asked)]
    data = warc_gz(*records, response(f"{SITE}/a", BRIDGE_PAGE))
    assert urls(reading(wacz({"a.warc.gz": data}), "a.wacz")) == ["a"]
    assert urls(reading(wacz({"a.warc.gz": data}, [URL]), "a.wacz")) == ["ferry.html", "a"]


def _request(url: str, block: bytes) -> list[bytes]:
    head = f"WARC/1.0\r\nWARC-Type: request\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DAY}\r\n"
    return [f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"]
