"""The log of what was withheld when: no text in it, no row twice, it outlives the entries."""

from dataclasses import replace
from pathlib import Path

from backfile.model import Reached
from backfile.owner.withheld import Withheld
from backfile.owner.withheldlog import LOG, log_withheld
from tests.owner.withholdings import withheld

TWO = withheld("name", "Ann Example", "Bob Example")
ARTICLE = withheld("article", "abcdefghijkl")


def events(folder: Path) -> list[str]:
    """Day, event, kind, what and number of each row."""
    rows = (line.split("\t") for line in (folder / LOG).read_text().splitlines()[1:])
    return [" ".join((*row[:4], row[-1])) for row in rows]


def test_what_is_withheld_is_logged_once_and_without_its_text(tmp_path: Path) -> None:
    assert log_withheld(tmp_path, TWO, "2025-06-01", [Reached(1, "", 7, ())]) == 2
    assert log_withheld(tmp_path, TWO, "2025-06-02", [Reached(1, "", 9, ())]) == 0
    assert events(tmp_path) == [
        "2025-06-01 withheld name - 1",
        "2025-06-01 withheld name - 2",
    ]
    assert "Example" not in (tmp_path / LOG).read_text()
    assert "\t7\tprivacy\t" in (tmp_path / LOG).read_text()


def test_an_entry_that_is_taken_out_is_lifted(tmp_path: Path) -> None:
    log_withheld(tmp_path, ARTICLE, "2025-06-01")
    log_withheld(tmp_path, Withheld(), "2025-06-02")
    log_withheld(tmp_path, Withheld(), "2025-06-03")
    log_withheld(tmp_path, ARTICLE, "2025-06-04")
    assert [line.split()[1] for line in events(tmp_path)] == ["withheld", "lifted", "withheld"]


def test_an_entry_whose_day_has_come_has_ended(tmp_path: Path) -> None:
    log_withheld(tmp_path, ARTICLE, "2025-06-01")
    log_withheld(tmp_path, Withheld(ended=ARTICLE.entries), "2025-07-01")
    assert events(tmp_path)[-1] == "2025-07-01 ended article abcdefghijkl 1"


def test_a_capture_is_named_by_its_bytes_and_never_by_its_path(tmp_path: Path) -> None:
    capture = withheld("capture", "in/ann-example.txt")
    log_withheld(tmp_path, capture, "2025-06-01", [Reached(1, "a" * 64, 0, ("a" * 64,))])
    assert events(tmp_path) == [f"2025-06-01 withheld capture {'a' * 64} 1"]
    log_withheld(tmp_path / "other", capture, "2025-06-01")
    assert events(tmp_path / "other") == ["2025-06-01 withheld capture - 1"]


def test_nothing_is_written_where_nothing_is_withheld(tmp_path: Path) -> None:
    assert log_withheld(tmp_path, Withheld(), "2025-06-01") == 0
    assert not (tmp_path / LOG).exists()


def test_rows_that_git_merged_twice_count_once(tmp_path: Path) -> None:
    log_withheld(tmp_path, ARTICLE, "2025-06-01")
    text = (tmp_path / LOG).read_text()
    (tmp_path / LOG).write_text(text + text)
    assert log_withheld(tmp_path, ARTICLE, "2025-06-02") == 0


def test_a_name_with_a_tab_keeps_its_row_whole(tmp_path: Path) -> None:
    entry = replace(ARTICLE.entries[0], by="a\tb\nc")
    log_withheld(tmp_path, Withheld((entry,)), "2025-06-01")
    assert log_withheld(tmp_path, Withheld((entry,)), "2025-06-01") == 0
