"""The benchmarks: the same pages every time, and figures that are what counting by hand gives."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import requests
from benchmarks.labelling import main, run_label, table, warnings
from benchmarks.missed import Missed, missed
from tests.conftest import ROOT

PROSE = "The harbour was opened to ships again on Monday after a week of heavy storms."
SHORT = "The harbour is open."


def gold(ident: str = "a", name: str = "made", labels: str = "TBBTB") -> dict[str, Any]:
    """A document of two articles: a title and two paragraphs, a title and one."""
    return {
        "id": ident,
        "set": name,
        "text": f"One\n{PROSE}\n{SHORT}\nTwo\n{PROSE}",
        "line_labels": list(labels),
        "articles": [{"start_line": 0, "end_line": 2}, {"start_line": 3, "end_line": 4}],
    }


def guess(labels: str, articles: str = "--", ident: str = "a") -> dict[str, Any]:
    """What is predicted: labels, and for each article a "d" where it is doubtful."""
    spans = [(0, 2), (3, 4)]
    return {
        "id": ident,
        "line_labels": list(labels),
        "articles": [
            {"start_line": first, "end_line": last, "doubtful": flag == "d"}
            for (first, last), flag in zip(spans, articles, strict=False)
        ],
    }


def counted(labels: str, articles: str) -> Missed:
    return missed([gold()], {"a": guess(labels, articles)})


def test_nothing_missed_is_nothing_missed() -> None:
    assert counted("TBBTB", "-d") == Missed(2, 0, 0, 2, 1)


@pytest.mark.parametrize("taken", ["X", "S"])
def test_an_article_that_misses_prose_is_counted_once_and_its_warning_too(taken: str) -> None:
    assert counted(f"T{taken}BT{taken}", "d-") == Missed(2, 2, 1, 2, 1)


def test_a_short_line_or_another_label_is_no_loss() -> None:
    assert counted("TMXTD", "dd").missing == 0


def test_an_article_that_nothing_was_made_of_is_missed_without_warning() -> None:
    assert missed([gold()], {}) == Missed(2, 2, 0, 0, 0)
    assert counted("TBBXX", "d") == Missed(2, 1, 0, 1, 1)


def test_the_warning_is_that_of_the_article_that_shares_most_lines() -> None:
    wide = guess("TXBTB")
    wide["articles"] = [
        {"start_line": 0, "end_line": 0, "doubtful": False},
        {"start_line": 1, "end_line": 4, "doubtful": True},
    ]
    assert missed([gold()], {"a": wide}).warned == 1


def written(folder: Path, name: str, *rows: object) -> Path:
    path = folder / name
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def test_the_table_has_a_row_for_each_set_and_one_for_the_unmarked(tmp_path: Path) -> None:
    golds = [gold("a", "made"), gold("b", "paste"), gold("c", "export", "TSBTB")]
    guesses = [guess("TXBTB", "d-", ident) for ident in "abc"]
    files = [written(tmp_path, "gold.jsonl", *golds), written(tmp_path, "new.jsonl", *guesses)]
    assert list(warnings(files)) == [
        ["new", "made", "2", "50.0 % (1 of 2)", "100.0 % (1 of 1)", "50.0 % (1 of 2)"],
        ["new", "paste", "2", "50.0 % (1 of 2)", "100.0 % (1 of 1)", "50.0 % (1 of 2)"],
        ["new", "export (marked)", "2", "0.0 % (0 of 2)", "-", "50.0 % (1 of 2)"],
        ["new", "all unmarked", "4", "50.0 % (2 of 4)", "100.0 % (2 of 2)", "50.0 % (2 of 4)"],
    ]


def test_predictions_of_other_files_are_told(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "g.jsonl", gold()),
        written(tmp_path, "p.jsonl", guess("", ident="z")),
    ]
    with pytest.raises(SystemExit, match="no prediction is of these gold files"):
        main(["missed", *map(str, files)])


def test_a_table_is_markdown() -> None:
    assert list(table(("a", "b"), [("1", "2")])) == ["| a | b |", "| --- | --- |", "| 1 | 2 |"]


def test_the_made_pages_are_the_same_every_time_and_as_long_as_asked() -> None:
    pages = list(requests(500))
    assert pages == list(requests(500))
    lines = sum(json.loads(page)["text"].count("\n") + 1 for page in pages)
    assert 500 <= lines < 600


def test_a_program_that_fails_is_no_figure(tmp_path: Path) -> None:
    broken = written(tmp_path, "broken.jsonl", "no request")
    with pytest.raises(subprocess.CalledProcessError):
        run_label(ROOT, broken)


def test_the_speed_is_told_by_name(tmp_path: Path) -> None:
    command = [sys.executable, "benchmarks/labelling.py", "speed", "--lines", "100"]
    named = [*command, "--rounds", "1", str(written(tmp_path, "gold.jsonl", gold()))]
    env = os.environ | {"PYTHONPATH": ""}
    done = subprocess.run(named, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    rows = [line.strip("| ").split(" | ") for line in done.stdout.splitlines()]
    assert [row[0] for row in rows] == ["corpus", "---", "start alone", "made pages", "gold"]
    assert (int(rows[3][2]) >= 100, int(rows[4][2])) == (True, 5)
    assert all(float(row[3]) > 0 for row in rows[2:])
