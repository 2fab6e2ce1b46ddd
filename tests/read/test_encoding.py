"""Bytes to text: encodings that are marked, declared, mislabelled, mixed or none at all."""

import encodings.aliases

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.read.encoding import Decoded, decode, unscramble
from tests.helpers import patient

ENGLISH = "The mayor’s café opened on Monday – naïve, said one visitor. It’s “new”.\n"
RUSSIAN = "Мэр города открыл новую библиотеку. Читатели ждали её Долгих семь лет.\n"
UKRAINIAN = "Мер міста відкрив нову бібліотеку. Її ґанок прикрасили Квітами і стрічками.\n"
POLISH = "Burmistrz otworzył bibliotekę. Łącznie zebrało się więcej niż stu gości, źródło: gmina.\n"


def decoded(data: bytes, *, declares: bool = False) -> Decoded:
    found = decode(data, declares=declares)
    assert found is not None, "was taken for no text"
    return found


def page(text: str, encoding: str, declared: str) -> bytes:
    return f'<html><meta charset="{declared}"><p>{text}</p>'.encode(encoding)


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, POLISH, "plain\n"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_with_and_without_its_mark(text: str, encoding: str) -> None:
    assert decoded((text * 3).encode(encoding)).text == text * 3


def test_a_mark_tells_utf_16_of_either_end() -> None:
    assert decoded(b"\xff\xfe" + RUSSIAN.encode("utf-16-le")).text == RUSSIAN
    assert decoded(b"\xfe\xff" + RUSSIAN.encode("utf-16-be")).text == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "windows-1252"),
        (RUSSIAN, "windows-1251"),
        (UKRAINIAN, "windows-1251"),
        (POLISH, "windows-1250"),
        (RUSSIAN, "koi8-r"),
        (UKRAINIAN, "koi8-u"),
    ],
)
def test_a_legacy_code_page_is_known_by_its_words(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (RUSSIAN, "windows-1251", "windows-1252"),
        (POLISH, "windows-1250", "windows-1252"),
        (ENGLISH, "windows-1252", "utf-8"),
        (RUSSIAN, "utf-8", "windows-1251"),
    ],
)
def test_a_mislabelled_page_is_read_as_what_it_is(text: str, encoding: str, declared: str) -> None:
    found = decoded(page(text, encoding, declared), declares=True)
    assert text.strip() in found.text
    assert [repair.why for repair in found.repairs] == ["wrong encoding"]
    assert declared in found.repairs[0].before


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "windows-1251"), (POLISH, "iso-8859-2"), (UKRAINIAN, "koi8-u"), (ENGLISH, "utf-8")],
)
def test_a_page_that_tells_the_truth_needs_no_repair(text: str, encoding: str) -> None:
    plain = text.replace("–", "-").replace("’", "'")
    found = decoded(page(plain, encoding, encoding), declares=True)
    assert plain.strip() in found.text
    assert found.repairs == ()


def test_declared_latin_1_is_read_as_browsers_read_it() -> None:
    found = decoded(page(ENGLISH, "windows-1252", "iso-8859-1"), declares=True)
    assert ENGLISH.strip() in found.text
    assert found.repairs == ()


def test_a_dump_does_not_declare_its_encoding() -> None:
    text = "He said charset=utf-16 was wrong: naïve\n"
    assert decoded(text.encode()).text == text


@pytest.mark.parametrize("name", sorted(set(encodings.aliases.aliases.values())))
def test_no_declared_encoding_stops_the_reading(name: str) -> None:
    found = decoded(page(ENGLISH, "windows-1252", name), declares=True)
    assert "mayor" in found.text


@pytest.mark.parametrize("name", ["undefined", "idna", "base64", "nonsense", "x" * 39])
def test_a_declared_encoding_that_is_none_is_passed_over(name: str) -> None:
    found = decoded(page(ENGLISH, "windows-1252", name), declares=True)
    assert ENGLISH.strip() in found.text


def test_line_ends_of_windows_become_plain() -> None:
    assert decoded(b"one\r\ntwo\r\n").text == "one\ntwo\n"


def test_line_ends_of_old_macintoshes_become_plain() -> None:
    assert decoded(b"one\rtwo\r").text == "one\ntwo\n"


def test_a_torn_character_in_a_long_text_keeps_utf_8() -> None:
    data = RUSSIAN.encode() * 5
    found = decoded(data[:201] + b"\xd0 " + data[202:])
    assert found.encoding == "utf-8"
    assert "undecodable bytes" in [repair.why for repair in found.repairs]
    assert "Читатели ждали" in found.text


def test_a_character_torn_off_at_the_end_keeps_utf_8() -> None:
    assert decoded((RUSSIAN * 2).encode() + b"\xd0").text.startswith(RUSSIAN)


def test_an_accent_as_the_last_byte_is_no_torn_character() -> None:
    assert decoded("They met in the café".encode("windows-1252")).text == "They met in the café"


@pytest.mark.parametrize(
    "data",
    [
        b"one\0two",
        b"%PDF-1.7\n%\xe2\xe3\0\xcf" + bytes(range(256)) * 9,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0",
        bytes(400),
    ],
)
def test_bytes_that_are_no_text_are_told_apart(data: bytes) -> None:
    assert decode(data) is None


def test_a_replacement_character_that_was_captured_is_utf_8() -> None:
    assert decoded("a \ufffd stood here before".encode()).encoding == "utf-8"


def test_nothing_at_all_is_an_empty_text() -> None:
    assert decoded(b"").text == ""


@pytest.mark.parametrize(
    ("scrambled", "meant"),
    [
        ("The mayorâ€™s office", "The mayor’s office"),
        ("ĞĞ ĞĞ", "ĞĞ ĞĞ"),
        ("naÃ¯ve cafÃ©", "naïve café"),
        ("Ќазва and Привет", "Ќазва and Привет"),
    ],
)
def test_mojibake_is_mended_and_good_text_is_not(scrambled: str, meant: str) -> None:
    assert unscramble(scrambled) == meant


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, UKRAINIAN, POLISH, "“Ça va?” – «Да»…"])
def test_text_in_order_is_never_unscrambled(text: str) -> None:
    assert unscramble(text) == text


@patient
@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r")))
def test_any_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decoded(text.encode()).text == text.removeprefix("\ufeff")


@patient
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_none(data: bytes) -> None:
    found = decode(data, declares=True)
    assert found is None or "\0" not in found.text


def test_a_stray_zero_byte_is_dropped_and_told() -> None:
    found = decoded(b"The harbour was op\0ened again on Monday morning.")
    assert found.text == "The harbour was opened again on Monday morning."
    assert [repair.why for repair in found.repairs] == ["zero bytes"]


def test_lines_of_two_encodings_are_read_each_in_its_own() -> None:
    one, other = "Україна готова до переговорів", "Следующая встреча пройдёт в четверг"
    found = decoded(f"{one}\n".encode() + f"{other}\n".encode("windows-1251") + b"plain\n")
    assert found.text == f"{one}\n{other}\nplain\n"
    assert [repair.why for repair in found.repairs] == ["mixed encodings"]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp932", "大統領は木曜日にトルコで会談する用意があると述べた。各国の首脳が協議した。"),
        ("euc_jp", "大統領は木曜日にトルコで会談する用意があると述べた。各国の首脳が協議した。"),
        (
            "iso2022_jp",
            "大統領は木曜日にトルコで会談する用意があると述べた。各国の首脳が協議した。",
        ),
        ("cp949", "대통령은 목요일에 튀르키예에서 회담할 준비가 되어 있다고 말했다."),
        ("gb18030", "总统表示，他愿意在星期四与对方举行会谈，讨论停火的问题，并且不附带条件。"),
        ("big5", "總統表示，他願意在星期四與對方舉行會談，討論停火的問題，並且不附帶條件。"),
    ],
)
def test_east_asian_text_is_read_without_being_told_how(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u", "cp866"])
def test_cyrillic_is_not_taken_for_east_asian(encoding: str) -> None:
    text = "Следующая встреча пройдёт в четверг, сообщили в министерстве. " * 3
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "word"),
    [("cp932", "ウクライナ"), ("euc_jp", "ウクライナ"), ("big5", "烏克蘭總統")],
)
def test_a_word_of_east_asian_text_is_read_among_english(encoding: str, word: str) -> None:
    text = f"The word {word} stood in the headline of the paper that morning."
    assert decoded(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "windows-1252",
            "Élan, déjà vu, élèves naïfs, où ça, Größe, Straße, über, mañana, coração",
        ),
        ("windows-1250", "Zażółć gęślą jaźń, premier powiedział w środę, że będzie ciężko"),
    ],
)
def test_accents_are_not_taken_for_east_asian(encoding: str, text: str) -> None:
    assert decoded((f"{text}. " * 4).encode(encoding)).text == f"{text}. " * 4
