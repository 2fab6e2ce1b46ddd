"""A number of articles and a seed in, made-up news out: the same on every machine.

An article has about 480 words in six paragraphs and five tags of 500, some of
which are common and most rare (Zipf's law); the days go from 2015 to 2024. An
article's words hang on its number alone, so that more articles change none.
"""

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

_STARTS = "b br c ch d dr f g gl h j k l m n p pr qu r s sh st t tr v w".split()
_VOWELS = "a e i o u ai ea ou".split()
_ENDS = "b ck d ft g l ld lt m n nd nt p r rd rt s st t th x".split()
_WORDS, _TAGS, _TAGS_EACH = 4_000, 500, 5
_PARAGRAPHS, _SENTENCES, _LEAST, _MOST = 6, 5, 12, 20
_SOURCES = ("The Harbour Post", "Northern Gazette", "River Valley Times")
_FIRST_DAY, _DAYS = dt.date(2015, 1, 1), 3_650
_GLUE = "the a of in to and on for with by at from over after before under".split()


@dataclass(frozen=True, slots=True)
class Story:
    """An article as a newsroom has it; paragraphs hold each tag's name three times."""

    number: int
    title: str
    date: str
    source: str
    author: str
    tags: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def html(self) -> str:
        """The body as ready HTML."""
        return "\n".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)


def _made_words() -> tuple[str, ...]:
    """The words of our own list: syllables by turns, the common ones first."""
    syllables = [a + b + c for a, b, c in itertools.product(_STARTS, _VOWELS, _ENDS)]
    picked = random.Random("words")  # noqa: S311 - made-up words, not secrets
    picked.shuffle(syllables)
    pairs = (a + b for a, b in zip(syllables, reversed(syllables), strict=True))
    return tuple(itertools.islice(itertools.chain(syllables, pairs), _WORDS))


_LEXICON = _made_words()
# The n-th commonest is n times as rare as the commonest.
_WORD_SHARES = tuple(itertools.accumulate(1 / (n + 8) for n in range(_WORDS)))
_TAG_SHARES = tuple(itertools.accumulate(1 / (n + 1) for n in range(_TAGS)))
TAG_NAMES = tuple(
    f"{_LEXICON[n].title()} {_LEXICON[-1 - n].title()}field" for n in range(300, 300 + _TAGS)
)


def stories(count: int, first: int = 0) -> Iterator[Story]:
    """So many articles, from a number on."""
    return map(story, range(first, first + count))


def story(number: int) -> Story:
    """The article of a number."""
    chance = random.Random(f"story {number}")  # noqa: S311 - made-up words, not secrets
    tags = _tags(chance)
    day = _FIRST_DAY + dt.timedelta(chance.randrange(_DAYS))
    mentions = [name for name in tags for _ in range(3)]
    chance.shuffle(mentions)
    shares = [mentions[n::_PARAGRAPHS] for n in range(_PARAGRAPHS)]
    return Story(
        number=number,
        title=" ".join(_words(chance, 6)).capitalize() + f" {number}",
        date=day.isoformat(),
        source=chance.choice(_SOURCES),
        author=" ".join(word.title() for word in _words(chance, 2)),
        tags=tags,
        paragraphs=tuple(_paragraph(chance, names) for names in shares),
    )


def _tags(chance: random.Random) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < _TAGS_EACH:
        found |= dict.fromkeys(chance.choices(TAG_NAMES, cum_weights=_TAG_SHARES))
    return tuple(found)


def _words(chance: random.Random, count: int) -> list[str]:
    return chance.choices(_LEXICON, cum_weights=_WORD_SHARES, k=count)


def _paragraph(chance: random.Random, names: list[str]) -> str:
    sentences = []
    for n in range(_SENTENCES):
        words = _words(chance, chance.randint(_LEAST, _MOST))
        words[2::4] = [chance.choice(_GLUE) for _ in words[2::4]]
        if n < len(names):
            words[4:4] = [names[n]]
        text = " ".join(words)
        sentences.append(f"{text[:1].upper()}{text[1:]}.")
    return " ".join(sentences)
