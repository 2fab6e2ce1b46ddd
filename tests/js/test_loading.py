"""Queries in; which files of the index the engine loads for them, and what it does without."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.js.conftest import site
from tests.js.corpus import BY_HAND, document

Answers = Callable[..., Any]


@pytest.fixture(scope="module")
def answers(javascript: Any, client: Path) -> Answers:
    site(client, "sharded", BY_HAND, most_bytes=300, most_names=4)

    def ask(asked: list[list[Any]], **more: Any) -> Any:
        return javascript("sharded.js", {"base": "sharded/", "queries": asked, **more})

    return ask


def found(answer: Any) -> list[str]:
    return sorted(hit["id"] for hit in answer["hits"])


def loaded(answers: Any, *asked: list[Any]) -> list[list[str]]:
    """Give for each query the folders of the scripts that it loaded, after a first one."""
    scripts = answers([["europe", {}], *asked])["loaded"][1:]
    return [sorted({script.split("/")[-2] for script in one}) for one in scripts]


def test_texts_are_loaded_only_where_the_summary_does_not_show_what_was_found(answers: Any) -> None:
    assert loaded(answers, ["drone", {}], ["drone", {"snippets": True}]) == [["t"], ["x"]]


def test_a_snippet_comes_of_the_summary_where_that_shows_what_was_found(
    javascript: Any, client: Path
) -> None:
    told = document(1, "A flood", "Long ago. The river rose.", summary="The river rose.")
    site(client, "told", [told])
    asked = {"base": "told/", "queries": [["flood river", {"snippets": True}]]}
    answer = javascript("sharded.js", asked)
    assert answer["answers"][0]["hits"][0]["snippet"] == [
        ["The ", False],
        ["river", True],
        [" rose.", False],
    ]
    assert not [script for script in answer["loaded"][0] if "/x/" in script]


def test_positions_are_loaded_for_phrases_alone(answers: Any) -> None:
    assert ["p" in kinds for kinds in loaded(answers, ["war era", {}], ['"war era"', {}])] == [
        False,
        True,
    ]


def test_columns_are_loaded_for_what_is_filtered_or_counted(answers: Any) -> None:
    filtered = ["europe", {"filters": {"person": "ada-quill"}}]
    scripts = answers([["europe", {}], filtered, ["europe", {"facets": True}]])["loaded"]
    assert [sum("/f/" in script for script in one) for one in scripts] == [0, 1, 3]


def test_nothing_is_loaded_twice(answers: Any) -> None:
    asked = [[text, {"facets": True, "snippets": True}] for text in ("war", "war*", '"war era"')]
    scripts = [script for one in answers(asked * 2)["loaded"] for script in one]
    assert len(scripts) == len(set(scripts))


def test_a_part_that_failed_is_loaded_again_when_it_is_asked_for_again(answers: Any) -> None:
    failing = answers([["europe", {}]])["loaded"][0][-1]
    answer = answers([["europe", {}], ["europe", {}]], down=[failing])["answers"]
    assert answer[0]["error"] == f"The search could not load {failing}"
    assert found(answer[1]) == ["doc1", "doc3"]


def test_a_root_that_the_page_names_is_not_asked_for(answers: Any, client: Path) -> None:
    [root] = (client / "sharded" / "search").glob("index.*.js")
    first = answers([["europe", {}]], page=f"sharded/search/{root.name}")
    assert found(first["answers"][0]) == ["doc1", "doc3"]
    assert not [script for script in first["loaded"][0] if "index" in script]


def test_one_address_is_opened_once(answers: Any) -> None:
    assert answers([])["same"]


def test_a_missing_index_is_told_by_its_address(javascript: Any) -> None:
    asked = {"base": "elsewhere", "queries": [["war", {}]]}
    answer = javascript("sharded.js", asked)["answers"][0]
    assert answer["error"] == "The search could not load elsewhere/search/index.js"


def test_numbers_without_a_document_are_no_hits(javascript: Any, client: Path) -> None:
    documents = [
        replace(document(number, "Rain", "It rained.", date), number=number)
        for number, date in ((2, ""), (3, "2024"), (40, ""), (41, "2025"), (5000, ""))
    ]
    site(client, "gaps", documents)
    options = [{}, {"limit": 2, "offset": 2}, {"sort": "newest", "facets": True}]
    asked = [["*", one] for one in options] + [["-rain", {}], ["*", {"filters": {"year": "2024"}}]]
    answers = javascript("sharded.js", {"base": "gaps/", "queries": asked})["answers"]
    assert [answer["total"] for answer in answers] == [5, 5, 5, 0, 1]
    assert [[hit["id"] for hit in answer["hits"]] for answer in answers[:3]] == [
        ["doc2", "doc3", "doc40", "doc41", "doc5000"],
        ["doc40", "doc41"],
        ["doc41", "doc3", "doc2", "doc40", "doc5000"],
    ]


def test_no_documents_at_all_give_no_hits(javascript: Any, client: Path) -> None:
    site(client, "empty", [])
    texts = ["war", "*", "wa*", "*r", "war~1", "-war", '"war era"']
    asked = [[text, {"facets": True}] for text in texts]
    answers = javascript("sharded.js", {"base": "empty/", "queries": asked})["answers"]
    assert [answer["total"] for answer in answers] == [0] * len(asked)


@pytest.mark.parametrize(
    ("beginning", "fewest", "most"), [("", 2, 20), ("turk", 1, 1), ("zzz", 1, 1)]
)
def test_the_listing_tells_how_many_shards_a_beginning_would_load(
    answers: Answers, beginning: str, fewest: int, most: int
) -> None:
    told = answers([], spread=[beginning])
    assert fewest <= told["spread"][0] <= most
    assert not [script for script in told["scripts"] if "/t/" in script]
