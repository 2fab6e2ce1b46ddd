"""Addresses: where they lead, that they are unique, and that they do not move without need."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.gather.addresses import give_addresses
from backfile.model import Article
from tests.site.builders import CAPTURE, article, digest, ident_of

CAPTURES = {CAPTURE.id: CAPTURE}
ADDRESS = re.compile(r"(?:\d{4}/\d\d|undated|digests)/[a-z0-9][a-z0-9-]*\.html")
# Few letters, so that titles meet; and any at all.
TITLES = st.one_of(st.text("aA- é", max_size=4), st.text(st.characters(), max_size=30))
DATES = st.sampled_from(["", "2025", "2025-05", "2025-05-11", "2025-06-01"])


def of(*articles: Article) -> dict[str, str]:
    return give_addresses([(one.id, one) for one in articles], (), CAPTURES)


def one(title: str, date: str = "2025-05-11") -> str:
    return next(iter(of(article(title, date)).values()))


def numbered(pairs: Sequence[tuple[str, str]]) -> list[Article]:
    return [article(t, d, id=ident_of((n, t, d))) for n, (t, d) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("date", "folder"),
    [
        ("2025-05-11", "2025/05"),
        ("2025-05", "2025/05"),
        ("2025", "undated"),
        ("", "undated"),
    ],
)
def test_an_article_stands_in_the_folder_of_its_month(date: str, folder: str) -> None:
    assert one("Harbour opens again", date) == f"{folder}/harbour-opens-again.html"


def test_a_digest_is_called_like_its_capture() -> None:
    found = digest("One item.")
    assert give_addresses((), [found], CAPTURES) == {found.id: "digests/front-page.html"}


def test_two_digests_of_one_capture_are_told_apart_by_their_ids() -> None:
    first, second = digest("One item."), digest("Another item.")
    addresses = give_addresses((), [first, second], CAPTURES)
    assert addresses[first.id] == f"digests/front-page-{first.id}.html"
    assert len(set(addresses.values())) == 2


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Kyiv’s mayor: “We stay”", "kyivs-mayor-we-stay"),
        ("Київ", "kiyiv"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "x-con"),
        ("Ünder 5 % — naïve?", "under-5-naive"),
    ],
)
def test_a_title_in_any_alphabet_becomes_a_plain_slug(title: str, slug: str) -> None:
    assert one(title) == f"2025/05/{slug}.html"


def test_a_title_without_letters_still_has_an_address() -> None:
    assert ADDRESS.fullmatch(one("🎉🎉"))
    assert one("🎉🎉") != one("🎊")


def test_a_long_title_is_cut_at_a_word() -> None:
    slug = PurePosixPath(one("harbour " * 30)).stem
    assert len(slug) <= 80
    assert slug.endswith("harbour")


def test_articles_of_one_title_and_month_both_get_their_id() -> None:
    first, second = article("Harbour", "2025-05-11"), article("harbour!", "2025-05-12")
    addresses = of(first, second)
    assert addresses[first.id] == f"2025/05/harbour-{first.id}.html"
    assert addresses[second.id] == f"2025/05/harbour-{second.id}.html"


def test_one_title_in_two_months_is_no_conflict() -> None:
    assert set(of(article("Harbour", "2025-05"), article("Harbour", "2025-06")).values()) == {
        "2025/05/harbour.html",
        "2025/06/harbour.html",
    }


def test_a_title_that_ends_like_anothers_id_takes_no_address_away() -> None:
    first, second = article("Harbour", "2025-05-11"), article("Harbour", "2025-05-12")
    imitation = article(f"Harbour {first.id}", "2025-05-13")
    assert len(set(of(first, second, imitation).values())) == 3


@given(st.lists(st.tuples(TITLES, DATES), max_size=12))
def test_addresses_are_unique_plain_and_short_for_any_titles(pairs: list[tuple[str, str]]) -> None:
    articles = numbered(pairs)
    addresses = list(of(*articles).values())
    assert len(set(addresses)) == len(articles)
    assert all(ADDRESS.fullmatch(address) for address in addresses)
    assert all(len(PurePosixPath(address).stem.encode()) <= 80 for address in addresses)


@given(st.lists(st.tuples(TITLES, DATES), max_size=8), st.randoms(use_true_random=False))
def test_addresses_do_not_depend_on_the_order(pairs: list[tuple[str, str]], random: Random) -> None:
    articles = numbered(pairs)
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert of(*articles) == of(*shuffled)


@given(TITLES, DATES)
def test_another_article_of_another_title_moves_no_address(title: str, date: str) -> None:
    mine = article(title, date)
    other = replace(article("Quite another story, of a ferry"), id=ident_of("other"))
    assert of(mine)[mine.id] == of(mine, other)[mine.id]
