"""The shipped line model: small, safe to load, with a card that tells where it is from."""

import hashlib
import io
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.model import Mark, Repeats
from backfile.split.lines.voting import LABELS, line_model_from, model_card
from tests.helpers import LINES, PROSE, SHORT, dump, patient

WEIGHTS = resources.files("backfile.split") / "weights" / "lines.npz"
MOST_BYTES = 2_000_000


def test_the_weights_are_below_two_megabytes() -> None:
    assert len(WEIGHTS.read_bytes()) < MOST_BYTES


def test_the_card_is_that_of_the_weights() -> None:
    digest = hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()
    assert digest in str(model_card()["weights"])


@pytest.mark.parametrize("field", ["data", "date", "scores"])
def test_the_card_tells_data_day_and_scores(field: str) -> None:
    assert model_card()[field]


def test_weights_that_hold_objects_are_refused() -> None:
    file = io.BytesIO()
    np.savez(file, dilations=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="pickle"):
        line_model_from(file.getvalue())


@patient
@given(st.lists(PROSE | SHORT, min_size=1, max_size=12))
def test_the_chances_of_each_line_are_one_together(lines: list[str]) -> None:
    blocks = dump("\n".join(lines)).blocks
    chances = LINES.chances(blocks, [Mark() for _ in blocks], Repeats())
    assert chances.shape == (len(blocks), len(LABELS))
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-3)


def test_the_same_lines_have_the_same_chances() -> None:
    blocks = dump("Harbour opens\n\nThe harbour opened on Monday after the storm.").blocks
    marks = [Mark(shape="short"), Mark(shape="sentence")]
    once, again = (LINES.chances(blocks, marks, Repeats()) for _ in range(2))
    assert (once == again).all()
