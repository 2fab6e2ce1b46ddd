"""Documents that the engine's tests search: a few by hand, and many made by chance."""

import random
from collections.abc import Callable

from backfile.model import SearchDocument
from backfile.search.index import FIELDS

SYLLABLES = "bal dor fen gim hust jor kelp lum mont nar pusk rit sorv tul vand zok".split()
PLAIN = ["turkey", "sunday", "money", "play", "studies", "war", "2019", "1,310", "U.S.", "київ"]


def document(number: int, title: str, text: str, date: str = "", **more: str) -> SearchDocument:
    """Give a document; person and topic are names of tags, of which the slugs are made."""
    tags = tuple(
        (kind, more[kind].lower().replace(" ", "-"), more[kind])
        for kind in ("person", "topic")
        if kind in more
    )
    return SearchDocument(
        id=f"doc{number}",
        url=f"2025/doc{number}.html",
        title=title,
        date=date,
        source=more.get("source", "The Gazette"),
        summary=more.get("summary", ""),
        tags=tags,
        text=text,
        authors=(more["author"],) if "author" in more else (),
    )


BY_HAND = [
    document(
        1, "Europe votes", "The pre-war era is over, she said.", "2025-05-11", topic="Elections"
    ),
    document(
        2,
        "Talks on peace",
        "Ukraine’s envoy met the U.S. envoy in Turkey. They met us too.",
        "2025-05",
        person="Ada Quill",
        source="Evening Post",
    ),
    document(
        3,
        "A war era begins",
        "Before the pre era of war there was Europe.",
        "2024-12-31",
        author="Bo Reed",
    ),
    document(
        4,
        "Studies of drones",
        "A drone flew over Kyiv. The government gave no answer.",
        topic="Drones",
    ),
    document(
        5,
        "Київ і Łódź",
        "Їхній п’ятий рік. Drones over Łódź, 1,310 of them.",
        "2023",
        person="Ada Quill",
        topic="Drones",
    ),
]


def by_chance(count: int) -> list[SearchDocument]:
    """Give documents of made-up words, some frequent and some rare; always the same ones."""
    chance = random.Random(7)  # noqa: S311 - test data
    words = [a + b for a in SYLLABLES for b in SYLLABLES] + PLAIN * 4
    weights = [1 / (rank + 1) for rank in range(len(words))]
    chance.shuffle(words)

    def some(least: int, most: int) -> str:
        return " ".join(chance.choices(words, weights, k=chance.randint(least, most)))

    return [
        document(
            number,
            some(2, 8),
            some(0, 120),
            f"20{chance.randint(10, 25)}-03-0{chance.randint(1, 9)}",
            topic=some(1, 2),
            author=some(1, 2),
        )
        for number in range(count)
    ]


def terms_of(one: SearchDocument, terms: Callable[[str], list[str]]) -> dict[str, object]:
    """Give a document's id and its terms by field."""
    return {
        "id": one.id,
        "title": terms(one.title),
        "text": terms(one.text),
        "tags": [term for tag in one.tags for term in terms(tag[2])],
        "authors": [term for name in one.authors for term in terms(name)],
        "source": terms(one.source),
    }


BOOSTS = [list(field) for field in FIELDS]
