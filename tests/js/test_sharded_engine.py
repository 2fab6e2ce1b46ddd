"""Queries in; the engine's answers must be those that a reader would expect."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.js.conftest import site
from tests.js.corpus import BY_HAND

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def answers(javascript: Any, client: Path) -> Callable[[list[list[Any]]], Any]:
    site(client, "sharded", BY_HAND, most_bytes=300, most_names=4)

    def ask(asked: list[list[Any]], **more: Any) -> Any:
        return javascript("sharded.js", {"base": "sharded/", "queries": asked, **more})

    return ask


@pytest.fixture(scope="module")
def ask(answers: Any) -> Ask:
    def one(text: str, **options: Any) -> Any:
        return answers([[text, options]])["answers"][0]

    return one


def found(answer: Any) -> list[str]:
    return sorted(hit["id"] for hit in answer["hits"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ukraine's", ["doc2"]),
        ("Ukraine,", ["doc2"]),
        ("turkey", ["doc2"]),
        ("U.S.", ["doc2"]),
        ("us", []),
        ("+europe -votes", ["doc3"]),
        ("title:europe", ["doc1"]),
        ("authors:reed", ["doc3"]),
        ("source:evening", ["doc2"]),
        ("tags:drones", ["doc4", "doc5"]),
        ("lodz", ["doc5"]),
        ("п'ятий", ["doc5"]),
        ("1310", ["doc5"]),
        ("studies*", ["doc4"]),
        ("+studies* +drone", ["doc4"]),
        ("stud*", ["doc4"]),
        ("Łód*", ["doc5"]),
        ("dronse~1", ["doc4", "doc5"]),
        ("+pre-war", ["doc1", "doc3"]),
        ("-pre-war", ["doc2", "doc3", "doc4", "doc5"]),
        ("-drone -war", ["doc2"]),
        ("europe - votes", ["doc1", "doc3"]),
        ("*", ["doc1", "doc2", "doc3", "doc4", "doc5"]),
        ('"pre-war era"', ["doc1"]),
        ('"War Era"', ["doc1", "doc3"]),
        ('title:"war era"', ["doc3"]),
        ('-"war era"', ["doc2", "doc4", "doc5"]),
        ('war -"pre-war era"', ["doc3"]),
        ('tags:"ada quill" lodz', ["doc5", "doc2"]),
        ("“pre-war era”", ["doc1"]),
        ('"unbalanced europe', ["doc1", "doc3"]),
        ("-*", []),
        ("the of and", []),
        ("", []),
        ("-the", ["doc1", "doc2", "doc3", "doc4", "doc5"]),
        ("+the +europe", ["doc1", "doc3"]),
        ("* -war", ["doc2", "doc4", "doc5"]),
        ('"europe votes" +pre', ["doc1"]),
        ('"nowhere at all"', []),
        ('-"nowhere at all" votes', ["doc1"]),
        ('"drones over lodz"', ["doc5"]),
        ('tags:"ada drones"', []),
        ("constructor __proto__ toString hasOwnProperty", []),
    ],
)
def test_a_query_finds_what_it_says(ask: Ask, text: str, expected: list[str]) -> None:
    answer = ask(text)
    assert (found(answer), answer["total"], answer["note"]) == (
        sorted(expected),
        len(expected),
        None,
    )


@pytest.mark.parametrize(
    "text", ["Zelensky: peace", "peace ~", "peace ^", "a:peace", "peace:", "peace -"]
)
def test_what_lunr_cannot_parse_is_searched_as_plain_words(ask: Ask, text: str) -> None:
    answer = ask(text)
    assert found(answer) == ["doc2"]
    assert "plain words" in answer["note"]


@pytest.mark.parametrize(
    "text", ["-", "+", "~1", "^", "\\", "peace\\", '"', '""', "**", "+*", ":", "x~99", "\u2028"]
)
def test_no_sign_makes_a_search_fail(ask: Ask, text: str) -> None:
    assert "error" not in ask(text)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.sampled_from("ab eu*~^+-:\"\\'.,29é“—"), max_size=15), max_size=200))
def test_no_search_fails(answers: Any, texts: list[str]) -> None:
    asked = answers([[text, {"facets": True, "snippets": True}] for text in texts])["answers"]
    assert not [text for text, answer in zip(texts, asked, strict=True) if "error" in answer]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"person": "ada-quill"}, ["doc2", "doc5"]),
        ({"topic": ["drones", "elections"]}, ["doc1", "doc4", "doc5"]),
        ({"topic": "drones", "person": ["ada-quill"]}, ["doc5"]),
        ({"tag": "drones"}, ["doc4", "doc5"]),
        ({"source": "evening-post"}, ["doc2"]),
        ({"year": 2025}, ["doc1", "doc2"]),
        ({"from": "2025-05-20"}, ["doc2"]),
        ({"from": "2024-12-31", "to": "2025-05-11"}, ["doc1", "doc2", "doc3"]),
        ({"to": "2024"}, ["doc3", "doc5"]),
        ({"topic": [], "year": None}, ["doc1", "doc2", "doc3", "doc4", "doc5"]),
    ],
)
def test_filters_keep_what_meets_them_all(ask: Ask, filters: Any, expected: list[str]) -> None:
    assert found(ask("*", filters=filters)) == expected


@pytest.mark.parametrize("options", [{"filters": {"colour": "red"}}, {"sort": "loudest"}])
def test_a_filter_or_order_that_is_not_there_is_an_error(ask: Ask, options: Any) -> None:
    assert "There is no" in ask("war", **options)["error"]


@pytest.mark.parametrize(("sort", "order"), [("newest", "12354"), ("oldest", "53214")])
def test_dated_hits_come_in_order_and_undated_ones_last(ask: Ask, sort: str, order: str) -> None:
    assert [hit["id"] for hit in ask("*", sort=sort)["hits"]] == [
        f"doc{number}" for number in order
    ]


def test_a_page_of_hits_is_a_slice_of_all(ask: Ask) -> None:
    answer = ask("*", sort="newest", limit=2, offset=1)
    assert ([hit["id"] for hit in answer["hits"]], answer["total"]) == (["doc2", "doc3"], 5)


def test_a_hit_tells_all_that_a_list_shows(ask: Ask) -> None:
    hit = ask("ukraine")["hits"][0]
    assert hit.pop("score") > 0
    assert hit == {
        "ref": "doc2",
        "id": "doc2",
        "title": "Talks on peace",
        "url": "2025/doc2.html",
        "date": "2025-05",
        "source": "Evening Post",
        "summary": "",
        "snippet": None,
        "tags": [{"kind": "person", "slug": "ada-quill", "name": "Ada Quill"}],
    }


def test_facets_count_what_was_found(ask: Ask) -> None:
    facets = ask("*", facets=True)["facets"]
    assert facets["topic"] == [
        {"slug": "drones", "name": "Drones", "count": 2},
        {"slug": "elections", "name": "Elections", "count": 1},
    ]
    assert [value["count"] for value in facets["year"]] == [2, 1, 1]


def test_a_kinds_counts_do_not_heed_its_own_filter(ask: Ask) -> None:
    facets = ask("*", facets=True, filters={"topic": "elections"})["facets"]
    assert [value["slug"] for value in facets["topic"]] == ["drones", "elections"]
    assert facets["person"] == []


def test_a_snippet_marks_the_words_as_they_stand_in_the_text(ask: Ask) -> None:
    snippet = ask("ukraine turkey", snippets=True)["hits"][0]["snippet"]
    assert "".join(text for text, _ in snippet) == BY_HAND[1].text
    assert [text for text, marked in snippet if marked] == ["Ukraine’s", "Turkey"]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("goverment", "government"),
        ("+ukrane", "+ukraine"),
        ("drnoe tlaks", "drones talks"),
        ("qqqqqq", None),
    ],
)
def test_a_misspelt_word_gets_the_nearest_one(ask: Ask, text: str, better: str | None) -> None:
    assert ask(text, snippets=True)["suggestion"] == better
