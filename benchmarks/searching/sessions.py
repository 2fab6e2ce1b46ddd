"""Documents in, what one reader searches for in a quarter of an hour out: twelve fresh queries."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lunr.stop_word_filter import WORDS

from backfile.model import SearchDocument
from benchmarks.searching.known import words_of
from benchmarks.searching.wording import inflections

KINDS = (
    "a word of some documents",
    "two words of a title",
    "a whole title",
    "a rare word",
    "a word of many documents",
    "three words of a title",
    "four words of a text",
    "a tag",
    "two words of a text",
    "an inflected word",
    "three words of a text",
    "half a title",
)
# Of all documents, how many have a rare word at most (but two, or it is in no
# other), one of some, and one of many at least and at most.
_RARE, _SOME, _MANY = 0.001, 0.01, (0.05, 0.4)
_FEW = 3
_TRIES = 500


def session(documents: Sequence[SearchDocument], seed: int) -> list[str]:
    """Twelve queries in the order of KINDS, each about another document; no word comes twice.

    A kind that the documents give no query of is left out.
    """
    # The same sessions every time; no secret rests on it.
    chance = random.Random(seed)  # noqa: S311 - as said above
    counts = Counter(w for d in documents for w in set(words_of(f"{d.title} {d.text}")))
    known = _Frequencies({word: n for word, n in counts.items() if n > 1}, len(documents))
    used: set[str] = set()
    queries: list[str] = []
    for kind in KINDS:
        tried = (_words(kind, chance.choice(documents), chance, known) for _ in range(_TRIES))
        words = next((words for words in tried if words and not used.intersection(words)), [])
        used.update(words)
        queries += [" ".join(words)] if words else []
    return queries


@dataclass(frozen=True, slots=True)
class _Frequencies:
    """In how many documents each word is that is in several, and how many there are."""

    of: Mapping[str, int]
    documents: int

    def are(self, words: Sequence[str], kind: str) -> list[str]:
        """Those of the words that are rare, or of some or many documents, as the kind says."""
        rare, some = max(_FEW, _RARE * self.documents), max(3 * _FEW, _SOME * self.documents)
        most = {"a rare word": (0, rare), "a word of some documents": (rare, some)}
        least, most_of = most.get(kind, tuple(share * self.documents for share in _MANY))
        return [word for word in words if least < self.of[word] <= most_of]


def _words(
    kind: str, document: SearchDocument, chance: random.Random, known: _Frequencies
) -> list[str]:
    """The words of a query of a kind about a document; none when it gives none."""
    title, text = (
        [word for word in dict.fromkeys(words_of(part)) if word not in WORDS and word in known.of]
        for part in (document.title, document.text)
    )
    if kind == "a whole title":
        return words_of(document.title)
    if kind == "half a title":
        return title[: (len(title) + 1) // 2]
    if kind == "a tag":
        return words_of(chance.choice(document.tags)[2]) if document.tags else []
    if kind == "an inflected word":
        return _some(
            [form for w in title for form in inflections(w) if form in known.of], 1, chance
        )
    if kind.startswith("a "):
        return _some(known.are(text, kind), 1, chance)
    count = ("two", "three", "four").index(kind.split(maxsplit=1)[0]) + 2
    return _some(title if kind.endswith("title") else text, count, chance)


def _some(words: Sequence[str], count: int, chance: random.Random) -> list[str]:
    """So many of the words in their order; none when there are fewer."""
    if len(words) < count:
        return []
    return [words[at] for at in sorted(chance.sample(range(len(words)), count))]
