"""Documents that the index's tests build from: a few of any kind, and many made by chance."""

import random
from dataclasses import replace

from hypothesis import strategies as st

from backfile.model import TAG_KINDS, SearchDocument
from backfile.search.analyser import analyse
from backfile.search.fields import FIELDS, texts_of

SYLLABLES = "bal dor fen gim hust jor kelp lum mont nar pusk rit sorv tul vand zok".split()
# No other language: its dictionaries take a second to load, for each example anew.
# What breaks an index: its own signs, other alphabets, names that JavaScript's objects have.
WORDS = (
    "war peace peaceful U.S. 1,310 2019 Αθήνα l’été東京都 __proto__ constructor 7 "
    "</script> \u2028 \ud800 \U00010330 \ufa0e pre-war <b> don't it's the"
).split(" ")


def document(number: int | None, text: str = "A text.", **more: object) -> SearchDocument:
    """A document of that number, or of none; its id is made of its text then."""
    ident = f"id{number}" if number is not None else f"id-{len(text)}"
    plain = SearchDocument(ident, f"undated/{ident}.html", "", "", "", "", (), text)
    return replace(plain, number=number, **more)  # type: ignore[arg-type]  # names of its fields


texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
dates = st.sampled_from(["", "2025", "2025-05", "2025-05-11", "2024-12-31", "--03-29"])
_tag = st.tuples(st.sampled_from(TAG_KINDS), st.sampled_from(["kyiv", "lviv-oblast"]), texts)


@st.composite
def archives(draw: st.DrawFn) -> list[SearchDocument]:
    """Up to eight documents, some of them registered, with gaps."""
    count = draw(st.integers(0, 8))
    numbers = draw(st.sets(st.integers(0, 40) | st.integers(4_090, 4_100), max_size=count))
    registered = [*sorted(numbers), *[None] * (count - len(numbers))]
    return [
        SearchDocument(
            f"id{at}",
            f"2025/id{at}.html",
            draw(texts),
            draw(dates),
            draw(st.sampled_from(["", "The Gazette", "Τα Νέα"])),
            draw(texts),
            tuple(draw(st.lists(_tag, max_size=3))),
            draw(texts | st.text(max_size=20)),
            tuple(draw(st.lists(texts, max_size=3))),
            draw(st.sampled_from(["", "en"])),
            number,
        )
        for at, number in enumerate(registered)
    ]


def by_chance(count: int, words: int = 60) -> list[SearchDocument]:
    """Registered documents of made-up words, some frequent and most rare; always the same."""
    chance = random.Random(7)  # noqa: S311 - test data
    known = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES]
    chance.shuffle(known)
    weights = [1 / (rank + 3) for rank in range(len(known))]
    return [
        document(
            number,
            " ".join(chance.choices(known, weights, k=words)),
            title=" ".join(chance.choices(known, weights, k=5)),
            date=f"20{chance.randint(10, 25)}-03-0{chance.randint(1, 9)}",
        )
        for number in range(count)
    ]


def terms_of(one: SearchDocument) -> dict[str, list[str]]:
    """The terms of a document by field, without redirects."""
    pairs = zip(FIELDS, texts_of(one), strict=True)
    return {name: [t for text in texts for t in analyse(text)] for (name, _), texts in pairs}
