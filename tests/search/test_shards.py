"""Payloads in; scripts named by their content out."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backfile.search.shards import Shards, payload_of, root_scripts
from tests.search.decoding import finished


@given(st.recursive(st.text() | st.integers(), st.lists))
def test_a_payload_is_read_again_but_for_halves_of_pairs(value: Any) -> None:
    plain = json.dumps(value, ensure_ascii=False).encode(errors="replace")
    assert json.loads(payload_of(value)) == json.loads(plain)


@given(st.text(st.sampled_from("<>/!-a\u2028\u2029\ud800")))
def test_a_payload_holds_nothing_that_ends_a_script(text: str) -> None:
    written = payload_of([text]).decode()
    assert not set(written) & set("<\u2028\u2029")


def test_a_shard_is_one_call_named_by_eight_letters() -> None:
    files, letters = finished(Shards().shard("t", b"[1]"))
    [(path, script)] = files.items()
    assert len(letters) == 8
    assert path == f"search/t/{letters}.js"
    assert script == b'Backfile.search.load("t/%b",[1]);\n' % letters.encode()


def test_a_name_hangs_on_the_payload_alone() -> None:
    shards = Shards()
    finished(shards.shard("t", b"[1]"))
    assert finished(shards.shard("t", b"[2]"))[1] == finished(Shards().shard("t", b"[2]"))[1]


def test_the_same_payload_is_given_out_once_a_kind() -> None:
    shards = Shards()
    counts = [len(finished(shards.shard(kind, b"[1]"))[0]) for kind in "ttr"]
    assert counts == [1, 0, 1]


def test_two_payloads_that_share_eight_letters_have_two_names() -> None:
    first, second = _alike()
    shards = Shards()
    names = [finished(shards.shard("t", payload))[1] for payload in (first, second, first)]
    assert names[0] == names[2]
    assert [len(name) for name in names] == [8, 9, 8]
    assert names[1].startswith(names[0])


def _alike() -> tuple[bytes, bytes]:
    """Two payloads whose SHA-256 begins with the same 40 bits, found by trying."""
    return b"[643954]", b"[755224]"


def test_the_entry_names_the_root() -> None:
    (entry_path, entry), (root_path, root) = root_scripts(b"{}")
    name = root_path.removeprefix("search/").removesuffix(".js")
    assert (entry_path, len(name)) == ("search/index.js", len("index.") + 8)
    assert entry == b'Backfile.search.load("entry","%b");\n' % name.encode()
    assert root == b'Backfile.search.load("%b",{});\n' % name.encode()
