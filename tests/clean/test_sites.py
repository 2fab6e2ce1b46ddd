"""Site rules: what an owner says of a template holds on the pages of that site, and only there."""

import pytest

from backfile.clean import Rule, Rules, mark
from backfile.clean.rulebook import parse_rules
from backfile.errors import RuleError
from backfile.model import Claim, Document, Mark, Provenance
from tests.helpers import html_page, mistake_of

RULE = """
- name: harbour-story
  why: the Harbour Post keeps its story in this container
  site: harbour.example
  takes: story
  match: {selector: div.article__body}
  examples:
    keeps: ['<div class="article__body wide"><p>The ferry sails.</p></div>']
    removes: ['<div class="article__aside"><p>Subscribe to read more.</p></div>']
"""
STORY = "The ferry from the old harbour was late again on Monday, said the port."
OUTSIDE = "Readers of the Harbour Post may win a day on the ferry with their families."
PAGE = f"""<h1>Ferry is late again</h1><div class="wide article__body"><p>{STORY}</p>
<h2>On time</h2><div class="related"><p>Another story</p></div></div>
<div class="note"><p>{OUTSIDE}</p></div>"""
ADDRESS = "https://www.harbour.example/ferry"


def rules(text: str = RULE) -> Rules:
    return Rules(parse_rules("content/rules/mine.yaml", text.encode()), "")


def marked(
    page: Document, known: Provenance | None = None, own: Rules | None = None
) -> dict[str, Mark]:
    marks = mark(page, own or rules(), known or Provenance())
    return {b.text: m for b, m in zip(page.blocks, marks, strict=True)}


def mistake(old: str, new: str) -> str:
    assert old in RULE
    return mistake_of(RuleError, lambda: rules(RULE.replace(old, new)))


def removed(page: Document, known: Provenance | None = None, own: Rules | None = None) -> list[str]:
    return [text for text, found in marked(page, known, own).items() if found.rule]


def test_what_stands_outside_of_the_story_goes_paragraphs_too() -> None:
    found = marked(html_page(PAGE), Provenance(url=ADDRESS))
    assert [text for text, m in found.items() if m.rule] == [OUTSIDE]
    assert found[OUTSIDE].rule == "harbour-story"
    assert found[OUTSIDE].reason.startswith("outside of the story: the Harbour Post")


def test_what_stands_inside_stays_and_says_by_which_rule() -> None:
    found = marked(html_page(PAGE), Provenance(url=ADDRESS))
    assert [text for text, m in found.items() if m.role == "keep"] == [
        STORY, "On time", "Another story",
    ]  # fmt: skip
    assert found[STORY].reason.startswith("rule harbour-story: ")


def test_another_rule_takes_from_inside() -> None:
    other = """
- {name: boxes, why: a box, match: {selector: .related},
   examples: {removes: [div.related > p], keeps: [p]}}
"""
    found = marked(html_page(PAGE), Provenance(url=ADDRESS), rules(RULE + other))
    assert found["Another story"].rule == "boxes"


def test_the_headline_stays_where_it_stands() -> None:
    assert not marked(html_page(PAGE), Provenance(url=ADDRESS))["Ferry is late again"].rule


def test_a_page_without_the_container_is_left_alone() -> None:
    page = html_page(PAGE.replace("article__body", "text"))
    assert set(marked(page, Provenance(url=ADDRESS)).values()) == {
        Mark(shape=mark.shape) for mark in marked(page).values()
    }


@pytest.mark.parametrize(
    ("address", "holds"),
    [
        (ADDRESS, True),
        ("http://harbour.example/x", True),
        ("http://sport.harbour.example:8080/x", True),
        ("http://notharbour.example/x", False),
        ("http://harbour.example.org/x", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_a_rule_holds_on_its_site_and_the_hosts_under_it(address: str, *, holds: bool) -> None:
    assert bool(removed(html_page(PAGE), Provenance(url=address))) is holds


def test_a_page_without_an_address_is_of_the_site_that_it_names_itself() -> None:
    page = html_page(PAGE)
    said = Document(page.capture_id, 0, "page", page.blocks, (Claim("url", ADDRESS, "canonical"),))
    assert removed(said) == [OUTSIDE]


@pytest.mark.parametrize(
    ("captured", "stated", "holds"),
    [
        ("2016-05-12", "2024-01-01", True),
        ("2024-05-12", "2016-01-01", False),
        ("", "2016-01-01T10:00:00Z", True),
        ("", "2024-01-01", False),
        ("", "", True),
    ],
)
def test_the_day_of_capture_decides_and_else_that_of_the_page(
    captured: str, stated: str, *, holds: bool
) -> None:
    old = rules(RULE.replace("  takes:", "  from: 2015-01-01\n  until: 2018-12-31\n  takes:"))
    page = html_page(PAGE)
    claims = (Claim("date", stated, "meta"),) if stated else ()
    page = Document(page.capture_id, 0, "page", page.blocks, claims)
    known = Provenance(url=ADDRESS, captured=captured)
    assert bool(removed(page, known, old)) is holds


def test_other_rules_can_be_for_a_site_too() -> None:
    own = rules("""
- {name: x, why: y, site: www.Harbour.example, match: {text: On time},
   examples: {removes: [On time], keeps: [Late]}}
""")
    assert removed(html_page(PAGE), Provenance(url=ADDRESS), own) == ["On time"]
    assert removed(html_page(PAGE), Provenance(url="http://other.example/"), own) == []


def test_a_story_of_no_site_is_refused() -> None:
    assert "takes a story, but of no site" in mistake("  site: harbour.example\n", "")


def test_a_site_that_is_no_host_is_refused() -> None:
    assert "'https://harbour.example/', no host" in mistake(
        "harbour.example", "https://harbour.example/"
    )


def test_a_story_by_its_words_is_refused() -> None:
    assert "by its words" in mistake("{selector: div.article__body}", "{text: ferry}")


def test_a_story_rule_that_does_not_find_its_example_is_refused() -> None:
    assert "does not match its own example" in mistake('"article__body wide"', '"body"')


def test_a_story_rule_that_finds_what_must_go_is_refused() -> None:
    assert "which it must remove" in mistake('"article__aside"', '"article__body"')


def test_a_story_rule_without_examples_is_refused() -> None:
    assert "no example" in mistake_of(RuleError, lambda: rules(RULE.partition("  examples:")[0]))


def test_the_rule_is_found_by_its_kind() -> None:
    (rule,) = rules().rules
    assert isinstance(rule, Rule)
    assert (rule.takes, rule.site) == ("story", "harbour.example")
