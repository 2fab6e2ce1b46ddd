"""Queries in; the engine's answers must be those a reader, and lunr itself, would expect."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backfile.search.index import build
from tests.js.conftest import write
from tests.js.corpus import BOOSTS, BY_HAND, by_chance, document, for_lunr, queries

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def answers(javascript: Any, client: Path) -> Callable[[list[list[Any]]], Any]:
    write(client / "by-hand", build(BY_HAND))
    for name in ("static", "search/lunr.js"):
        (client / "by-hand" / name).symlink_to(client / name)

    def ask(asked: list[list[Any]]) -> Any:
        return javascript("ask.js", {"base": "by-hand/", "queries": asked})

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


def test_the_texts_are_loaded_for_phrases_and_snippets_alone(answers: Any) -> None:
    def texts(asked: list[list[Any]]) -> int:
        return sum("texts" in script for script in answers(asked)["loaded"])

    assert texts([["war", {"facets": True}]]) == 0
    assert texts([['"war era"', {}], ["war", {"snippets": True}]]) == 1


def test_one_address_is_opened_once(answers: Any) -> None:
    assert answers([])["same"]


def test_a_missing_index_is_told_by_its_address(javascript: Any) -> None:
    answer = javascript("ask.js", {"base": "elsewhere", "queries": [["war", {}]]})["answers"][0]
    assert answer["error"] == "The search could not load elsewhere/search/index.js"


def test_refs_order_and_scores_are_those_of_lunr_itself(javascript: Any, client: Path) -> None:
    documents = by_chance(150)
    asked = queries(documents, each=8)
    write(client, build(documents))
    wanted = {"base": "", "queries": [[text, {"limit": 1000}] for text in asked]}
    engine = javascript("ask.js", wanted)["answers"]
    lunr = javascript(
        "reference.js", {"fields": BOOSTS, "documents": for_lunr(documents), "queries": asked}
    )
    for text, ours, theirs in zip(asked, engine, lunr, strict=True):
        assert [hit["ref"] for hit in ours["hits"]] == [ref for ref, _ in theirs[1]], text
        scores = [score for _, score in theirs[1]]
        assert [hit["score"] for hit in ours["hits"]] == pytest.approx(scores, abs=1e-9), text


def test_words_with_digits_that_lunr_would_merge_are_found(javascript: Any, client: Path) -> None:
    # The node after "z0" is lunr's 313th, as the long word takes the numbers up to
    # there; and 313 is spelt as the end of a0 and a1 is: node 3, letter 1, node 3.
    words = ["a0", "a1", "m" + "9" * 306, "z0q"]
    documents = [document(1, "", " ".join(words), source="")]
    lunr = {"fields": BOOSTS, "documents": for_lunr(documents), "queries": words}
    assert [found for found, _ in javascript("reference.js", lunr)] == [1, 1, 1, 0]
    write(client, build(documents))
    answers = javascript("ask.js", {"base": "", "queries": [[word, {}] for word in words]})[
        "answers"
    ]
    assert [answer["total"] for answer in answers] == [1, 1, 1, 1]
