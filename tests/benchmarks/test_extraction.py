"""The benchmark of saved pages: it runs on any set, with or without the peer."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import extraction

STORY = "\n".join(
    f"The ferry was late on day {n} of the week, and no one knew why." for n in range(4)
)
PAGE = f"<html><body><h1>Late</h1>{''.join(f'<p>{line}</p>' for line in STORY.splitlines())}"


def a_set(folder: Path) -> Path:
    """A set of two pages."""
    (folder / "made" / "html").mkdir(parents=True)
    items = [{"id": f"p{n}", "url": "https://paper.example/", "body": STORY} for n in range(2)]
    (folder / "made" / "items.jsonl").write_text("\n".join(map(json.dumps, items)))
    for item in items:
        file = folder / "made" / "html" / f"{item['id']}.html.gz"
        file.write_bytes(gzip.compress(PAGE.encode()))
    return folder


def test_quality_is_told_in_a_row_for_each_tool(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extraction.main(["quality", "--data", str(a_set(tmp_path)), "made"])
    rows = [line for line in capsys.readouterr().out.splitlines() if "| backfile |" in line]
    assert rows[0].startswith("| made | backfile | 2 | 1.000 | 1.000 | 1.000 | 0.0 % |")


def test_speed_is_told_against_the_first_tool(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extraction.main(["speed", "--rounds", "1", "--data", str(a_set(tmp_path)), "made"])
    assert "| backfile | 2 |" in capsys.readouterr().out


def test_a_set_that_is_missing_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="has no set zyte; try: --data, its folder of sets"):
        extraction.main(["quality", "--data", str(tmp_path)])
