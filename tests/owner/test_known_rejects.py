"""The owner's list of rejects that are known and accepted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import RuleError
from backfile.model import Rejected
from backfile.owner import KnownRejects, load_known_rejects
from tests.helpers import mistake_of, patient

DIGEST = "ab" * 32


def loaded(folder: Path, text: str) -> KnownRejects:
    (folder / "known-rejects.yaml").write_text(text)
    return load_known_rejects(folder)


def test_a_listed_capture_is_known_and_others_are_not(tmp_path: Path) -> None:
    text = f"- capture: {DIGEST}\n  reason: a picture\n  why: scans\n  by: desk\n  on: 2025-05-12\n"
    known = loaded(tmp_path, text)
    assert known.knows(Rejected("a.png", "is no text", DIGEST))
    assert not known.knows(Rejected("b.png", "is no text", "cd" * 32))


def test_a_reject_without_a_capture_is_never_known() -> None:
    assert not KnownRejects(frozenset({DIGEST})).knows(Rejected("link", "leads nowhere"))


def test_without_the_file_nothing_is_known(tmp_path: Path) -> None:
    assert load_known_rejects(tmp_path) == KnownRejects()


@pytest.mark.parametrize("text", ["", "# none yet\n", "[]"])
def test_an_empty_file_knows_nothing(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == KnownRejects()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("capture: x", "must be a list"),
        ("- x", "entry 1: is no entry"),
        (f"- capture: {DIGEST}", "entry 1: has no reason"),
        (f"- {{capture: {DIGEST}, reason: x, cpture: y}}", 'unknown field "cpture"'),
        ("- {capture: a.png, reason: x}", "capture is no SHA-256; try: 64 digits"),
        (f"- {{capture: {DIGEST.upper()}, reason: x}}", "capture is no SHA-256"),
        ("- capture: [", "is not YAML"),
        ("- {capture: x, on: 2025-13-45}", "month must be in 1..12"),
    ],
)
def test_a_mistake_names_file_and_entry(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(RuleError) as caught:
        loaded(tmp_path, text)
    assert str(caught.value).startswith("content/rules/known-rejects.yaml: ")
    assert words in str(caught.value)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "known-rejects.yaml").mkdir()
    with pytest.raises(RuleError, match="can't be read"):
        load_known_rejects(tmp_path)


@patient
@given(text=st.text("-:[]{} abcpture\n", max_size=60))
def test_any_file_is_a_list_or_a_mistake_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("rules")
    assert "\n" not in mistake_of(RuleError, lambda: loaded(folder, text))
