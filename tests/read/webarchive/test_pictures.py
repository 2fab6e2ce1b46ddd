"""Pictures of a crawl: their bytes are given by address when they are asked for."""

import gzip

import pytest
from backports import zstd

from tests.read.webarchive.reading import reading
from tests.webarchives import FERRY_PAGE, SITE, http, members, record, response, wacz

URL = f"{SITE}/pictures/ferry.png"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9
RECORDS = [
    response(f"{SITE}/ferry.html", FERRY_PAGE),
    record("response", URL, http(gzip.compress(PICTURE), "image/png", "200 OK",
                                 "Content-Encoding: gzip")),
]  # fmt: skip
PACKED = b"".join(members(*RECORDS))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b"".join(RECORDS)),
        ("a.warc.gz", PACKED),
        ("a.warc.gz", gzip.compress(b"".join(RECORDS))),
        ("a.warc.zst", b"".join(zstd.compress(one) for one in RECORDS)),
        ("a.wacz", wacz({"a.warc.gz": PACKED})),
    ],
)
def test_a_picture_is_given_by_its_address(name: str, data: bytes) -> None:
    found = reading(data, name)
    assert list(found.files) == [URL]
    assert found.files[URL] == PICTURE
    assert found.passed["image"] == 1


def test_a_picture_beyond_the_bound_is_not_held() -> None:
    assert list(reading(PACKED, max_picture_bytes=50).files) == []
