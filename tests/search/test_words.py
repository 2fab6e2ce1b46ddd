"""Chunks as they occur; the words that should be counted of them."""

from backfile.search.words import Word, words_of


def test_chunks_of_one_form_are_counted_together() -> None:
    words = words_of([("Haus,", 2), ("haus", 1), ("(Haus)", 1)])
    assert words == {"haus": Word(4, 3, "haus")}


def test_the_writing_that_occurs_most_stands_for_a_form() -> None:
    assert words_of([("resume", 1), ("résumé", 4)])["resume"].letters == "résumé"


def test_of_writings_alike_the_first_by_letters_stands() -> None:
    assert words_of([("résumé", 1), ("resume", 1)])["resume"].letters == "resume"


def test_a_word_mostly_capitalised_is_written_so() -> None:
    assert words_of([("Haus", 2), ("haus", 1)])["haus"].writing() == "Haus"


def test_a_word_mostly_in_small_letters_is_written_so() -> None:
    assert words_of([("Haus", 1), ("haus", 1)])["haus"].writing() == "haus"


def test_capitals_throughout_are_no_capital() -> None:
    assert words_of([("NATO", 3)])["nato"].capitalised == 0


def test_an_apostrophe_stays_in_the_writing() -> None:
    assert words_of([("п’ять", 1)]) == {"пять": Word(1, 0, "п'ять")}


def test_a_chunk_with_a_hyphen_is_several_words() -> None:
    assert list(words_of([("Нью-Йорк", 1)])) == ["йорк", "нью"]


def test_numbers_and_stop_words_are_left_out() -> None:
    assert words_of([("2024", 1), ("the", 1), ("—", 1)]) == {}
