"""Names of shards in; listings out by which each can be found."""

from typing import Any

import pytest

from backfile.search.listings import Names, even_pages, listing, pages_of_terms
from backfile.search.shards import Shards
from tests.search.decoding import Reader, finished

KEYS = [f"key{at:04}" for at in range(1_000)]


def listed(names: Names, *, by_key: bool) -> tuple[dict[str, bytes], Any]:
    pages = pages_of_terms(names.keys) if by_key else even_pages(len(names.names))
    return finished(listing(Shards(), names, pages))


@pytest.mark.parametrize("count", [0, 1, 128])
def test_a_short_listing_stands_in_the_root(count: int) -> None:
    names = Names(KEYS[:count], KEYS[:count])
    files, root = listed(names, by_key=True)
    assert files == {}
    assert root == {"depth": 0, "keys": KEYS[:count], "names": KEYS[:count]}


def test_a_long_listing_names_pages_by_their_first_keys() -> None:
    files, root = listed(Names(KEYS, KEYS), by_key=True)
    pages = [Reader.of(files).payload(f"l/{name}") for name in root["names"]]
    assert root["depth"] == 1
    assert root["keys"] == [page["keys"][0] for page in pages]
    assert [name for page in pages for name in page["names"]] == KEYS
    assert max(len(page["names"]) for page in pages) <= 128


def test_pages_by_place_have_128_names_each() -> None:
    files, root = listed(Names(KEYS), by_key=False)
    pages = [Reader.of(files).payload(f"l/{name}") for name in root["names"]]
    assert [len(page["names"]) for page in pages] == [128] * 7 + [1_000 - 7 * 128]
    assert [page["keys"] for page in pages] == [[]] * 8


def test_a_page_of_gaps_has_no_name() -> None:
    files, root = listed(Names([""] * 256 + ["a"]), by_key=False)
    assert root["names"][:2] == ["", ""]
    assert len(files) == 1


def test_a_key_added_changes_one_page_or_two_at_most() -> None:
    pages = [set(listed(Names(some, some), by_key=True)[0]) for some in (KEYS[:-1], KEYS)]
    assert len(pages[1] - pages[0]) <= 2
