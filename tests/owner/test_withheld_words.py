"""What is withheld is told by no part of a passage, no reason, and no page of the owner's."""

import html
from pathlib import Path
from urllib.parse import unquote

import pytest

from backfile.errors import OwnerError
from backfile.pipeline import load_knowledge, run
from backfile.site.runner import Choices, build_site
from backfile.store import open_store
from tests.site.builders import settings_in

PASSAGE = "Her daughter had been treated in the clinic on the hill for three years."
STORY = (
    "Harbour opens again after a week of storms\n\n"
    f"{PASSAGE}\n"
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
)
QUOTE = (
    "The mayor answers all questions of the town\n\n"
    "Inside: her daughter had been treated in the clinic on the hill, a neighbour said to us.\n"
    "The mayor said that the town would mend the pier before the summer season begins.\n"
    "Those who wrote to us about the ferry will find our answer in the next edition.\n"
)
NOTES = "  why: the family asked\n  by: tests\n  on: 2025-06-01\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with a passage, a piece of it elsewhere, and the entry that withholds it."""
    captures, rules = (tmp_path / "content" / name for name in ("captures", "rules"))
    captures.mkdir(parents=True)
    rules.mkdir()
    (captures / "story.txt").write_text(STORY)
    (captures / "quote.txt").write_text(QUOTE)
    entry = f"- what: {{passage: '{PASSAGE}'}}\n  reason: privacy\n{NOTES}"
    (rules / "withheld.yaml").write_text(entry)
    return tmp_path


def told(folder: Path) -> str:
    """All that the corpus of an archive says."""
    settings = settings_in(folder)
    with open_store(settings.state / "store.sqlite") as store:
        corpus = run(settings, load_knowledge(settings.rules), store)
        return repr([corpus, *(article.held for article in corpus.articles)])


def test_eight_words_of_a_passage_are_cut_out_of_other_text(folder: Path) -> None:
    text = told(folder)
    assert "treated in the clinic" not in text
    assert "a neighbour said to us" in text


def test_a_paragraph_that_is_withheld_leaves_its_mark_and_the_headline(folder: Path) -> None:
    settings = settings_in(folder)
    with open_store(settings.state / "store.sqlite") as store:
        corpus = run(settings, load_knowledge(settings.rules), store)
    (article,) = (a for a in corpus.articles if "storms" in a.title)
    assert article.title == "Harbour opens again after a week of storms"
    assert article.body[0].text.startswith("[withheld: privacy]")


def test_a_rules_reason_does_not_tell_it(folder: Path) -> None:
    (folder / "content" / "rules" / "mine.yaml").write_text(
        f"- name: mine\n  why: '{PASSAGE} So we take it out.'\n"
        "  match: {text: 'The mayor said that the town would mend the pier before the summer "
        "season begins.'}\n  examples: {removes: ['The mayor said that the town would mend the "
        "pier before the summer season begins.'], keeps: ['The mayor']}\n"
    )
    text = told(folder)
    assert "rule='mine'" in text
    assert "treated in the clinic" not in text


def test_a_page_of_the_owners_that_tells_it_stops_the_build(folder: Path) -> None:
    pages = folder / "content" / "pages"
    pages.mkdir()
    (pages / "about.md").write_text(f"Title: About us\n\n{PASSAGE}\n")
    with pytest.raises(OwnerError, match=r"content/pages .*tells what is withheld"):
        build_site(folder, Choices())


def test_a_corrected_name_may_be_withheld(folder: Path) -> None:
    rules = folder / "content" / "rules"
    (rules / "vocabulary.yaml").write_text("- {name: Joan Carver, kind: person}\n")
    (rules / "corrections.yaml").write_text(
        f"- target: {{tag: joan-carver}}\n  do: rename\n  name: Joan A. Carver\n{NOTES}"
    )
    (folder / "content" / "captures" / "people.txt").write_text(
        "Joan Carver opens the library\n\n"
        "Joan Carver opened the new library on Wednesday, and Joan Carver read from her book.\n"
        "The readers of the town had waited for Joan Carver for ten years, they told us.\n"
    )
    assert "Joan A. Carver" in told(folder)
    entry = f"- what: {{name: Joan Carver}}\n  reason: privacy\n{NOTES}"
    path = rules / "withheld.yaml"
    path.write_text(path.read_text() + entry)
    text = told(folder)
    assert "Joan Carver" not in text
    assert "joan-carver" not in text


def test_no_digest_that_the_site_tells_lets_a_withheld_name_be_guessed(folder: Path) -> None:
    rules = folder / "content" / "rules"
    before = load_knowledge(rules)
    path = rules / "withheld.yaml"
    path.write_text(path.read_text() + f"- what: {{name: Kyiv}}\n  reason: privacy\n{NOTES}")
    after = load_knowledge(rules)
    assert after.vocabulary != before.vocabulary
    assert after.public_digests == before.public_digests


def test_a_sentence_in_a_script_that_parts_no_words_is_cut_out_elsewhere(folder: Path) -> None:
    first = "周一，海港再次向船只开放，市议会对此表示非常高兴。"
    second = "渔船在中午之前离开了港口，渡轮将于周二跟进。"
    captures = folder / "content" / "captures"
    (captures / "zh-1.txt").write_text(f"海港重新开放\n\n{first}{second}\n")
    more = "市长还说，镇上将在夏季开始之前修好码头，并且感谢所有给他写信的读者。"
    (captures / "zh-2.txt").write_text(
        f"市长讲话\n\n市长在讲话中说，{first}其他消息将在下周公布。\n{more}\n{more[5:]}\n"
    )
    path = folder / "content" / "rules" / "withheld.yaml"
    entry = f"- what: {{passage: {first}{second}}}\n  reason: court\n{NOTES}"
    path.write_text(path.read_text() + entry)
    text = told(folder)
    assert "市议会对此表示非常高兴" not in text
    assert "其他消息将在下周公布" in text


def test_a_short_sentence_of_a_passage_is_cut_out_elsewhere(folder: Path) -> None:
    captures = folder / "content" / "captures"
    (captures / "c.txt").write_text(
        "A hearing in the court\n\nThe hearing began at nine. Mayor Smith shot the witness at ten. "
        "The hall was full of people who had come to see it.\n"
    )
    (captures / "d.txt").write_text(
        "What the papers wrote\n\nOn the next day all of the papers wrote that Mayor Smith shot "
        "the witness at ten. Nobody said where they had it from.\n"
    )
    path = folder / "content" / "rules" / "withheld.yaml"
    what = "{passage: The hearing began at nine. Mayor Smith shot the witness at ten.}"
    path.write_text(path.read_text() + f"- what: {what}\n  reason: court\n{NOTES}")
    assert "shot the witness" not in told(folder)


@pytest.mark.parametrize(
    "coded",
    [
        "zanzi%20quokka, zanzi%20quokka",
        "zanzi%252520quokka",
        "Zanzi &amp;#81;uokka",
        r"\x5aanzi Quokka",
    ],
)
def test_a_name_that_was_coded_several_times_is_cut_out(folder: Path, coded: str) -> None:
    (folder / "content" / "captures" / "e.txt").write_text(
        "A page on the web\n\nThe address of it is "
        f"{coded} since the morning of the day, as everybody knows.\n"
        "The name is Zanzi Quokka, and it stands in the list of all pages of the town.\n"
    )
    path = folder / "content" / "rules" / "withheld.yaml"
    path.write_text(
        path.read_text() + f"- what: {{name: Zanzi Quokka}}\n  reason: privacy\n{NOTES}"
    )
    text = unquote(unquote(unquote(html.unescape(html.unescape(told(folder)))))).casefold()
    assert "zanzi" not in text.replace("\\\\x5a", "z")
