"""What is remembered between builds: the same values, and never a damaged or foreign one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.flow.knowledge import load_knowledge, memory_in
from backfile.memory import Memory

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def kept(file: Path, value: object, of: str = "code") -> None:
    memory = Memory(file, of)
    memory.value("key", lambda: value)
    memory.save()


def missing() -> object:
    raise LookupError("was not remembered")


@given(value=JSON)
def test_a_value_is_the_same_now_and_later(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    file = tmp_path_factory.mktemp("memory") / "memory.json"
    now = Memory(file, "code")
    assert now.value("key", lambda: value) == value
    now.save()
    assert Memory(file, "code").value("key", missing) == value


def test_what_other_code_made_is_passed_over(tmp_path: Path) -> None:
    kept(tmp_path / "m", 1)
    with pytest.raises(LookupError):
        Memory(tmp_path / "m", "other code").value("key", missing)


@pytest.mark.parametrize("at", [0, 30, 64, 70, -1])
def test_a_flipped_bit_makes_all_anew(tmp_path: Path, at: int) -> None:
    kept(tmp_path / "m", "harbour")
    data = bytearray((tmp_path / "m").read_bytes())
    data[at] ^= 1
    (tmp_path / "m").write_bytes(data)
    assert Memory(tmp_path / "m", "code").value("key", lambda: "anew") == "anew"


@pytest.mark.parametrize("data", [b"", b"\n", b"{}", b"\xff" * 80])
def test_garbage_is_no_memory(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "m").write_bytes(data)
    assert Memory(tmp_path / "m", "code").value("key", lambda: 2) == 2


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    kept(tmp_path / "m", 1)
    memory = Memory(tmp_path / "m", "code")
    memory.value("another", lambda: 2)
    memory.save()
    assert b'"key"' not in (tmp_path / "m").read_bytes()


def test_rules_and_vocabulary_are_the_same_remembered(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    entry = {"name": "Nordhavn", "kind": "place", "aliases": ["North Harbour"]}
    (rules / "vocabulary.yaml").write_text(json.dumps([entry]))
    first = memory_in(tmp_path)
    found = load_knowledge(rules, "2025-01-01", first)
    first.save()
    again = load_knowledge(rules, "2025-01-01", memory_in(tmp_path))
    assert again == found == load_knowledge(rules, "2025-01-01")
    assert again.digest == found.digest
