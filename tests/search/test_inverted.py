"""Entries of terms in; shards of them, and of their positions beside them, out."""

from backfile.search.chunks import Chunks
from backfile.search.columns import Column, column_of
from backfile.search.inverted import Cut, Inverted, position_shards, term_shards
from backfile.search.lexicon import lexicon_of
from backfile.search.redirected import Redirected
from backfile.search.shards import Shards
from tests.search.decoding import Reader, finished

ENTRY = b'["%b",0,[1,1]]'


def shards_of(
    terms: tuple[str, ...], redirects: dict[str, str], documents: int = 3_000
) -> tuple[Reader, Cut]:
    told = Inverted(terms, [ENTRY % term.encode() for term in terms], [1] * len(terms))
    files, cut = finished(term_shards(Shards(), told, Redirected(redirects, terms), documents))
    return Reader(files, {"terms": cut.listing, "fields": ["text"]}), cut


def test_terms_stand_in_shards_of_12_000_bytes_at_most() -> None:
    terms = tuple(f"term{at:04}" for at in range(3_000))
    reader, cut = shards_of(terms, {})
    shards = [payload for _, payload in reader.listed("t", cut.listing)]
    assert [entry[0] for (entries,) in shards for entry in entries] == list(terms)
    assert max(map(len, reader.files.values())) <= 12_100
    assert cut.counts == [len(entries) for (entries,) in shards]


def test_a_shard_tells_its_first_key() -> None:
    terms = tuple(f"term{at:04}" for at in range(1_000))
    reader, cut = shards_of(terms, {})
    for key, (entries,) in reader.listed("t", cut.listing):
        assert key == entries[0][0]


def test_redirects_and_forms_stand_beside_the_terms() -> None:
    reader, cut = shards_of(("go", "ox"), {"went": "go"})
    assert [payload for _, payload in reader.listed("t", cut.listing)] == [
        [[["go", 0, [1, 1]], ["ox", 0, [1, 1]]], ["went", "go"], ["go", "went"]]
    ]


def test_a_shard_may_hold_redirects_alone() -> None:
    reader, cut = shards_of((), {"went": "go"})
    assert [payload for _, payload in reader.listed("t", cut.listing)] == [[[], ["went", "go"]]]
    assert cut.counts == [0]


def test_no_terms_make_no_shard() -> None:
    reader, cut = shards_of((), {})
    assert (reader.files, cut.counts) == ({}, [])


def columns_of(text: str) -> list[Column]:
    chunks = Chunks(1)
    chunks.add("", [[text]])
    lexicon = lexicon_of(chunks.distinct(), str.split, str)
    return [column_of(stream, lexicon) for stream in chunks.streams]


def test_a_small_archive_has_larger_shards_rather_than_many() -> None:
    terms = tuple(f"term{at:05}" for at in range(90_000))
    few, many = (shards_of(terms, {}, documents)[1].counts for documents in (100, 10_000))
    assert (len(few) < 80, len(many) > 300) == (True, True)


def test_the_positions_of_four_shards_of_a_page_stand_together() -> None:
    cut = Cut({}, [(0, 5), (5, 7)], [1, 0, 1, 0, 0, 0, 1])
    files, found = finished(position_shards(Shards(), columns_of("c b a b"), cut))
    reader = Reader(files, {})
    assert [payload for _, payload in reader.listed("p", found.listing)] == [
        [[[[2]]], [], [[[1, 2]]], []],
        [[]],
        [[], [[[0]]]],
    ]


def test_the_positions_are_cut_as_the_terms_are() -> None:
    cut = Cut({}, [(0, 2)], [1, 2])
    files, found = finished(position_shards(Shards(), columns_of("c b a b"), cut))
    payloads = [payload for _, payload in Reader(files, {}).listed("p", found.listing)]
    assert payloads == [[[[[2]]], [[[1, 2]], [[0]]]]]
