"""Rule files to checked rules: each rule keeps its word, each mistake is one line with its cure."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import Rule, load_rules
from backfile.clean.rule import normal
from backfile.clean.rulebook import parse_rules
from backfile.errors import RuleError
from tests.helpers import RULES, mistake_of, patient

GOOD = """
- name: weather-box
  why: the weather
  match: {text: [Weather today]}
  examples:
    removes: [Weather today]
    keeps: [Weather today stopped the ferry]
"""
ROOT = Path(__file__).parents[2]


def mistake(text: str) -> str:
    with pytest.raises(RuleError) as caught:
        parse_rules("content/rules/mine.yaml", text.encode())
    assert "\n" not in str(caught.value)
    return str(caught.value)


def one_rule(**changes: str) -> Rule:
    lines = {"name": "x", "why": "y", "match": "{text: [Ad]}",
             "examples": "{removes: [Ad], keeps: [Adder]}"} | changes  # fmt: skip
    text = "- " + "\n  ".join(f"{field.rstrip('_')}: {value}" for field, value in lines.items())
    (rule,) = parse_rules("mine.yaml", text.encode())
    return rule


def examples(kind: str) -> list[tuple[Rule, str]]:
    return [(rule, text) for rule in RULES.rules for text in getattr(rule, kind)]


@pytest.mark.parametrize(
    ("rule", "text"), examples("removes"), ids=[f"{r.name}-{t}" for r, t in examples("removes")]
)
def test_a_rule_of_ours_takes_what_it_says(rule: Rule, text: str) -> None:
    assert rule.matches(text, text)


@pytest.mark.parametrize(
    ("rule", "text"), examples("keeps"), ids=[f"{r.name}-{t}" for r, t in examples("keeps")]
)
def test_no_rule_of_ours_takes_what_one_must_keep(rule: Rule, text: str) -> None:
    takers = [other.name for other in RULES.rules if other.matches(text, text)]
    assert takers == [], f"an example of {rule.name}"


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_every_rule_of_ours_says_why_in_words(rule: Rule) -> None:
    assert len(rule.why.split()) >= 3


@pytest.mark.parametrize(
    "text",
    ["Most Popular", "MOST POPULAR", "most popular:", "**Most Popular**", "**Most Popular:**",
     "## Most Popular", "| Most  Popular", "Most Popular …", "=== Most Popular ==="],
)  # fmt: skip
def test_a_heading_is_known_in_every_dress(text: str) -> None:
    assert [rule.name for rule in RULES.rules if rule.matches(text, "")] == ["most-popular"]


@pytest.mark.parametrize("apostrophe", ["'", "’", "‘", "ʼ", "`", "´"])
def test_every_apostrophe_is_the_same(apostrophe: str) -> None:
    text = f"Editors{apostrophe} Picks"
    assert [rule.name for rule in RULES.rules if rule.matches(text, "")] == ["editors-picks"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"examples": "{keeps: [Adder]}"}, 'must remove; try: add one under "removes:"'),
        ({"examples": "{removes: [Ad]}"}, 'no example it must keep; try: add one under "keeps:"'),
        ({"examples": "{removes: [Add], keeps: [x]}"}, "does not match its own example 'Add'"),
        ({"examples": "{removes: [Ad], keeps: [AD]}"}, "matches 'AD', which it must keep"),
        ({"examples": "{remove: [Ad], keeps: [x]}"}, 'unknown field "remove"; try: "removes:"'),
        ({"languges": "[en]"}, 'unknown field "languges"; try: "languages:"'),
        ({"zzz": "1"}, "try: one of name, why, match"),
        ({"match": "{pattern: '(Ad'}"}, "its pattern is no regular expression"),
        ({"match": "{pattern: [Ad, Ed]}"}, "\"pattern\" holds ['Ad', 'Ed'], not text"),
        ({"match": "{selector: ['div >']}"}, "its selector 'div >' can't be used"),
        ({"match": "{text: [Ad], pattern: Ad}"}, "must match by exactly one thing"),
        ({"match": "{texts: [Ad]}"}, 'unknown field "texts"; try: "text:"'),
        ({"match": "{text: [5]}"}, '"text" holds 5, not text; try: quotes around it'),
        ({"takes": "all"}, 'takes "all"; try: "takes:" with block, box, keep or story'),
        ({"why": "[]"}, "does not say why"),
        ({"from": "yesterday"}, "from is 'yesterday', no day"),
        ({"until": "2025-13-01x"}, "no day"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_rule_and_cure(changes: dict[str, str], words: str) -> None:
    with pytest.raises(RuleError) as caught:
        one_rule(**changes)
    assert str(caught.value).startswith('mine.yaml: rule "x": ')
    assert words in str(caught.value)


def test_a_rule_without_a_name_is_told_by_its_number() -> None:
    assert "rule 2: has no name" in mistake(GOOD + "- why: x\n")


def test_what_is_not_yaml_is_told_with_its_line() -> None:
    assert mistake("- name: a\n  why: b: c\n").startswith("content/rules/mine.yaml:2: is not YAML")


@pytest.mark.parametrize("text", ["name: x", "just words", "5"])
def test_a_file_of_rules_is_a_list(text: str) -> None:
    assert "must be a list of rules" in mistake(text)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]"])
def test_an_empty_file_has_no_rules(text: str) -> None:
    assert parse_rules("mine.yaml", text.encode()) == ()


def test_a_heading_takes_its_box_and_a_text_its_line() -> None:
    assert one_rule().takes == "block"
    assert one_rule(match="{heading: [Ad]}").takes == "box"
    assert one_rule(match="{heading: [Ad]}", takes="block").takes == "block"


def test_languages_are_known_in_any_case() -> None:
    assert one_rule(languages="[UK, pl]").languages == ("uk", "pl")


def test_the_owners_rules_come_after_ours(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(GOOD)
    (tmp_path / "vocabulary.yaml").write_text("no rules: here")
    (tmp_path / "notes.txt").write_text("no: [yaml")
    rules = load_rules(tmp_path)
    assert [rule.name for rule in rules.rules] == [
        *(rule.name for rule in RULES.rules), "weather-box",
    ]  # fmt: skip
    assert rules.digest != RULES.digest


def test_an_owner_without_rules_has_ours(tmp_path: Path) -> None:
    assert load_rules(tmp_path / "nowhere") == RULES


def test_two_rules_of_one_name_are_refused_with_both_files(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(GOOD.replace("weather-box", "most-popular"))
    with pytest.raises(RuleError, match="is one of that name in rules/link-boxes"):
        load_rules(tmp_path)


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").mkdir()
    with pytest.raises(RuleError, match="can't be read"):
        load_rules(tmp_path)


@patient
@given(st.text(max_size=60))
def test_text_made_alike_is_alike_for_good(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@patient
@given(st.text("-:[]{}nameywh: \n'\"&*#", max_size=80))
def test_any_file_is_rules_or_a_mistake_in_one_line(text: str) -> None:
    told = mistake_of(RuleError, lambda: parse_rules("mine.yaml", text.encode()))
    assert "\n" not in told
