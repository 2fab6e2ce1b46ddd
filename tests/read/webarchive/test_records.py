"""Which records of an archive become documents, and what is said of the others."""

import pytest

from tests.read.webarchive.reading import losses, one, reading, texts, urls, whys
from tests.webarchives import (
    BRIDGE_PAGE,
    DAY,
    FERRY,
    FERRY_PAGE,
    LATER,
    SITE,
    demo_warc_gz,
    digest_of,
    http,
    record,
    record_id,
    response,
    warc_gz,
)

URL = f"{SITE}/ferry.html"


def test_a_crawl_gives_its_pages_with_address_and_date() -> None:
    found = reading(demo_warc_gz())
    pages = [(document.url, document.captured, document.number) for document in found.documents]
    assert pages == [
        (URL, DAY, 0),
        (f"{SITE}/bridge.html", DAY, 1),
        (URL, LATER, 2),
    ]
    assert FERRY in texts(found.documents[0])
    assert texts(found.documents[2]) == texts(found.documents[0])


def test_other_records_are_passed_by_kind() -> None:
    found = reading(demo_warc_gz())
    assert found.passed == {
        "description of the archive": 1, "image": 1, "redirect": 1, "request": 1,
    }  # fmt: skip
    assert (found.lost, found.reason) == ((), "")


def test_a_document_says_where_its_record_stands() -> None:
    data = warc_gz(record("metadata", URL, b"x"), response(URL, FERRY_PAGE))
    offset = data.rindex(b"\x1f\x8b\x08")
    assert one(data).part == f"record at byte {offset}"


@pytest.mark.parametrize("name", ["a.warc", "a.bin", "a.txt"])
def test_an_archive_is_known_by_its_bytes(name: str) -> None:
    assert one(response(URL, FERRY_PAGE), name).url == URL


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (http(b"x" * 9, "text/html", "404 Not Found"), "error page"),
        (http(b"x" * 9, "text/html", "500 Oops"), "error page"),
        (http(b"", "text/html", "204 No Content"), "empty answer"),
        (http(b""), "empty answer"),
        (http(FERRY_PAGE, "text/html", "206 Partial", "Content-Range: bytes 0-9/99"),
         "partial answer"),
        (http(b"body{}", "text/css"), "style"),
        (http(b"alert(1)", "application/javascript; charset=utf-8"), "script"),
        (http(b"GIF89a", "text/html"), "image"),
        (http(b'{"a": "<p>"}', "text/html"), "data"),
        (http(b"ok", "text/html"), "plain text"),
        (http(b"<?xml version='1.0'?><rss version='2.0'></rss>", "text/xml"), "feed"),
        (http(b"<feed xmlns='http://www.w3.org/2005/Atom'>", "text/html"), "feed"),
        (http(b"x", "application/atom+xml"), "feed"),
        (http(b"%PDF-1.7", "application/octet-stream"), "pdf"),
        (http(b"wOF2", "font/woff2"), "font"),
        (http(b"x", "video/mp4"), "video"),
        (http(b"User-agent: *", "text/plain"), "plain text"),
        (http(b"x", "application/x-unheard-of"), "other"),
        (http(b"<!doctype html><script>alert(1)</script>"), "page without text"),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_page_is_passed_by_its_kind(block: bytes, kind: str) -> None:
    found = reading(warc_gz(record("response", URL, block)))
    assert (found.documents, found.passed) == ((), {kind: 1})
    assert found.reason.startswith(f"holds no page of a site ({kind}: 1); try: ")


@pytest.mark.parametrize(
    ("kind", "passed"),
    [("metadata", "metadata"), ("conversion", "conversion"), ("unheard-of", "other")],
)
def test_a_record_that_is_no_answer_is_passed_by_its_kind(kind: str, passed: str) -> None:
    assert reading(warc_gz(record(kind, URL, FERRY_PAGE))).passed == {passed: 1}


def test_answers_of_name_servers_are_passed() -> None:
    data = warc_gz(record("response", "dns:gazette.example", b"20250512", Content_Type="text/dns"))
    assert reading(data).passed == {"dns": 1}


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "", "text/xml"])
def test_a_page_that_its_server_called_something_else_is_read(kind: str) -> None:
    assert one(warc_gz(record("response", URL, http(FERRY_PAGE, kind)))).url == URL


def test_a_whole_page_sent_as_a_part_is_read() -> None:
    size = len(FERRY_PAGE)
    span = f"Content-Range: bytes 0-{size - 1}/{size}"
    block = http(FERRY_PAGE, "text/html", "206 Partial Content", span)
    assert one(warc_gz(record("response", URL, block))).url == URL


def test_a_resource_of_html_is_read() -> None:
    assert one(warc_gz(record("resource", URL, FERRY_PAGE, Content_Type="text/html"))).url == URL


def test_a_page_links_from_its_own_address() -> None:
    body = FERRY_PAGE.replace(b"<p>", b'<p><a href="more.html">More</a> ')
    document = one(warc_gz(response(f"{SITE}/news/a.html", body)))
    assert any(f'href="{SITE}/news/more.html"' in block.html for block in document.blocks)


def test_the_same_page_of_the_same_second_is_passed_as_a_duplicate() -> None:
    found = reading(warc_gz(response(URL, FERRY_PAGE), response(URL, FERRY_PAGE)))
    assert (len(found.documents), found.passed) == (1, {"duplicate": 1})


def test_another_page_of_the_same_second_is_kept_under_a_marked_address() -> None:
    found = reading(warc_gz(response(URL, FERRY_PAGE), response(URL, BRIDGE_PAGE)))
    assert [document.url for document in found.documents] == [URL, f"{URL}#capture-2"]
    assert "another content of the same address and second: the address is marked" in whys(
        found.documents[1]
    )


def revisit(**fields: str) -> bytes:
    return record("revisit", f"{SITE}/again.html", http(b""), LATER, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"WARC_Payload_Digest": digest_of(FERRY_PAGE)},
        {"WARC_Refers_To": record_id("response", URL)},
        {"WARC_Refers_To_Target_URI": URL, "WARC_Refers_To_Date": DAY},
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_revisit_is_the_page_it_refers_to(fields: dict[str, str], *, is_first: bool) -> None:
    original = response(URL, FERRY_PAGE, WARC_Payload_Digest=digest_of(FERRY_PAGE))
    records = [revisit(**fields), original] if is_first else [original, revisit(**fields)]
    found = reading(warc_gz(*records))
    again = next(document for document in found.documents if document.captured == LATER)
    assert (again.url, len(found.documents)) == (f"{SITE}/again.html", 2)
    assert FERRY in texts(again)


def test_a_revisit_of_what_had_not_changed_is_the_last_page_of_its_address() -> None:
    profile = "http://netpreserve.org/warc/1.0/revisit/server-not-modified"
    block = http(b"", "text/html", "304 Not Modified")
    again = record("revisit", URL, block, LATER, WARC_Profile=profile)
    assert urls(reading(warc_gz(response(URL, FERRY_PAGE), again))) == ["ferry.html"] * 2


def test_a_revisit_with_another_digest_is_not_taken_for_the_page() -> None:
    fields = {"WARC_Refers_To": record_id("response", URL)}
    again = revisit(**fields, WARC_Payload_Digest=digest_of(BRIDGE_PAGE))
    original = response(URL, FERRY_PAGE, WARC_Payload_Digest=digest_of(FERRY_PAGE))
    assert reading(warc_gz(original, again)).passed == {"revisit without its original": 1}


def test_a_revisit_without_its_original_is_passed_by_that_name() -> None:
    found = reading(warc_gz(revisit(WARC_Payload_Digest=digest_of(FERRY_PAGE))))
    assert found.passed == {"revisit without its original": 1}


def test_a_revisit_that_was_an_error_is_no_page_though_its_content_was_one() -> None:
    block = http(b"", "text/html", "404 Not Found")
    digest = digest_of(FERRY_PAGE)
    again = record("revisit", f"{SITE}/favicon.ico", block, LATER, WARC_Payload_Digest=digest)
    found = reading(warc_gz(response(URL, FERRY_PAGE, WARC_Payload_Digest=digest), again))
    assert (urls(found), found.passed) == (["ferry.html"], {"error page": 1})


def asked(url: str, line: str) -> bytes:
    return record("request", url, f"GET /a HTTP/1.1\r\n{line}\r\n\r\n".encode())


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Sec-Fetch-Dest: iframe", "frame of a page"),
        ("X-Requested-With: XMLHttpRequest", "part of a page"),
    ],
)
def test_a_frame_or_part_without_a_text_is_passed(line: str, kind: str) -> None:
    advert = response(URL, b"<html><a href=x>Buy now</a></html>")
    found = reading(warc_gz(advert, asked(URL, line), response(f"{SITE}/a.html", BRIDGE_PAGE)))
    assert (urls(found), found.passed) == (["a.html"], {kind: 1, "request": 1})


def test_a_frame_with_a_text_is_read() -> None:
    data = warc_gz(response(URL, FERRY_PAGE), asked(URL, "Sec-Fetch-Dest: iframe"))
    assert one(data).url == URL


def test_a_record_that_goes_on_in_others_is_told() -> None:
    first = response(URL, FERRY_PAGE, WARC_Segment_Number="1")
    found = reading(warc_gz(first, record("continuation", URL, b"more")))
    assert "the record goes on in others, which are not joined" in whys(found.documents[0])
    assert "goes on with another record; records are not joined" in losses(found)[0]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (f"<{URL}>", URL),
        (f"{SITE}/a b", f"{SITE}/a%20b"),
        (f"{SITE}/a\u202eb\x01", f"{SITE}/a%E2%80%AEb%01"),
        ("javascript:alert(1)", ""),
        ("data:text/html,<p>", ""),
        ("http://[::1", ""),
        ("file:///etc/passwd", ""),
        (f"{SITE}/{'x' * 5_000}", ""),
        ("", ""),
    ],
)
def test_only_an_address_that_can_be_followed_is_kept(written: str, address: str) -> None:
    assert one(warc_gz(response(written, FERRY_PAGE))).url == address


@pytest.mark.parametrize(
    ("written", "captured"),
    [
        ("2025-05-12T08:00:00.123456Z", DAY),
        ("20250512080000", DAY),
        ("2025-05-12", "2025-05-12T00:00:00Z"),
        ("2025-13-40T08:00:00Z", ""),
        ("yesterday", ""),
        ("<script>", ""),
    ],
)
def test_only_a_date_that_is_one_is_kept(written: str, captured: str) -> None:
    assert one(warc_gz(response(URL, FERRY_PAGE, written))).captured == captured
