"""Queries in; refs, their order and their scores must be those of unchanged lunr.js.

lunr.js builds its own index of the same terms and is asked by its own search().
"""

import gzip
import json
import os
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from backfile.model import SearchDocument
from backfile.search.analyser import Analyser, analyse
from backfile.search.index import build
from tests.js.conftest import write
from tests.js.corpus import BOOSTS, BY_HAND, by_chance, document, terms_of
from tests.js.naive import NaiveIndex
from tests.js.naive_parts import numbers, redirects_in

# Corpora of the measurements, beside the checkout where they are at all.
CORPORA = Path(__file__).parents[3] / "shared" / "eval" / "search"
MINUTES = pytest.mark.skipif(
    not os.environ.get("BACKFILE_SLOW"), reason="takes minutes; set BACKFILE_SLOW=1"
)
FIELDED = ["title", "text", "tags", "+title", "-text"]
ODD = [
    "Is 1,310 too many?",
    "U.S. & U.N.: “no comment”",
    "__proto__ or constructor",
    "Ціна 95 № 7",
    "Їжак — hérisson",
    "C++ *stars* ~tilde ^caret",
    "東京都 and Kyiv",
    "a1 a0 1b 12 123 1234",
]
MOVED = {"київ": "kyiv", "monei": "cash", "lumgim": "lumfen", "moved": "lumfen"}


def words_of(documents: list[SearchDocument]) -> list[str]:
    """Give words for queries, as often as they occur."""
    words = [word for one in documents for word in f"{one.title} {one.text}".split()]
    return [word for word in words if re.fullmatch("[A-Za-z]{3,}", word) and analyse(word)]


def plain(text: str) -> str:
    """Give a title without the signs of the query language."""
    return re.sub(r"[-+:~^*\"“”\\]", " ", text)


def kinds(documents: list[SearchDocument], chance: random.Random) -> dict[str, Callable[[], str]]:
    """Give for each kind of query a function that makes one by chance."""
    words = words_of(documents)
    # beginnings that are no other word's stem, which we read more kindly than lunr
    stable = sorted({word for word in words if len(word) > 5 and analyse(word[:4]) == [word[:4]]})

    def a() -> str:
        return chance.choice(words)

    def d() -> str:
        return chance.choice(stable).lower()

    def misspelt() -> str:
        word = a()
        at = chance.randrange(len(word))
        return word[:at] + chance.choice(["", "x", word[at] * 2]) + word[at + 1 :]

    def again() -> str:
        word = a()
        return f"{word}^3 {word} title:{word} {word[:3]}*{word[-1]}"

    return {
        "single": a,
        "two": lambda: f"{a()} {a()}",
        "three": lambda: f"{a()} {a()} {a()}",
        "title": lambda: plain(chance.choice(documents).title) or a(),
        "+ +": lambda: f"+{a()} +{a()}",
        "+ -": lambda: f"+{a()} -{a()} {a()}",
        "field": lambda: f"{chance.choice(FIELDED)}:{a()} {a()}",
        "boost": lambda: f"{a()}^{chance.choice([0, 2, 10])} title:{a()}^5 {a()}",
        "prefix": lambda: f"{chance.choice(['', '+', '-'])}{d()[:4]}* {a()}",
        "suffix": lambda: f"*{d()[-4:]}",
        "middle": lambda: f"{d()[:2]}*{d()[-1]} {chance.choice(['', '+', '-'])}{a()}",
        "~1": lambda: f"{misspelt()}~1 {chance.choice(['', '+', '-'])}{a()}~1",
        "~2": lambda: f"{misspelt()}~2",
        "unknown": lambda: f"{chance.choice(['', '+', '-'])}qqzz{a()} {a()}",
        "stop words": lambda: f"the {a()} of {chance.choice(['', '-', '+'])}{a()}",
        "negation": lambda: f"-{a()} -{a()}",
        "again": again,
        "star~": lambda: f"{d()[:3]}*{d()[4:]}~1 {a()}~0",
    }


def asked(documents: list[SearchDocument], each: int) -> list[tuple[str, str]]:
    """Give (kind, query), so many of each kind, always the same."""
    chance = random.Random(23)  # noqa: S311 - test data
    made = kinds(documents, chance)
    return [(kind, make()) for kind, make in made.items() for _ in range(each)]


def differences(
    javascript: Any,
    client: Path,
    documents: list[SearchDocument],
    files: Mapping[str, bytes],
    each: int,
    most: int = 1_000,
) -> tuple[int, list[str]]:
    """Give how many queries were asked and those that lunr.js answers otherwise.

    each: queries of a kind; most: hits of each that are compared, beside their number.
    """
    redirects = redirects_in(files)
    queries = [query for _, query in asked(documents, each)]
    site = client / f"identity-{len(documents)}-{len(redirects)}"
    lunr = (client / "search" / "lunr.js").read_bytes()
    write(site, {**files, "search/lunr.js": lunr})
    terms = Analyser(redirects).analyse
    ordered = [terms_of(one, terms) for _, one in numbers(documents)]
    (site / "documents.json").write_text(json.dumps(ordered))
    options = {"limit": most}
    wanted = {"base": f"{site.name}/", "queries": [[query, options] for query in queries]}
    ours = javascript("sharded.js", wanted | {"brief": True})["answers"]
    theirs = javascript(
        "reference.js",
        {
            "fields": BOOSTS,
            "documents": str(site / "documents.json"),
            "queries": queries,
            "most": most,
            "redirects": list(redirects.items()),
            "apart": True,
        },
    )
    pairs = zip(queries, ours, theirs, strict=True)
    return len(queries), [query for query, our, their in pairs if not same(our, their)]


def same(our: Mapping[str, Any], their: list[Any]) -> bool:
    """Tell whether all refs, their order and their scores are the same."""
    total, hits = their
    return (
        our.get("total") == total
        and [hit[0] for hit in our["hits"]] == [ref for ref, _ in hits]
        and [hit[1] for hit in our["hits"]] == pytest.approx([score for _, score in hits], abs=1e-9)
    )


def generated() -> list[SearchDocument]:
    odd = [document(900 + at, title, f"{title} once more") for at, title in enumerate(ODD)]
    by_hand = [replace(one, id=f"hand-{one.id}") for one in BY_HAND]
    return [*by_chance(250), *odd, *by_hand]


def corpus(name: str) -> list[SearchDocument]:
    """Read a corpus of the measurements; skip the test where it is not there."""
    path = CORPORA / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    rows = map(json.loads, gzip.decompress(path.read_bytes()).splitlines())
    return [
        SearchDocument(
            id=row["id"],
            url=f"{row['id']}.html",
            title=row["title"],
            date=row["date"],
            source="",
            summary=row["body"][:160],
            tags=tuple(("topic", tag, tag) for tag in row["tags"]),
            text=row["body"],
        )
        for row in rows
    ]


def test_answers_are_those_of_lunr(javascript: Any, client: Path) -> None:
    documents = generated()
    files = dict(build(documents))
    assert differences(javascript, client, documents, files, each=60) == (1_080, [])


def test_answers_from_many_small_shards_are_those_of_lunr(javascript: Any, client: Path) -> None:
    documents = generated()
    files = NaiveIndex(documents, redirects=MOVED, most_bytes=2_000, most_names=16).files
    assert differences(javascript, client, documents, files, each=30) == (540, [])


@pytest.mark.parametrize(
    ("name", "each"),
    [
        ("news_1k", 12),
        pytest.param("bbc_2k", 60, marks=MINUTES),
        pytest.param("news_10k", 60, marks=MINUTES),
    ],
)
def test_answers_on_real_news_are_those_of_lunr(
    javascript: Any, client: Path, name: str, each: int
) -> None:
    documents = corpus(name)
    files = dict(build(documents))
    found = differences(javascript, client, documents, files, each=each, most=300)
    assert found == (18 * each, [])
