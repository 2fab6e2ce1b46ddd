"""The vocabulary: the built-in one, the owner's own, and the owner's mistakes."""

import pickle
from collections import Counter
from pathlib import Path

import pytest

from backfile.annotate import load_vocabulary, tag_text
from backfile.annotate.words import Entry, Vocabulary
from backfile.errors import RuleError
from backfile.slugs import slug

BUILT_IN = load_vocabulary(None)


def owned(folder: Path, text: str) -> Vocabulary:
    file = folder / "vocabulary.yaml"
    file.write_text(text, encoding="utf-8")
    return load_vocabulary(file)


def entry(vocabulary: Vocabulary, name: str) -> Entry:
    return next(entry for entry in vocabulary.entries if entry.name == name)


def names(vocabulary: Vocabulary, text: str) -> list[str]:
    return [tag.name for tag in tag_text("", text, vocabulary)]


def test_a_word_of_the_built_in_list_stands_for_one_entry() -> None:
    words = Counter(word for entry in BUILT_IN.entries for word in entry.words())
    assert [word for word, times in words.items() if times > 1] == []


def test_no_two_built_in_names_share_an_address() -> None:
    addresses = Counter((entry.kind, slug(entry.name)) for entry in BUILT_IN.entries)
    assert max(addresses.values()) == 1


def test_every_entry_is_found_by_each_of_its_own_words() -> None:
    missed = [
        (entry.name, word)
        for entry in BUILT_IN.entries
        for word in entry.words()
        if entry.name not in [tag.name for tag in tag_text(f"about {word} now", "", BUILT_IN)]
    ]
    assert missed == []


def test_no_entry_cancels_one_of_its_own_words() -> None:
    assert not [
        (entry.name, phrase)
        for entry in BUILT_IN.entries
        for phrase in entry.not_when
        if phrase in entry.words()
    ]


def test_a_vocabulary_travels_to_a_worker_without_its_automaton() -> None:
    assert tag_text("", "Putin spoke.", BUILT_IN)
    assert len(pickle.dumps(BUILT_IN)) < 300_000
    assert pickle.loads(pickle.dumps(BUILT_IN)) == BUILT_IN  # noqa: S301 - our own bytes


def test_the_digest_knows_the_content_and_not_the_order() -> None:
    one, two = Entry("A", "person", ("x", "y")), Entry("B", "place")
    turned = Vocabulary.of([two, Entry("A", "person", ("y", "x"))])
    assert Vocabulary.of([one, two]) == turned
    assert Vocabulary.of([one]) != turned


def test_a_file_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert load_vocabulary(tmp_path / "none.yaml") == BUILT_IN
    assert owned(tmp_path, "# nothing yet\n") == BUILT_IN


def test_an_owners_entry_is_found(tmp_path: Path) -> None:
    text = "- name: Harbour Bridge\n  kind: place\n  aliases: the Old Arch\n  why: ours\n"
    assert names(owned(tmp_path, text), "They closed the Old Arch.") == ["Harbour Bridge"]


def test_an_owners_entry_extends_the_built_in_one(tmp_path: Path) -> None:
    text = '- {name: NATO, kind: organisation, aliases: [the Alliance], not_when: ["Joint NATO"]}'
    assert set(entry(owned(tmp_path, text), "NATO").aliases) > {"the Alliance", "OTAN"}


def test_an_owners_alias_leaves_the_built_in_entry(tmp_path: Path) -> None:
    text = "- {name: Golan Village, kind: place, aliases: [Golan]}"
    assert names(owned(tmp_path, text), "He came from Golan.") == ["Golan Village"]


def test_same_as_makes_one_entry_of_two(tmp_path: Path) -> None:
    text = "- {name: Kremlin, same_as: Russia}\n- {name: The Bear, kind: place, same_as: Russia}"
    text = text.replace("Kremlin", "Siberia")
    vocabulary = owned(tmp_path, text)
    assert names(vocabulary, "Snow fell in Siberia and on The Bear.") == ["Russia"]
    assert not [entry for entry in vocabulary.entries if entry.name == "Siberia"]


def test_words_that_yaml_reads_as_yes_and_no_are_words(tmp_path: Path) -> None:
    text = "- name: Storting\n  kind: organisation\n  languages: [no]\n  on: 2025-05-11\n"
    assert entry(owned(tmp_path, text), "Storting").languages == ("no",)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("- {name: A, kind: persn}", 'entry "A": unknown kind "persn"; try: person'),
        ("- {name: A, kind: person, alias: [B]}", 'entry "A": unknown field "alias"; try: aliases'),
        ("- {name: A}", 'entry "A": no kind; try: one of person, place, organisation, topic'),
        ("- {kind: person}", 'entry 1: no name; try: add "name: ..." with what stands on its page'),
        ("- {name: 7, kind: person}", 'entry 1: name is no text; try: quotes around it: "7"'),
        (
            "- {name: A, kind: person, aliases: ['']}",
            'entry "A": an empty text among aliases; try: taking it out of aliases:',
        ),
        ("name: A", ': not a list of entries; try: begin each entry with "- name: ..."'),
        ("- A", "entry 1: not a set of fields; try: name: and kind:"),
        ("- {name: 'A", "vocabulary.yaml:1: is not YAML"),
        (
            "- {name: A, kind: person, same_as: Vladimir Puttin}",
            'same_as: no other entry is named "Vladimir Puttin"; try: Vladimir Putin',
        ),
        (
            "- {name: A, kind: person, aliases: [C]}\n- {name: B, kind: person, aliases: [C]}",
            'entry "B": "C" also stands for "A"; try: one entry of the two, or "same_as: A"',
        ),
        ("- {name: A b, kind: place}\n- {name: A-b, kind: place}", "have one address"),
    ],
)
def test_a_mistake_is_one_line_with_a_cure(tmp_path: Path, text: str, error: str) -> None:
    with pytest.raises(RuleError) as raised:
        owned(tmp_path, text)
    message = str(raised.value)
    assert error in message
    assert message.startswith(str(tmp_path / "vocabulary.yaml"))
    assert "\n" not in message
