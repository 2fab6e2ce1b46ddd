"""Words by language; the redirects that an archive should get of them."""

import random
from collections.abc import Callable
from functools import cache

import pytest

from backfile.search.analyser import Analyser, stem
from backfile.search.inflection import redirects_of

# A short article's worth of other words, so that the language is taken seriously.
FILLER = 100

PARADIGMS = {
    "uk": ["війна війни війну війною воєн", "Харків Харкова Харкові", "людина людей людям"],
    "ru": ["война войны войне войной", "человек человека людей", "город города городов"],
    "de": ["Haus Häuser Hauses Häusern", "Land Länder Ländern", "Regierung Regierungen"],
    "fr": ["journal journaux", "national nationale nationaux", "cheval chevaux"],
    "es": ["elección elecciones", "país países", "gobierno gobiernos", "publicó publicaron"],
    "pl": ["rząd rządu rządem", "prezydent prezydenta prezydentem", "wojna wojny wojnę"],
    "it": ["governo governi", "città", "politico politici"],
    "pt": ["eleição eleições", "país países", "jornal jornais"],
    "nl": ["regering regeringen", "huis huizen", "stad steden"],
    "cs": ["vláda vlády vládu vládou", "město města městem", "válka války válku"],
}


Redirects = Callable[[str], dict[str, str]]


@pytest.fixture(scope="module")
def redirects_in() -> Redirects:
    """Give the redirects of an archive that holds a language's words; each is made once."""

    @cache
    def make(language: str) -> dict[str, str]:
        return redirects_of(seen(language, " ".join(PARADIGMS[language])))

    return make


def seen(language: str, text: str) -> dict[str, dict[str, int]]:
    return {language: {"…": FILLER} | dict.fromkeys(text.split(), 3)}


@pytest.mark.parametrize(
    ("language", "forms"),
    [(language, forms) for language, words in PARADIGMS.items() for forms in words],
)
def test_the_forms_of_a_word_get_one_term(
    redirects_in: Redirects, language: str, forms: str
) -> None:
    analyser = Analyser(redirects_in(language))
    assert len(set(analyser.analyse(forms))) == 1


def test_an_archive_in_english_gets_no_redirects() -> None:
    words = {"The": 90, "men's": 4, "café": 2, "pre-war": 3, "naïve": 1}
    assert redirects_of({"en": words, "": words}) == {}


def test_nothing_gives_no_redirects() -> None:
    assert redirects_of({}) == {}


def test_what_the_rule_gives_needs_no_redirect() -> None:
    assert redirects_of(seen("uk", "депутат депутата депутатів")) == {}


def test_an_english_word_stays_when_english_uses_it() -> None:
    german = seen("de", "Länder Häuser")
    assert set(redirects_of(german)) == {"hauser", "lander"}
    assert set(redirects_of(german | {"en": {"lander": 1}})) == {"hauser"}


def test_a_short_word_in_latin_letters_stays() -> None:
    assert redirects_of(seen("fr", "eux une ont journaux")) == {"journaux": "journal"}


def test_a_word_goes_with_the_language_that_uses_it_most() -> None:
    french = seen("fr", "journaux")["fr"]
    dutch = {"…": FILLER, "journaux": 2}
    assert redirects_of({"fr": french, "nl": dutch}) == {"journaux": "journal"}


def test_a_handful_of_words_is_a_mistake_of_the_detector() -> None:
    assert redirects_of({"de": {"Häuser": 3}}) == {}


def test_ukrainian_words_in_an_english_text_are_known_by_their_letters() -> None:
    assert redirects_of({"en": {"людей": 1}}) == redirects_of(seen("uk", "людей")) != {}


def test_a_pair_of_words_in_one_chunk_is_taken_apart() -> None:
    assert redirects_of(seen("fr", "journaux-chevaux")) == {
        "chevaux": stem("cheval"),
        "journaux": stem("journal"),
    }


def test_the_article_before_an_apostrophe_goes_in_french() -> None:
    redirects = redirects_of(seen("fr", "l’économie d’économie"))
    assert redirects == {"deconomie": stem("economie"), "leconomie": stem("economie")}


def test_a_language_without_lemmas_is_left_to_the_rule() -> None:
    assert redirects_of({"zh": {"北京": 900}, "tlh": {"tlhIngan": 900}}) == {}


def test_the_order_of_what_was_seen_makes_no_difference() -> None:
    counts = {"…": FILLER} | {word: 1 for words in PARADIGMS["uk"] for word in words.split()}
    shuffled = list(counts.items())
    random.Random(1).shuffle(shuffled)  # noqa: S311 - test data
    assert list(redirects_of({"uk": counts}).items()) == list(
        redirects_of({"uk": dict(shuffled)}).items()
    )
