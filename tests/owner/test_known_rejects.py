"""The owner's list of rejects that are known and accepted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.errors import RuleError
from backfile.model import Rejected
from backfile.owner import KnownRejects, load_known_rejects
from backfile.owner.known_rejects import accept_rejects
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
        ("capture: x", "1: is no list of entries"),
        ("- x", "1: is no entry"),
        (f"- capture: {DIGEST}", "1: has no reason"),
        (f"# ours\n\n- capture: {DIGEST}", "3: has no reason"),
        (f"- {{capture: {DIGEST}, reason: x, on: May}}", "\"on\" is 'May', no day"),
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
    assert str(caught.value).startswith("content/rules/known-rejects.yaml:")
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


def accepted(folder: Path, *rejects: Rejected) -> str:
    accept_rejects(folder, rejects, "accepted as it is", ("desk", "2025-05-31"))
    return (folder / "known-rejects.yaml").read_text()


def test_what_is_accepted_is_known_and_the_owners_lines_stay(tmp_path: Path) -> None:
    mine = f"# ours: ask before you add\n- capture: {DIGEST}  # a scan\n  reason: a picture\n"
    (tmp_path / "known-rejects.yaml").write_text(mine)
    other = Rejected("b.txt", "is empty", "cd" * 32)
    assert accepted(tmp_path, other).startswith(mine)
    assert load_known_rejects(tmp_path) == KnownRejects(frozenset({DIGEST, "cd" * 32}))


def test_an_accepted_reject_tells_file_reason_and_who_accepted_it_when(tmp_path: Path) -> None:
    assert accepted(tmp_path, Rejected("a.png", "is no text", DIGEST)).splitlines() == [
        "# a.png",
        f"- capture: {DIGEST}",
        "  reason: is no text",
        "  why: accepted as it is",
        "  by: desk",
        "  on: 2025-05-31",
    ]


def test_where_nothing_is_accepted_no_file_is_made(tmp_path: Path) -> None:
    accept_rejects(tmp_path, (), "", ("", ""))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_takes_no_entry_stays_as_it_is(tmp_path: Path) -> None:
    text = f"[{{capture: {DIGEST}, reason: in one line}}]\n"
    (tmp_path / "known-rejects.yaml").write_text(text)
    with pytest.raises(RuleError, match="takes no entry"):
        accepted(tmp_path, Rejected("b.txt", "is empty", "cd" * 32))
    assert (tmp_path / "known-rejects.yaml").read_text() == text


@patient
@given(source=st.text(max_size=30), reason=st.text(min_size=1, max_size=30))
def test_any_name_and_reason_is_accepted_so_that_it_is_known(
    tmp_path_factory: pytest.TempPathFactory, source: str, reason: str
) -> None:
    folder = tmp_path_factory.mktemp("rules")
    reject = Rejected(source, reason, DIGEST)
    accept_rejects(folder, [reject, reject], "a reason", ("desk", "2025-05-31"))
    if reason.strip():
        assert load_known_rejects(folder).knows(reject)
