"""Tags: who and what a text speaks of, and how much."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backfile.annotate import load_vocabulary, tag_text
from backfile.annotate.words import Entry, Vocabulary
from backfile.model import TAG_KINDS, Tag

VOCABULARY = load_vocabulary(None)
SMALL = Vocabulary.of(
    [
        Entry("Ada North", "person", ("North",)),
        Entry("Ben West", "person"),
        Entry("Cleo West", "person"),
        Entry("Turkey", "place", (), (), ("turkey sandwich",)),
        Entry("Jordan", "place", (), (), ("Jordan *",)),
        Entry("New York", "place"),
        Entry("New York Times", "organisation"),
        Entry("World Health Organization", "organisation", ("WHO",)),
        Entry("Bridges", "topic", ("bridge", "viaduct")),
        Entry("Die Zeitung", "organisation", (), ("en",)),
    ]
)
WORDS = [word for entry in SMALL.entries for word in (*entry.words(), *entry.not_when)]


def names(text: str, title: str = "", vocabulary: Vocabulary = VOCABULARY) -> set[str]:
    return {tag.name for tag in tag_text(title, text, vocabulary)}


def tag(text: str, name: str, title: str = "") -> Tag:
    return next(tag for tag in tag_text(title, text, VOCABULARY) if tag.name == name)


def test_a_paragraph_of_world_news_gives_its_people_places_and_organisations() -> None:
    text = (
        "Prime Minister Tusk flew to Ankara, where Erdogan and Macron were waiting. Zelensky had "
        "asked NATO and the EU for more air defence, while Putin’s spokesman said that Russia "
        "would not stop. Trump called the talks “good”. Poland, Ukraine and Turkey will meet again."
    )
    assert names(text) >= {
        "Donald Tusk", "Recep Tayyip Erdogan", "Emmanuel Macron", "Volodymyr Zelensky", "NATO",
        "European Union", "Vladimir Putin", "Russia", "Donald Trump", "Poland", "Ukraine",
        "Turkey", "Ankara",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Putin spoke.", "Russian President Vladimir Putin spoke.", "PUTIN SPEAKS", "Putin’s word",
     "Путина ждали.", "Путіним погрожували.", "Wladimir Putin sprach.", "Poutine a parlé."],
)  # fmt: skip
def test_all_forms_of_a_name_are_one_person(text: str) -> None:
    assert "vladimir-putin" in {tag.slug for tag in tag_text("", text, VOCABULARY)}


@pytest.mark.parametrize(
    "spelling",
    ["Zelensky", "Zelenskyy", "Zelenskiy", "Selenskyj", "Зеленського", "Зеленскому", "Зеленський"],
)
def test_spellings_of_one_name_are_one_person(spelling: str) -> None:
    assert names(f"{spelling} came.") == {"Volodymyr Zelensky"}


def test_the_longest_name_wins() -> None:
    assert names("The New York Times wrote.", vocabulary=SMALL) == {"New York Times"}
    assert names("The New York Timeshare", vocabulary=SMALL) == {"New York"}


def test_a_name_ends_where_the_word_ends() -> None:
    assert names("Northern Jordanians in Turkeyland", vocabulary=SMALL) == set()


def test_a_lower_case_word_is_no_proper_name() -> None:
    assert names("They ate turkey and went north.", vocabulary=SMALL) == set()


def test_a_phrase_cancels_a_match_inside_it_alone() -> None:
    assert names("A Turkey sandwich.", vocabulary=SMALL) == set()
    assert names("A turkey sandwich in Turkey.", vocabulary=SMALL) == {"Turkey"}


def test_a_star_stands_for_a_capitalised_word() -> None:
    assert names("Jordan Smith sang.", vocabulary=SMALL) == set()
    assert names("Jordan said it would help.", vocabulary=SMALL) == {"Jordan"}


def test_a_shared_surname_counts_after_the_full_name_alone() -> None:
    assert names("West spoke.", vocabulary=SMALL) == set()
    assert names("Ben West came. West spoke.", vocabulary=SMALL) == {"Ben West"}


def test_a_shared_surname_is_the_person_named_last() -> None:
    tags = tag_text("", "Cleo West came. Then Ben West came. West spoke to West.", SMALL)
    assert [tag.name for tag in tags] == ["Ben West", "Cleo West"]


def test_a_surname_that_another_person_has_is_not_ours() -> None:
    assert names("The singer Zoe North came. North sang.", vocabulary=SMALL) == set()
    assert names("Minister North came. But North left.", vocabulary=SMALL) == {"Ada North"}


def test_in_a_headline_of_capitals_who_is_a_question() -> None:
    assert names("", "WHO WILL WIN THE RACE NOW", SMALL) == set()
    assert names("The WHO warned.", vocabulary=SMALL) == {"World Health Organization"}


def test_a_topic_needs_two_words_or_the_title() -> None:
    rest = " The council met again." * 20
    assert names("A bridge was closed." + rest, vocabulary=SMALL) == set()
    assert names("A bridge and a viaduct were closed." + rest, vocabulary=SMALL) == {"Bridges"}
    assert names(rest, "Bridge closed", SMALL) == {"Bridges"}


def test_a_digest_item_says_its_topic_once() -> None:
    assert names("A bridge was closed.", vocabulary=SMALL) == {"Bridges"}


def test_a_topic_does_not_hide_the_places_among_its_words() -> None:
    assert names("", "The war in Ukraine") == {"Russian war in Ukraine", "Ukraine"}


def test_an_entry_of_some_languages_is_left_out_in_others() -> None:
    text = "Die Zeitung lag dort."
    assert tag_text("", text, SMALL, "de") == ()
    assert tag_text("", text, SMALL, "en") == tag_text("", text, SMALL) != ()


def test_a_name_broken_by_a_line_end_is_one_name() -> None:
    assert names("They met in New\nYork.", vocabulary=SMALL) == {"New York"}


def test_the_title_counts_more_than_one_mention() -> None:
    text = "The minister met officials from Poland on Monday."
    assert tag(text, "Poland", "Poland votes").score > tag(text, "Poland").score


def test_more_mentions_count_more_and_longer_texts_less() -> None:
    once, filler = "Poland agreed. ", "They talked for some hours. "
    assert tag(once * 3, "Poland").score > tag(once, "Poland").score
    assert tag(once, "Poland").score > tag(once + filler * 100, "Poland").score


def test_a_passing_mention_in_a_long_text_is_no_tag() -> None:
    assert "Poland" not in names("They talked for some hours. " * 600 + "Poland agreed.")


def test_the_evidence_shows_up_to_three_forms_among_their_words() -> None:
    found = tag("Poland, the Polish side said, and Polen, Pologne and Polska agree.", "Poland")
    assert len(found.evidence) == 3
    assert found.evidence[1].startswith("Poland, the Polish side said")


@pytest.mark.parametrize("piece", ["Jordan Smith ", "Ben West West ", "a bridge ", "Turkey "])
def test_a_hostile_text_takes_time_in_proportion(piece: str) -> None:
    begun = time.process_time()
    tag_text("", piece * 20_000, SMALL)
    assert time.process_time() - begun < 10


def test_an_empty_vocabulary_gives_no_tags() -> None:
    assert tag_text("A", "B", Vocabulary.of([])) == ()


@settings(deadline=None)
@given(st.text(), st.text())
def test_any_text_gives_scores_in_order(title: str, text: str) -> None:
    tags = tag_text(title, text, VOCABULARY)
    assert all(0 <= tag.score <= 1 for tag in tags)
    order = [(-tag.score, TAG_KINDS.index(tag.kind), tag.slug) for tag in tags]
    assert order == sorted(order)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "and", ".", "Mr", "West", "\n", "'s", "-"])), st.randoms())
def test_tags_do_not_depend_on_the_order_of_the_vocabulary(
    words: list[str], chance: random.Random
) -> None:
    entries = list(SMALL.entries)
    chance.shuffle(entries)
    text = " ".join(words)
    assert tag_text("", text, Vocabulary.of(entries)) == tag_text("", text, SMALL)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "and", ".", "we", "\n"]), min_size=1))
def test_each_piece_of_evidence_stands_in_the_text(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    assert all(piece in text for tag in tag_text("", text, SMALL) for piece in tag.evidence)
