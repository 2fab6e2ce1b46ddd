"""Damaged archives: what can be read is read, and what is lost is told by its place."""

import gzip

import pytest
from backports import zstd

from tests.read.webarchive.reading import losses, one, reading, texts, urls, whys
from tests.webarchives import (
    BRIDGE_PAGE,
    FERRY,
    FERRY_PAGE,
    SITE,
    digest_of,
    http,
    members,
    page,
    record,
    response,
    warc_gz,
)

LONG = page("A long story", *(f"{FERRY} Part {number} of {number * 7919}." for number in range(99)))
RECORDS = [response(f"{SITE}/{number}.html", LONG) for number in range(5)]
NAMES = [f"{number}.html" for number in range(5)]


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


def starts(parts: list[bytes]) -> list[int]:
    return [len(b"".join(parts[:index])) for index in range(len(parts))]


def test_a_flipped_byte_costs_one_record_at_most() -> None:
    parts = members(*RECORDS)
    middle = starts(parts)[2] + len(parts[2]) // 2
    found = reading(flipped(b"".join(parts), middle))
    assert set(NAMES) - {"2.html"} <= set(urls(found))
    assert len(found.documents) + len(found.lost) == len(RECORDS)


def test_what_stands_before_the_damage_is_read_and_told() -> None:
    parts = members(*RECORDS)
    found = reading(flipped(b"".join(parts), starts(parts)[3] - 40))
    damaged = found.documents[2]
    assert FERRY in texts(damaged)[1]
    assert any(why.startswith("the record's packed data ") for why in whys(damaged))


def test_a_record_whose_header_is_damaged_is_lost_by_its_place() -> None:
    parts = members(*RECORDS)
    place = starts(parts)[1]
    data = b"".join(parts)
    found = reading(data[: place + 10] + b"\xff" * 20 + data[place + 30 :])
    assert urls(found) == [name for name in NAMES if name != "1.html"]
    assert losses(found)[0].startswith(f"a.warc.gz, bytes from {place}: can't be read")


def test_zeros_in_the_midst_cost_what_they_cover() -> None:
    parts = members(*RECORDS)
    first, last = starts(parts)[1], starts(parts)[3]
    data = b"".join(parts)
    found = reading(data[: first + 5] + bytes(last - first) + data[last + 5 :])
    assert urls(found) == ["0.html", "4.html"]
    assert len(found.lost) == 1


def test_a_file_that_is_cut_tells_of_its_last_record() -> None:
    parts = members(*RECORDS)
    found = reading(b"".join(parts)[: starts(parts)[4] + len(parts[4]) // 2])
    assert urls(found) == NAMES
    assert "the record ends before its stated length" in whys(found.documents[4])


def test_a_file_that_is_cut_within_a_picture_tells_so() -> None:
    picture = record("response", f"{SITE}/a.png", http(b"\x89PNG" + bytes(range(256)), "image/png"))
    parts = members(RECORDS[0], picture)
    found = reading(b"".join(parts)[:-50])
    assert urls(found) == ["0.html"]
    assert "the record ends before its stated length" in losses(found)[0]
    assert "(image of " in losses(found)[0]


def test_a_file_packed_as_a_whole_is_read() -> None:
    found = reading(gzip.compress(b"".join(RECORDS), mtime=0))
    assert (urls(found), found.lost) == (NAMES, ())
    assert found.documents[1].part == f"record at byte 0, unpacked byte {len(RECORDS[0])}"


def test_members_that_end_in_the_midst_of_a_record_are_joined() -> None:
    data = b"".join(RECORDS)
    packed = [gzip.compress(data[i : i + 3_000], mtime=0) for i in range(0, len(data), 3_000)]
    assert urls(reading(b"".join(packed))) == NAMES


def test_a_damaged_file_packed_as_a_whole_is_read_up_to_the_damage_and_told() -> None:
    data = gzip.compress(b"".join(RECORDS), mtime=0)
    found = reading(data[:-60])
    assert urls(found)[:4] == NAMES[:4]
    assert losses(found)[-1].endswith("the packed data ends too early; more may be lost")


@pytest.mark.parametrize("pack", [warc_gz, lambda *records: b"".join(records)])
def test_garbage_before_the_first_record_is_told(pack) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - two functions of bytes
    found = reading(b"garbage \x00\xff\n" * 9 + pack(*RECORDS), "a.warc")
    assert urls(found) == NAMES
    assert losses(found)[0].startswith("a.warc, bytes from 0: can't be read")


def test_garbage_between_records_is_told_by_its_place() -> None:
    data = RECORDS[0] + b"garbage\n" * 9 + RECORDS[1]
    found = reading(data, "a.warc")
    assert urls(found) == NAMES[:2]
    assert losses(found) == [
        f"a.warc, bytes from {len(RECORDS[0])}: can't be read: 72 bytes that belong to no record"
    ]


@pytest.mark.parametrize(("length", "how"), [(100, "goes on beyond"), (9_999_999, "ends before")])
def test_a_wrong_length_costs_no_record(length: int, how: str) -> None:
    wrong = response(f"{SITE}/wrong.html", LONG, Content_Length=str(length))
    found = reading(wrong + b"".join(RECORDS), "a.warc")
    assert urls(found) == ["wrong.html", *NAMES]
    assert f"the record {how} its stated length" in whys(found.documents[0])
    assert len(texts(found.documents[0])) == len(texts(found.documents[1]))


def test_a_length_that_is_none_costs_no_record() -> None:
    wrong = response(f"{SITE}/wrong.html", LONG, Content_Length="many")
    found = reading(wrong + b"".join(RECORDS), "a.warc")
    assert urls(found) == ["wrong.html", *NAMES]
    assert "the record states no length" in whys(found.documents[0])


def test_line_ends_that_were_changed_cost_no_record() -> None:
    data = b"".join(RECORDS).replace(b"\r\n", b"\n")
    found = reading(data, "a.warc")
    assert (urls(found), found.lost) == (NAMES, ())


def test_what_differs_from_its_digest_is_told() -> None:
    data = warc_gz(response(f"{SITE}/a.html", LONG, WARC_Payload_Digest=digest_of(BRIDGE_PAGE)))
    assert "the record is not the one that its digest was made of" in whys(one(data))


@pytest.mark.parametrize(
    "fields",
    [
        {"WARC_Payload_Digest": digest_of(LONG)},
        {"WARC_Payload_Digest": digest_of(LONG).lower()},
        {"WARC_Block_Digest": digest_of(http(LONG)), "WARC_Payload_Digest": digest_of(b"")},
        {"WARC_Payload_Digest": "sha1:unreadable"},
        {"WARC_Payload_Digest": "md5:" + "0" * 31},
    ],
)
def test_a_digest_that_agrees_or_is_none_is_not_told(fields: dict[str, str]) -> None:
    assert whys(one(warc_gz(response(f"{SITE}/a.html", LONG, **fields)))) == []


def test_a_record_that_its_crawler_cut_tells_so() -> None:
    data = warc_gz(response(f"{SITE}/a.html", LONG, WARC_Truncated="length"))
    assert "the crawler cut the record short" in whys(one(data))


def test_a_page_of_which_less_came_than_was_promised_tells_so() -> None:
    block = http(LONG).replace(f"Length: {len(LONG)}".encode(), b"Length: 999999")
    data = warc_gz(record("response", f"{SITE}/a.html", block))
    assert "the server sent less than it had promised" in whys(one(data))


def test_an_answer_without_an_end_of_its_header_is_told() -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-More: "
    found = reading(warc_gz(RECORDS[0], record("response", f"{SITE}/a.html", block)))
    assert "its HTTP header has no end" in losses(found)[0]


def test_a_page_beyond_the_bound_is_lost_by_name() -> None:
    found = reading(warc_gz(*RECORDS[:2], response(f"{SITE}/a.html", FERRY_PAGE)),
                    max_page_bytes=5_000)  # fmt: skip
    assert urls(found) == ["a.html"]
    assert [loss.partition(": ")[2] for loss in losses(found)] == [
        f"is larger than 5000 bytes; try: raise max_page_bytes (page of {SITE}/{name})"
        for name in NAMES[:2]
    ]


def test_an_archive_beyond_the_bound_is_read_up_to_it_and_told() -> None:
    bomb = gzip.compress(RECORDS[0] + bytes(50_000_000), mtime=0)
    found = reading(bomb + warc_gz(*RECORDS), max_archive_bytes=1_000_000)
    assert "try: split it, or raise max_archive_bytes" in losses(found)[-1]


def test_a_large_file_packed_as_a_whole_waits_outside_memory() -> None:
    large = record("response", f"{SITE}/a.mp4", http(bytes(20_000_000), "video/mp4"))
    found = reading(gzip.compress(large + RECORDS[0], 1, mtime=0))
    assert (urls(found), found.passed, found.lost) == (["0.html"], {"video": 1}, ())


def framed(magic: bytes, data: bytes) -> bytes:
    return magic + len(data).to_bytes(4, "little") + data


@pytest.mark.parametrize("is_packed", [True, False])
def test_zstandard_with_a_dictionary_is_read(*, is_packed: bool) -> None:
    words = b"".join(RECORDS)[:20_000]
    known = zstd.ZstdDict(words, is_raw=True)
    packed = b"".join(zstd.compress(one, zstd_dict=known) for one in RECORDS)
    first = framed(b"\x5d\x2a\x4d\x18", zstd.compress(words) if is_packed else words)
    found = reading(first + packed, "a.warc.zst")
    assert (urls(found), found.lost) == (NAMES, ())


def test_damaged_zstandard_costs_one_record() -> None:
    parts = [zstd.compress(one) for one in RECORDS]
    data = b"".join(parts)
    found = reading(flipped(data, starts(parts)[2] + len(parts[2]) // 2), "a.warc.zst")
    assert set(NAMES) - {"2.html"} <= set(urls(found))


def test_an_archive_packed_with_lz4_is_rejected_with_the_cure() -> None:
    found = reading(b"\x04\x22\x4d\x18" + bytes(50), "a.warc.lz4")
    assert found.reason == "is packed with LZ4, which is not read; try: lz4 -d, then gzip"
