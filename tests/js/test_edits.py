"""Pairs of words in; the engine must count by how many letters they differ, as defined."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WORDS = st.text(st.sampled_from("abcї*"), max_size=8)


def edits(a: str, b: str) -> int:
    """Count letters put in, left out, changed or swapped; a * in the first is any letter."""
    rows = [
        [max(i, j) if not (i and j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)
    ]
    for i, mine in enumerate(a, 1):
        for j, other in enumerate(b, 1):
            changed = rows[i - 1][j - 1] + (mine not in (other, "*"))
            rows[i][j] = min(changed, rows[i - 1][j] + 1, rows[i][j - 1] + 1)
            if i > 1 and j > 1 and a[i - 2 : i] == b[j - 1] + b[j - 2]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(WORDS, WORDS, st.integers(0, 3)), max_size=300))
def test_words_differ_by_as_many_letters_as_the_definition_says(
    javascript: Any, pairs: Any
) -> None:
    told = javascript("edits.js", pairs)
    assert [far for far, _ in told] == [min(edits(a, b), most + 1) for a, b, most in pairs]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(WORDS, WORDS, st.integers(0, 3)), max_size=300))
def test_the_quick_look_lets_all_near_words_through(javascript: Any, pairs: Any) -> None:
    told = javascript("edits.js", pairs)
    near = [edits(a, b) <= most for a, b, most in pairs]
    assert not [pair for pair, one, (_, seen) in zip(pairs, near, told, strict=True) if one > seen]
