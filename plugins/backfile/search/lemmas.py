"""A language and its words as written in, each word's lemma out: a thin cover of simplemma.

simplemma reads one dictionary a language (5 to 80 MB in memory, 0.2 to 5
seconds). A small one is read piecemeal, which costs 35 microseconds a word and
a fifth of the memory, and gives the same.
"""

from collections.abc import Iterable

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries import StreamDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import (
    SUPPORTED_LANGUAGES,
    DefaultDictionaryFactory,
)

# Languages that simplemma keeps under another name.
_NAMES = {"bs": "hbs", "hr": "hbs", "sr": "hbs", "sh": "hbs", "no": "nb"}
_FEW = 40_000


def has_lemmas(language: str) -> bool:
    """Tell whether a language's words (ISO 639-1) can be brought to lemmas; English's stay."""
    return language != "en" and _NAMES.get(language, language) in SUPPORTED_LANGUAGES


def lemmas(language: str, writings: Iterable[str]) -> dict[str, str]:
    """Give the lemma of each writing; a word the dictionary lacks is its own lemma."""
    known = sorted(writings)
    name = _NAMES.get(language, language)
    factory = StreamDictionaryFactory(1) if len(known) < _FEW else DefaultDictionaryFactory(1)
    strategy = DefaultStrategy(dictionary_factory=factory)
    lemmatizer = Lemmatizer(cache_max_size=1, lemmatization_strategy=strategy)
    return {writing: lemmatizer.lemmatize(writing, name) for writing in known}
