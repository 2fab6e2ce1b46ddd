"""The benchmark of search: the same queries every time, and figures that counting by hand gives."""

import gzip
import json
import random
import sys
import urllib.error
import urllib.request
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from benchmarks import search
from benchmarks.searching import corpora, measures, ours, pagefind, reading
from benchmarks.searching.browser import fresh_page
from benchmarks.searching.index_once import write_index
from benchmarks.searching.indexing import Cost, costs
from benchmarks.searching.known import KINDS, known_items, words_of
from benchmarks.searching.relevance import PAGEFIND, Measured, ours_found, rows
from benchmarks.searching.scoring import ranks, success
from benchmarks.searching.server import served
from benchmarks.searching.sessions import session
from benchmarks.searching.wording import inflections, slipped

NEWS = corpora.made(120)
NAMES = [("Balbal", "Балбал"), ("Tulkelp", "Tulkelb")]


def write_rows(folder: Path, *rows: dict[str, object]) -> Path:
    file = folder / "some.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    return file


def row(ident: str, date: str, title: str = "Late") -> dict[str, object]:
    return {"id": ident, "title": title, "date": date, "tags": ["ferry"], "body": "A text."}


def test_documents_are_numbered_by_their_dates(tmp_path: Path) -> None:
    read = corpora.read_corpus(write_rows(tmp_path, row("b", "2005-02-01"), row("a", "2004-01-01")))
    assert [(d.number, d.date) for d in read] == [(0, "2004-01-01"), (1, "2005-02-01")]


def test_documents_of_one_title_and_month_have_addresses_of_their_own(tmp_path: Path) -> None:
    read = corpora.read_corpus(write_rows(tmp_path, row("b", "2005-02-01"), row("a", "2005-02-01")))
    assert len({d.url for d in read}) == 2


def test_a_corpus_that_was_written_is_read_with_the_same_texts(tmp_path: Path) -> None:
    corpora.write_corpus(NEWS, tmp_path / "made.jsonl")
    read = corpora.read_corpus(tmp_path / "made.jsonl")
    assert Counter((d.title, d.text, d.date) for d in read) == Counter(
        (d.title, d.text, d.date) for d in NEWS
    )


def test_recombined_documents_have_ids_and_addresses_of_their_own() -> None:
    many = list(corpora.recombined(NEWS, 500))
    assert len({d.id for d in many}) == len({d.url for d in many}) == 500


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("ferry", "ferries"),
        ("ferries", "ferry"),
        ("opening", "opened"),
        ("opened", "opening"),
        ("announce", "announcing"),
        ("box", None),
        ("1,310", None),
    ],
)
def test_a_word_gets_other_forms(word: str, form: str | None) -> None:
    assert form in inflections(word) if form else inflections(word) == []


@given(st.from_regex("[a-zа-я]{5,12}", fullmatch=True), st.integers(0, 99))
def test_a_slip_changes_a_letter_but_not_the_first(word: str, seed: int) -> None:
    slip = slipped(word, random.Random(seed))  # noqa: S311 - test data
    assert slip != word
    assert slip[0] == word[0]
    assert abs(len(slip) - len(word)) <= 1


def test_the_queries_are_the_same_every_time() -> None:
    assert known_items(NEWS, NAMES) == known_items(NEWS, NAMES)


def test_there_are_queries_of_all_kinds() -> None:
    assert {item.kind for item in known_items(NEWS, NAMES)} == set(KINDS) - {"inflected"}


def test_the_queries_of_a_document_are_in_one_half() -> None:
    halves = {(item.wanted, item.half) for item in known_items(NEWS, NAMES)}
    assert len(halves) == len({wanted for wanted, _ in halves})


def test_a_title_that_occurs_twice_makes_no_query() -> None:
    twice = corpora.in_order(iter([*NEWS, NEWS[0]]))
    assert NEWS[0].url not in {item.wanted for item in known_items(twice, ())}


def test_a_name_is_asked_for_as_no_document_spells_it() -> None:
    there = {word for d in NEWS for word in words_of(f"{d.title} {d.text}")}
    asked = [item.text for item in known_items(NEWS, NAMES) if item.kind == "spelling"]
    assert asked
    assert all(text.split()[0] in {"балбал", "tulkelb"} - there for text in asked)


def test_the_words_of_a_title_are_asked_in_their_order() -> None:
    titles = {d.url: words_of(d.title) for d in NEWS}
    for item in known_items(NEWS, ()):
        if item.kind == "rare":
            places = [titles[item.wanted].index(word) for word in item.text.split()]
            assert all(a < b for a, b in pairwise(places))


def test_no_word_of_a_session_comes_twice() -> None:
    words = [word for query in session(NEWS, 1) for word in query.split()]
    assert len(words) == len(set(words)) >= 12


def test_success_is_counted_at_1_5_and_10() -> None:
    found = success([1, 3, 0, 10])
    assert (found.at_1, found.at_5, found.at_10) == (0.25, 0.5, 0.75)
    assert found.reciprocal == pytest.approx((1 + 1 / 3 + 1 / 10) / 4)


def test_no_queries_are_no_success() -> None:
    assert success([]).reciprocal == 0


def test_each_engine_has_a_row_for_each_kind_and_one_for_all() -> None:
    items = known_items(NEWS, NAMES, 20)
    found = Measured("made", tuple(items), {"ours": ranks(items, [[i.wanted] for i in items])})
    told = list(rows(found))
    assert [one[1] for one in told] == [*KINDS, "all"]
    assert told[-1][4:] == ["1.000"] * 4


def test_a_page_for_pagefind_holds_title_text_and_tags_as_text(tmp_path: Path) -> None:
    odd = corpora.read_corpus(write_rows(tmp_path, row("a", "2005-02-01", "<b>Late & lost")))
    pagefind.write_pages(odd, tmp_path / "pages")
    page = (tmp_path / "pages" / odd[0].url).read_text("utf-8")
    assert "<h1>&lt;b&gt;Late &amp; lost</h1>" in page
    assert "<p>A text.</p>" in page


def test_pagefind_is_missing_where_its_python_is() -> None:
    assert not pagefind.is_there(Path("/nowhere/python"))


def test_the_server_gzips_and_counts(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("x" * 1000)
    with served(tmp_path) as site:
        with urllib.request.urlopen(f"{site.address}a.js") as answer:  # noqa: S310 - our own server
            body = answer.read()
        assert gzip.decompress(body) == b"x" * 1000
        assert (site.taken(), site.taken()) == ({"/a.js": len(body)}, {})


def test_nothing_above_the_folder_is_served(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.js").write_text("x")
    with served(tmp_path / "site") as site, pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{site.address}%2e%2e/secret.js")  # noqa: S310 - our own server


def test_the_cost_of_a_command_is_that_of_its_process_alone() -> None:
    found = costs({"one": [sys.executable, "-c", "x = bytearray(60_000_000)"]}, 1)["one"]
    assert 60 < found.peak < 120
    assert found.seconds > 0


def test_what_reading_the_corpus_takes_is_subtracted() -> None:
    spent = {"ours": Cost(5, 100), "reading": Cost(1, 50), PAGEFIND: Cost(8, 400)}
    assert [one[2] for one in measures.cost_rows(spent)] == [
        "4.0 = 0.50",
        "5.0 = 0.62",
        "100.0 = 0.25",
    ]


@pytest.fixture(scope="module")
def site(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ours")
    ours.lay_out(demo_site, root)
    write_index(NEWS, NAMES, root)
    ours.name_index(root)
    return root


@pytest.mark.browser
def test_our_page_finds_the_documents_of_whole_titles(site: Path, chromium: Browser) -> None:
    items = [item for item in known_items(NEWS, NAMES, 10) if item.kind == "rare"]
    found = ours_found(chromium, site, items)
    assert all(0 < rank <= 5 for places in found.values() for rank in places)


@pytest.mark.browser
def test_a_word_that_is_nowhere_is_answered_by_an_offer(site: Path, chromium: Browser) -> None:
    with (
        served(site) as state,
        fresh_page(chromium, f"{state.address}search.html") as (
            page,
            _,
        ),
    ):
        typo = f"{NEWS[0].title.split()[1]}q"
        shown, after, offer = ours.ask_page(page, [typo], 10)[0]
    assert (shown, bool(after), typo == f"{offer}q") == ([], True, True)


@pytest.mark.browser
def test_a_session_is_counted_over_http_and_works_from_a_folder(
    site: Path, chromium: Browser
) -> None:
    sites = measures.Sites(NEWS, site, None)
    queries = sites.sessions()[0][:4]
    with served(site) as state:
        found = reading.our_session(chromium, state, queries)
        same, errors = reading.from_a_folder(chromium, state, f"{site.as_uri()}/", queries)
    assert found.errors == errors == ()
    assert found.loaded[0] > 20_000
    assert same == len(queries)


def test_a_corpus_that_is_missing_is_made_up(tmp_path: Path) -> None:
    assert len(search.documents_of(tmp_path, "news_10k", 50)) == 50
