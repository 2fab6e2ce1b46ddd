"""Words that the archive redirects to another's term, in; each must find and mark the others."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.js.conftest import site
from tests.js.corpus import document

Ask = Callable[..., Any]

MOVED = {"selenski": "zelenski", "зеленск": "zelenski", "went": "go"}


@pytest.fixture(scope="module")
def redirected(javascript: Any, client: Path) -> Ask:
    texts = ["Zelensky went home.", "Selenskyj spoke.", "Зеленський сказав.", "They go on."]
    documents = [document(number, "", text, source="") for number, text in enumerate(texts)]
    site(client, "moved", documents, redirects=MOVED, most_bytes=60)

    def ask(text: str, **options: Any) -> Any:
        asked = {"base": "moved/", "queries": [[text, options]]}
        return javascript("sharded.js", asked)["answers"][0]

    return ask


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("zelenskyy", ["doc0", "doc1", "doc2"]),
        ("Зеленського", ["doc0", "doc1", "doc2"]),
        ("+selenskyj -home", ["doc1", "doc2"]),
        ("selensky*", ["doc0", "doc1", "doc2"]),
        ('"Zelenskyy go"', ["doc0"]),
        ("went", ["doc0", "doc3"]),
    ],
)
def test_redirected_forms_find_one_another(redirected: Ask, text: str, expected: list[str]) -> None:
    assert sorted(hit["id"] for hit in redirected(text)["hits"]) == expected


def test_redirected_forms_are_marked(redirected: Ask) -> None:
    hits = redirected("zelensky go", snippets=True)["hits"]
    marked = {text for hit in hits for text, is_marked in hit["snippet"] if is_marked}
    assert marked == {"Zelensky", "went", "Selenskyj", "Зеленський", "go"}


def test_pairs_of_signs_are_marked_without_the_rest_of_their_run(
    javascript: Any, client: Path
) -> None:
    site(client, "pairs", [document(1, "", "昨日東京都で雨が降った。", source="")])
    asked = {"base": "pairs/", "queries": [["東京都", {"snippets": True}]]}
    [hit] = javascript("sharded.js", asked)["answers"][0]["hits"]
    assert "".join(text for text, marked in hit["snippet"] if marked) == "東京都"
