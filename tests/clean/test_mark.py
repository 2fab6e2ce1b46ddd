"""Marks: what rules take, where a box of links ends, and what no rule may take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import Rules, mark
from backfile.clean.rulebook import parse_rules
from backfile.clean.shapes import is_prose, shape_of
from backfile.errors import RuleError
from backfile.model import Claim, Document, Provenance, Repeats
from backfile.split import split
from tests.helpers import MODELS, PROSE, RULES, SHORT, dump, html_page, patient, read_one

STORY = "The ferry from the old harbour was late again on Monday, said the port."
HEADLINE = "Ferry is late again, third time this month"


def removed(document: Document, rules: Rules = RULES, known: Provenance | None = None) -> list[str]:
    marks = mark(document, rules, known or Provenance())
    return [b.text for b, m in zip(document.blocks, marks, strict=True) if m.rule]


def rule(fields: str) -> Rules:
    text = f"- {{name: x, why: y, {fields}, examples: {{removes: [Ad], keeps: [Adder]}}}}"
    return Rules(parse_rules("mine.yaml", text.encode()), "")


AD = "match: {text: [Ad]}"


def test_a_box_goes_with_its_headlines_whatever_the_blanks() -> None:
    box = ["Most Popular", "", "One headline", "", "", "Another headline", "And one more"]
    assert removed(dump("\n".join([STORY, "", *box]))) == [line for line in box if line]


def test_a_box_stops_where_prose_begins() -> None:
    assert removed(dump(f"Most Popular\nOne headline\n{STORY}\nA short line")) == [
        "Most Popular", "One headline",
    ]  # fmt: skip


def test_a_box_ends_where_the_next_begins() -> None:
    document = dump(f"{STORY}\nMost Popular\nOne headline\nEditors’ Picks\nTwo headlines here")
    reasons = [m.reason for m in mark(document, RULES, Provenance())]
    assert reasons[2] == 'a link under "Most Popular"'
    assert reasons[4] == 'a link under "Editors’ Picks"'


def test_the_headline_of_the_story_after_a_box_is_given_back() -> None:
    lines = ["Related Articles", "One headline", "Two headlines here", HEADLINE, STORY, STORY]
    assert removed(dump("\n".join(lines))) == lines[:3]


def test_a_box_of_one_headline_keeps_it() -> None:
    assert removed(dump(f"Related Articles\nOne headline\n{STORY}\n{STORY}")) == [
        "Related Articles", "One headline",
    ]  # fmt: skip


def test_a_box_is_not_endless() -> None:
    lines = [f"Headline number {n} of a long list" for n in range(40)]
    assert len(removed(dump("\n".join(["Most Popular", *lines])))) < 20


@pytest.mark.parametrize(
    "line", ["Share this article", "ADVERTISEMENT", "Read also: The bridge that was", "© 2025 X"]
)
def test_a_line_of_the_page_goes_alone(line: str) -> None:
    assert removed(dump(f"{STORY}\n{line}\n{STORY}")) == [line]


@pytest.mark.parametrize("box", ["nav", "footer", "aside class=related-box", "div id=onetrust-x"])
def test_what_stands_in_a_box_of_a_page_goes_as_a_whole(box: str) -> None:
    document = html_page(f"<p>{STORY}</p><{box}><p>{STORY}</p></{box.split(maxsplit=1)[0]}>")
    marks = mark(document, RULES, Provenance())
    assert [m.role for m in marks] == ["", "container"]


def test_links_under_a_heading_of_a_page_go_with_it() -> None:
    links = "<ul><li><a href=/1>One headline</a><li><a href=/2>Two</a></ul>"
    document = html_page(f"<p>{STORY}</p><div><h3>Most Read</h3>{links}</div><p>{STORY}</p>")
    assert removed(document) == ["Most Read", "One headline", "Two"]


def test_a_subheading_after_a_box_of_a_page_stays() -> None:
    document = html_page(f"<h3>Related</h3><p><a href=/1>One</a></p><h3>Aftermath</h3><p>{STORY}")
    assert removed(document) == ["Related", "One"]


@pytest.mark.parametrize(
    ("language", "gone"), [("en", ["Ad"]), ("EN-gb", ["Ad"]), ("uk", []), ("", ["Ad"])]
)
def test_a_rule_for_a_language_leaves_the_others(language: str, gone: list[str]) -> None:
    rules = rule(f"languages: [en], {AD}")
    assert removed(dump("Ad"), rules, Provenance(language=language)) == gone


def test_the_language_a_page_claims_counts() -> None:
    document = html_page("<p>Ad")
    claimed = Document(
        document.capture_id, 0, "page", document.blocks, (Claim("language", "uk", "html lang"),)
    )
    assert removed(claimed, rule(f"languages: [en], {AD}")) == []


@pytest.mark.parametrize(("source", "gone"), [("harbour", ["Ad"]), ("other", []), ("", [])])
def test_a_rule_for_a_source_leaves_the_others(source: str, gone: list[str]) -> None:
    rules = rule(f"source: harbour, {AD}")
    assert removed(dump("Ad"), rules, Provenance(source=source)) == gone


@pytest.mark.parametrize(
    ("day", "gone"),
    [("2025-04-30", []), ("2025-05-01", ["Ad"]), ("2025-05-31", ["Ad"]), ("2025-06-01", []),
     ("2025-05-31T23:00:00Z", ["Ad"]), ("", ["Ad"])],
)  # fmt: skip
def test_a_rule_holds_for_its_days(day: str, gone: list[str]) -> None:
    rules = rule(f"from: 2025-05-01, until: 2025-05-31, {AD}")
    assert removed(dump("Ad"), rules, Provenance(captured=day)) == gone


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        (STORY, "prose"),
        (STORY[:-1] + "!”", "prose"),
        ("Він відкрив нову бібліотеку, і люди прийшли на свято з усього міста…", "prose"),
        ("The ferry was late.", "sentence"),
        (HEADLINE, "short"),
        ("word " * 60, "other"),
    ],
)
def test_a_text_has_its_shape(text: str, shape: str) -> None:
    assert shape_of(text) == shape


def test_twenty_articles_of_a_source_keep_the_background_they_share() -> None:
    background = "The two countries have been in dispute over the strait since the war of 1987."
    for number in range(20):
        document = dump(f"{HEADLINE} {number}\n\n{STORY}\n\n{background}\n\n{STORY}")
        assert removed(document, known=Provenance(source="harbour")) == []


LINES = st.lists(PROSE | SHORT | st.sampled_from(["Most Popular", "Related:", "Ad", ""]))


@patient
@given(LINES)
def test_no_prose_of_a_dump_goes_without_a_rule_of_its_own(lines: list[str]) -> None:
    document = dump("\n".join(lines))
    gone = removed(document)
    assert not any(is_prose(text) for text in gone)


@patient
@given(LINES)
def test_what_is_clean_stays_clean(lines: list[str]) -> None:
    once = dump("\n".join(lines))
    kept = [b.text for b in once.blocks if b.text not in removed(once)]
    assert removed(dump("\n".join(kept))) == []


@patient
@given(LINES)
def test_every_block_has_a_mark_and_every_removal_a_rule_and_reason(lines: list[str]) -> None:
    document = dump("\n".join(lines))
    marks = mark(document, RULES, Provenance())
    assert len(marks) == len(document.blocks)
    names = {rule.name for rule in RULES.rules}
    assert all((m.rule in names) == bool(m.reason) == bool(m.role) for m in marks)


KEEP = Rules(
    (
        *RULES.rules,
        *parse_rules(
            "mine.yaml",
            b"- name: mittens\n  why: part of the list\n  match: {pattern: 'one headline.*'}\n"
            b"  takes: keep\n  examples: {keeps: [One headline of ours], removes: [Ad]}\n",
        ),
    ),
    "",
)


def test_a_rule_that_keeps_wins_over_a_box() -> None:
    box = f"{STORY}\n\nMost Popular\n\nOne headline of ours\n\nAnother headline"
    assert removed(dump(box), KEEP) == ["Most Popular", "Another headline"]


def test_a_rule_that_keeps_wins_over_a_container() -> None:
    page = html_page(f"<p>{STORY}</p><nav><p>One headline</p><p>Home</p></nav>")
    assert removed(page, KEEP) == ["Home"]


def test_a_rule_that_keeps_wins_over_the_place_of_a_line() -> None:
    text = f"One headline menu\nMenu\n{HEADLINE}\n\n{STORY}\n{STORY}"
    document = dump(text)
    division = split(document, mark(document, KEEP, Provenance()), Repeats(), MODELS)
    assert division.drafts[0].body[0].text == "One headline menu"


def test_the_examples_of_a_rule_that_keeps_are_the_other_way_round() -> None:
    text = (
        b"- {name: x, why: y, match: {text: Ad}, takes: keep, examples: {keeps: [B], removes: [C]}}"
    )
    with pytest.raises(RuleError, match="does not match its own example 'B'"):
        parse_rules("mine.yaml", text)


@pytest.mark.parametrize(
    "detail", ["March 19, 1932", "By A. Writer", "By A. Writer\nMarch 19, 1932"]
)
def test_the_story_after_a_box_keeps_its_headline_and_details(detail: str) -> None:
    box = "Recommended for you\nOne link to read\nAnother link to read"
    text = f"{STORY}\n\n{box}\n\n{HEADLINE}\n{detail}\n{STORY}"
    assert removed(dump(text)) == box.split("\n")


def test_wrapped_prose_below_a_box_is_no_headline() -> None:
    text = f"{STORY}\n\nRead more\n\nOne headline here\n\nThe ferry from the old\nharbour was late."
    assert removed(dump(text)) == ["Read more", "One headline here"]


def test_classes_of_the_whole_page_are_no_box() -> None:
    data = f"<html><body class='newsletter-promo--on'><p>{STORY}</p><p>{STORY}</p></body></html>"
    assert removed(read_one("p.html", data.encode())) == []
