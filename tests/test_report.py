"""The report that ends a build: every count, every new reject, and the exit code."""

from dataclasses import replace
from typing import Any

import pytest

from backfile.model import Place, Rejected, Removal, Repair, TextChange
from backfile.report import Report, lines_of
from tests.site.builders import article, corpus_of, digest

REMOVAL = Removal("Sign up", Place(4, 4), "subscribe", "asks for money", "line")
KNOWN = Rejected("old.pdf", "is of a format that is not read", "a" * 64)


def report(**fields: Any) -> Report:
    """A report of a small corpus."""
    corpus = corpus_of(
        [article(removals=(REMOVAL, REMOVAL), doubts=("no date",))],
        [digest("One.", "Two.", repairs=(Repair("a", "b", "why"),))],
    )
    usual = {
        "corpus": corpus,
        "known": (),
        "new": (),
        "rendered": 5,
        "written": 7,
        "unchanged": 2,
        "deleted": 1,
        "seconds": 1.25,
        "output": "/site/index.html",
    }
    return Report(**{**usual, **fields})


def facts(of: Report) -> dict[str, str]:
    return {line[:14].strip(): line[14:] for line in lines_of(of) if not line.startswith(" ")}


def test_it_counts_what_was_published_and_what_was_taken_out() -> None:
    told = facts(report())
    assert told["articles"] == "1"
    assert told["recaptured"] == "0 (0 articles changed)"
    assert told["digests"] == "1 (2 items)"
    assert told["doubtful"] == "1"
    assert told["repairs"] == "1"
    assert told["removed"] == "2"
    assert told["rejected"] == "0 new, 0 known"
    assert told["files"] == "7 written, 2 unchanged, 1 deleted; 5 pages rendered"
    assert told["site"] == "/site/index.html"


def test_it_counts_the_blocks_of_each_rule() -> None:
    assert "  subscribe               2" in list(lines_of(report()))


def test_before_anything_is_accepted_it_says_that_addresses_may_still_move() -> None:
    told = facts(report())["text changed"]
    assert told == "nothing is accepted yet, so addresses may still move"


def accepted(**fields: Any) -> dict[str, str]:
    """The facts of a corpus in which one article and no digest is accepted."""
    corpus = corpus_of([article()], [digest("One.")])
    numbers = {corpus.articles[0].id: 0}
    return facts(report(corpus=replace(corpus, numbers=numbers, **fields)))


def test_once_something_is_accepted_it_counts_what_is_not() -> None:
    told = accepted()
    assert told["text changed"] == "0 of what is accepted"
    assert told["not accepted"] == "1; their addresses may still move"


def test_it_counts_accepted_texts_that_changed() -> None:
    change = TextChange("a" * 12, "Harbour", "2025/05/harbour.html", ("Came.",), ())
    assert accepted(changed=(change,))["text changed"] == "1 of what is accepted"


def test_it_counts_addresses_that_lead_on_or_nowhere() -> None:
    moved = {"2025/05/a.html": "2025/05/b.html", "2025/05/c.html": ""}
    assert accepted(moved=moved)["moved"] == "addresses that lead on: 1; to what is gone: 1"
    assert "moved" not in accepted()


def test_every_line_of_a_change_is_told_on_its_line() -> None:
    told = list(lines_of(report(changes=("text changed: a.html: A\nB", "  + came"))))
    assert told[-2:] == ["text changed: a.html: A\\nB", "  + came"]


@pytest.mark.parametrize(("new", "code"), [((), 0), ((KNOWN,), 3)])
def test_only_new_rejects_make_exit_code_3(new: tuple[Rejected, ...], code: int) -> None:
    assert report(new=new, known=(KNOWN,)).exit_code == code


def test_a_known_reject_is_counted_but_not_named() -> None:
    told = list(lines_of(report(known=(KNOWN,))))
    assert "rejected      0 new, 1 known" in told
    assert not any("old.pdf" in line for line in told)


def test_every_new_reject_has_a_line_with_its_path_and_reason() -> None:
    new = tuple(Rejected(f"{'deep/' * 60}{n}.txt", f"reason {n} " * 40) for n in range(300))
    told = [line for line in lines_of(report(new=new)) if line.startswith("new reject: ")]
    assert told == [f"new reject: {r.source}: {r.reason}" for r in new]


@pytest.mark.parametrize("odd", ["\n", "\r", "\x1b[2J", "\x85", "\u2028", "\0"])
def test_a_reject_of_an_odd_name_stays_on_its_line(odd: str) -> None:
    told = list(lines_of(report(new=(Rejected(f"a{odd}b.txt", "is empty"),))))
    assert told[-1].startswith("new reject: a\\")
    assert told[-1].endswith("b.txt: is empty")
    assert len("\n".join(told).splitlines()) == len(told)


@pytest.mark.parametrize(
    ("seal", "words"), [("kept", "to the last byte"), ("broken", "no longer holds")]
)
def test_it_says_what_became_of_the_seal(seal: str, words: str) -> None:
    assert words in facts(report(seal=seal))["seal"]


def test_of_a_site_that_was_never_sealed_it_says_nothing_of_seals() -> None:
    assert "seal" not in facts(report())
