"""Documents in, known-item queries out: what a reader types who half remembers one of them.

The relevant document of a query is the one that it was made from. Documents
whose title occurs twice make none, since either would be right.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lunr.stop_word_filter import WORDS
from unidecode import unidecode

from backfile.model import SearchDocument
from benchmarks.searching.wording import inflections, slipped

KINDS = ("title", "rare", "inflected", "spelling", "typo", "lead")
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.,-][^\W_]+)*")
_RARE = 3  # words of a query that is made of the rarest
_LEAD_WORDS = 30
# Two spellings of one name share so much of their letters, transliterated; 0.5
# keeps Kiev and Київ, and parts Japan from Nippon.
_ALIKE = 0.5
_FEWEST_WORDS = 4
_SHORTEST_NAME = 4  # US and UK are abbreviations


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A query, how it was made, and the url of the document it must find.

    half: 0 or 1; what is tuned on one half is reported on the other. All
    queries of a document are in one half.
    """

    kind: str
    text: str
    wanted: str
    half: int


@dataclass(frozen=True, slots=True)
class _Making:
    """What queries are made with: chance, how many documents have a word, and the names."""

    chance: random.Random
    frequency: Counter[str]
    names: dict[str, tuple[str, ...]]


def known_items(
    documents: Sequence[SearchDocument], names: Iterable[Sequence[str]], count: int = 500
) -> list[KnownItem]:
    """The queries of so many documents, one of each kind that can be made; always the same.

    names: groups of spellings of one name each.
    """
    titles = Counter(_plain(document.title) for document in documents)
    alone = [d for d in documents if titles[_plain(d.title)] == 1 and _is_telling(d)]
    # The same queries every time; no secret rests on it.
    chance = random.Random(19)  # noqa: S311 - as said above
    chosen = chance.sample(sorted(alone, key=lambda d: d.title), min(count, len(alone)))
    frequency = Counter(w for d in documents for w in set(words_of(f"{d.title} {d.text}")))
    making = _Making(chance, frequency, _spellings(names))
    return [item for n, one in enumerate(chosen) for item in _items(one, n % 2, making)]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def _plain(title: str) -> str:
    return " ".join(words_of(title))


def _content(words: Iterable[str]) -> list[str]:
    """The words that say something, each once."""
    return [word for word in dict.fromkeys(words) if len(word) > 1 and word not in WORDS]


def _is_telling(document: SearchDocument) -> bool:
    return len(_content(words_of(document.title))) >= _FEWEST_WORDS


def _items(document: SearchDocument, half: int, making: _Making) -> Iterator[KnownItem]:
    for kind, make in _MAKERS.items():
        words = make(document, making)
        if words:
            yield KnownItem(kind, " ".join(words), document.url, half)


def _title(document: SearchDocument, making: _Making) -> list[str]:
    """The title's words in their order, a third of them dropped."""
    words = words_of(document.title)
    kept = sorted(making.chance.sample(range(len(words)), len(words) - len(words) // 3))
    return [words[at] for at in kept]


def _rare(document: SearchDocument, making: _Making) -> list[str]:
    """The title's three rarest words, in the title's order."""
    return _rarest(_content(words_of(document.title)), _RARE, making)


def _rarest(words: Sequence[str], count: int, making: _Making) -> list[str]:
    rarest = sorted(words, key=lambda word: (making.frequency[word], word))[:count]
    return [word for word in words if word in rarest]


def _inflected(document: SearchDocument, making: _Making) -> list[str]:
    """The three rarest words, each in another form that some document has, if there is one."""
    words = _rare(document, making)
    changed = [_other_form(word, making) for word in words]
    return changed if changed != words else []


def _other_form(word: str, making: _Making) -> str:
    forms = [form for form in inflections(word) if making.frequency[form]]
    return making.chance.choice(forms) if forms else word


def _typo(document: SearchDocument, making: _Making) -> list[str]:
    words = _rare(document, making)
    places = [at for at, word in enumerate(words) if slipped(word, random.Random(0)) != word]  # noqa: S311 - no secret
    if places:
        at = making.chance.choice(places)
        words[at] = slipped(words[at], making.chance)
    return words if places else []


def _spelling(document: SearchDocument, making: _Making) -> list[str]:
    """A name of title or lead as no document spells it, and the title's two rarest words."""
    lead = " ".join(document.text.split()[:_LEAD_WORDS])
    for text in (document.title, lead):
        for name in _runs(text):
            others = [o for o in making.names.get(name, ()) if not making.frequency[o.split()[-1]]]
            if others:
                rest = [w for w in _content(words_of(document.title)) if w not in name.split()]
                return [making.chance.choice(others), *_rarest(rest, _RARE - 1, making)]
    return []


def _runs(text: str) -> Iterator[str]:
    """All runs of one to three words of a text, the longest first."""
    words = _plain(text).split(" ")
    for length in (3, 2, 1):
        yield from (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))


def _spellings(names: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The other spellings of each name that has any, in small letters."""
    found: dict[str, tuple[str, ...]] = {}
    for group in names:
        for name in group:
            others = tuple(_plain(other) for other in group if _is_other_spelling(name, other))
            if others and len(name) >= _SHORTEST_NAME:
                found.setdefault(_plain(name), others)
    return found


def _is_other_spelling(name: str, other: str) -> bool:
    """Whether one could be written for the other: neither another word nor a form of it."""
    one, two = unidecode(name).lower(), unidecode(other).lower()
    if len(one.split()) != len(two.split()) or one.startswith(two) or two.startswith(one):
        # in another alphabet the letters may agree: Biden, Байден
        return one == two and name.isascii() != other.isascii()
    return SequenceMatcher(None, one, two).ratio() >= _ALIKE


def _lead(document: SearchDocument, making: _Making) -> list[str]:
    """Two to four telling words from where the text begins, in its order."""
    words = _content(words_of(" ".join(document.text.split()[:_LEAD_WORDS])))
    count = min(len(words), making.chance.randrange(2, 5))
    kept = sorted(making.chance.sample(range(len(words)), count))
    return [words[at] for at in kept] if count > 1 else []


_MAKERS: dict[str, Callable[[SearchDocument, _Making], list[str]]] = dict(
    zip(KINDS, (_title, _rare, _inflected, _spelling, _typo, _lead), strict=True)
)
