"""Explaining: a capture, a page, an address or an id, each block with what became of it; a rule."""

import base64
import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from backfile.clean.rulebook import parse_rules
from backfile.errors import OwnerError
from backfile.explain import Explanation, explanation, lines_of, taken_by
from backfile.explain.capture import of_capture
from backfile.explain.rule import of_rule
from backfile.model import (
    Block,
    Division,
    Document,
    Label,
    LabelName,
    Outcome,
    Place,
    Rejected,
    Repair,
)
from backfile.pipeline import Explained, divisions, explain, load_knowledge, run
from backfile.settings import Settings, theme_folder
from backfile.site.explaining import explanation_page
from backfile.store import open_store
from backfile.store.lock import build_lock
from tests.conftest import ROOT
from tests.helpers import capture, patient
from tests.site.builders import article, settings_in
from tests.site.strict import faults_of

BODY = (
    "The harbour was opened to ships again on Monday after a week of heavy storms.\n"
    "Fishing boats left the port of Kyiv before noon, and the ferry is to follow on Tuesday.\n"
)
_EMPTY = Document("c" * 64, 0, "text", ())
CAPTURE = f"Subscribe\n\nHarbour opens\xa0again after storms\n\n{BODY}"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive with an article, a digest and a reject."""
    captures = tmp_path / "content" / "captures" / "post"
    captures.mkdir(parents=True)
    (captures / "story.txt").write_text(CAPTURE)
    (captures / "picture.png").write_bytes(b"\x89PNG\r\n\0\0")
    (captures / "menu.txt").write_text("Home\nNews\n")
    return settings_in(tmp_path)


@pytest.fixture
def ident(settings: Settings) -> str:
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, load_knowledge(None), store).articles[0].id


def told(settings: Settings, what: str | Path) -> list[str]:
    return [line.text for line in lines_of(explanation(settings, str(what)))]


def test_a_capture_is_told_block_by_block(settings: Settings) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    assert lines[0].startswith("post/story.txt  (SHA-256 ")
    states = {line.split()[0]: line.split()[1] for line in lines if line[:6].strip().isdigit()}
    assert states == {"1": "REMOVED", "3": "title", "5": "kept", "6": "kept"}


def test_a_removed_block_names_its_rule_and_reason(settings: Settings) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    reason = lines[[line.split()[:1] for line in lines].index(["1"]) + 1].strip()
    assert reason.startswith("rule ")
    assert reason.partition(": ")[2]


def test_a_repair_is_told_with_before_after_and_why(settings: Settings) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    assert any(line.startswith("repair, line 3: odd spaces: ") for line in lines)


def test_what_was_made_is_told_with_its_tags(settings: Settings, ident: str) -> None:
    lines = told(settings, settings.captures / "post" / "story.txt")
    assert f"article {ident}: Harbour opens again after storms" in lines
    assert any(line.startswith("  tag place Kyiv (") for line in lines)


def test_an_id_an_address_and_a_page_are_told_as_their_capture_is(
    settings: Settings, ident: str
) -> None:
    expected = told(settings, settings.captures / "post" / "story.txt")
    address = "undated/harbour-opens-again-after-storms.html"
    page = settings.output / address
    page.parent.mkdir(parents=True)
    page.touch()
    asked = (ident, address, f"{address}#top", page, f"https://example.org/news/{address}")
    for what in asked:
        assert told(settings, what) == expected


@pytest.mark.parametrize(
    ("name", "reason"),
    [("picture.png", "is of a format"), ("menu.txt", "holds no paragraph")],
)
def test_a_reject_is_told_with_its_reason(settings: Settings, name: str, reason: str) -> None:
    lines = told(settings, settings.captures / "post" / name)
    assert lines[1].startswith(f"  rejected: {reason}")


def test_a_file_outside_the_captures_can_be_tried_out(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "try.txt").write_text(CAPTURE)
    lines = told(settings, tmp_path / "elsewhere" / "try.txt")
    assert lines[0].startswith("try.txt  (SHA-256 ")


@pytest.mark.parametrize("what", ["nothing", "undated/nothing.html", "", "aaaaaaaaaaaa", "/", "\0"])
def test_what_is_not_known_is_one_line_and_exit_code_2(settings: Settings, what: str) -> None:
    with pytest.raises(OwnerError, match="is no capture, page or article") as caught:
        told(settings, what)
    assert caught.value.exit_code == 2
    assert len(str(caught.value).splitlines()) == 1


def test_a_terminal_is_sent_no_commands(settings: Settings) -> None:
    path = settings.captures / "post" / "evil.txt"
    path.write_text(f"\x1b[2JHarbour opens\n\n{BODY}\x07")
    assert not any(character in "".join(told(settings, path)) for character in "\x1b\x07")


def taker_of_the_first_line(settings: Settings) -> str:
    """The rule that took the story's first line, "Subscribe"."""
    lines = told(settings, settings.captures / "post" / "story.txt")
    first = [line.split()[:1] for line in lines].index(["1"])
    return lines[first + 1].split()[1].strip(":")


def test_lines_that_repeat_over_the_source_count_as_in_a_build(settings: Settings) -> None:
    # Nothing is decided by them yet; that all captures of the source are read is what shows.
    story = settings.captures / "post" / "story.txt"
    told(settings, story)
    with open_store(settings.state / "store.sqlite") as store:
        kept = store._connection.execute("SELECT count(*) FROM readings").fetchone()  # noqa: SLF001 - there is no way to count
    assert kept == (2,)


def test_pages_of_several_hosts_in_one_source_are_divided_as_in_a_build(settings: Settings) -> None:
    folder, known = settings.captures / "post", load_knowledge(None)
    for name, host in (("a", "one"), ("b", "two"), ("c", "two")):
        text = f"<html><h1>Harbour {name}</h1><p>{BODY}</p><p>{host}, {name}.</p></html>"
        (folder / f"{name}.html").write_text(text)
        (folder / f"{name}.yaml").write_text(f"url: https://{host}.example/{name}\n")
    with open_store(settings.state / "store.sqlite") as store:
        built = {c.path: division for c, _, division in divisions(settings, known, store)}
        for name in ("a", "b"):
            found = explain(folder / f"{name}.html", settings, known, store)
            assert not isinstance(found, Rejected)
            assert [one.division for one in found] == [built[f"post/{name}.html"]]


def test_while_a_build_is_at_work_a_capture_is_told_all_the_same(settings: Settings) -> None:
    with build_lock(settings.state / "lock"):
        lines = told(settings, settings.captures / "post" / "story.txt")
    assert "were not counted" in lines[1]
    assert any(line.split()[:2] == ["3", "title"] for line in lines)


def label(
    name: LabelName, margin: float = 1.0, rule: str = "line-model", why: str = "its words"
) -> Label:
    return Label(name, rule, why, margin)


def document(
    *labels: Label, number: int = 0, places: tuple[Place, ...] = (), **fields: Any
) -> Explained:
    """A document of which each block has a label; a blank line between two."""
    spans = places or tuple(Place(2 * n + 1, 2 * n + 1) for n in range(len(labels)))
    blocks = tuple(Block("line", f"text {p.first_line}", p) for p in spans)
    doc = replace(_EMPTY, number=number, blocks=blocks, repairs=fields.pop("repairs", ()))
    outcome = Outcome(fields.pop("articles", ()), (), fields.pop("reason", ""))
    return Explained(capture("post/a.txt"), doc, Division(labels, ()), outcome)


def lines(*found: Explained) -> list[str]:
    return [line.text for line in lines_of(of_capture(found))]


def states(*found: Explained) -> list[tuple[str, str]]:
    return [
        (line.state, line.text.split()[0])
        for line in lines_of(of_capture(found))
        if line.text[:6].strip().isdigit()
    ]


def test_each_label_has_a_colour_of_its_own() -> None:
    names: tuple[LabelName, ...] = ("T", "T2", "B", "M", "X", "S", "D")
    found = states(document(*map(label, names)))
    assert [state for state, _ in found] == [
        "title", "continued", "kept", "detail", "removed", "markup", "digest",
    ]  # fmt: skip


def test_a_margin_is_told_only_where_there_is_one() -> None:
    told = lines(document(label("B"), label("B", 0.754), label("T", 0.999)))
    assert [line.partition("[")[2] for line in told[1:4]] == ["", "margin .75]", "margin .99]"]


def test_where_the_machine_was_unsure_is_told_at_the_top_and_beside_the_line() -> None:
    told = lines(document(label("B"), label("B", 0.35), label("X", 0.2)))
    assert told[1] == "  unsure of 2, a margin below .5: 3, 5"
    beside = [line.strip() for line in told if line.strip().startswith("unsure: ")]
    assert beside == [
        "unsure: rule line-model: its words, margin .35",
        "unsure: rule line-model: its words, margin .20",
    ]


def test_the_lines_are_summed_up_with_the_reasons_that_are_not_beside_them() -> None:
    told = lines(document(label("T", why="set off"), label("B"), label("X"), label("B")))
    assert [line.strip() for line in told if line.startswith("       ")][-3:] == [
        "in all: 1 title, 2 kept, 1 REMOVED",
        "1 title: rule line-model: set off",
        "2 kept: rule line-model: its words",
    ]


def test_many_unsure_lines_are_named_in_a_line_of_bearable_length() -> None:
    told = lines(document(*[label("B", 0.1)] * 100))
    assert told[1].endswith("17, 19, 21, 23 and 88 more")


def test_what_a_rule_lets_stay_names_the_rule() -> None:
    told = lines(document(label("B", rule="", why="rule keep-mittens: part of the list")))
    assert told[2].strip() == "rule keep-mittens: part of the list"


def test_joined_lines_are_told_with_their_span() -> None:
    joined = (Place(3, 5),)
    repair = Repair("a\nb", "a b", "wrapped lines joined", Place(3, 5))
    told = lines(document(label("B"), places=joined, repairs=(repair,)))
    assert told[1].split()[0] == "3-5"
    assert any(line.startswith("repair, lines 3-5: wrapped lines joined: ") for line in told)


def test_several_documents_are_told_one_by_one() -> None:
    first = document(label("T"), label("B"), articles=(article("Ice in the harbour"),))
    second = document(label("X"), number=1, places=(Place(9, 9),), reason="holds no text")
    told = lines(first, second)
    assert told[0].endswith("2 documents")
    assert told[1] == "  document 2: rejected: holds no text"
    heads = [line for line in told if line.startswith("document ")]
    assert heads == [
        "document 1 of 2, lines 1-3: Ice in the harbour",
        "document 2 of 2, lines 9: holds no text",
    ]


def test_doubts_stand_at_the_top() -> None:
    doubtful = article("Ice", doubts=("no headline was found",), first_line=1, last_line=3)
    told = lines(document(label("B"), label("B"), articles=(doubtful,)))
    assert told[1] == "  doubtful: no headline was found (1-3: Ice)"


def test_a_rule_is_told_with_all_that_it_took(settings: Settings) -> None:
    (settings.captures / "post" / "other.txt").write_text(CAPTURE.replace("\xa0", " "))
    removed = taker_of_the_first_line(settings)
    found = [line.text.strip() for line in lines_of(taken_by(settings, removed))]
    assert found[0].endswith("; 2 blocks in 2 captures")
    assert found[3:] == ["2 x REMOVED  Subscribe", "post/other.txt: 1", "post/story.txt: 1"]


def test_a_rule_is_told_with_what_it_took_from_rejected_captures(settings: Settings) -> None:
    (settings.captures / "post" / "menu.txt").write_text("Home\nSubscribe\nNews\n")
    removed = taker_of_the_first_line(settings)
    found = [line.text.strip() for line in lines_of(taken_by(settings, removed))]
    assert "post/menu.txt: 2" in found


def test_a_rule_that_took_nothing_is_told_so(settings: Settings) -> None:
    (found,) = lines_of(taken_by(settings, "most-popular"))
    assert found.text.endswith("; 0 blocks in 0 captures")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("most-populr", "most-popular"), ("headlin", "headline"), ("", "docs/"), ("zz", "docs/")],
)
def test_an_unknown_rule_is_one_line_with_the_nearest(
    settings: Settings, name: str, nearest: str
) -> None:
    with pytest.raises(OwnerError, match=f"is no rule here; try: {nearest}") as caught:
        taken_by(settings, name)
    assert len(str(caught.value).splitlines()) == 1


def test_a_rule_that_keeps_is_told_with_what_it_kept() -> None:
    one = document(label("B", rule="", why="rule mittens: of the list"), label("B"))
    found = of_rule("mittens", {"mittens": "why"}, [(one.capture, one.document, one.division)])
    assert [line.text.strip() for line in lines_of(found)][2:] == [
        "1 x rule mittens: of the list", "1 x kept     text 1", "post/a.txt: 1",
    ]  # fmt: skip


SITE_RULE = b"""
- {name: mittens, why: a box, site: post.example, match: {selector: .mittens},
   examples: {removes: [div.mittens > p], keeps: [div > p]}}
"""


def test_a_site_rule_is_told_with_the_pages_it_finds_nothing_on() -> None:
    (rule,) = parse_rules("mine.yaml", SITE_RULE)
    pages = [document(label("X", rule="mittens")), document(label("B")), document(label("B"))]
    hosts = ("post.example", "www.post.example", "other.example")
    divided = [
        (one.capture, replace(one.document, url=f"https://{host}/a"), one.division)
        for one, host in zip(pages, hosts, strict=True)
    ]
    found = of_rule("mittens", {"mittens": "a box"}, divided, rule)
    assert found.head.endswith("; finds something on 1 of 2 pages of post.example")
    assert [alert.text for alert in found.alerts] == ["finds nothing on post/a.txt"]


def test_what_a_rule_took_most_often_comes_first() -> None:
    one = document(*[label("X", why="rare")], *[label("X", why="often")] * 3)
    found = of_rule("line-model", {}, [(one.capture, one.document, one.division)])
    assert [section.heading for section in found.sections] == ["3 x often", "1 x rare"]


def asked(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a task as a person would, in a folder's archive."""
    (folder / "tasks.py").write_text(
        "from pathlib import Path\nfrom backfile.invoking import collection\n"
        "namespace = collection(Path(__file__).parent)\n"
    )
    command = [sys.executable, "-m", "invoke", *words]
    env = {"PYTHONPATH": str(ROOT / "plugins"), "NO_COLOR": "1", "PATH": ""}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_the_task_takes_a_rule_in_place_of_a_capture(settings: Settings) -> None:
    done = asked(settings.root, "explain", "--rule", "most-popular")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("rule most-popular: ")


def test_the_task_takes_one_of_them(settings: Settings) -> None:
    done = asked(settings.root, "explain", "a.txt", "--rule", "most-popular")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "explain: takes a capture or a rule; try: explain PATH, or --rule NAME\n"


def test_a_page_that_cannot_be_written_is_one_line(settings: Settings) -> None:
    story = str(settings.captures / "post" / "story.txt")
    done = asked(settings.root, "explain", story, "--html", "nowhere/why.html")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def rich_explanation(text: str = "text") -> Explanation:
    """An explanation that has a bit of everything."""
    names: tuple[LabelName, ...] = ("T", "T2", "B", "M", "X", "S", "D")
    rows = [*map(label, names), label("B", 0.3), label("X", 0.3), label("B", 0.8)]
    doubtful = article(text, doubts=("no headline was found",))
    one = document(*rows, articles=(doubtful,), repairs=(Repair("a", "b", text),))
    blocks = tuple(replace(block, text=text) for block in one.document.blocks)
    one = replace(one, document=replace(one.document, blocks=blocks))
    return of_capture((one, document(label("X"), number=1, reason="holds no text")))


def page_of(found: Explanation) -> str:
    return explanation_page(found, theme_folder()).decode()


# The page stands by itself: no form, footer or stylesheet of the site.
OWN = {"<style>", "another http-equiv", "0 <form>", "0 <footer>", "another form"}


@pytest.mark.parametrize("text", ["text", "<script>alert(1)</script>", "a & b \"c\" 'd'", "\u202e"])
def test_the_page_is_strict_and_no_text_becomes_markup(text: str) -> None:
    faults = faults_of(page_of(rich_explanation(text)).encode(), "why.html")
    assert {fault for fault in faults if not fault.startswith("policy ")} == OWN


def test_the_pages_policy_allows_its_own_stylesheet_and_nothing_else() -> None:
    page = page_of(rich_explanation())
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; base-uri 'none'"
    assert re.findall(r'Content-Security-Policy" content="(.*?)"', page) == [policy]


def test_the_page_has_each_word_in_text_so_that_colour_is_never_alone() -> None:
    page = page_of(rich_explanation())
    for word in ("title", "title+", "kept", "detail", "digest", "REMOVED", "REMOVED (mark-up)"):
        assert f'<span class="word">{word}</span>' in page
    assert "<strong>unsure:</strong>" in page


def test_what_is_worth_a_look_links_to_its_line() -> None:
    page = page_of(rich_explanation())
    links = re.findall(r'href="#(b[\d-]+)"', page)
    assert links[:2] == ["b1-1", "b2-1"]
    assert [link for link in links if f'id="{link}"' not in page] == []


def test_a_page_of_a_rule_and_of_a_reject_can_be_made(settings: Settings) -> None:
    assert "0 blocks in 0 captures" in page_of(taken_by(settings, "most-popular"))
    assert "is empty" in page_of(of_capture(Rejected("a.txt", "is empty")))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_has_no_barrier_and_no_fault(
    chromium: Browser, tmp_path: Path, scheme: Any, width: int
) -> None:
    (tmp_path / "why.html").write_text(
        page_of(rich_explanation("A text of some words, of course. " * 5))
    )
    page = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "why.html").as_uri())
    found = Axe().run(page, options={"preload": False}).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth")
    bar = page.evaluate(
        "getComputedStyle(document.querySelector('.removed')).borderInlineStartWidth"
    )
    page.close()
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    assert (said, wide, bar) == ([], width, "6px")


@patient
@given(st.lists(st.tuples(st.sampled_from(["T", "T2", "B", "M", "X", "S", "D"]), st.floats(0, 1))))
def test_every_block_is_told_once_and_in_order(given_labels: list[tuple[LabelName, float]]) -> None:
    found = states(document(*(label(name, margin) for name, margin in given_labels)))
    assert [int(where) for _, where in found] == [2 * n + 1 for n in range(len(given_labels))]
