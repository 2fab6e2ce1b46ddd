"""The command `withhold`: it tells what it reaches, asks, and saves what will hold."""

from pathlib import Path

import pytest

from backfile.desk.withhold import Withholding, withholding_done
from backfile.errors import OwnerError, RuleError
from backfile.owner.withheld import load_withheld
from tests.helpers import mistake_of
from tests.site.builders import settings_in

TEXT = (
    "Harbour opens again\n\n"
    "The harbour was opened to ships again on Monday, Ann Example of the council said there.\n\n"
    "Fishing boats left the port before noon, and the ferry is to follow on Tuesday.\n"
)
NAME = Withholding(name="Ann Example", reason="privacy", why="asked", by="me", on="2025-05-31")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    captures = tmp_path / "content" / "captures"
    captures.mkdir(parents=True)
    (captures / "a.txt").write_text(TEXT)
    return tmp_path


def done(folder: Path, given: Withholding, answer: str = "y") -> list[str]:
    return list(withholding_done(settings_in(folder), given, lambda _: answer))


def saved(folder: Path) -> Path:
    return folder / "content" / "rules" / "withheld.yaml"


def test_it_tells_what_it_reaches_and_saves_an_entry_that_loads(folder: Path) -> None:
    lines = done(folder, NAME)
    assert lines[:2] == ["name in 1 capture", "cut out at 1 place"]
    assert lines[-1] == "saved in content/rules/withheld.yaml:1; next: backfile build"
    (entry,) = load_withheld(saved(folder).parent, "2025-06-01").entries
    assert (entry.what, entry.by, entry.on) == ("Ann Example", "me", "2025-05-31")
    log = (folder / "content" / "register" / "withheld.tsv").read_text()
    assert "\twithheld\tname\t-\t1\tprivacy\t" in log


def test_what_stands_in_the_file_stays(folder: Path) -> None:
    saved(folder).parent.mkdir(parents=True)
    saved(folder).write_text("# ours, not for the public\n")
    done(folder, NAME)
    assert saved(folder).read_text().startswith("# ours, not for the public\n- what:\n")


def test_without_a_yes_nothing_is_saved(folder: Path) -> None:
    assert "nothing was saved" in mistake_of(OwnerError, lambda: done(folder, NAME, "n"))
    assert not saved(folder).exists()


def test_where_nobody_can_be_asked_it_needs_a_yes(folder: Path) -> None:
    told = mistake_of(OwnerError, lambda: [*withholding_done(settings_in(folder), NAME, None)])
    assert told == (
        "withhold: nobody can be asked here, and nothing was saved; "
        "try: --yes to save without being asked"
    )


def test_an_article_is_named_by_its_id_or_page(folder: Path) -> None:
    page = "undated/harbour-opens-again.html"
    lines = done(folder, Withholding(page=page, reason="court", why="order", by="me"))
    assert lines[:2] == [
        "article in 1 capture",
        "at its address stands: Withheld by order of a court.",
    ]


def test_a_capture_is_named_by_its_path(folder: Path) -> None:
    path = str(folder / "content" / "captures" / "a.txt")
    done(folder, Withholding(capture=path, reason="court", why="order", by="me"))
    assert "capture: a.txt\n" in saved(folder).read_text()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (Withholding(), "takes one thing to withhold"),
        (Withholding(name="a", passage="b"), "takes one thing to withhold"),
        (Withholding(page="nothing", reason="court", why="x"), "is no page, article or digest"),
        (Withholding(capture="/etc/hosts", reason="court", why="x"), "is no capture"),
        (Withholding(name="Bob Other", reason="court", why="x"), "nothing was saved: this name"),
        (Withholding(name="Ann Example", reason="mine", why="x"), '"reason" is'),
        (Withholding(name="Ann Example", reason="court", why="x", until="soon"), "no day"),
    ],
)
def test_a_mistake_is_told_in_a_line_and_nothing_is_saved(
    folder: Path, given: Withholding, told: str
) -> None:
    with pytest.raises((OwnerError, RuleError), match=told):
        done(folder, given)
    assert not saved(folder).exists()


def test_what_is_missing_is_asked_for(folder: Path) -> None:
    answers = iter(["privacy", "asked", "y"])
    lines = [
        *withholding_done(
            settings_in(folder), Withholding(name="Ann Example"), lambda _: next(answers)
        )
    ]
    assert lines[-1].startswith("saved in ")
