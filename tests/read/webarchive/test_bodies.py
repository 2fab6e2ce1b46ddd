"""Bodies as servers send them: in chunks, packed, in several encodings."""

import gzip
import zlib

import brotli
import pytest
from backports import zstd

from tests.read.webarchive.reading import losses, one, reading, texts, whys
from tests.webarchives import FERRY, FERRY_PAGE, SITE, http, page, record, warc_gz

URL = f"{SITE}/ferry.html"
LONG = page("A long story", *(f"{FERRY} Part {number} of {number * 7919}." for number in range(99)))


def answer(body: bytes, *lines: str, kind: str = "text/html") -> bytes:
    return warc_gz(record("response", URL, http(body, kind, "200 OK", *lines)))


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("br", brotli.compress),
        ("zstd", zstd.compress),
        ("gzip, br", lambda data: brotli.compress(gzip.compress(data))),
        ("", gzip.compress),
        ("gzip", lambda data: gzip.compress(data[:900]) + gzip.compress(data[900:])),
    ],
)
def test_a_packed_body_is_unpacked(coding: str, pack) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - functions of bytes
    document = one(answer(pack(LONG), f"Content-Encoding: {coding}"))
    assert (len(texts(document)), whys(document)) == (100, [])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "unheard-of"])
def test_a_body_that_was_unpacked_before_is_read_as_it_stands(coding: str) -> None:
    document = one(answer(LONG, f"Content-Encoding: {coding}"))
    assert (len(texts(document)), whys(document)) == (100, [])


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)],
)
def test_a_packed_body_that_is_cut_is_read_as_far_as_it_goes(coding: str, pack) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - functions of bytes
    packed = pack(LONG)
    document = one(answer(packed[: len(packed) // 2], f"Content-Encoding: {coding}"))
    assert FERRY in texts(document)[1]
    assert f"its {coding} packing ends too early" in whys(document)


def test_a_packed_body_of_which_nothing_can_be_read_is_lost() -> None:
    found = reading(answer(b"\xff\xfe\x01\x02" * 99, "Content-Encoding: br"))
    assert losses(found)[0].endswith(
        f"can't be read: its br packing is damaged (page of {SITE}/ferry.html)"
    )


def test_a_body_that_unpacks_to_more_than_the_bound_is_lost() -> None:
    found = reading(answer(gzip.compress(b"<p>" + b"x" * 50_000_000), "Content-Encoding: gzip"))
    assert "is larger than 5000000 bytes" in losses(found)[0]


def chunked(body: bytes, size: int = 500) -> bytes:
    parts = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in (*parts, b""))


CHUNKED = "Transfer-Encoding: chunked"


def test_chunks_are_joined() -> None:
    document = one(answer(chunked(LONG), CHUNKED))
    assert (len(texts(document)), whys(document)) == (100, [])


def test_chunks_of_a_packed_body_are_joined() -> None:
    body = chunked(brotli.compress(LONG), 50)
    assert len(texts(one(answer(body, CHUNKED, "Content-Encoding: br")))) == 100


def test_a_body_that_was_joined_before_is_read_as_it_stands() -> None:
    document = one(answer(LONG, CHUNKED))
    assert (len(texts(document)), whys(document)) == (100, [])


def test_chunks_that_are_cut_are_read_and_told() -> None:
    document = one(answer(chunked(LONG)[:5_250], CHUNKED))
    assert FERRY in texts(document)[1]
    assert "the last chunk is missing" in whys(document)


def test_a_damaged_chunk_costs_no_word() -> None:
    body = chunked(LONG).replace(b"\r\n1f4\r\n", b"\r\n!!!\r\n", 3)
    document = one(answer(body, CHUNKED))
    assert "a chunk is damaged: what follows is read as it stands" in whys(document)
    assert len(texts(document)) == 100


CYRILLIC = page("Паром вернулся", "Паром вернулся в гавань после трёх недель бури.")


@pytest.mark.parametrize("charset", ["koi8-r", "windows-1251", "utf-8", '"koi8-r"'])
def test_the_charset_that_a_server_states_is_tried(charset: str) -> None:
    body = CYRILLIC.decode().encode(charset.strip('"'))
    document = one(answer(body, kind=f"text/html; charset={charset}"))
    assert texts(document)[1] == "Паром вернулся в гавань после трёх недель бури."


@pytest.mark.parametrize("charset", ["unheard-of", "'><script>", "idna"])
def test_a_charset_that_is_none_does_no_harm(charset: str) -> None:
    document = one(answer(CYRILLIC, kind=f"text/html; charset={charset}"))
    assert texts(document)[1] == "Паром вернулся в гавань после трёх недель бури."


def test_what_a_server_says_first_is_not_the_answer() -> None:
    block = b"HTTP/1.1 100 Continue\r\n\r\n" + http(FERRY_PAGE)
    assert FERRY in texts(one(warc_gz(record("response", URL, block))))
