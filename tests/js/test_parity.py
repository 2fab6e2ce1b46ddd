"""Words and signs of many kinds in; Python and JavaScript must make the same terms of them.

The word lists are the dictionaries that the lemmatiser ships, every so many words of each.
"""

import itertools
import json
import random
import re
import string
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lunr.stop_word_filter import WORDS
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from backfile.search.analyser import Analyser, analyse
from backfile.search.client import installed_lunr
from backfile.search.inflection import redirects_of
from backfile.search.porter import stem_word

TESTS = Path(__file__).parents[1]
ENDINGS = (
    "ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness "
    "fulness ousness aliti iviti biliti logi icate ative alize iciti ical ful ness al ance ence "
    "er ic able ible ant ement ment ent ou ism ate iti ous ive ize sses ies ss s eed ed ing at bl "
    "iz y ly ion e ll ey ay oy"
).split()
NEWS = """turkey sunday monday money play sydney survey key journey try tries lay sky Ukraine's
dogs' o'brien ’tis п'ять Їжак йод Київ Zürich Łódź straße Ångström Øresund İstanbul ısı ΟΔΟΣ ὀδός
U.S. U.N. U.S.-led U.S.'s a.m. p.m. i.e. J.K. Ph.D. 1,310 12,345,678 1,31 2019,2020 3.5 10km
pre-war hiv/aids war—just “quoted” rock'n'roll ½ № ™ ﬁre x² infor\u00admation हिन्दी ภาษา 日本 1️⃣ 👍🏽
می\u200cخواهم ŉ ¨ ´ ` ' '' . , ,, .. '.' a.'b
東京都 日本語2024年 ニュース 서울특별시 北京 日 か゚ ｶﾞ Украи\u0301на ґанок ёлка
Зеленського-молодшого Zelenskyys Zaluzhnyi Selenskyj’s сміялася ся стались"""
LISTS = ("en", "uk", "ru", "de", "fr", "es", "pl")
WORDS_A_LIST = 10_000


def every_text_of_the_tests() -> list[str]:
    files = sorted(
        path for path in TESTS.rglob("*") if path.suffix in {".py", ".txt", ".html", ".md"}
    )
    return [path.read_text("utf-8", errors="replace") for path in files]


def words_with_endings() -> list[str]:
    chance = random.Random(3)  # noqa: S311 - test data
    made = ["".join(letters) for letters in itertools.product(string.ascii_lowercase, repeat=3)]
    for _ in range(20_000):
        stem = "".join(chance.choices("aeiouybcdfgklmnprstwxyz", k=chance.randint(0, 5)))
        made.append(stem + "".join(chance.choices(ENDINGS, k=chance.randint(1, 3))))
    return made


def signs_in_context() -> list[str]:
    known = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    chosen = [*random.Random(5).sample(known, 8_000), *known[:3_000]]  # noqa: S311 - test data
    return [
        f"a{sign}b z{sign} {sign}{sign}x 'q{sign}'s {sign}.{sign}. 1{sign}2 日{sign} їх{sign}"
        for sign in chosen
    ]


@cache
def word_list(language: str) -> list[str]:
    """Words of a language from all over its dictionary, in all their forms."""
    words = list(StreamDictionaryFactory(1).get_dictionary(language))
    return words[:: max(1, len(words) // WORDS_A_LIST)]


def in_many_ways(words: list[str]) -> list[str]:
    """Words as they are, in capitals, and with a possessive."""
    return [f"{word} {word.upper()} {word.title()}’s" for word in words]


def both(
    javascript: Any, texts: list[str], redirects: Mapping[str, str] | None = None
) -> tuple[list[list[str]], list[list[str]]]:
    """Give the terms of texts as JavaScript makes them, and as Python does."""
    known = redirects or {}
    analyser = Analyser(known)
    made = javascript("analyse_forms.js", [texts, list(known.items())])
    return made, [analyser.analyse(text) for text in texts]


def test_the_texts_of_our_tests_and_words_of_news_give_the_same_terms(javascript: Any) -> None:
    texts = [*every_text_of_the_tests(), NEWS, NEWS.upper(), *NEWS.split()]
    made, expected = both(javascript, texts)
    assert made == expected


def test_every_kind_of_sign_gives_the_same_terms(javascript: Any) -> None:
    texts = signs_in_context()
    made, expected = both(javascript, texts)
    assert made == expected


@pytest.mark.parametrize("language", LISTS)
def test_the_words_of_a_language_give_the_same_terms(javascript: Any, language: str) -> None:
    texts = in_many_ways(word_list(language))
    made, expected = both(javascript, texts)
    assert made == expected


@pytest.mark.parametrize("language", ["uk", "fr"])
def test_the_words_of_a_language_give_the_same_terms_through_redirects(
    javascript: Any, language: str
) -> None:
    words = word_list(language)
    redirects = redirects_of({language: dict.fromkeys(words, 1)}, [["Zelensky", "Зеленський"]])
    made, expected = both(javascript, words, redirects)
    assert made == expected
    assert expected != [analyse(word) for word in words]


def test_the_stemmer_is_that_of_lunr_js(javascript: Any) -> None:
    words = words_with_endings()
    assert javascript("stem.js", words) == [stem_word(word) for word in words]


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cn"])), max_size=300)
)
def test_any_text_gives_the_same_terms(javascript: Any, texts: list[str]) -> None:
    made, expected = both(javascript, texts)
    assert made == expected


def test_both_languages_have_the_same_stop_words() -> None:
    source = installed_lunr().decode("ascii")
    listed = re.search(r"stopWordFilter = lunr\.generateStopWordFilter\((\[[^]]*\])", source)
    assert listed
    assert set(json.loads(listed[1].replace("'", '"'))) == WORDS
