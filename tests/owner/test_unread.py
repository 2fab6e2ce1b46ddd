"""What the owner asks for and this version can't do stops the build; it is never passed over."""

from pathlib import Path

import pytest

from backfile.errors import RuleError
from backfile.owner import refuse_unread


@pytest.mark.parametrize("name", ["withheld.yaml", "corrections.yaml"])
def test_a_file_that_is_not_read_yet_stops_the_build(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("- what: {name: somebody}\n")
    with pytest.raises(RuleError, match=f"content/rules/{name}: can't be applied"):
        refuse_unread(tmp_path)


def test_other_files_do_not(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("")
    refuse_unread(tmp_path)
