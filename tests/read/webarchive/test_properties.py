"""What holds of every archive, however damaged: no error, no record without an account."""

import gzip

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.helpers import patient
from tests.read.webarchive.reading import losses, reading
from tests.webarchives import (
    SITE,
    arc,
    demo_records,
    demo_wacz,
    demo_warc_gz,
    http,
    members,
    page,
    response,
)

SEEDS = {
    "a.warc.gz": demo_warc_gz(),
    "a.warc": b"".join(demo_records()),
    "a.wacz": demo_wacz(),
    "whole.warc.gz": gzip.compress(b"".join(demo_records()), mtime=0),
    "a.arc": arc((f"{SITE}/a.html", http(page("A", "B" * 70)))),
}
PLACE = st.floats(0, 1, exclude_max=True)
CHANGE = st.tuples(PLACE, st.binary(max_size=6), st.integers(0, 12))


def changed(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    for where, new, size in changes:
        place = int(where * len(data))
        data = data[:place] + new + data[place + size :]
    return data


@pytest.mark.parametrize("name", SEEDS)
@patient
@given(st.lists(CHANGE, max_size=4), PLACE)
def test_any_damage_is_told_in_one_line_each(
    name: str, changes: list[tuple[float, bytes, int]], cut: float
) -> None:
    data = changed(SEEDS[name], changes)
    found = reading(data[: len(data) - int(cut * 50)], name)
    assert "\n" not in "".join((found.reason, *losses(found)))
    assert bool(found.documents) != bool(found.reason)
    moments = [(document.url, document.captured) for document in found.documents if document.url]
    assert len(moments) == len(set(moments))
    assert [document.number for document in found.documents] == list(range(len(found.documents)))


@patient
@given(st.binary(max_size=300), st.sampled_from(["a.warc", "a.arc", "a.wacz"]))
@example(b"\x1f\x8b\x08\x00", "a.warc")
@example(b"PK\x03\x04", "a.wacz")
@example(b"\x5d\x2a\x4d\x18\xff\xff\xff\xff", "a.warc")
@example(b"WARC/1.0\r\nA:", "a.warc")
@example(b"", "a.warc")
def test_any_bytes_give_a_reason_in_one_line(data: bytes, name: str) -> None:
    found = reading(data, name)
    assert found.reason
    assert "\n" not in found.reason


WORD = st.text("abcdefghij", min_size=1, max_size=8)
BODY = st.lists(WORD, min_size=12, max_size=40).map(" ".join)


@patient
@given(st.lists(BODY, min_size=1, max_size=5), st.integers(0, 4), PLACE)
def test_one_flipped_byte_leaves_every_other_record_as_it_was(
    bodies: list[str], which: int, where: float
) -> None:
    records = [response(f"{SITE}/{n}", page("A", body)) for n, body in enumerate(bodies)]
    parts = members(*records)
    hit = which % len(parts)
    place = int(where * len(parts[hit]))
    broken = bytearray(parts[hit])
    broken[place] ^= 0x55
    found = reading(b"".join((*parts[:hit], bytes(broken), *parts[hit + 1 :])))
    read = {document.url: document.blocks[-1].text for document in found.documents}
    for number, body in enumerate(bodies):
        if number != hit:
            assert read[f"{SITE}/{number}"] == body
    assert len(found.documents) + len(found.lost) + sum(found.passed.values()) >= len(parts)


@patient
@given(st.lists(BODY, min_size=1, max_size=5), st.sampled_from(["plain", "packed", "whole"]))
def test_no_word_of_a_page_is_lost_or_made_up(bodies: list[str], how: str) -> None:
    records = [response(f"{SITE}/{n}", page("A", body)) for n, body in enumerate(bodies)]
    plain = b"".join(records)
    data = {"plain": plain, "packed": b"".join(members(*records)), "whole": gzip.compress(plain)}
    found = reading(data[how], "a.warc")
    assert [document.blocks[-1].text for document in found.documents] == bodies
    assert (found.lost, found.passed) == ((), {})
