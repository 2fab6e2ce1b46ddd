"""What sidecars say of a capture's origin, and what is said to who wrote them wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.read.sidecars import SidecarMistake, parse_sidecar, provenance
from tests.helpers import mistake_of, patient


def mistake(text: str) -> str:
    with pytest.raises(SidecarMistake) as caught:
        parse_sidecar(text.encode())
    return str(caught.value)


def test_every_field_can_be_said() -> None:
    text = (
        "source: Harbour Times\nurl: https://example.org/a\ncaptured: 2025-05-12\n"
        "by: the night desk\nmethod: copied by hand\nlanguage: uk\nrights: with leave\n"
    )
    known = provenance("x/a.txt", (parse_sidecar(text.encode()),))
    assert (known.source, known.captured, known.captured_precision) == (
        "Harbour Times", "2025-05-12", "exact",
    )  # fmt: skip
    assert (known.by, known.method, known.language) == ("the night desk", "copied by hand", "uk")


@pytest.mark.parametrize(
    ("said", "date", "precision"),
    [
        ("2025-05-12", "2025-05-12", "exact"),
        ("2025-05-12 approximate", "2025-05-12", "approximate"),
        ("2025-05 approximate", "2025-05", "approximate"),
        ("2025", "2025", "exact"),
        ("2025-05-12T10:30:00Z", "2025-05-12", "exact"),
        ("unknown", "", "unknown"),
    ],
)
def test_the_day_of_capture_has_its_precision(said: str, date: str, precision: str) -> None:
    found = parse_sidecar(f"captured: {said}".encode())
    assert (found["captured"], found["captured_precision"]) == (date, precision)


@pytest.mark.parametrize(
    "said",
    ["yesterday", "12.5.2025", "2025-05 unknown", "approximate", "'2025-02-30'", "2025-13", "''"],
)
def test_a_day_that_is_none_is_told_with_examples(said: str) -> None:
    assert "2025-05-12" in mistake(f"captured: {said}")


def test_a_bare_day_that_is_not_in_the_calendar_is_told() -> None:
    assert "day is out of range" in mistake("captured: 2025-02-30")


def test_an_unknown_field_is_told_with_the_nearest() -> None:
    assert mistake("sorce: x") == "has an unknown field 'sorce', did you mean 'source'?"


def test_a_field_like_no_other_is_told_with_all() -> None:
    assert "fields: source, url, captured" in mistake("zzzz: x")


def test_an_alias_is_refused() -> None:
    assert "has a YAML alias" in mistake("source: &a x\nby: *a")


def test_what_is_not_yaml_is_told_with_its_line_and_a_cure() -> None:
    said = mistake("source: x\nby: a: b")
    assert said.startswith("line 2: is not YAML")
    assert "; try: " in said


@pytest.mark.parametrize("text", ["source: [a, b]", "source: {a: b}"])
def test_a_field_holds_a_single_value(text: str) -> None:
    assert mistake(text) == "field 'source' must be a single value"


@pytest.mark.parametrize("text", ["- source", "just words", "42"])
def test_a_sidecar_is_fields(text: str) -> None:
    assert mistake(text) == "must be lines of `field: value`"


def test_a_sidecar_in_another_encoding_is_told() -> None:
    with pytest.raises(SidecarMistake, match="is not UTF-8"):
        parse_sidecar("source: Вісті".encode("windows-1251"))


def test_a_huge_sidecar_is_refused_unread() -> None:
    assert "is larger than" in mistake("source: " + "x" * 70_000)


@pytest.mark.parametrize("text", ["", "# nothing known yet\n", "source:\n"])
def test_an_empty_sidecar_says_nothing(text: str) -> None:
    assert provenance("a.txt", (parse_sidecar(text.encode()),)).source == ""


def test_the_nearer_sidecar_wins_field_by_field() -> None:
    known = provenance("x/a.txt", ({"source": "far", "by": "far"}, {"source": "near"}))
    assert (known.source, known.by) == ("near", "far")


def test_the_first_folder_is_the_source_where_nobody_says() -> None:
    assert provenance("harbour/2025/a.txt", ()).source == "harbour"
    assert provenance("a.txt", ()).source == ""


@patient
@given(st.text(max_size=80) | st.text("[]{}:&*-!|>'\"%@`#,?0123456789abc \n", max_size=40))
def test_any_text_is_fields_or_a_mistake_in_one_line(text: str) -> None:
    data = text.encode("utf-8", "replace")
    assert "\n" not in mistake_of(SidecarMistake, lambda: parse_sidecar(data))


@patient
@given(st.text("0123456789-:Tz. ", max_size=24))
def test_any_number_for_a_day_is_a_day_or_a_mistake(text: str) -> None:
    data = f"captured: {text}".encode()
    assert "\n" not in mistake_of(SidecarMistake, lambda: parse_sidecar(data))
