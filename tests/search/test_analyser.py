"""Texts in; the terms that the index should hold out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.search.analyser import Analyser, analyse, forms, stem
from backfile.search.porter import stem_word


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Turkey on Sunday", ["turkey", "sunday"]),
        ("money play sydney survey", ["money", "play", "sydney", "survey"]),
        ("try tries trying", ["tri", "tri", "tri"]),
        ("Ukraine’s Ukraine's UKRAINE", ["ukrain"] * 3),
        ("the dogs' kennel", ["dog", "kennel"]),
        ("O'Brien O’Brien", ["obrien", "obrien"]),
        ("п'ять п’ять", ["пят", "пят"]),
        ("йод їжак", ["йод", "їжак"]),
        ("Zürich Łódź Straße Øre İstanbul", ["zurich", "lodz", "strass", "or", "istanbul"]),
        ("U.N. UN u.n", ["un", "un", "un"]),
        ("U.S. us U.S", ["u.s", "u.s"]),
        ("U.S.-led U.S.'s", ["u.s", "led", "u.s"]),
        ("1,310 men, 12,345,678", ["1310", "men", "12345678"]),
        ("in 2019,2020", ["2019", "2020"]),
        ("pre-war hiv/aids war—just “so”", ["pre", "war", "hiv", "aid", "war"]),
        ("snake_case (brackets) [1] end.", ["snake", "case", "bracket", "1", "end"]),
        ("हिन्दी", ["हिन्दी"]),
        ("infor\u00admation", ["inform"]),
        ("Украи\u0301на", ["украин"]),
        ("東京都", ["東京", "京都"]),
        ("日", ["日"]),
        ("日本語2024年tower", ["日本", "本語", "2024", "年", "tower"]),
        ("ニュース", ["ニュ", "ュー", "ース"]),
        ("서울특별시", ["서울", "울특", "특별", "별시"]),
        ("the of and", []),
        ("", []),
        (" '. , ' ¨ 👍🏽", []),
    ],
)
def test_a_text_gives_these_terms(text: str, terms: list[str]) -> None:
    assert analyse(text) == terms


@pytest.mark.parametrize("word", ["eed", "ies", "sses", "affyying", "y", "yy", "ing"])
def test_odd_words_give_one_term(word: str) -> None:
    assert len(analyse(word)) == 1


@given(st.text())
def test_a_term_holds_no_space_no_apostrophe_and_is_not_empty(text: str) -> None:
    for term in analyse(text):
        assert term
        assert not set(term) & set(" \n\t'’,")


@given(st.text(), st.text())
def test_a_space_parts_words(first: str, second: str) -> None:
    assert analyse(f"{first} {second}") == analyse(first) + analyse(second)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_capitals_make_no_difference(text: str) -> None:
    assert analyse(text.lower()) == analyse(text.lower().capitalize())


@given(st.from_regex("[b-z]{3,12}", fullmatch=True))
def test_a_possessive_is_found_by_the_plain_name(name: str) -> None:
    assert analyse(f"{name}'s") == analyse(f"{name}’s") == analyse(name)


@pytest.mark.parametrize(
    "words",
    [
        "Зеленський Зеленського Зеленському Зеленським Зеленська Зеленский Зеленского",
        "Україна України Україні Україну Україною",
        "Київ Києва Києву Києвом Києві",
        "Львів Львова Львову Львовом Львові",
        "Одеса Одеси Одесі Одесу Одесою",
        "Маріуполь Маріуполя Маріуполю Маріуполем Маріуполі",
        "область області областю областями",
        "кількість кількості кількістю",
        "українець українця українцем українців",
        "список списку списком списки списків",
        "депутат депутата депутатів депутатами депутатах",
        "державний державного державною державних",
        "Россия России Россию Россией",
        "Путин Путина Путину Путиным Путине",
        "президент президента президенту президенты президентами президентах",
        "российский российского российской российских",
    ],
)
def test_the_cases_of_a_word_in_cyrillic_letters_are_one_term(words: str) -> None:
    assert len(set(analyse(words))) == 1


@pytest.mark.parametrize(
    "words", ["Київ київський", "Харків харчі", "газ газета", "суд судно", "рада радіо"]
)
def test_different_words_in_cyrillic_letters_stay_apart(words: str) -> None:
    assert len(set(analyse(words))) == 2


def test_the_ways_to_write_a_name_in_sky_are_one_term() -> None:
    spellings = "Zelensky Zelenskyy Zelenskiy Zelenskyi Zelenskij Zelenskii Zelenski Zelensky's"
    assert set(analyse(spellings)) == {"zelenski"}


def test_a_german_name_in_skyj_ends_as_the_others_do() -> None:
    assert analyse("Selenskyj Selenskyjs") == ["selenski", "selenski"]


def test_other_names_in_y_are_one_term_too() -> None:
    assert set(analyse("Zaluzhny Zaluzhnyi Zaluzhnyy Zaluzhniy")) == {"zaluzhni"}


@pytest.mark.parametrize(
    "word", "whisky risky sky ski skiing husky tricky joy hawaii radii ascii enemy bikini".split()
)
def test_an_english_word_is_stemmed_as_lunr_does(word: str) -> None:
    assert stem(word) == stem_word(word)


@given(st.text("абвгґдежзиійклмнопрстуфхцчшщьюяєїыэёъ", min_size=3, max_size=14))
def test_three_letters_of_a_cyrillic_word_stay(word: str) -> None:
    assert len(stem(word)) >= 3


@given(st.text("абвгдежзиіклмнопрстуь", min_size=1, max_size=9))
def test_a_cyrillic_word_with_a_vowel_keeps_one(word: str) -> None:
    vowels = set("аеиоуі")
    assert not vowels & set(word) or vowels & set(stem(word))


def test_a_redirect_gives_a_forms_term() -> None:
    analyser = Analyser({"hauser": "haus"})
    assert analyser.analyse("Häuser und Hauser") == ["haus", "und", "haus"]


def test_a_redirect_of_a_stem_serves_all_its_forms() -> None:
    assert Analyser({"зеленск": "zelenski"}).terms("Зеленського,") == ("zelenski",)


def test_a_form_is_asked_before_its_stem() -> None:
    assert Analyser({"стали": "a", "стал": "b"}).analyse("стали сталь") == ["a", "b"]


def test_without_redirects_the_rules_decide() -> None:
    assert Analyser().analyse("Häuser Києва") == analyse("Häuser Києва") == ["hauser", "києв"]


def test_forms_are_folded_and_not_stemmed() -> None:
    assert forms("The Parties’ Häuser") == ["parties", "hauser"]


@given(st.text())
def test_the_analyser_gives_a_term_for_each_form(text: str) -> None:
    assert analyse(text) == [stem(form) for form in forms(text)] == Analyser().analyse(text)
