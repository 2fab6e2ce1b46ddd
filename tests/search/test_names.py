"""Spellings of names; the terms that should be one, and those that should not."""

from collections.abc import Sequence

import pytest

from backfile.search.analyser import Analyser
from backfile.search.inflection import redirects_of

ZELENSKY = (
    "Volodymyr Zelensky", "Zelenskyy", "Selenskyj", "Зеленський", "Зеленский",
    "Володимир Зеленський", "Владимир Зеленский",
)  # fmt: skip


def terms(text: str, *names: Sequence[str]) -> list[str]:
    return Analyser(redirects_of({}, names)).analyse(text)


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (ZELENSKY, "Zelensky Zelenskyy Selenskyj Selenskyjs Зеленський Зеленського Зеленским"),
        (("Kyiv", "Kiev", "Київ", "Киев"), "Kyiv Kiev Київ Києва Києві Киеве Киевом"),
        (("Kharkiv", "Харків", "Харьков"), "Kharkiv Харків Харьков Харькова"),
        (("Moscow", "Moskau", "Москва"), "Moscow Moskau Москва Москви Москвою"),
        (("Ukraine", "Ukraina", "Україна", "Украина"), "Ukraine Україною Украины Ukraina"),
        (("Vladimir Putin", "Poutine", "Путін"), "Putin Poutine Путіна"),
        (("Joe Biden", "Джо Байден"), "Biden Байдена"),
        (("Viktor Orbán", "Orbán Viktor", "Віктор Орбан"), "Viktor Віктора"),
        (("Odesa", "Odessa", "Одеса", "Одесса"), "Odesa Odessa Одеси Одессе"),
    ],
)
def test_the_spellings_of_a_name_are_one_term(names: Sequence[str], text: str) -> None:
    assert len(set(terms(text, names))) == 1


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (("Joe Biden", "POTUS"), "Biden POTUS"),
        (("Russia", "Russian Federation"), "Russia Russian"),
        (("Germany", "German", "Deutschland"), "Germany German Deutschland"),
        (("European Union", "EU"), "Union EU"),
        (("United States", "US", "America"), "States America"),
        (("Boris Johnson", "Boris", "BoJo"), "Johnson Boris"),
    ],
)
def test_an_alias_that_is_another_word_stays_apart(names: Sequence[str], text: str) -> None:
    assert len(set(terms(text, names))) == len(text.split())


def test_an_alias_gets_the_names_own_term() -> None:
    assert terms("Зеленського", ZELENSKY) == ["zelenski"]


def test_names_in_english_letters_alike_need_no_redirects() -> None:
    assert redirects_of({}, [["Angela Merkel", "Merkel", "Angela Merkel's"], [], ["NATO"]]) == {}


def test_the_order_of_names_makes_no_difference() -> None:
    groups = [["Serhiy", "Сергей"], ["Sergei", "Сергей"], ZELENSKY]
    assert redirects_of({}, groups) == redirects_of({}, groups[::-1])


def test_a_name_in_both_scripts_is_brought_together_without_a_vocabulary() -> None:
    seen = {"uk": {"Столтенберг": 5, "Столтенберга": 2}, "en": {"Stoltenberg": 4}}
    redirects = redirects_of(seen)
    assert Analyser(redirects).analyse("Столтенбергом") == ["stoltenberg"]


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ({"спорт": 9, "Спорт": 1}, {"Sport": 5}),  # no name: mostly in small letters
        ({"Спорт": 9}, {"sport": 5, "Sport": 1}),
        ({"Столтенберг": 1}, {"Stoltenberg": 9}),  # once may be an accident
        ({"Іван": 9}, {"Ivan": 9}),  # too short to be sure
    ],
)
def test_what_may_be_no_name_is_left_alone(cyrillic: dict[str, int], latin: dict[str, int]) -> None:
    assert redirects_of({"uk": cyrillic, "en": latin}) == {}
