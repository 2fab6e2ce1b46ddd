"""Mending: each kind of mistake by one command, and it stays mended.

It survives a rebuild, new captures, and an upgrade of rules and models.
"""

import contextlib
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pytest

from backfile import chores
from backfile.clean.rulebook import parse_rules
from backfile.desk.fixing.command import Fixing
from backfile.desk.painting import painted
from backfile.flow.knowledge import Knowledge
from backfile.model import Article, Corpus
from backfile.pipeline import load_knowledge, run
from backfile.split.dividing import Trained
from backfile.split.network import Network
from backfile.store import open_store
from tests.conftest import ROOT
from tests.helpers import TWO_STORIES
from tests.site.builders import settings_in

PEOPLE = """Joan Carver opens the new library of the harbour town

14 May 2025

Joan Carver opened the new library on Wednesday, and Joan Carver read from her book.
The readers of the town had waited for Joan Carver and for the library for ten years.
"""
OTHERS = """J. M. Carver wins the rowing race along the coast

15 May 2025

J. M. Carver won the rowing race along the coast on Thursday before two hundred people.
The second boat was a minute behind J. M. Carver, who had trained for it all winter.
"""
AGAIN = """Old lighthouse keeper tells of the great storm of his youth

16 May 2025

The old lighthouse keeper told the school of the great storm that he saw as a child.
Nobody had written it down before, and the pupils asked him for more than an hour.
"""
LATER = AGAIN.replace("16 May 2025", "19 May 2025").replace("more than an hour", "two hours")
VOCABULARY = """- {name: Joan Carver, kind: person}
- {name: J. M. Carver, kind: person}
"""
FILES = {
    "captures/post/dump.txt": TWO_STORIES,
    "captures/post/people.txt": PEOPLE,
    "captures/post/others.txt": OTHERS,
    "captures/post/again.txt": AGAIN,
    "captures/post/later.txt": LATER,
    "captures/post/copy-1.txt": PEOPLE.replace("Joan Carver", "The mayor").replace("her", "a"),
    "captures/post/copy-2.txt": PEOPLE.replace("Joan Carver", "The mayor").replace("her", "a")
    + "\n",
    "rules/vocabulary.yaml": VOCABULARY,
}
NEW = """Notice to readers

17 May 2025

Recommended: two pairs of mittens
The mayor said that the town would mend the pier before the summer season begins.
Readers who wrote to us about the pier will find our answer in the next edition.
"""


def archive(folder: Path) -> Path:
    """An archive with all that is to be mended."""
    for name, text in FILES.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def corpus_of(folder: Path, knowledge: Knowledge | None = None) -> Corpus:
    """What a build would publish."""
    settings = settings_in(folder, tag_page_from=1)
    with open_store(settings.state / "store.sqlite") as store:
        return run(settings, knowledge or load_knowledge(settings.rules), store)


def titled(corpus: Corpus, start: str) -> Article:
    """The article whose headline begins so."""
    found = [article for article in corpus.articles if article.title.startswith(start)]
    assert found, f"no headline begins with {start}"
    return found[0]


def texts(article: Article) -> str:
    """Its body."""
    return "\n".join(block.text for block in article.body)


def tags(corpus: Corpus, start: str) -> list[str]:
    """The people of an article."""
    return [tag.name for tag in titled(corpus, start).tags if tag.kind == "person"]


def titles(corpus: Corpus) -> list[str]:
    """All headlines."""
    return [article.title for article in corpus.articles]


@dataclass(frozen=True)
class Case:
    """A mistake: its page, by the headline it has, the command, and how it is when mended."""

    page: str
    options: dict[str, object]
    is_right: Callable[[Corpus], bool]
    others: dict[str, str] = field(default_factory=dict)


HARBOUR, FERRY = "Harbour opens", "Ferry company"
CASES = {
    "a wrong removal": Case(
        HARBOUR,
        {"keep": "two pairs of mittens"},
        lambda c: "mittens" in texts(titled(c, HARBOUR)),
    ),
    "furniture that was left in": Case(
        HARBOUR, {"remove": "13"}, lambda c: "mend the pier" not in texts(titled(c, HARBOUR))
    ),
    "a wrong headline": Case(
        HARBOUR, {"title": "Harbour is open"}, lambda c: "Harbour is open" in titles(c)
    ),
    "a wrong date": Case(
        HARBOUR,
        {"date": "2024-05-12"},
        lambda c: getattr(titled(c, HARBOUR).date, "value", "") == "2024-05-12",
    ),
    "wrong authors": Case(
        HARBOUR,
        {"author": ("Maria Sample", "Max Sample")},
        lambda c: titled(c, HARBOUR).authors == ("Maria Sample", "Max Sample"),
    ),
    "a wrong source": Case(
        FERRY, {"source": "The Coast"}, lambda c: titled(c, FERRY).source == "The Coast"
    ),
    "a wrong language": Case(
        FERRY, {"language": "cy"}, lambda c: titled(c, FERRY).language == "cy"
    ),
    "a beginning that is too low": Case(
        HARBOUR, {"start": "1"}, lambda c: titles(c).count("Opinion") == 1
    ),
    "an end that is too low": Case(
        HARBOUR, {"end": "9"}, lambda c: "mayor" not in texts(titled(c, HARBOUR))
    ),
    "two articles in one": Case(
        HARBOUR,
        {"split": "two pairs of mittens"},
        lambda c: any(t.startswith("Recommended") for t in titles(c)),
    ),
    "one article in two": Case(HARBOUR, {"join": ""}, lambda c: FERRY in texts(titled(c, HARBOUR))),
    "a digest that was taken for an article": Case(
        HARBOUR, {"digest": True}, lambda c: len(c.digests) == 1
    ),
    "one person under two names": Case(
        "people/j-m-carver.html",
        {"merge": "joan-carver"},
        lambda c: tags(c, "J. M. Carver") == ["Joan Carver"],
    ),
    "two people under one name": Case(
        "people/joan-carver.html",
        {"part": "Joan Carver (writer)", "within": ("Joan Carver opens",)},
        lambda c: tags(c, "Joan Carver opens") == ["Joan Carver (writer)"],
    ),
    "a tag that is none": Case(
        "people/joan-carver.html", {"ban": True}, lambda c: tags(c, "Joan Carver opens") == []
    ),
    "a name that is written in another way": Case(
        "people/joan-carver.html",
        {"rename": "Joan A. Carver"},
        lambda c: tags(c, "Joan Carver opens") == ["Joan A. Carver"],
    ),
    "one article as two": Case(
        "Old lighthouse",
        {"same_as": "2"},
        lambda c: len([t for t in titles(c) if t.startswith("Old")]) == 1,
    ),
    "two articles as one": Case(
        "The mayor opens",
        {"not_same_as": "post/copy-2.txt"},
        lambda c: len([t for t in titles(c) if t.startswith("The mayor opens")]) == 2,
    ),
}


def mend(folder: Path, case: Case) -> int:
    """Run the one command that mends a mistake."""
    corpus = corpus_of(folder)
    options = dict(case.options)
    page = case.page
    if not page.endswith(".html"):
        page = titled(corpus, page).id
    if options.get("same_as"):
        alike = sorted(a.id for a in corpus.articles if a.title.startswith(case.page))
        page, options["same_as"] = alike
    if options.get("within"):
        options["within"] = [titled(corpus, str(start)).id for start in case.options["within"]]  # type: ignore[attr-defined]  # a tuple
    given = Fixing(page, why="we looked", by="tests", on="2025-06-01", yes=True, **options)  # type: ignore[arg-type]  # options by name
    return chores.fix(folder, given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive whose settings show tags with a single article."""
    (tmp_path / "pelicanconf.py").write_text(
        "from backfile import settings\n"
        'BACKFILE = {"tag_page_from": 1}\n'
        "globals().update(settings.load(BACKFILE, __file__))\n"
    )
    return archive(tmp_path)


def upgraded(folder: Path) -> Knowledge:
    """What another version would know: another rule that takes, and other models."""
    known = load_knowledge(settings_in(folder).rules)
    rule = (
        b"- name: new-rule\n  why: a new version knows more\n"
        b"  match: {pattern: '^(Fishing boats|Recommended|The second boat)'}\n"
        b"  examples: {removes: ['Fishing boats'], keeps: ['Boats']}\n"
    )
    rules = replace(
        known.rules, rules=(*parse_rules("new.yaml", rule), *known.rules.rules), digest="n"
    )
    lines, pages = known.models.lines, known.models.pages
    models = Trained(
        replace(lines, networks=tuple(map(_other, lines.networks)), digest="other"),
        replace(pages, networks=tuple(map(_other, pages.networks)), digest="other"),
        known.models.doubts,
    )
    return replace(known, rules=rules, models=models)  # type: ignore[arg-type]  # as shipped ones


def _other(network: Network) -> Network:
    """A network whose judgement is another one: weights with some noise."""
    noise = np.random.default_rng(7)
    weights = dict(network.weights)
    out = weights["out"]
    weights["out"] = (out + noise.normal(0, np.abs(out).mean(), out.shape)).astype(out.dtype)
    return replace(network, weights=weights)


@pytest.mark.parametrize("kind", CASES)
def test_a_mistake_is_mended_by_one_command_and_stays_mended(folder: Path, kind: str) -> None:
    case = CASES[kind]
    assert not case.is_right(corpus_of(folder)), "nothing is wrong"
    assert mend(folder, case) == 0
    assert case.is_right(corpus_of(folder)), "is not mended"
    (folder / "content" / "captures" / "post" / "notice.txt").write_text(NEW)
    assert case.is_right(corpus_of(folder)), "did not survive a new capture"
    assert case.is_right(corpus_of(folder, upgraded(folder))), "did not survive an upgrade"


def test_the_upgrade_of_these_tests_decides_otherwise(folder: Path) -> None:
    before, after = corpus_of(folder), corpus_of(folder, upgraded(folder))
    assert titles(before) != titles(after) or before.found != after.found


def told(folder: Path, page: str, capsys: pytest.CaptureFixture[str], **options: object) -> str:
    """What the command says that does not save."""
    usual: dict[str, object] = {"why": "we looked", "by": "tests", "on": "2025-06-01"}
    code = chores.fix(folder, Fixing(page, **{**usual, **options}))  # type: ignore[arg-type]  # options by name
    assert code or options.get("dry_run")
    assert not (folder / "content" / "rules" / "corrections.yaml").exists()
    return " ".join(capsys.readouterr())


def test_nothing_is_saved_by_a_dry_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    assert "+ Recommended: two pairs" in told(folder, page, capsys, keep="11", dry_run=True)


def test_without_a_terminal_nothing_is_saved_unasked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    assert "--yes" in told(folder, page, capsys, keep="11")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({}, "nothing to mend was named"),
        ({"keep": "11", "remove": "13"}, "one thing at a time, not --keep, --remove"),
        ({"title": "x", "keep": "11"}, "one thing at a time"),
        ({"keep": "11", "why": ""}, "no reason is given"),
        ({"keep": "not in it"}, "is no line or text of the capture"),
        ({"keep": "the"}, "stands in lines"),
        ({"keep": "8"}, "would change nothing"),
        ({"ban": True}, "is for a tag"),
        ({"date": "yesterday"}, "date is 'yesterday'"),
        ({"same_as": "aaaaaaaaaaaa"}, "there is no article aaaaaaaaaaaa"),
        ({"not_same_as": "post/dump.txt"}, "was not put together from that"),
    ],
)
def test_what_can_t_be_done_is_told_in_one_line(
    folder: Path, options: dict[str, object], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    said = told(folder, page, capsys, **options)
    assert line in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize("page", ["nowhere.html", "people/nobody.html", "zzzzzzzzzzzz"])
def test_a_page_that_is_not_there_is_told(
    folder: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"{page}: is no page, article, tag or capture" in told(folder, page, capsys, keep="1")


def test_several_fields_are_set_at_once(folder: Path) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    given = Fixing(page, title="Ships sail", date="2024", why="w", by="b", yes=True)
    assert chores.fix(folder, given) == 0
    article = titled(corpus_of(folder), "Ships sail")
    assert article.date is not None
    assert article.date.value == "2024"


def test_a_capture_that_gave_nothing_is_made_an_article(folder: Path) -> None:
    path = folder / "content" / "captures" / "post" / "poem.txt"
    path.write_text("Wind and waves\nShip ahoy\n")
    assert "post/poem.txt" in [reject.source for reject in corpus_of(folder).rejected]
    assert chores.fix(folder, Fixing(str(path), keep="1-2", why="a poem", by="b", yes=True)) == 0
    assert any("Ship ahoy" in texts(article) for article in corpus_of(folder).articles)


def test_a_correction_can_be_made_of_what_another_correction_made(folder: Path) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    split = Fixing(page, split="two pairs of mittens", why="w", by="b", yes=True)
    assert chores.fix(folder, split) == 0
    second = titled(corpus_of(folder), "Recommended").id
    assert chores.fix(folder, Fixing(second, title="What to wear", why="w", by="b", yes=True)) == 0
    assert "What to wear" in titles(corpus_of(folder))


def test_what_is_missing_is_asked_for_on_a_terminal(folder: Path) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    command = [sys.executable, "-m", "backfile", "--folder", str(folder), "fix", page]
    main, other = pty.openpty()
    with subprocess.Popen(command, stdin=other, stdout=other, stderr=other) as asked:
        os.close(other)
        os.write(main, b"1\nHarbour is open\nthe page says so\ny\n")
        seen = _all_of(main)
    os.close(main)
    assert asked.returncode == 0, seen
    for words in ("What is wrong?", "the right headline", "why (readers see this)", "save this?"):
        assert words in seen
    assert "Harbour is open" in titles(corpus_of(folder))


def _all_of(terminal: int) -> str:
    """What a program writes to a terminal, to its end."""
    parts = []
    with contextlib.suppress(OSError):  # Linux says so that the other side is closed
        while data := os.read(terminal, 4096):
            parts.append(data)
    return b"".join(parts).decode(errors="replace")


def mended(folder: Path, page: str, **options: object) -> Corpus:
    """The corpus once a command has mended something."""
    given = Fixing(page, why="w", by="b", yes=True, **options)  # type: ignore[arg-type]  # options by name
    assert chores.fix(folder, given) == 0
    return corpus_of(folder)


def test_what_was_joined_can_be_made_a_digest_and_an_article_again(folder: Path) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    mended(folder, page, join="")
    (digest,) = mended(folder, page, digest=True).digests
    assert any(item.block.text.startswith("Most of them") for item in digest.items)
    corpus = mended(folder, digest.id, make_article=True)
    assert corpus.digests == ()
    assert "Most of them" in texts(titled(corpus, HARBOUR))


def test_a_digest_that_was_made_an_article_can_have_a_headline(folder: Path) -> None:
    page = ROOT / "demo" / "captures" / "northern-post" / "front-page-south-pole.txt"
    (folder / "content" / "captures" / "post" / "front.txt").write_bytes(page.read_bytes())
    (digest,) = corpus_of(folder).digests
    mended(folder, digest.id, make_article=True)
    made = next(a for a in corpus_of(folder).articles if a.first_line == digest.first_line)
    assert "The library opens" in titles(mended(folder, made.id, title="The library opens"))


def test_an_article_that_was_joined_can_begin_at_another_line(folder: Path) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    mended(folder, page, join="")
    corpus = mended(folder, page, start="11")
    joined = titled(corpus, "Recommended")
    assert "Most of them" in texts(joined)
    assert all(article.title for article in corpus.articles)


def test_a_tag_that_has_no_page_is_mended_by_its_name(folder: Path) -> None:
    (folder / "pelicanconf.py").unlink()
    corpus = mended(folder, "Joan Carver", rename="Joan A. Carver")
    assert tags(corpus, "Joan Carver opens") == ["Joan A. Carver"]


def test_a_page_of_before_the_last_correction_still_names_its_article(folder: Path) -> None:
    path = folder / "old.html"
    path.write_text(f'<article data-id="{titled(corpus_of(folder), HARBOUR).id}">')
    assert "Ships sail" in titles(mended(folder, str(path), title="Ships sail"))


def recaptured(folder: Path) -> str:
    """Two captures of one address with different headlines; the id of their article."""
    for name, day, title in (("a", "12", "Report of the port"), ("b", "13", "Ships sail again")):
        path = folder / "content" / "captures" / "post" / f"{name}.html"
        body = "".join(f"<p>{line}</p>" for line in AGAIN.splitlines()[4:] * 2)
        path.write_text(
            f"<html><body><main><h1>{title}</h1>{body}<p>{day}</p></main></body></html>"
        )
        path.with_name(f"{name}.html.yaml").write_text(
            f"url: https://post.example/port\ncaptured: 2025-05-{day}\n"
        )
    return titled(corpus_of(folder), "Ships sail again").id


def test_the_headline_of_an_article_with_several_captures_is_mended(folder: Path) -> None:
    assert "All ships sail" in titles(mended(folder, recaptured(folder), title="All ships sail"))


def test_a_decision_is_made_by_saying_that_it_is_right(folder: Path) -> None:
    recaptured(folder)
    (folder / "content" / "captures" / "post" / "b.html").rename(folder / "b.html")
    early = titled(corpus_of(folder), "Report of the port").id
    mended(folder, early, title="Port report", date="2025-05-11")
    (folder / "b.html").rename(folder / "content" / "captures" / "post" / "b.html")
    corpus = corpus_of(folder)
    (decision,) = corpus.decisions
    article = titled(corpus, "Ships sail again")
    assert "--title 'Ships sail again', to leave it as it is" in decision
    assert article.date is not None
    assert article.date.value == "2025-05-11"
    assert mended(folder, article.id, title="Ships sail again").decisions == ()


def test_what_is_shown_does_not_command_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = titled(corpus_of(folder), HARBOUR).id
    title = "Harbour \u202eopen\x07"
    assert "\x07" not in told(folder, page, capsys, title=title, dry_run=True)
    painted([("a\x1b[31mb", "")])
    assert "\x1b" not in capsys.readouterr().out
