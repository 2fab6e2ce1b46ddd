"""YAML as people write it: plain values out, or one mistake in words, whatever comes in."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backfile.yamlfiles import YamlMistake, load_yaml

SCRAPS = ["- ", "a: ", "b", "\n", "  ", "[", "]", "{", "}", "*a", "&a ", "!!int ", "!!set ", "'",
    '"', "|", ">", "? ", "<<: ", "2025-13-01", "1:60", "%YAML 9.9\n", "---\n", "!!binary ", ",",
    "!!timestamp ", "!!float ", "!!bool ", "!!null ", "!!omap ", "!!pairs ", "\t", "#", "\0",
]  # fmt: skip
TAGS = (
    "int float bool null timestamp binary omap pairs set seq map merge value python/name:os.system"
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on: 2025", {"on": 2025}),
        ("a: yes", {"a": "yes"}),
        ("a: off", {"a": "off"}),
        ("a: NO", {"a": "NO"}),
        ("a: true", {"a": True}),
        ("a: False", {"a": False}),
        ("a: ~", {"a": None}),
        ("", None),
        ("# only a comment", None),
    ],
)
def test_words_are_words_and_only_true_and_false_are_truth_values(text: str, value: Any) -> None:
    assert load_yaml(text) == value


def test_a_byte_order_mark_is_dropped() -> None:
    assert load_yaml(b"\xef\xbb\xbfsource: Post") == {"source": "Post"}


def test_other_alphabets_are_read() -> None:
    assert load_yaml("джерело: Пошта".encode()) == {"джерело": "Пошта"}


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"\xff\xfe", "is not UTF-8 text", 0),
        (b"a: b\nc: [d]]", "is not YAML", 2),
        (b"a: &x 1\nb: *x", "has a YAML alias", 2),
        (b"[" * 60, "nests deeper than 50 levels", 1),
        (b"\n\n- a: b: c", "is not YAML", 3),
        (b"a: 2025-13-45", "holds a date that can't be", 0),
        (b"a: !!python/object/apply:os.system [ls]", "is not YAML", 1),
        (b"a: 1\n---\nb: 2", "is not YAML", 2),
    ],
)
def test_a_mistake_says_what_and_on_which_line(data: bytes, what: str, line: int) -> None:
    with pytest.raises(YamlMistake) as caught:
        load_yaml(data)
    assert (caught.value.what.startswith(what), caught.value.line) == (True, line)
    assert len(str(caught.value).splitlines()) == 1


def test_a_billion_laughs_are_refused() -> None:
    lines = [
        "a: &a [x, x]",
        *(f"{b}: &{b} [*{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    ]
    with pytest.raises(YamlMistake, match="alias"):
        load_yaml("\n".join(lines))


@pytest.mark.parametrize("tag", TAGS.split())
@pytest.mark.parametrize("value", ["''", "x", "[x]", "{x: y}", "-", "1:x", "."])
def test_no_tag_brings_a_traceback(tag: str, value: str) -> None:
    try:
        load_yaml(f"a: !!{tag} {value}")
    except YamlMistake as mistake:
        assert "is not YAML" in mistake.what  # noqa: PT017 - some of them are values


@given(st.lists(st.sampled_from(SCRAPS), max_size=20).map("".join))
@example("!!int ''")
@example("!!timestamp x")
@example("9" * 5000)
def test_any_text_gives_a_value_or_a_mistake(text: str) -> None:
    try:
        load_yaml(text)
    except YamlMistake as mistake:
        assert len(str(mistake).splitlines()) == 1  # noqa: PT017 - both are right


@given(st.binary(max_size=60))
def test_any_bytes_give_a_value_or_a_mistake(data: bytes) -> None:
    try:
        load_yaml(data)
    except YamlMistake as mistake:
        assert mistake.what  # noqa: PT017 - both are right


@given(st.text(st.characters(), max_size=60))
def test_any_characters_give_a_value_or_a_mistake(text: str) -> None:
    try:
        load_yaml(text)
    except YamlMistake as mistake:
        assert mistake.what  # noqa: PT017 - both are right
