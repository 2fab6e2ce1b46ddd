"""withheld.yaml: what an entry must say, when it holds, and what it says in its place."""

from pathlib import Path

import pytest

from backfile.clock import today_of
from backfile.errors import RuleError
from backfile.owner.redaction import refuse_telling
from backfile.owner.withheld import Withheld, load_withheld

NOTES = "  why: asked\n  by: the archive\n  on: 2025-05-31\n"
DAY = "2025-06-01"


def loaded(folder: Path, text: str, today: str = DAY) -> Withheld:
    (folder / "withheld.yaml").write_text(text)
    return load_withheld(folder, today)


def entry(what: str = "{name: Ann Example}", more: str = "  reason: privacy\n") -> str:
    return f"- what: {what}\n{more}{NOTES}"


def mistake(folder: Path, text: str) -> str:
    with pytest.raises(RuleError) as told:
        loaded(folder, text)
    return str(told.value)


def test_without_the_file_nothing_is_withheld(tmp_path: Path) -> None:
    assert not load_withheld(tmp_path, DAY)
    assert load_withheld(tmp_path, DAY).digest == ""


@pytest.mark.parametrize(
    "what",
    [
        "{capture: post/a.txt}",
        f"{{capture: {'a' * 64}}}",
        "{article: abcdefghijkl}",
        '{passage: "Some words: of it"}',
        "{name: Ann Example}",
    ],
)
def test_each_kind_of_thing_can_be_withheld(tmp_path: Path, what: str) -> None:
    (found,) = loaded(tmp_path, entry(what)).entries
    assert found.kind == what[1:].partition(":")[0]
    assert (found.by, found.on, found.line) == ("the archive", "2025-05-31", 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (entry("{}"), '"what" does not name one thing'),
        (entry("Ann"), '"what" does not name one thing'),
        (entry("{name: Ann, article: abcdefghijkl}"), '"what" does not name one thing'),
        (entry("{nam: Ann Example}"), 'unknown field "nam"; try: "name:"'),
        (entry('{name: ""}'), '"name" says nothing'),
        (entry("{name: [Ann]}"), '"name" says nothing'),
        (entry("{name: A}"), "too short"),
        (entry('{passage: "---"}'), "too short"),
        (entry("{article: page.html}"), "is no id"),
        (entry(more="  reason: because\n"), "reason: one of court, privacy"),
        (entry(more=""), "\"reason\" is ''"),
        (entry(more="  reason: court\n  until: soon\n"), "no day"),
        (entry(more="  reason: court\n  untill: 2025-01-01\n"), '"until:"'),
        ("- what: {name: Ann Example}\n  reason: court\n", 'has no "why:"'),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    line = mistake(tmp_path, f"# mine\n{text}")
    assert line.startswith("content/rules/withheld.yaml:2: ")
    assert told in line


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("court", "Withheld by order of a court."),
        ("privacy", "Withheld to protect a person's privacy."),
        ("copyright", "Withheld at the request of the holder of the rights."),
        ("embargo\n  until: 2025-07-01", "Withheld until 1 July 2025."),
        ("embargo", "Withheld for the time of an embargo."),
        ("safety", "Withheld for somebody's safety."),
        ("other", "Withheld by the archive."),
        ("other\n  tombstone: Ask us.", "Ask us."),
    ],
)
def test_each_reason_has_its_words(tmp_path: Path, reason: str, words: str) -> None:
    (found,) = loaded(tmp_path, entry(more=f"  reason: {reason}\n")).entries
    assert found.tombstone == words


@pytest.mark.parametrize(("today", "holds"), [("2025-06-30", 1), ("2025-07-01", 0)])
def test_an_entry_ends_on_its_day(tmp_path: Path, today: str, holds: int) -> None:
    found = loaded(tmp_path, entry(more="  reason: embargo\n  until: 2025-07-01\n"), today)
    assert (len(found.entries), len(found.ended)) == (holds, 1 - holds)


def test_words_that_tell_what_is_withheld_are_refused(tmp_path: Path) -> None:
    text = entry(more="  reason: court\n  tombstone: Of ann example.\n")
    with pytest.raises(RuleError, match=r"withheld\.yaml:1: its tombstone tells"):
        refuse_telling(loaded(tmp_path, text))


def test_other_words_are_other_digests(tmp_path: Path) -> None:
    digests = {loaded(tmp_path, entry(f"{{name: {name}}}")).digest for name in ("Ann", "Bob")}
    assert len(digests) == 2


def test_the_day_is_the_one_that_a_build_is_to_be_repeated_for() -> None:
    assert today_of({"SOURCE_DATE_EPOCH": "1748736000"}) == "2025-06-01"
    assert len(today_of({})) == len("2025-06-01")
