"""Every capture of the demonstration becomes exactly what its golden file says."""

from pathlib import Path
from typing import Any

import pytest

from tests.golden import GOLDEN, ROOT, file_of, outcomes, written

CAPTURES = ROOT / "demo" / "captures"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return outcomes(tmp_path_factory.mktemp("golden"))


def test_every_golden_file_is_of_a_capture(found: dict[str, Any]) -> None:
    assert sorted(GOLDEN.glob("*.json")) == sorted(file_of(path) for path in found)


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("*.json")), ids=lambda file: file.stem)
def test_a_capture_becomes_what_it_must(found: dict[str, Any], file: Path) -> None:
    became = {file_of(path): written(outcome) for path, outcome in found.items()}
    assert became[file] == file.read_text("utf-8")


def test_no_paragraph_of_the_demonstration_is_lost(found: dict[str, Any]) -> None:
    """Every line of the plain texts is published, a headline, a detail, or removed by a rule."""
    for path, outcome in found.items():
        file = CAPTURES / path
        if file.suffix != ".txt" or "rejected" in outcome:
            continue
        text = file.read_bytes().decode("utf-8", "replace")
        lines = [line for line in text.splitlines() if line.strip()]
        parts = (*outcome["articles"], *outcome["digests"])
        kept = sum(len(one.get("body", one.get("items", ()))) for one in parts)
        details = sum(len(one.get("details", ())) for one in parts)
        removed = sum(sum(one["removed"].values()) for one in parts)
        assert len(lines) == kept + details + removed + len(outcome["articles"]), path
