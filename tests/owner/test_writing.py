"""Entries that the program writes: all that stood in the file stays, and it loads again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import RuleError
from backfile.owner.writing import append_entry, entry_text
from backfile.yamlfiles import load_items
from tests.helpers import patient

ENTRY = {"what": {"name": "Ann: Example"}, "until": None, "by": "yes", "on": "2025-05-31"}


@pytest.mark.parametrize(
    "old",
    [
        "",
        "# only a comment",
        "[]\n",
        "# mine\n- a: 1  # here\n\n# last",
        "  - a: 1\n    b:\n      - 2\n",
        "- a: 1\r\n- b: 2\r\n",
        "\ufeff- a: 1\n",
        "---\n- a: 1\n...\n",
    ],
)
def test_comments_and_entries_stay_and_the_new_one_is_last(tmp_path: Path, old: str) -> None:
    path = tmp_path / "rules" / "mine.yaml"
    path.parent.mkdir()
    path.write_text(old, newline="")
    before = [item for _, item in load_items(old)]
    line = append_entry(path, ENTRY, "a comment")
    items = load_items(path.read_bytes())
    assert [item for _, item in items[:-1]] == before
    assert items[-1][0] == line
    assert str(items[-1][1]["on"]) == "2025-05-31"
    assert all(part in path.read_text() for part in old.split("\n") if "#" in part)
    assert "# a comment" in path.read_text()


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    assert append_entry(tmp_path / "new" / "mine.yaml", ENTRY) == 1


@pytest.mark.parametrize("old", ["{a: 1}", "[{a: 1}]", "- a: [", "- a: *b"])
def test_a_file_that_takes_no_entry_stays_as_it_is(tmp_path: Path, old: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(old)
    with pytest.raises(RuleError, match=r"content/rules/mine\.yaml: takes no entry"):
        append_entry(path, ENTRY)
    assert path.read_text() == old
    assert [*tmp_path.iterdir()] == [path]


def test_who_may_read_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("")
    path.chmod(0o640)
    append_entry(path, ENTRY)
    assert path.stat().st_mode & 0o777 == 0o640


@patient
@given(st.text(max_size=200), st.text(max_size=20))
def test_any_text_comes_back_as_it_was(text: str, other: str) -> None:
    encodable = text.encode("utf-8", "ignore").decode(), other.encode("utf-8", "ignore").decode()
    entry = {"what": {"passage": encodable[0]}, "by": encodable[1]}
    ((_, found),) = load_items(entry_text(entry))
    told = (found["what"]["passage"], found["by"])
    assert tuple(map(str, told)) == encodable
